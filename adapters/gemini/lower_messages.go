package gemini

import (
	"strconv"

	"github.com/interlingua/interlingua/adapters/canon"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

const contentClass = pb.LossClass_LOSS_CLASS_CONTENT

// conversation lowers instructions and messages. System text ahead of everything is the system instruction, further on it
// is told by the user; results follow their calls; authors alternate, and the user begins.
func (l *lowerer) conversation() {
	for i, p := range l.in.Instructions {
		l.instruction(p, "/instructions/"+strconv.Itoa(i))
	}
	l.messageFields()
	turns := canon.Arrange(l.in.Messages, l.losses)
	leading := 0
	for leading < len(turns) && isSystem(turns[leading]) {
		for _, e := range turns[leading].Entries {
			l.demoted(e)
			l.instruction(e.Part, e.Path())
		}
		leading++
	}
	for _, t := range turns[leading:] {
		l.turn(t)
	}
	l.fillEmptied()
	if len(l.out.Messages) == 0 {
		at := "/messages"
		if len(l.in.Instructions) > 0 {
			at = "/instructions/0"
		}
		if n := len(l.in.Messages); n > 0 {
			at = canon.MessagePath(n - 1)
		}
		l.stub(canon.TextEmptyTurn, at, canon.SynthEmptyTurn)
	}
}

func isSystem(t canon.Turn) bool {
	return t.Role == pb.Role_ROLE_SYSTEM || t.Role == pb.Role_ROLE_DEVELOPER
}

// demoted reports that developer text stands as system text.
func (l *lowerer) demoted(e canon.Entry) {
	if e.Message.Role == pb.Role_ROLE_DEVELOPER && e.Part.GetText() != nil {
		l.losses.Approximate(canon.MessagePath(e.M)+"/role", contentClass, "developer text stands as system text")
	}
}

// messageFields reports what messages say beside their parts.
func (l *lowerer) messageFields() {
	const class = pb.LossClass_LOSS_CLASS_METADATA
	for i, m := range l.in.Messages {
		if m.Name == "" && m.Phase == "" && m.Status == "" {
			continue
		}
		at := canon.MessagePath(i)
		l.drop(m.Name != "", at+"/name", class, "participants have no names")
		l.drop(m.Phase != "", at+"/phase", class, "texts have no phase")
		l.drop(m.Status != "" && m.Status != "completed", at+"/status", class, "messages have no status")
	}
}

// instruction adds a part to the system instruction, which takes text only.
func (l *lowerer) instruction(p *pb.Part, path string) {
	l.attached(p, path)
	text := p.GetText()
	l.spoken(text, path)
	switch {
	case p.GetToolChanges() != nil:
		l.changes(path)
	case text == nil && isSilent(p):
	case text == nil:
		l.losses.Refuse(path, contentClass, "system text is text only")
	case !isBlank(text.Text):
		l.out.Instructions = append(l.out.Instructions, &pb.Part{Content: p.Content, Extensions: p.Extensions})
	}
}

// turn lowers one turn of the conversation.
func (l *lowerer) turn(t canon.Turn) {
	var parts []*pb.Part
	role := pb.Role_ROLE_USER
	switch t.Role {
	case pb.Role_ROLE_ASSISTANT:
		role = pb.Role_ROLE_ASSISTANT
		for _, e := range t.Entries {
			parts = append(parts, l.modelPart(e.Part, e.Path())...)
		}
		l.sign(t, parts)
	case pb.Role_ROLE_TOOL:
		parts = l.results(t.Entries)
	case pb.Role_ROLE_SYSTEM, pb.Role_ROLE_DEVELOPER:
		parts = l.reminders(t.Entries)
	default:
		for _, e := range t.Entries {
			parts = append(parts, l.userPart(e.Part, e.Path())...)
		}
		if len(parts) == 0 && len(t.Entries) > 0 {
			l.emptied = canon.MessagePath(t.Entries[0].M)
		}
	}
	l.say(role, parts, t)
}

// reminders tells system text that comes later in the words of the user, marked as what it is.
func (l *lowerer) reminders(entries []canon.Entry) []*pb.Part {
	var parts []*pb.Part
	for _, e := range entries {
		text := e.Part.GetText()
		if text == nil {
			said := l.userPart(e.Part, e.Path())
			if len(said) > 0 {
				l.losses.Approximate(canon.MessagePath(e.M)+"/role", contentClass, "it is shown by the user")
			}
			parts = append(parts, said...)
			continue
		}
		l.attached(e.Part, e.Path())
		l.spoken(text, e.Path())
		if isBlank(text.Text) {
			continue
		}
		l.losses.Approximate(e.Path(), contentClass, "system text inside the conversation is told by the user")
		parts = append(parts, textPart("<system-reminder>"+text.Text+"</system-reminder>"))
	}
	return parts
}

// say adds parts of one author, joined to a turn of the same author before them.
func (l *lowerer) say(role pb.Role, parts []*pb.Part, t canon.Turn) {
	if len(parts) == 0 {
		return
	}
	if role == pb.Role_ROLE_ASSISTANT {
		l.fillEmptied()
		if len(l.out.Messages) == 0 {
			l.stub(canon.TextContinue, canon.MessagePath(t.Entries[0].M), canon.SynthContinue)
		}
	}
	l.emptied = ""
	if n := len(l.out.Messages); n > 0 && l.out.Messages[n-1].Role == role {
		last := l.out.Messages[n-1]
		last.Parts = append(last.Parts, parts...)
		return
	}
	l.out.Messages = append(l.out.Messages, &pb.Message{
		Origin: own, Role: role, Form: pb.ContentForm_CONTENT_FORM_LIST, Parts: parts,
	})
}

// fillEmptied puts a stub in the place of a user turn that became empty, unless the user said something beside it.
func (l *lowerer) fillEmptied() {
	if l.emptied == "" {
		return
	}
	at := l.emptied
	l.emptied = ""
	if n := len(l.out.Messages); n == 0 || l.out.Messages[n-1].Role != pb.Role_ROLE_USER {
		l.stub(canon.TextEmptyTurn, at, canon.SynthEmptyTurn)
	}
}

// stub adds a turn of the user that nobody said.
func (l *lowerer) stub(text, at string, s canon.Synthesis) {
	l.losses.Synthesize(at, contentClass, s)
	l.out.Messages = append(l.out.Messages, &pb.Message{
		Origin: own, Role: pb.Role_ROLE_USER, Form: pb.ContentForm_CONTENT_FORM_LIST, Parts: []*pb.Part{textPart(text)},
	})
}

func textPart(text string) *pb.Part {
	return canon.TextPart(text)
}
