package gemini

import (
	"strings"

	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// decoder reads the parts of one document in order: calls without an id get one, and results without an id are joined
// with their calls.
type decoder struct {
	ids canon.CallIDs
	// waiting are the calls of the latest content that had any, each until its result came.
	waiting []*pb.ToolCall
	// names gives calls their declared names back; nil in requests.
	names *canon.Names
	// upstream and model are the issuer of seals, as far as known.
	upstream, model string
	// sealer opens envelopes; answer says that the document is an answer, which keeps what it shows. packed is what the
	// envelope on the latest part held, opened says that there was one at all.
	sealer *canon.Sealer
	answer bool
	packed []*pb.Part
	opened bool
}

// content gives the parts of a content and how they were written.
func (d *decoder) content(l *list[wirePart]) ([]*pb.Part, pb.ContentForm) {
	parts := make([]*pb.Part, 0, len(l.items))
	hasCalls := false
	for i := range l.items {
		hasCalls = hasCalls || l.items[i].call != nil
	}
	if hasCalls {
		d.waiting = d.waiting[:0]
	}
	for i := range l.items {
		p := d.part(&l.items[i])
		if d.packed != nil {
			parts = d.unpack(parts)
			d.opened = true
		}
		parts = append(parts, p)
		if d.packed != nil {
			parts = append(parts, d.packed...)
			d.packed = nil
		}
	}
	return parts, contentForm(l.set, l.single)
}

// contentForm says how a list was written.
func contentForm(set, single bool) pb.ContentForm {
	switch {
	case single:
		return pb.ContentForm_CONTENT_FORM_OBJECT
	case set:
		return pb.ContentForm_CONTENT_FORM_LIST
	}
	return pb.ContentForm_CONTENT_FORM_UNSPECIFIED
}

// message reads a content. Without a role it is of the given author.
func (d *decoder) message(c *wireContent, author pb.Role) *pb.Message {
	var k keeper
	m := &pb.Message{Origin: own, Role: author}
	m.Parts, m.Form = d.content(&c.parts)
	if role, ok := k.str("", &c.leftover, "role", &c.role); !ok {
		k.absent("", "role")
	} else {
		r, known := meaning(roles, strings.ToLower(role))
		if known {
			m.Role = r
		}
		switch quoted := jsonx.Quote(role); {
		case !known:
			c.keep("role", []byte(quoted))
		case wordFor(roles, m.Role) != role:
			k.exact("", c.spelling("role"), quoted)
		}
	}
	k.rest("", &c.leftover)
	m.Extensions = k.exts
	return m
}

// writeMessage writes a content of a conversation.
func writeMessage(w *jsonx.Writer, m *pb.Message) {
	c := open(w, m.Extensions, "")
	c.Str(c.name("role"), wordFor(roles, m.Role))
	writeParts(c, m.Parts, m.Form)
	c.End()
}

// writeParts writes the parts of a content, or of a function response, as member parts in the form in which they came.
func writeParts(o object, parts []*pb.Part, form pb.ContentForm) {
	if len(parts) == 0 && form == pb.ContentForm_CONTENT_FORM_UNSPECIFIED {
		return
	}
	name := o.name("parts")
	if form == pb.ContentForm_CONTENT_FORM_OBJECT && len(parts) == 1 {
		if o.Key(name) {
			writePart(o.Writer(), parts[0])
		}
		return
	}
	if o.Array(name) {
		for _, p := range parts {
			if !isHidden(p) {
				writePart(o.Writer(), p)
			}
		}
		o.EndArray()
	}
}

// messageSize is about how long a content will be.
func messageSize(m *pb.Message) int {
	const room = 1 << 7
	n := 0
	for _, p := range m.Parts {
		n += room + len(p.GetText().GetText()) + len(p.GetReasoning().GetText()) + len(p.GetToolCall().GetArgumentsJson()) +
			len(p.GetMedia().GetData()) + len(p.GetToolResult().GetOutputJson()) + len(p.GetSeal().GetData())
	}
	return n + n/16
}
