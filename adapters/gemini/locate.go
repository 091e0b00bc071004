package gemini

import (
	"strconv"
	"strings"

	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// place is where in a wire document something stands: a pointer, and the extensions of the canonical message that mirrors
// the wire object at at, which say how it was spelled.
type place struct {
	pointer string
	exts    []*pb.Extension
	at      string
}

// member moves to a member, in the spelling in which it came; to the object itself where the member was not there.
func (p place) member(name string) place {
	if raw, ok := jsonx.Get(canon.Own(p.exts, own, p.at), name); ok && raw == "null" {
		return p
	}
	if raw, ok := jsonx.Get(crumbs(p.exts, p.at, namesMark), name); ok {
		name, _ = jsonx.Unquote(raw)
	}
	return place{pointer: p.pointer + "/" + jsonx.EscapePointer(name), exts: p.exts, at: p.at + "/" + name}
}

// object moves to a member that is a wire object, whose spellings stand at a place.
func (p place) object(name, at string) place {
	m := p.member(name)
	m.at = at
	return m
}

// element moves to an element of a list, or stays where one object stands for a list.
func (p place) element(i int, form pb.ContentForm) place {
	if form == pb.ContentForm_CONTENT_FORM_OBJECT {
		return p
	}
	return place{pointer: p.pointer + "/" + strconv.Itoa(i)}
}

// below gives the pointer of what stands below the place, inside JSON of the user's own.
func (p place) below(steps canon.Steps) string { return p.pointer + steps.Pointer() }

// extension gives the pointer of a member that an extension kept; the steps are those behind the name of the field.
func (p place) extension(exts []*pb.Extension, steps canon.Steps) string {
	i, ok := steps.Index(len(exts))
	if !ok || exts[i].Dialect != own || strings.Contains(exts[i].At, "#") {
		return p.pointer
	}
	for _, name := range canon.StepsOf(exts[i].At) {
		p = p.member(jsonx.UnescapePointer(name))
	}
	if len(steps) < 3 {
		return p.pointer
	}
	return p.below(steps[2:])
}

// part gives the pointer of a place in a part.
func (p place) part(part *pb.Part, steps canon.Steps) string {
	p.exts, p.at = part.Extensions, ""
	inside := steps.After(1)
	switch steps.First() {
	case "extensions":
		return p.extension(part.Extensions, inside)
	case "seal":
		if part.Seal.GetIssuer() == own {
			return p.member("thoughtSignature").pointer
		}
	case "text", "reasoning":
		return p.member("text").pointer
	case "media":
		return p.media(part.GetMedia(), inside)
	case "tool_call":
		return p.call(part.GetToolCall(), inside)
	case "tool_result":
		return p.result(part.GetToolResult(), inside)
	case "opaque":
		m := place{pointer: p.pointer + "/" + jsonx.EscapePointer(part.GetOpaque().GetType())}
		if inside.First() == "json" {
			return m.below(inside[1:])
		}
		return m.pointer
	}
	return p.pointer
}

func (p place) media(m *pb.Media, steps canon.Steps) string {
	data := "inlineData"
	if _, ok := m.GetSource().(*pb.Media_Uri); ok {
		data = "fileData"
	}
	b := p.object(data, "/"+data)
	switch name := steps.First(); {
	case name == "media_type" && m.GetMediaType() != "", name == "kind" && m.GetKind() != 0:
		return b.member("mimeType").pointer
	case name == "filename" && m.GetFilename() != "":
		return b.member("displayName").pointer
	case name == "detail" && m.GetDetail() != "":
		return p.member("mediaResolution").pointer + "/level"
	case name == "data" || name == "uri":
		return b.member(sourceMember(data)).pointer
	}
	return b.pointer
}

func (p place) call(c *pb.ToolCall, steps canon.Steps) string {
	f := p.object("functionCall", "/functionCall")
	switch name := steps.First(); {
	case name == "call_id":
		return f.member("id").pointer
	case name == "name":
		return f.member("name").pointer
	case name == "arguments_json" && c.GetArgumentsJson() != "":
		return f.member("args").below(steps[1:])
	}
	return f.pointer
}

func (p place) result(r *pb.ToolResult, steps canon.Steps) string {
	f := p.object("functionResponse", "/functionResponse")
	switch name := steps.First(); {
	case name == "call_id":
		return f.member("id").pointer
	case name == "name":
		return f.member("name").pointer
	case name == "output_json" && r.GetOutputJson() != "":
		return f.member("response").below(steps[1:])
	case name == "is_error" && r.IsError != nil:
		return f.member("response").pointer
	case name == "parts" && r.GetForm() != pb.ContentForm_CONTENT_FORM_UNSPECIFIED:
		parts := f.member("parts")
		if i, ok := steps.After(1).Index(len(r.Parts)); ok {
			return parts.element(i, r.Form).part(r.Parts[i], steps.After(2))
		}
		return parts.pointer
	}
	return f.pointer
}

// message gives the pointer of a place in a content.
func (p place) message(m *pb.Message, steps canon.Steps) string {
	p.exts, p.at = m.Extensions, ""
	inside := steps.After(1)
	switch steps.First() {
	case "extensions":
		return p.extension(m.Extensions, inside)
	case "role":
		return p.member("role").pointer
	case "parts":
		if m.Form == pb.ContentForm_CONTENT_FORM_UNSPECIFIED {
			return p.pointer
		}
		parts := p.member("parts")
		i, ok := inside.Index(len(m.Parts))
		if !ok {
			return parts.pointer
		}
		if isPacked(m.Parts[i]) {
			return p.pointer
		}
		wire := i
		for _, before := range m.Parts[:i] {
			if isPacked(before) {
				wire--
			}
		}
		return parts.element(wire, m.Form).part(m.Parts[i], inside.After(1))
	}
	return p.pointer
}
