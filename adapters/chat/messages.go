package chat

import (
	"slices"
	"strings"

	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

const classContent = pb.LossClass_LOSS_CLASS_CONTENT

// messages writes the conversation: one to one where all of it was read from this dialect and the upstream takes the
// dialect whole, else arranged.
func (e *requestEncoder) messages(o jsonx.Object) {
	if !o.Array("messages") {
		return
	}
	if e.nativeMessages() {
		n := nativeWriter{x: e.x, w: e.w, losses: e.losses}
		for i, m := range e.req.Messages {
			n.message(m, func() string { return canon.MessagePath(i) })
		}
	} else {
		e.arrange()
	}
	o.EndArray()
}

func (e *requestEncoder) nativeMessages() bool {
	if !e.native || e.x.Quirks.LeadingSystemOnly || e.x.Quirks.StringContent || len(e.req.Instructions) > 0 {
		return false
	}
	for _, m := range e.req.Messages {
		if m.Origin != own {
			return false
		}
	}
	return true
}

// arrange writes the conversation as turns, the results of calls right behind them.
func (e *requestEncoder) arrange() {
	if e.names == nil {
		e.names = canon.NewNames(e.req, toolNames)
	}
	e.messageMembers()
	before := len(e.w.Bytes())
	turns := canon.Arrange(e.req.Messages, e.losses)
	turns = e.leading(turns)
	for i, t := range turns {
		switch t.Role {
		case pb.Role_ROLE_TOOL:
			e.toolTurn(t)
			continue
		case pb.Role_ROLE_ASSISTANT:
			e.movedMedia()
			e.assistantTurn(t)
			if i == len(turns)-1 {
				e.prefill(t)
			}
		case pb.Role_ROLE_USER:
			e.userTurn(t)
		default:
			e.movedMedia()
			e.systemTurn(t)
		}
	}
	e.movedMedia()
	e.unnamed()
	if len(e.w.Bytes()) == before {
		e.emptyTurn()
	}
}

// emptyTurn writes a user turn where nothing else is left: the target needs a message.
func (e *requestEncoder) emptyTurn() {
	path := "/messages"
	if n := len(e.req.Messages); n > 0 {
		path = canon.MessagePath(n - 1)
	}
	e.losses.Synthesize(path, classContent, canon.SynthEmptyTurn)
	o := e.w.Object("")
	o.Str("role", "user")
	o.Str("content", canon.TextEmptyTurn)
	o.End()
}

// messageMembers reports what messages say besides their parts that the target has no member for.
func (e *requestEncoder) messageMembers() {
	for i, m := range e.req.Messages {
		if m.Phase != "" {
			e.losses.Drop(canon.MessagePath(i)+"/phase", classMetadata, "the target knows no phases")
		}
		if m.Status != "" && m.Status != "completed" {
			e.losses.Drop(canon.MessagePath(i)+"/status", classMetadata, "the target has no unfinished messages")
		}
		if m.Settings != nil {
			e.losses.Approximate(canon.MessagePath(i)+"/settings", classReasoning,
				"the target knows settings for the whole conversation only")
		}
	}
}

// prefill reports that an answer already begun is not gone on with.
func (e *requestEncoder) prefill(t canon.Turn) {
	last := t.Entries[len(t.Entries)-1]
	if last.Part.GetText().GetText() != "" {
		e.losses.Approximate(last.Path(), classContent, "the target begins a new answer instead of going on with this one")
	}
}

// leading writes the instructions and, for an upstream that takes nothing else, the leading system turns as one system
// message. It gives the turns that are left.
func (e *requestEncoder) leading(turns []canon.Turn) []canon.Turn {
	var entries []canon.Entry
	for i, p := range e.req.Instructions {
		entries = append(entries, canon.Entry{Part: p, M: instructionsMessage, P: i})
	}
	if e.x.Quirks.LeadingSystemOnly {
		for len(turns) > 0 && isSystem(turns[0].Role) {
			e.notDeveloper(turns[0].Role, turns[0].Entries)
			entries = append(entries, turns[0].Entries...)
			turns = turns[1:]
		}
	}
	if e.lacksJSONWord() {
		_, path := e.wantedFormat()
		e.losses.Synthesize(path+"/media_type", classFormat, canon.SynthJSONInstruction)
		entries = append(entries, canon.Entry{Part: textPart(canon.TextJSONInstruction), M: instructionsMessage})
	}
	if len(entries) > 0 {
		e.system(pb.Role_ROLE_SYSTEM, "", entries)
	}
	return turns
}

// lacksJSONWord reports whether JSON is asked for without a schema and without a word on it in the conversation, which the
// vendor refuses.
func (e *requestEncoder) lacksJSONWord() bool {
	f, _ := e.wantedFormat()
	if e.native || f.GetMediaType() != mediaJSON || f.GetSchemaJson() != "" {
		return false
	}
	if saysJSON(e.req.Instructions) {
		return false
	}
	for _, m := range e.req.Messages {
		if saysJSON(m.Parts) {
			return false
		}
	}
	return true
}

func saysJSON(parts []*pb.Part) bool {
	for _, p := range parts {
		if strings.Contains(strings.ToLower(p.GetText().GetText()), "json") {
			return true
		}
	}
	return false
}

// instructionsMessage stands for the position of a message in entries that are instructions.
const instructionsMessage = -1

// entryPath is the canonical path of an entry, which may be an instruction.
func entryPath(en canon.Entry) string {
	if en.M == instructionsMessage {
		return canon.Path("instructions", en.P)
	}
	return en.Path()
}

func isSystem(role pb.Role) bool {
	return role == pb.Role_ROLE_SYSTEM || role == pb.Role_ROLE_DEVELOPER
}

// systemTurn writes the messages of a system or developer turn. An upstream that takes one system message at the front
// only reads later ones as the user's, marked.
func (e *requestEncoder) systemTurn(t canon.Turn) {
	for group := range groups(t.Entries) {
		role, name := t.Role, group[0].Message.GetName()
		if e.x.Quirks.LeadingSystemOnly {
			e.reminder(group)
			continue
		}
		if role == pb.Role_ROLE_DEVELOPER && e.x.Quirks.NoDeveloperRole {
			e.notDeveloper(role, group)
			role = pb.Role_ROLE_SYSTEM
		}
		e.system(role, name, group)
	}
}

// sayNoDeveloper is why a developer message became a system message.
const sayNoDeveloper = "the target has no developer messages"

// notDeveloper reports developer messages that are written as system messages.
func (e *requestEncoder) notDeveloper(role pb.Role, entries []canon.Entry) {
	if role != pb.Role_ROLE_DEVELOPER {
		return
	}
	for _, en := range entries {
		e.losses.Approximate(canon.MessagePath(en.M)+"/role", classContent, sayNoDeveloper)
	}
}

func (e *requestEncoder) system(role pb.Role, name string, entries []canon.Entry) {
	content := e.onlyTexts(e.contentOf(entries))
	if len(content) == 0 {
		return
	}
	o := e.w.Object("")
	o.Str("role", roleWord(role))
	e.name(o, name, entries)
	e.content(o, content)
	o.End()
}

// onlyTexts leaves out media, which no system message may hold.
func (e *requestEncoder) onlyTexts(items []item) []item {
	if e.native {
		return items
	}
	return slices.DeleteFunc(items, func(it item) bool {
		if it.part.GetMedia() == nil {
			return false
		}
		e.losses.Refuse(it.path, classContent, "the target takes text only in a system message")
		return true
	})
}

// reminder writes a system message in the middle as the user's.
func (e *requestEncoder) reminder(entries []canon.Entry) {
	var texts []string
	for _, en := range entries {
		if t := en.Part.GetText(); t != nil {
			texts = append(texts, t.Text)
		}
	}
	if texts == nil {
		return
	}
	e.losses.Approximate(canon.MessagePath(entries[0].M)+"/role", classContent, "the target takes a system message at the front only")
	o := e.w.Object("")
	o.Str("role", "user")
	o.StrConcat("content", "<system-reminder>\n", strings.Join(texts, "\n\n"), "\n</system-reminder>")
	o.End()
}

// userTurn writes the messages of a user turn, one for each that the source had. Media moved out of the results before
// go to the front of the first.
func (e *requestEncoder) userTurn(t canon.Turn) {
	for group := range groups(t.Entries) {
		content := append(e.takeMoved(), e.contentOf(group)...)
		if len(content) == 0 {
			continue
		}
		o := e.w.Object("")
		o.Str("role", "user")
		e.name(o, group[0].Message.GetName(), group)
		e.content(o, content)
		o.End()
	}
}

// name writes the name of those who say the entries of one message, where all have the same and the target takes it.
func (e *requestEncoder) name(o jsonx.Object, name string, entries []canon.Entry) {
	if !legalName(name) {
		return
	}
	for _, en := range entries {
		if en.Message.GetName() != name {
			return
		}
	}
	o.Str("name", name)
	if e.named == nil {
		e.named = map[int]bool{}
	}
	for _, en := range entries {
		e.named[en.M] = true
	}
}

// unnamed reports the names that were not written.
func (e *requestEncoder) unnamed() {
	for i, m := range e.req.Messages {
		if m.Name != "" && !e.named[i] {
			e.losses.Drop(canon.MessagePath(i)+"/name", classMetadata, "the target cannot name its author")
		}
	}
}

// groups cuts entries where another message of the source begins.
func groups(entries []canon.Entry) func(yield func([]canon.Entry) bool) {
	return func(yield func([]canon.Entry) bool) {
		for len(entries) > 0 {
			n := 1
			for n < len(entries) && entries[n].M == entries[0].M {
				n++
			}
			if !yield(entries[:n:n]) {
				return
			}
			entries = entries[n:]
		}
	}
}
