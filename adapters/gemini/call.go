package gemini

import (
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// call reads a function call.
func (d *decoder) call(k *keeper, c *wireCall) *pb.ToolCall {
	const at = "/functionCall"
	out := &pb.ToolCall{Kind: pb.ToolKind_TOOL_KIND_FUNCTION, ArgumentsJson: string(c.args)}
	if c.partialArgs != "" && c.args == "" {
		var pieces partialArgs
		pieces.add(string(c.partialArgs))
		out.ArgumentsJson = pieces.json()
		if pieces.odd == nil {
			k.exact(at, c.spelling("partialArgs"), string(c.partialArgs))
		} else {
			c.keep("partialArgs", c.partialArgs.bytes())
		}
		k.absent(at, "args")
	} else {
		c.keep("partialArgs", c.partialArgs.bytes())
	}
	k.flag(at, &c.leftover, "willContinue", &c.willContinue)
	if name, ok := k.str(at, &c.leftover, "name", &c.name); ok {
		out.Name = name
	} else {
		k.absent(at, "name")
	}
	if id, ok := k.str(at, &c.leftover, "id", &c.id); ok && id != "" {
		out.CallId = id
	} else {
		out.CallId = d.ids.Mint(out.Name, out.ArgumentsJson)
		if !ok {
			k.absent(at, "id")
		}
	}
	k.rest(at, &c.leftover)
	d.restore(out)
	d.waiting = append(d.waiting, out)
	return out
}

// restore gives a call the name under which the client declared its tool, and a tool with free input that input.
func (d *decoder) restore(c *pb.ToolCall) {
	if d.names == nil {
		return
	}
	t := d.names.Restore(c.Name)
	c.Name, c.Namespace = t.Name, t.Namespace
	if t.Kind != pb.ToolKind_TOOL_KIND_CUSTOM {
		return
	}
	raw, _ := jsonx.Get(c.ArgumentsJson, "input")
	if input, ok := jsonx.Unquote(raw); ok {
		c.Kind, c.Input, c.ArgumentsJson = t.Kind, input, ""
	}
}

func writeCall(o object, p *pb.Part, c *pb.ToolCall) {
	f, ok := o.open("functionCall", p.Extensions, "/functionCall")
	if !ok {
		return
	}
	f.StrNonEmpty(f.name("id"), c.CallId)
	f.Str(f.name("name"), c.Name)
	f.RawNonEmpty(f.name("args"), c.ArgumentsJson)
	f.End()
}

// result reads a function response.
func (d *decoder) result(k *keeper, r *wireResult) *pb.ToolResult {
	const at = "/functionResponse"
	out := &pb.ToolResult{Kind: pb.ToolKind_TOOL_KIND_FUNCTION}
	if name, ok := k.str(at, &r.leftover, "name", &r.name); ok {
		out.Name = name
	} else {
		k.absent(at, "name")
	}
	if id, ok := k.str(at, &r.leftover, "id", &r.id); ok && id != "" {
		out.CallId = id
		d.answered(id)
	} else {
		out.CallId = d.pair(out.Name)
		if !ok {
			k.absent(at, "id")
		}
	}
	if r.parts.set && emptyOutput(string(r.response)) {
		k.exact(at, r.spelling("response"), string(r.response))
	} else if r.response != "" {
		response := string(r.response)
		out.OutputJson = &response
		if soleError(response) {
			failed := true
			out.IsError = &failed
		}
	}
	for i := range r.parts.items {
		out.Parts = append(out.Parts, d.part(&r.parts.items[i]))
	}
	out.Form = contentForm(r.parts.set, r.parts.single)
	k.rest(at, &r.leftover)
	return out
}

// emptyOutput reports whether a response says nothing, as it must stand beside media.
func emptyOutput(response string) bool {
	raw, ok := jsonx.Get(response, "output")
	text, isText := jsonx.Unquote(raw)
	return ok && isText && text == "" && jsonx.Empty(jsonx.Without(response, "output"))
}

// soleError reports whether a response says nothing but an error.
func soleError(response string) bool {
	n, found := 0, false
	for name := range jsonx.Members(response) {
		n++
		found = name == "error"
	}
	return n == 1 && found
}

func writeResult(o object, p *pb.Part, r *pb.ToolResult) {
	f, ok := o.open("functionResponse", p.Extensions, "/functionResponse")
	if !ok {
		return
	}
	f.StrNonEmpty(f.name("id"), r.CallId)
	f.Str(f.name("name"), r.Name)
	f.RawNonEmpty(f.name("response"), r.GetOutputJson())
	writeParts(f, r.Parts, r.Form)
	f.End()
}

// answered takes a call that got its result off the waiting ones.
func (d *decoder) answered(id string) {
	for i, c := range d.waiting {
		if c.CallId == id {
			d.waiting = append(d.waiting[:i], d.waiting[i+1:]...)
			return
		}
	}
}

// pair finds the call that a result without an id answers: the first waiting one of its name.
func (d *decoder) pair(name string) string {
	for i, c := range d.waiting {
		if c.Name == name {
			d.waiting = append(d.waiting[:i], d.waiting[i+1:]...)
			return c.CallId
		}
	}
	return d.ids.Mint(name, "\x00unpaired")
}
