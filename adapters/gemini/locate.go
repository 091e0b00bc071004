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
func (p place) below(steps []string) string {
	for _, s := range steps {
		p.pointer += "/" + jsonx.EscapePointer(s)
	}
	return p.pointer
}

// extension gives the pointer of a member that an extension kept; the steps are those behind the name of the field.
func (p place) extension(exts []*pb.Extension, steps []string) string {
	i, ok := index(steps, len(exts))
	if !ok || exts[i].Dialect != own || strings.Contains(exts[i].At, "#") {
		return p.pointer
	}
	for _, name := range split(exts[i].At) {
		p = p.member(name)
	}
	if len(steps) < 3 {
		return p.pointer
	}
	return p.below(steps[2:])
}

// index reads the first of some steps as a position below n.
func index(steps []string, n int) (int, bool) {
	if len(steps) == 0 {
		return 0, false
	}
	i, err := strconv.Atoi(steps[0])
	return i, err == nil && 0 <= i && i < n
}

// split takes a canonical path apart.
func split(path string) []string {
	if path == "" {
		return nil
	}
	steps := strings.Split(path[1:], "/")
	for i := range steps {
		steps[i] = jsonx.UnescapePointer(steps[i])
	}
	return steps
}

// tail gives the steps behind the first n.
func tail(steps []string, n int) []string { return steps[min(n, len(steps)):] }

// field gives a step; "" where there are not so many.
func field(steps []string, i int) string {
	if i < len(steps) {
		return steps[i]
	}
	return ""
}

// part gives the pointer of a place in a part.
func (p place) part(part *pb.Part, steps []string) string {
	p.exts, p.at = part.Extensions, ""
	inside := tail(steps, 1)
	switch field(steps, 0) {
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
		if field(inside, 0) == "json" {
			return m.below(inside[1:])
		}
		return m.pointer
	}
	return p.pointer
}

func (p place) media(m *pb.Media, steps []string) string {
	data := "inlineData"
	if _, ok := m.GetSource().(*pb.Media_Uri); ok {
		data = "fileData"
	}
	b := p.object(data, "/"+data)
	switch name := field(steps, 0); {
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

func (p place) call(c *pb.ToolCall, steps []string) string {
	f := p.object("functionCall", "/functionCall")
	switch name := field(steps, 0); {
	case name == "call_id":
		return f.member("id").pointer
	case name == "name":
		return f.member("name").pointer
	case name == "arguments_json" && c.GetArgumentsJson() != "":
		return f.member("args").below(steps[1:])
	}
	return f.pointer
}

func (p place) result(r *pb.ToolResult, steps []string) string {
	f := p.object("functionResponse", "/functionResponse")
	switch name := field(steps, 0); {
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
		if i, ok := index(tail(steps, 1), len(r.Parts)); ok {
			return parts.element(i, r.Form).part(r.Parts[i], tail(steps, 2))
		}
		return parts.pointer
	}
	return f.pointer
}

// message gives the pointer of a place in a content.
func (p place) message(m *pb.Message, steps []string) string {
	p.exts, p.at = m.Extensions, ""
	inside := tail(steps, 1)
	switch field(steps, 0) {
	case "extensions":
		return p.extension(m.Extensions, inside)
	case "role":
		return p.member("role").pointer
	case "parts":
		if m.Form == pb.ContentForm_CONTENT_FORM_UNSPECIFIED {
			return p.pointer
		}
		parts := p.member("parts")
		i, ok := index(inside, len(m.Parts))
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
		return parts.element(wire, m.Form).part(m.Parts[i], tail(inside, 1))
	}
	return p.pointer
}
