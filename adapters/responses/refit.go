package responses

import (
	"slices"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/canon"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// refit gives a request of this dialect for another model than it was written for: what the model refuses is fitted as in a
// request of another dialect, and all else stands as it was.
func refit(x *adapters.Exchange, req *pb.GenerateRequest, losses *canon.Losses) *pb.GenerateRequest {
	f := &fitter{x: x, req: req, losses: losses, caps: capabilities(x, req.Model), out: canon.Shallow(req)}
	if f.caps.NoTurnChanges {
		f.latestSettings()
		f.refitTurns()
	}
	f.refitReasoning()
	if f.caps.NoSampling {
		f.sampling()
	}
	if f.caps.NoCacheMarks {
		f.out.Messages = canon.WithoutMarks(f.out.Messages, losses)
		f.refitCaching()
	}
	if top := f.caps.MaxOutputTokens; top > 0 && req.GetMaxOutputTokens() > top {
		losses.Approximate("/max_output_tokens", pb.LossClass_LOSS_CLASS_SAMPLING, "the limit is above that of the model")
		f.out.MaxOutputTokens = &top
	}
	return f.out
}

// refitTurns puts what changes in the middle of the conversation at its beginning.
func (f *fitter) refitTurns() {
	var kept []*pb.Message
	tools := slices.Clone(f.req.Tools)
	for i, m := range f.req.Messages {
		changed := false
		for j, p := range m.Parts {
			c := p.GetToolChanges()
			if m.Role != pb.Role_ROLE_DEVELOPER || c == nil {
				changed = changed || p.GetSettings() != nil
				continue
			}
			changed = true
			f.losses.Approximate(canon.PartPath(i, j), pb.LossClass_LOSS_CLASS_TOOLS, "the tools are offered from the start")
			for _, t := range c.Add {
				tools = f.offered(tools, t)
			}
		}
		if changed {
			// Without parts it is no item, and those behind it keep their places, by which losses are told.
			m = &pb.Message{Origin: dialect}
		}
		kept = append(kept, m)
	}
	f.out.Messages, f.out.Tools = kept, tools
	if format := f.settings.GetFormat(); format != nil {
		f.out.Output = &pb.OutputConfig{Format: format}
		if f.req.Output != nil {
			f.out.Output = canon.Shallow(f.req.Output)
			f.out.Output.Format = format
		}
	}
}

// offered adds a tool to those that are offered from the start; one that is declared there already is no longer deferred.
func (f *fitter) offered(tools []*pb.Tool, t *pb.Tool) []*pb.Tool {
	i := slices.IndexFunc(tools, func(declared *pb.Tool) bool {
		return declared.Name == t.Name && declared.Kind == t.Kind && t.Name != ""
	})
	if i < 0 {
		return append(tools, t)
	}
	if tools[i].GetDeferLoading() {
		f.losses.Approximate(canon.Path("tools", i, "defer_loading"), pb.LossClass_LOSS_CLASS_TOOLS, "the tool is offered from the start")
		tools[i] = canon.Shallow(tools[i])
		tools[i].DeferLoading = nil
	}
	return tools
}

// refitReasoning fits how much the model reasons.
func (f *fitter) refitReasoning() {
	r := f.req.Reasoning
	if f.caps.NoReasoning && r != nil {
		f.out.Reasoning = nil
		if r.Effort != nil || r.Visibility > pb.ReasoningVisibility_REASONING_VISIBILITY_NONE || len(r.Extensions) > 0 {
			f.noReasoning(r)
		}
		f.drop(r.GetIncludeSeal(), "/reasoning/include_seal", pb.LossClass_LOSS_CLASS_REASONING, "the model does not reason")
		return
	}
	effort := f.settings.GetEffort()
	if effort == "" {
		effort = r.GetEffort()
	}
	if effort == "" || f.caps.NoReasoning {
		return
	}
	got, exact := canon.StepEffort(effort, f.caps.Efforts)
	if exact && got == r.GetEffort() {
		return
	}
	if !exact {
		f.losses.Approximate("/reasoning/effort", pb.LossClass_LOSS_CLASS_REASONING, "the model takes other efforts; the nearest lower one is asked for")
	}
	f.out.Reasoning = &pb.ReasoningConfig{}
	if r != nil {
		f.out.Reasoning = canon.Shallow(r)
	}
	f.out.Reasoning.Effort = nil
	if got != "" {
		f.out.Reasoning.Effort = &got
	}
}

// refitCaching leaves out the cache options of a model that takes none.
func (f *fitter) refitCaching() {
	c := f.req.Caching
	if c.GetMode() == "" && (c == nil || c.TtlSeconds == nil) {
		return
	}
	const class, say = pb.LossClass_LOSS_CLASS_CACHING, "the model takes no cache options"
	f.drop(c.Mode != "", "/caching/mode", class, say)
	f.drop(c.TtlSeconds != nil, "/caching/ttl_seconds", class, say)
	f.out.Caching = canon.Shallow(c)
	f.out.Caching.Mode, f.out.Caching.TtlSeconds = "", nil
}
