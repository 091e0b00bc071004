package responses

import (
	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// encoder writes canonical messages as wire items, of a request or of an answer.
type encoder struct {
	x      *adapters.Exchange
	w      *jsonx.Writer
	losses *canon.Losses
	// answer says that the items are the output of a response.
	answer bool
	// cacheMarks says that the target takes prompt-cache breakpoints on parts.
	cacheMarks bool
	// echoing says that tools are repeated in an answer.
	echoing bool
}

// item writes a message that was read from this dialect: the item that it was. path is its canonical path.
func (e *encoder) item(m *pb.Message, path string) {
	// A message has its form; an item that is no message has none.
	message := m.Form != pb.ContentForm_CONTENT_FORM_UNSPECIFIED
	if message {
		e.message(m, path)
	}
	for i, p := range m.Parts {
		if !message {
			e.partItem(m, p, path, i)
		}
		if p.Seal != nil && !e.answer && p.GetReasoning() == nil && p.GetCompaction() == nil {
			e.losses.Withhold(path+canon.Path("parts", i, "seal"), "the upstream did not issue it")
		}
	}
}

// message writes a message item.
func (e *encoder) message(m *pb.Message, path string) {
	usual := usualText(m.Role)
	o := e.w.Object(own(m.Extensions, ""))
	o.Str("type", typeMessage)
	o.StrNonEmpty("id", m.Id)
	o.StrNonEmpty("status", m.Status)
	o.Str("role", e.role(m.Role, path))
	if m.Form == pb.ContentForm_CONTENT_FORM_STRING {
		o.Str("content", firstText(m.Parts))
	} else if o.Array("content") {
		e.parts(m.Parts, usual)
		o.EndArray()
	}
	o.StrNonEmpty("phase", m.Phase)
	o.End()
}

// sayNoDeveloper is why a developer message became a system message.
const sayNoDeveloper = "the target has no developer messages"

// role is the word for the author of the message at a path, in the words of the target.
func (e *encoder) role(role pb.Role, path string) string {
	if role == pb.Role_ROLE_DEVELOPER && e.x.Quirks.NoDeveloperRole && !e.answer {
		e.losses.Approximate(path+"/role", pb.LossClass_LOSS_CLASS_CONTENT, sayNoDeveloper)
		role = pb.Role_ROLE_SYSTEM
	}
	return roles.write(role)
}

// parts writes parts that this dialect knows.
func (e *encoder) parts(parts []*pb.Part, usual string) {
	for _, p := range parts {
		switch c := p.Content.(type) {
		case *pb.Part_Text:
			e.text(p, usual)
		case *pb.Part_Refusal:
			e.refusal(p)
		case *pb.Part_Media:
			e.media(p)
		case *pb.Part_Opaque:
			e.w.Raw(c.Opaque.Json)
		}
	}
}

// partItem writes a part that is an item of its own.
func (e *encoder) partItem(m *pb.Message, p *pb.Part, path string, i int) {
	switch c := p.Content.(type) {
	case *pb.Part_ToolCall:
		if isSearchCall(m) {
			e.searchCall(m, c.ToolCall)
		} else {
			e.call(m, c.ToolCall)
		}
	case *pb.Part_ToolResult:
		if searchResult(m) == nil {
			e.result(m, c.ToolResult)
		}
	case *pb.Part_Reasoning:
		if data, ok := e.readable(p, path, i); ok {
			e.thought(m, itemID(m, p), c.Reasoning, data)
		}
	case *pb.Part_Compaction:
		if data, ok := e.readable(p, path, i); ok {
			e.compaction(m, itemID(m, p), data)
		}
	case *pb.Part_Settings:
		e.update(m, c.Settings)
	case *pb.Part_ToolChanges:
		e.toolItem(m, c.ToolChanges)
	case *pb.Part_Opaque:
		e.w.Raw(c.Opaque.Json)
	}
}

// itemID is the id of the item that a part is: its own where it came out of an envelope.
func itemID(m *pb.Message, p *pb.Part) string {
	if p.Id != "" {
		return p.Id
	}
	return m.Id
}

// readable gives the provider state of a part as the target may have it. False, and it is reported, where the target
// cannot read it: then the part is left out, since what stands beside it says nothing without it.
func (e *encoder) readable(p *pb.Part, path string, i int) (data string, ok bool) {
	switch {
	case e.answer:
		return packed(e.x, p).GetData(), true
	case p.Seal == nil || canon.Readable(p.Seal, dialect, e.x.Upstream):
		return p.Seal.GetData(), true
	}
	e.losses.Withhold(path+canon.Path("parts", i, "seal"), "the upstream did not issue it; the reasoning is left out with it")
	return "", false
}
