package claude

import (
	"slices"
	"strings"

	"github.com/interlingua/interlingua/adapters/canon"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// The words that wrap a system message where the model takes none.
const (
	reminderStart = "<system-reminder>\n"
	reminderEnd   = "\n</system-reminder>"
)

// system sets the system text: the instructions. Messages add theirs later.
func (l *lowering) system() {
	for i, p := range l.req.Instructions {
		l.addSystem(p, canon.Path("instructions", i))
	}
}

// addSystem adds one part to the system text.
func (l *lowering) addSystem(p *pb.Part, path string) {
	if t := l.systemText(p, path); t != nil {
		l.out.Instructions = append(l.out.Instructions, t)
	}
}

// systemText gives the text block for a part of a system message; nil for a part that says nothing here.
func (l *lowering) systemText(p *pb.Part, path string) *pb.Part {
	switch c := p.Content.(type) {
	case *pb.Part_Text:
		l.textExtras(p, c.Text, path)
		l.seal(p, path)
		return l.plainText(p, c.Text.Text, path)
	case *pb.Part_Refusal:
		l.losses.Approximate(path+"/refusal", pb.LossClass_LOSS_CLASS_CONTENT, "a refusal became text")
		l.seal(p, path)
		return l.plainText(p, c.Refusal.Text, path)
	case *pb.Part_ToolChanges, *pb.Part_Settings, nil:
		// Tools and settings in effect stand at the top.
	default:
		l.losses.Refuse(path, pb.LossClass_LOSS_CLASS_CONTENT, "system messages take text only")
	}
	return nil
}

// leadingSystem moves the system and developer turns with which a conversation begins into the system text, system first.
// It returns the other turns.
func (l *lowering) leadingSystem(turns []canon.Turn) []canon.Turn {
	n, lastSystem, afterDeveloper := 0, -1, false
	for n < len(turns) && isSystem(turns[n].Role) {
		t := turns[n]
		if t.Role == pb.Role_ROLE_SYSTEM {
			lastSystem = n
			if afterDeveloper {
				l.moved(t)
			}
			l.leading(t)
		}
		afterDeveloper = afterDeveloper || t.Role == pb.Role_ROLE_DEVELOPER
		n++
	}
	for i, t := range turns[:n] {
		if t.Role != pb.Role_ROLE_DEVELOPER {
			continue
		}
		for _, e := range t.Entries {
			if isSaid(e.Part) {
				l.losses.Approximate(roleOf(e), pb.LossClass_LOSS_CLASS_CONTENT, "a developer message became system text")
			}
		}
		if i < lastSystem {
			l.moved(t)
		}
		l.leading(t)
	}
	return turns[n:]
}

// moved reports that system text stands before developer text that came first.
func (l *lowering) moved(t canon.Turn) {
	for _, e := range t.Entries {
		if isSaid(e.Part) {
			l.losses.Approximate(e.Path(), pb.LossClass_LOSS_CLASS_CONTENT, "system text stands before developer text")
		}
	}
}

// leading adds a turn to the system text.
func (l *lowering) leading(t canon.Turn) {
	for _, e := range t.Entries {
		l.addSystem(e.Part, e.Path())
	}
}

func isSystem(r pb.Role) bool { return r == pb.Role_ROLE_SYSTEM || r == pb.Role_ROLE_DEVELOPER }

// roleOf is the path of the role of the message that an entry stands in.
func roleOf(e canon.Entry) string { return canon.MessagePath(e.M) + "/role" }

// isSaid reports whether a part says anything to the model where it stands.
func isSaid(p *pb.Part) bool {
	switch c := p.Content.(type) {
	case *pb.Part_ToolChanges, *pb.Part_Settings, nil:
		return false
	case *pb.Part_Text:
		return strings.TrimSpace(c.Text.Text) != ""
	}
	return true
}

// systemTurn is a system or developer turn within the conversation, and the blocks that it became.
type systemTurn struct {
	turn  canon.Turn
	parts []*pb.Part
}

// laterSystem adds a system or developer turn that stands within the conversation as a system message. Whether it may stay
// one is decided by settleSystem, when its neighbours are known.
func (l *lowering) laterSystem(t canon.Turn) {
	var parts []*pb.Part
	for _, e := range t.Entries {
		if p := l.systemText(e.Part, e.Path()); p != nil {
			parts = append(parts, p)
		}
	}
	if len(parts) > 0 {
		l.add(pb.Role_ROLE_SYSTEM, parts...)
		l.systemTurns = append(l.systemTurns, systemTurn{turn: t, parts: parts})
	}
}

// settleSystem leaves those system messages that the model takes at their place, and turns the others into words of the
// user's.
func (l *lowering) settleSystem() {
	if len(l.systemTurns) == 0 {
		return
	}
	messages := l.out.Messages
	l.out.Messages = nil
	for i, m := range messages {
		if m.Role != pb.Role_ROLE_SYSTEM {
			l.add(m.Role, m.Parts...)
			continue
		}
		stays := l.takesSystem(messages[i+1:])
		l.reportSystem(m, stays)
		if stays {
			l.add(m.Role, m.Parts...)
			continue
		}
		for _, p := range m.Parts {
			text := reminderStart + p.GetText().Text + reminderEnd
			l.add(pb.Role_ROLE_USER, l.withMark(textPart(text), p))
		}
	}
}

// takesSystem reports whether a system message may stand here: after the user, and last or before the assistant.
func (l *lowering) takesSystem(rest []*pb.Message) bool {
	n := len(l.out.Messages)
	afterUser := n > 0 && l.out.Messages[n-1].Role == pb.Role_ROLE_USER
	return l.caps.SystemMessages && afterUser && (len(rest) == 0 || rest[0].Role == pb.Role_ROLE_ASSISTANT)
}

// reportSystem reports what became of the turns of a system message.
func (l *lowering) reportSystem(m *pb.Message, stays bool) {
	for _, s := range l.systemTurns {
		if !slices.Contains(m.Parts, s.parts[0]) {
			continue
		}
		for _, e := range s.turn.Entries {
			switch {
			case !isSaid(e.Part):
			case !stays:
				l.losses.Approximate(roleOf(e), pb.LossClass_LOSS_CLASS_CONTENT, "a system message became words of the user's")
			case s.turn.Role == pb.Role_ROLE_DEVELOPER:
				l.losses.Approximate(roleOf(e), pb.LossClass_LOSS_CLASS_CONTENT, "a developer message became a system message")
			}
		}
	}
}
