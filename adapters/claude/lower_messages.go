package claude

import (
	"strings"

	"github.com/interlingua/interlingua/adapters/canon"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// messages lowers the conversation.
func (l *lowering) messages() {
	if l.own {
		l.ownMessages()
		return
	}
	l.messageFields()
	turns := canon.Arrange(l.req.Messages, l.losses)
	if l.req.Origin != dialect {
		turns = l.leadingSystem(turns)
	}
	for _, t := range turns {
		switch t.Role {
		case pb.Role_ROLE_SYSTEM, pb.Role_ROLE_DEVELOPER:
			l.laterSystem(t)
		case pb.Role_ROLE_ASSISTANT:
			l.assistant(t)
		default:
			l.user(t)
		}
	}
	l.settleSystem()
	l.firstIsUser()
}

// ownMessages takes the messages as they stand, save for state of other vendors' that came in envelopes.
func (l *lowering) ownMessages() {
	l.out.Messages = l.req.Messages
	for i, m := range l.req.Messages {
		if kept, changed := l.withoutForeignSeals(m, i); changed {
			if len(l.out.Messages) > 0 && &l.out.Messages[0] == &l.req.Messages[0] {
				l.out.Messages = append([]*pb.Message(nil), l.req.Messages...)
			}
			l.out.Messages[i] = kept
		}
	}
}

// messageFields reports what messages say beside their parts.
func (l *lowering) messageFields() {
	for i, m := range l.req.Messages {
		if m.Name == "" && m.Phase == "" && m.Status == "" {
			continue
		}
		at := canon.MessagePath(i)
		if m.Name != "" {
			l.losses.Drop(at+"/name", pb.LossClass_LOSS_CLASS_METADATA, "participants have no names")
		}
		if m.Phase != "" {
			l.losses.Drop(at+"/phase", pb.LossClass_LOSS_CLASS_METADATA, "messages have no phase")
		}
		if m.Status != "" && m.Status != "completed" {
			l.losses.Drop(at+"/status", pb.LossClass_LOSS_CLASS_METADATA, "messages have no status")
		}
	}
}

// add appends parts to the conversation, to the last message where it is of the same author.
func (l *lowering) add(role pb.Role, parts ...*pb.Part) {
	if len(parts) == 0 {
		return
	}
	if n := len(l.out.Messages); n > 0 && l.out.Messages[n-1].Role == role {
		last := l.out.Messages[n-1]
		last.Parts = append(last.Parts, parts...)
		return
	}
	l.out.Messages = append(l.out.Messages, &pb.Message{
		Origin: dialect, Role: role, Parts: parts, Form: pb.ContentForm_CONTENT_FORM_LIST,
	})
}

// user adds what the user or a tool said.
func (l *lowering) user(t canon.Turn) {
	parts := make([]*pb.Part, 0, len(t.Entries))
	cause := ""
	for _, e := range t.Entries {
		if cause == "" && isContent(e.Part) {
			cause = canon.MessagePath(e.M)
		}
		if e.Message.Role == pb.Role_ROLE_TOOL && e.Part.GetToolResult() == nil && isSaid(e.Part) {
			l.losses.Approximate(roleOf(e), pb.LossClass_LOSS_CLASS_CONTENT, "words of a tool's became the user's")
		}
		if p := l.userPart(e); p != nil {
			parts = append(parts, p)
		}
	}
	n := len(l.out.Messages)
	afterUser := n > 0 && l.out.Messages[n-1].Role == pb.Role_ROLE_USER
	if len(parts) == 0 && cause != "" && !afterUser {
		l.losses.Synthesize(cause, pb.LossClass_LOSS_CLASS_CONTENT, canon.SynthEmptyTurn)
		parts = []*pb.Part{textPart(canon.TextEmptyTurn)}
	}
	l.add(pb.Role_ROLE_USER, parts...)
}

// isContent reports whether a part is content, said or empty, rather than a change of tools or settings.
func isContent(p *pb.Part) bool {
	return p.Content != nil && p.GetToolChanges() == nil && p.GetSettings() == nil
}

// assistant adds what the model said.
func (l *lowering) assistant(t canon.Turn) {
	parts := make([]*pb.Part, 0, len(t.Entries))
	for _, e := range t.Entries {
		if p := l.assistantPart(e); p != nil {
			parts = append(parts, p)
		}
	}
	l.add(pb.Role_ROLE_ASSISTANT, parts...)
}

// firstIsUser puts words of the user's before a conversation that does not begin with any.
func (l *lowering) firstIsUser() {
	switch {
	case len(l.out.Messages) == 0:
		l.losses.Synthesize(l.causeOfNothing(), pb.LossClass_LOSS_CLASS_CONTENT, canon.SynthEmptyTurn)
		l.add(pb.Role_ROLE_USER, textPart(canon.TextEmptyTurn))
	case l.out.Messages[0].Role != pb.Role_ROLE_USER:
		l.losses.Synthesize(l.firstSaid(), pb.LossClass_LOSS_CLASS_CONTENT, canon.SynthContinue)
		first := &pb.Message{
			Origin: dialect, Role: pb.Role_ROLE_USER, Parts: []*pb.Part{textPart(canon.TextContinue)},
			Form: pb.ContentForm_CONTENT_FORM_LIST,
		}
		l.out.Messages = append([]*pb.Message{first}, l.out.Messages...)
	}
}

// causeOfNothing is the place that explains why there are no messages.
func (l *lowering) causeOfNothing() string {
	switch {
	case len(l.req.Messages) > 0:
		return canon.MessagePath(0)
	case len(l.req.Instructions) > 0:
		return "/instructions/0"
	}
	return "/messages"
}

// firstSaid is the first message of the assistant.
func (l *lowering) firstSaid() string {
	for i, m := range l.req.Messages {
		if m.Role == pb.Role_ROLE_ASSISTANT || m.Role == pb.Role_ROLE_UNSPECIFIED {
			return canon.MessagePath(i)
		}
	}
	return canon.MessagePath(0)
}

// prefill looks at a conversation that ends with the assistant.
func (l *lowering) prefill() {
	n := len(l.out.Messages)
	if n == 0 || l.own || l.out.Messages[n-1].Role != pb.Role_ROLE_ASSISTANT {
		return
	}
	for _, p := range l.out.Messages[n-1].Parts {
		if p.GetToolCall() != nil {
			// Calls without results at the end are refused anyway.
			return
		}
	}
	last := canon.MessagePath(len(l.req.Messages) - 1)
	if l.caps.NoPrefill || l.thinks() || l.out.Output != nil {
		l.losses.Refuse(last+"/role", pb.LossClass_LOSS_CLASS_CONTENT, "the model does not continue an answer: it became history")
		l.losses.Synthesize(last, pb.LossClass_LOSS_CLASS_CONTENT, canon.SynthContinue)
		l.add(pb.Role_ROLE_USER, textPart(canon.TextContinue))
		return
	}
	parts := l.out.Messages[n-1].Parts
	p := parts[len(parts)-1]
	text := p.GetText().GetText()
	if trimmed := strings.TrimRight(text, " \t\r\n"); trimmed != text {
		l.losses.Approximate(l.lastText(), pb.LossClass_LOSS_CLASS_CONTENT, "the end of an answer to go on from takes no whitespace")
		parts[len(parts)-1] = l.withMark(textPart(trimmed), p)
	}
}

// lastText is the path of the last text of the conversation.
func (l *lowering) lastText() string {
	for m := len(l.req.Messages) - 1; m >= 0; m-- {
		parts := l.req.Messages[m].Parts
		for p := len(parts) - 1; p >= 0; p-- {
			if strings.TrimSpace(parts[p].GetText().GetText()) != "" {
				return canon.PartPath(m, p) + "/text/text"
			}
		}
	}
	return canon.MessagePath(len(l.req.Messages) - 1)
}
