package responses

import (
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// decode implements item.
func (w *wireMessage) decode(d *decoder) *pb.Message {
	r := beside(w.Extra)
	m := &pb.Message{Origin: dialect, Id: r.str("id", w.ID), Status: r.str("status", w.Status), Phase: r.str("phase", w.Phase)}
	if w.Type.V != typeMessage {
		r.spellText("type", w.Type)
	}
	role, ok := roles.read(w.Role.V)
	if m.Role = role; !ok {
		r.word("role", w.Role)
		if d.answer {
			m.Role = pb.Role_ROLE_ASSISTANT
		}
	}
	usual := usualText(m.Role)
	switch {
	case w.Content.Text.Set:
		m.Form = pb.ContentForm_CONTENT_FORM_STRING
		m.Parts = []*pb.Part{textPart(w.Content.Text.V)}
	case w.Content.Parts != nil:
		m.Form = pb.ContentForm_CONTENT_FORM_LIST
		m.Parts = d.parts(w.Content.Parts, usual)
	default:
		// The form tells a message from an item that is no message, so that it is set even here.
		m.Form = pb.ContentForm_CONTENT_FORM_LIST
		if r.keepKind("content", w.Content.Text.Raw); w.Content.Text.Raw == nil {
			r.absent("content")
		}
	}
	m.Extensions = r.put(nil, "")
	return m
}

// usualText is the type of a text in a message of a role.
func usualText(role pb.Role) string {
	if role == pb.Role_ROLE_ASSISTANT {
		return typeOutputText
	}
	return typeInputText
}

func textPart(s string) *pb.Part {
	return canon.TextPart(s)
}

// parts decodes a list of parts.
func (d *decoder) parts(parts []wirePart, usual string) []*pb.Part {
	if len(parts) == 0 {
		return nil
	}
	out := make([]*pb.Part, len(parts))
	for i := range parts {
		out[i] = parts[i].decode(d, usual)
	}
	return out
}

// decode implements part.
func (w *wireOpaquePart) decode(*decoder, string) *pb.Part {
	raw := string(w.Raw)
	typ, _ := jsonx.Get(raw, "type")
	word, _ := jsonx.Unquote(typ)
	return &pb.Part{Content: &pb.Part_Opaque{Opaque: &pb.Opaque{Type: word, Json: raw}}}
}
