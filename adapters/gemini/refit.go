package gemini

import (
	"slices"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// refit gives a request of Gemini's own for another model than it was written for: what the model refuses is lowered as in a
// request of another dialect, and all else stands as it was.
func refit(x *adapters.Exchange, req *pb.GenerateRequest, losses *adapters.Losses) *pb.GenerateRequest {
	l := &lowerer{x: x, in: req, losses: losses, caps: modelCapabilities(x, req.Model), out: canon.Shallow(req)}
	l.refitReasoning()
	if most := l.caps.MaxOutputTokens; most > 0 && req.GetMaxOutputTokens() > most {
		losses.Approximate("/max_output_tokens", pb.LossClass_LOSS_CLASS_SAMPLING, "the model has a lower limit")
		l.out.MaxOutputTokens = &most
	}
	if s := req.Sampling; s != nil && (l.caps.NoSampling || l.caps.NoStop) {
		l.sampling()
	}
	if !isThird(l.caps) {
		l.refitTools()
	}
	l.out.Messages = slices.Clone(req.Messages)
	for i, m := range l.out.Messages {
		l.out.Messages[i] = l.refitMessage(m, i)
	}
	return l.out
}

// refitReasoning lowers how much the model thinks, where it would refuse what is asked for.
func (l *lowerer) refitReasoning() {
	r := l.in.Reasoning
	if r == nil || takesThought(l.caps, r) {
		return
	}
	l.out.Reasoning = nil
	l.reasoning()
	if l.out.Reasoning == nil {
		return
	}
	for _, e := range r.Extensions {
		if e.Kind == pb.ExtensionKind_EXTENSION_KIND_UNSPECIFIED {
			l.out.Reasoning.Extensions = append(l.out.Reasoning.Extensions, e)
		}
	}
}

// takesThought reports whether a model takes reasoning options as they are.
func takesThought(c *canon.Capabilities, r *pb.ReasoningConfig) bool {
	switch {
	case c.NoReasoning:
		return false
	case takesLevel(c):
		return r.Mode == pb.ReasoningMode_REASONING_MODE_UNSPECIFIED && (r.Effort == nil || len(c.Efforts) == 0 || slices.Contains(c.Efforts, *r.Effort))
	case r.Effort != nil:
		return false
	case r.Mode == pb.ReasoningMode_REASONING_MODE_OFF:
		return !c.AlwaysReasons
	}
	return r.BudgetTokens == nil || c.MinBudget <= *r.BudgetTokens && *r.BudgetTokens <= c.MaxBudget
}

// refitTools leaves the hosted tools out that stand beside functions, where the model does not mix them.
func (l *lowerer) refitTools() {
	isHosted := func(t *pb.Tool) bool { return t.Kind == pb.ToolKind_TOOL_KIND_HOSTED }
	if !slices.ContainsFunc(l.in.Tools, isHosted) || !slices.ContainsFunc(l.in.Tools, func(t *pb.Tool) bool { return !isHosted(t) }) {
		return
	}
	l.out.Tools = nil
	for i, t := range l.in.Tools {
		if isHosted(t) {
			l.losses.Refuse(canon.Path("tools", i), toolsClass, "the model takes no hosted tools beside functions")
			continue
		}
		l.out.Tools = append(l.out.Tools, t)
	}
}

// refitMessage takes media out of results and puts placeholders for signatures in, as the model demands it.
func (l *lowerer) refitMessage(m *pb.Message, at int) *pb.Message {
	if isThird(l.caps) {
		return l.signed(m, at)
	}
	var parts, moved []*pb.Part
	for i, p := range m.Parts {
		r := p.GetToolResult()
		media := r.GetParts()
		if len(media) == 0 {
			parts = append(parts, p)
			continue
		}
		path := canon.PartPath(at, i) + "/tool_result"
		for j := range media {
			l.losses.Approximate(path+canon.Path("parts", j), toolsClass, "it is moved out of the result")
		}
		l.losses.Synthesize(path, toolsClass, canon.SynthImageOfCall)
		moved = append(append(moved, textPart(canon.TextImageOfCall+r.CallId)), media...)
		bare := canon.Shallow(p)
		result := canon.Shallow(r)
		result.Parts, result.Form = nil, pb.ContentForm_CONTENT_FORM_UNSPECIFIED
		bare.Content = &pb.Part_ToolResult{ToolResult: result}
		parts = append(parts, bare)
	}
	if moved == nil {
		return m
	}
	out := canon.Shallow(m)
	out.Parts = append(parts, moved...)
	return out
}

// signed gives a message whose first call has a signature.
func (l *lowerer) signed(m *pb.Message, at int) *pb.Message {
	i := firstCall(m.Parts)
	if i < 0 || m.Parts[i].Seal != nil || hasPlaceholder(m.Parts[i]) {
		return m
	}
	l.losses.Synthesize(canon.PartPath(at, i), reasoningClass, canon.SynthDummySignature)
	out := canon.Shallow(m)
	out.Parts = slices.Clone(m.Parts)
	out.Parts[i] = canon.Shallow(m.Parts[i])
	out.Parts[i].Seal = &pb.Seal{Issuer: own, Data: dummySignature}
	return out
}

// hasPlaceholder reports whether a part came with the placeholder for a signature.
func hasPlaceholder(p *pb.Part) bool {
	for name := range jsonx.Members(canon.Own(p.Extensions, own, "")) {
		if name == "thoughtSignature" || name == "thought_signature" {
			return true
		}
	}
	return false
}
