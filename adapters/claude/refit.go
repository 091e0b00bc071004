package claude

import (
	"slices"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/canon"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// refit gives a request of this dialect for another model than it was written for: what the model refuses is lowered as in a
// request of another dialect, and all else stands as it was.
func refit(x *adapters.Exchange, req *pb.GenerateRequest, losses *canon.Losses) *pb.GenerateRequest {
	l := newLowering(x, req, losses)
	if h := keptHeader(req); x.Header.Get(headerVersion) == "" && h.Get(headerVersion) != "" {
		l.version = h.Get(headerVersion)
	}
	out := canon.Shallow(req)
	l.out = out
	l.refitLimit()
	l.refitMessages()
	l.refitReasoning()
	l.refitChoice()
	l.refitFormat()
	out.Sampling = nil
	l.sampling()
	return out
}

// refitLimit bounds the output limit by that of the model. A request to count has none.
func (l *lowering) refitLimit() {
	if l.req.MaxOutputTokens == nil {
		limit := defaultLimit(l.caps, l.req.GetStream())
		l.out.MaxOutputTokens = &limit
	}
	if top := l.caps.MaxOutputTokens; top > 0 && l.req.GetMaxOutputTokens() > top {
		l.losses.Approximate("/max_output_tokens", pb.LossClass_LOSS_CLASS_SAMPLING, "the limit is above that of the model")
		l.out.MaxOutputTokens = &top
	}
}

// refitReasoning lowers how much the model reasons, where it would refuse what is asked for.
func (l *lowering) refitReasoning() {
	r := l.req.Reasoning
	if r == nil || l.takes(r) {
		return
	}
	out := &pb.ReasoningConfig{Extensions: r.Extensions}
	l.out.Reasoning = nil
	switch {
	case l.caps.NoReasoning:
		l.refitNoReasoning(r)
		return
	case r.Mode == pb.ReasoningMode_REASONING_MODE_UNSPECIFIED:
		// Here an effort alone does not ask to think.
		l.effort(r, out)
		l.out.Reasoning = out
		return
	case isOff(r):
		// That the model shall not think does not say how hard it shall try.
		l.reasoningOff(r, out)
		if out.Effort == nil {
			l.effort(r, out)
		}
		l.out.Reasoning = out
		return
	}
	// A mode that the model does not know is lowered as one that lets it decide.
	wanted := canon.Shallow(r)
	if r.Mode == pb.ReasoningMode_REASONING_MODE_BETWEEN_TOOLS && !l.caps.Adaptive {
		wanted.Mode = pb.ReasoningMode_REASONING_MODE_ADAPTIVE
	}
	source := l.req
	l.req = canon.Shallow(source)
	l.req.Reasoning, l.own = wanted, false
	l.reasoning()
	l.req = source
}

// refitNoReasoning reports all options of a model that does not reason.
func (l *lowering) refitNoReasoning(r *pb.ReasoningConfig) {
	for _, option := range []struct {
		name string
		set  bool
	}{
		{"mode", r.Mode != pb.ReasoningMode_REASONING_MODE_UNSPECIFIED},
		{"effort", r.Effort != nil},
		{"budget_tokens", r.BudgetTokens != nil},
		{"visibility", r.Visibility != pb.ReasoningVisibility_REASONING_VISIBILITY_UNSPECIFIED},
	} {
		if option.set {
			l.losses.Drop(canon.Path("reasoning", option.name), pb.LossClass_LOSS_CLASS_REASONING, "the model does not reason")
		}
	}
}

// takes reports whether the model takes reasoning options as they are.
func (l *lowering) takes(r *pb.ReasoningConfig) bool {
	c := l.caps
	switch r.Mode {
	case pb.ReasoningMode_REASONING_MODE_ADAPTIVE, pb.ReasoningMode_REASONING_MODE_BETWEEN_TOOLS:
		if !c.Adaptive {
			return false
		}
	case pb.ReasoningMode_REASONING_MODE_BUDGET:
		if c.NoBudget || r.GetBudgetTokens() < c.MinBudget || c.MaxBudget > 0 && r.GetBudgetTokens() > c.MaxBudget ||
			r.GetBudgetTokens() >= l.out.GetMaxOutputTokens() {
			return false
		}
	case pb.ReasoningMode_REASONING_MODE_OFF:
		if c.AlwaysReasons {
			return false
		}
	}
	if c.NoReasoning {
		return false
	}
	_, exact := canon.StepEffort(r.GetEffort(), c.Efforts)
	return r.Effort == nil || c.Efforts == nil || exact
}

// refitFormat asks in words for an answer that a model without structured output cannot be held to.
func (l *lowering) refitFormat() {
	f := l.req.GetOutput().GetFormat()
	if f == nil || !l.caps.NoStructuredOutput {
		return
	}
	if f.SchemaJson != nil {
		l.losses.Drop("/output/format/schema_json", pb.LossClass_LOSS_CLASS_FORMAT, "the model takes no schema for its answer")
	}
	l.jsonInstruction()
	l.out.Output = nil
	l.out.Instructions = append(append([]*pb.Part(nil), l.req.Instructions...), l.instruction)
	l.out.InstructionsForm = pb.ContentForm_CONTENT_FORM_LIST
}

// refitMessages turns system messages into words of the user's where the model takes none, and refuses an answer to go on from
// where it goes on from none.
func (l *lowering) refitMessages() {
	messages := l.req.Messages
	if !l.caps.SystemMessages {
		messages = l.withoutSystem()
	}
	l.out.Messages = messages
	last := len(messages) - 1
	if l.caps.NoPrefill && last >= 0 && messages[last].Role == pb.Role_ROLE_ASSISTANT && !calls(messages[last]) {
		at := canon.MessagePath(len(l.req.Messages) - 1)
		l.losses.Refuse(at+"/role", pb.LossClass_LOSS_CLASS_CONTENT, "the model does not continue an answer: it became history")
		l.losses.Synthesize(at, pb.LossClass_LOSS_CLASS_CONTENT, canon.SynthContinue)
		l.out.Messages = append(messages[:last+1:last+1], &pb.Message{
			Origin: dialect, Role: pb.Role_ROLE_USER, Parts: []*pb.Part{textPart(canon.TextContinue)}, Form: pb.ContentForm_CONTENT_FORM_LIST,
		})
	}
}

// withoutSystem gives the messages with what system messages say as words of the user's. Tools that they bring in are there from the
// start.
func (l *lowering) withoutSystem() []*pb.Message {
	messages := make([]*pb.Message, 0, len(l.req.Messages))
	for i, m := range l.req.Messages {
		if m.Role != pb.Role_ROLE_SYSTEM {
			messages = append(messages, m)
			continue
		}
		at := canon.MessagePath(i)
		if m.Settings != nil {
			l.losses.Drop(at+"/settings", pb.LossClass_LOSS_CLASS_REASONING, "settings hold for the whole conversation")
		}
		said := &pb.Message{Origin: dialect, Role: pb.Role_ROLE_USER, Form: pb.ContentForm_CONTENT_FORM_LIST}
		for j, p := range m.Parts {
			if c := p.GetToolChanges(); c != nil {
				l.losses.Approximate(canon.PartPath(i, j), pb.LossClass_LOSS_CLASS_TOOLS, "the tools are offered from the start")
				l.refitTools(c)
				continue
			}
			if text := l.systemText(p, canon.PartPath(i, j)); text != nil {
				said.Parts = append(said.Parts, l.withMark(textPart(reminderStart+text.GetText().Text+reminderEnd), text))
			}
		}
		if len(said.Parts) > 0 {
			l.losses.Approximate(at+"/role", pb.LossClass_LOSS_CLASS_CONTENT, "a system message became words of the user's")
			messages = append(messages, said)
		}
	}
	return messages
}

// refitTools offers from the start what a change brings in: tools of its own, and declared ones that were to be loaded by it.
func (l *lowering) refitTools(c *pb.ToolChanges) {
	tools := slices.Clone(l.out.Tools)
	for i, t := range tools {
		if t.GetDeferLoading() && slices.Contains(c.References, t.Name) {
			l.losses.Approximate(canon.Path("tools", i, "defer_loading"), pb.LossClass_LOSS_CLASS_TOOLS, "the tool is offered from the start")
			tools[i] = canon.Shallow(t)
			tools[i].DeferLoading = nil
		}
	}
	l.out.Tools = append(tools, c.Add...)
}

// refitChoice demands no tool of a model that is given a budget to think: it was asked to decide by itself, beside which a tool can
// be demanded.
func (l *lowering) refitChoice() {
	const budget = pb.ReasoningMode_REASONING_MODE_BUDGET
	c := l.req.ToolChoice
	if c.GetMode() != pb.ToolChoiceMode_TOOL_CHOICE_MODE_REQUIRED || l.out.Reasoning.GetMode() != budget || l.req.Reasoning.GetMode() == budget {
		return
	}
	l.losses.Approximate("/tool_choice/mode", pb.LossClass_LOSS_CLASS_TOOLS, "no tool can be demanded while the model thinks")
	l.out.ToolChoice = &pb.ToolChoice{Mode: pb.ToolChoiceMode_TOOL_CHOICE_MODE_AUTO, Parallel: c.Parallel, Extensions: c.Extensions}
}

// calls reports whether a message calls a tool.
func calls(m *pb.Message) bool {
	for _, p := range m.Parts {
		if p.GetToolCall() != nil {
			return true
		}
	}
	return false
}
