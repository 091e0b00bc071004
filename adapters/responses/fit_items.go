package responses

import (
	"slices"
	"strings"

	"github.com/interlingua/interlingua/adapters/canon"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// conversation fits the messages: one item for each run of content, each call and each result.
func (f *fitter) conversation() {
	for _, m := range f.req.Messages {
		for _, p := range m.Parts {
			if c := p.GetToolCall(); c != nil && c.Kind == pb.ToolKind_TOOL_KIND_CUSTOM {
				f.custom[c.CallId] = true
			}
		}
	}
	entered := make([]bool, len(f.req.Messages))
	turns := canon.Arrange(f.req.Messages, f.losses)
	f.prefill(turns)
	for _, t := range turns {
		run := run{f: f, role: f.author(t.Role)}
		for _, en := range t.Entries {
			if run.role != t.Role && isContent(en.Part) {
				f.losses.Approximate(canon.MessagePath(en.M)+"/role", pb.LossClass_LOSS_CLASS_CONTENT, sayNoDeveloper)
			}
			if !entered[en.M] {
				entered[en.M] = true
				if en.Message.Settings != nil {
					run.end()
				}
				f.enter(en)
			}
			run.enter(en.Message)
			run.take(en)
		}
		run.end()
	}
	f.unsaid()
}

// author gives the author of messages in place of one whom the upstream does not know.
func (f *fitter) author(role pb.Role) pb.Role {
	if role == pb.Role_ROLE_DEVELOPER && f.x.Quirks.NoDeveloperRole {
		return pb.Role_ROLE_SYSTEM
	}
	return role
}

// isContent reports whether a part is something said, rather than a change of tools or settings.
func isContent(p *pb.Part) bool { return p.GetToolChanges() == nil && p.GetSettings() == nil }

// unsaid reports what messages say of themselves that went with no item.
func (f *fitter) unsaid() {
	const class = pb.LossClass_LOSS_CLASS_METADATA
	for i, m := range f.req.Messages {
		if m.Name == "" && m.Phase == "" && m.Status == "" {
			continue
		}
		at := canon.MessagePath(i)
		f.drop(m.Name != "", at+"/name", class, "messages have no name of a participant")
		if f.said[m] {
			continue
		}
		f.drop(m.Phase != "", at+"/phase", class, "only messages have a phase")
		f.drop(m.Status != "" && m.Status != statusCompleted, at+"/status", class, "only messages have a status")
	}
}

// prefill reports a text of the model at the end of the conversation: some dialects let the model go on with it.
func (f *fitter) prefill(turns []canon.Turn) {
	if len(turns) == 0 || turns[len(turns)-1].Role != pb.Role_ROLE_ASSISTANT {
		return
	}
	entries := turns[len(turns)-1].Entries
	if last := entries[len(entries)-1]; last.Part.GetText() != nil {
		f.losses.Approximate(last.Path(), pb.LossClass_LOSS_CLASS_CONTENT, "the model answers the text, it does not go on with it")
	}
}

// enter notes what a message says beside its parts.
func (f *fitter) enter(en canon.Entry) {
	if s := en.Message.Settings; s != nil && !f.caps.NoTurnChanges {
		f.update(s, canon.MessagePath(en.M)+"/settings")
	}
}

// item adds an item that is no message.
func (f *fitter) item(role pb.Role, p *pb.Part) {
	f.out.Messages = append(f.out.Messages, &pb.Message{Origin: dialect, Role: role, Parts: []*pb.Part{p}})
}

// run is content of one author that becomes one message item.
type run struct {
	f    *fitter
	role pb.Role
	// of is the message that the run began in: its phase and status are those of the item.
	of    *pb.Message
	parts []*pb.Part
	// in are the messages whose parts they are.
	in []*pb.Message
}

// enter says in which message the next part stands. One of another phase or status begins a run of its own.
func (r *run) enter(m *pb.Message) {
	if r.of == nil || r.of.Phase != m.Phase || r.of.Status != m.Status {
		r.end()
		r.of = m
	}
}

// end adds the message item, if there is content for one.
func (r *run) end() {
	if len(r.parts) == 0 {
		r.in = nil
		return
	}
	form := pb.ContentForm_CONTENT_FORM_LIST
	if r.plainAnswer() {
		form = pb.ContentForm_CONTENT_FORM_STRING
	}
	r.f.out.Messages = append(r.f.out.Messages, &pb.Message{
		Origin: dialect, Role: r.role, Phase: r.of.Phase, Status: r.of.Status, Form: form, Parts: r.parts,
	})
	for _, m := range r.in {
		r.f.said[m] = true
	}
	r.parts, r.in = nil, nil
}

// plainAnswer reports whether the run is one text of the model and no more. It is written as a string: in a list it would be an
// output message, which must have the id that the service gave it, and some servers insist on that. What reasoning led to stays
// an output message all the same: that is how official clients send it.
func (r *run) plainAnswer() bool {
	if r.role != pb.Role_ROLE_ASSISTANT || len(r.parts) != 1 || r.of.Status != "" {
		return false
	}
	if before := r.f.out.Messages; len(before) > 0 && isReasoning(before[len(before)-1]) {
		return false
	}
	t := r.parts[0].GetText()
	return t != nil && len(t.Citations) == 0
}

func isReasoning(m *pb.Message) bool {
	return slices.ContainsFunc(m.Parts, func(p *pb.Part) bool { return p.GetReasoning() != nil })
}

// take takes the next part of a turn.
func (r *run) take(en canon.Entry) {
	before := len(r.parts)
	r.part(en)
	if m := en.Message; len(r.parts) > before && m.Phase+m.Status != "" {
		r.in = append(r.in, m)
	}
}

func (r *run) part(en canon.Entry) {
	f, at := r.f, en.Path()
	switch c := en.Part.Content.(type) {
	case *pb.Part_Text:
		if c.Text.Text != "" {
			r.parts = append(r.parts, f.text(en.Part, at, r.role == pb.Role_ROLE_ASSISTANT))
		} else {
			f.drop(en.Part.Cache != nil, at+"/cache", pb.LossClass_LOSS_CLASS_CACHING, "an empty text is left out, and its breakpoint with it")
		}
		f.withhold(en.Part, at)
		return
	case *pb.Part_Refusal:
		f.withhold(en.Part, at)
		f.drop(en.Part.Cache != nil, at+"/cache", pb.LossClass_LOSS_CLASS_CACHING, "refusals take no cache breakpoint")
		if r.role == pb.Role_ROLE_ASSISTANT {
			r.parts = append(r.parts, &pb.Part{Content: c})
			return
		}
		r.parts = append(r.parts, textPart(c.Refusal.Text))
		f.losses.Approximate(at, pb.LossClass_LOSS_CLASS_CONTENT, "a refusal that is not the model's is said as text")
		return
	case *pb.Part_Media:
		f.withhold(en.Part, at)
		if r.role == pb.Role_ROLE_ASSISTANT {
			f.losses.Refuse(at, pb.LossClass_LOSS_CLASS_CONTENT, "the model's own media cannot be told")
			return
		}
		r.parts = append(r.parts, f.media(en.Part, at)...)
		return
	case *pb.Part_Compaction:
		if en.Part.Seal == nil && c.Compaction.Text != "" {
			r.parts = append(r.parts, textPart(c.Compaction.Text))
			f.losses.Approximate(at, pb.LossClass_LOSS_CLASS_CONTENT, "the summary of a compacted stretch is said as text")
			return
		}
	}
	r.end()
	f.single(en, at)
}

// single takes a part that is an item of its own.
func (f *fitter) single(en canon.Entry, at string) {
	switch c := en.Part.Content.(type) {
	case *pb.Part_ToolCall:
		f.call(en.Part, c.ToolCall, at)
	case *pb.Part_ToolResult:
		f.result(en, c.ToolResult)
	case *pb.Part_Reasoning:
		f.drop(en.Part.Cache != nil, at+"/cache", pb.LossClass_LOSS_CLASS_CACHING, "reasoning takes no cache breakpoint")
		f.thought(en.Part, c.Reasoning, at)
	case *pb.Part_Compaction:
		if f.readable(en.Part, at) {
			f.item(pb.Role_ROLE_ASSISTANT, en.Part)
		} else {
			f.losses.Refuse(at, pb.LossClass_LOSS_CLASS_CONTENT, "only the vendor that compacted it can read it")
		}
	case *pb.Part_Settings:
		if !f.caps.NoTurnChanges {
			f.update(c.Settings, at)
		}
	case *pb.Part_ToolChanges:
		f.changes(c.ToolChanges, at)
	case *pb.Part_Opaque:
		if en.Message.Role == pb.Role_ROLE_ASSISTANT {
			f.losses.Drop(at, pb.LossClass_LOSS_CLASS_CONTENT, "what the model did in another vendor's own way")
			return
		}
		f.losses.Refuse(at, pb.LossClass_LOSS_CLASS_CONTENT, "the target has no such content")
	}
}

// thought fits reasoning. Without provider state that the target can read it is of no use to it.
func (f *fitter) thought(p *pb.Part, t *pb.ReasoningContent, at string) {
	if f.readable(p, at) {
		f.item(pb.Role_ROLE_ASSISTANT, p)
		return
	}
	f.drop(t.Text != "" || len(t.Summaries) > 0 || p.Seal == nil, at, pb.LossClass_LOSS_CLASS_REASONING,
		"the target takes back only reasoning that it has sealed itself")
}

// readable reports whether the target can read the seal of a part; a seal that it cannot read is withheld.
func (f *fitter) readable(p *pb.Part, at string) bool {
	if canon.Readable(p.Seal, dialect, f.x.Upstream) {
		return true
	}
	f.withhold(p, at)
	return false
}

// withhold reports a seal for which the target has no place.
func (f *fitter) withhold(p *pb.Part, at string) {
	if p.Seal != nil {
		f.losses.Withhold(at+"/seal", "the upstream did not issue it")
	}
}

// call fits a call.
func (f *fitter) call(p *pb.Part, c *pb.ToolCall, at string) {
	const class = pb.LossClass_LOSS_CLASS_TOOLS
	f.withhold(p, at)
	if p.Cache != nil {
		f.losses.Drop(at+"/cache", pb.LossClass_LOSS_CLASS_CACHING, "calls take no cache breakpoint")
	}
	if c.Kind == pb.ToolKind_TOOL_KIND_HOSTED {
		f.losses.Refuse(at, class, "a call of another vendor's tool cannot be told")
		return
	}
	out := &pb.ToolCall{CallId: callID(c.CallId), Kind: c.Kind, ArgumentsJson: c.ArgumentsJson, Input: c.Input}
	out.Namespace, out.Name = f.name(c.Namespace, c.Name)
	if out.ArgumentsJson == "" {
		out.ArgumentsJson = "{}"
	}
	f.item(pb.Role_ROLE_ASSISTANT, canon.CallPart(out))
}

// callID gives a call id that the service takes.
func callID(id string) string {
	return canon.CallID(id, longest, func(byte) bool { return true })
}

// result fits the result of a call.
func (f *fitter) result(en canon.Entry, t *pb.ToolResult) {
	at := en.Path()
	inner := at + "/tool_result"
	out := &pb.ToolResult{CallId: callID(t.CallId), Kind: t.Kind, Form: pb.ContentForm_CONTENT_FORM_LIST}
	if f.custom[t.CallId] {
		out.Kind = pb.ToolKind_TOOL_KIND_CUSTOM
	}
	if t.OutputJson != nil {
		text, _ := canon.ResultText(&pb.ToolResult{OutputJson: t.OutputJson})
		out.Parts = append(out.Parts, textPart(text))
	}
	for i, q := range t.Parts {
		at := en.ResultPath(i)
		switch q.Content.(type) {
		case *pb.Part_Text:
			out.Parts = append(out.Parts, f.text(q, at, false))
		case *pb.Part_Media:
			out.Parts = append(out.Parts, f.media(q, at)...)
		case *pb.Part_ToolChanges:
			f.changes(q.GetToolChanges(), at)
		default:
			f.losses.Refuse(at, pb.LossClass_LOSS_CLASS_TOOLS, "a result cannot hold it")
		}
	}
	if t.GetIsError() {
		out.Parts = markError(out.Parts)
		if en.P >= 0 {
			f.losses.Approximate(inner+"/is_error", pb.LossClass_LOSS_CLASS_TOOLS, "said in the text of the result")
		}
	}
	f.mark(out, en.Part, at)
	if len(out.Parts) == 0 || len(out.Parts) == 1 && out.Parts[0].GetText() != nil && out.Parts[0].Cache == nil {
		out.Form = pb.ContentForm_CONTENT_FORM_STRING
	}
	f.item(pb.Role_ROLE_TOOL, canon.ResultPart(out))
}

// mark moves the cache breakpoint after a result to its last part.
func (f *fitter) mark(out *pb.ToolResult, p *pb.Part, at string) {
	if p.Cache == nil {
		return
	}
	n := len(out.Parts)
	if f.caps.NoCacheMarks || n == 0 {
		f.losses.Drop(at+"/cache", pb.LossClass_LOSS_CLASS_CACHING, "the model takes no cache breakpoints")
		return
	}
	out.Parts[n-1] = &pb.Part{Content: out.Parts[n-1].Content, Cache: f.hint(p.Cache, at+"/cache")}
}

// markError makes the text of a result say that the tool failed, where it does not say so by itself.
func markError(parts []*pb.Part) []*pb.Part {
	const sign = "Error: "
	for i, p := range parts {
		t := p.GetText()
		if t == nil {
			continue
		}
		if strings.Contains(strings.ToLower(t.Text), "error") {
			return parts
		}
		marked := append([]*pb.Part(nil), parts...)
		marked[i] = &pb.Part{Content: textPart(sign + t.Text).Content, Cache: p.Cache}
		return marked
	}
	return append([]*pb.Part{textPart("Error")}, parts...)
}

// update adds a change of settings.
func (f *fitter) update(s *pb.Settings, at string) {
	out := &pb.Settings{Effort: s.Effort, Format: f.format(s.Format, at+"/format")}
	if s.Effort != nil {
		got, exact := canon.StepEffort(*s.Effort, f.caps.Efforts)
		if !exact {
			f.losses.Approximate(at+"/effort", pb.LossClass_LOSS_CLASS_REASONING, "the model takes other efforts; the nearest lower one is asked for")
		}
		out.Effort = &got
	}
	f.item(pb.Role_ROLE_DEVELOPER, &pb.Part{Content: &pb.Part_Settings{Settings: out}})
}
