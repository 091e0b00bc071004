package chat

import (
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

const (
	callFunction = "function"
	callCustom   = "custom"
)

// calls reads tool_calls and the older function_call.
func (d *decoder) calls(parts []*pb.Part, w *wireMessage, k *kept) []*pb.Part {
	k.raw("tool_calls", w.ToolCalls.Raw, false)
	if w.ToolCalls.V != nil && len(w.ToolCalls.V) == 0 {
		k.spell("tool_calls", "[]")
	}
	for i := range w.ToolCalls.V {
		parts = append(parts, d.call(w.ToolCalls.V[i]))
	}
	k.raw("function_call", w.FunctionCall.Raw, false)
	f := w.FunctionCall.V
	if f == nil {
		return parts
	}
	c := &pb.ToolCall{Kind: pb.ToolKind_TOOL_KIND_FUNCTION}
	inner := readCallee(c, f)
	if c.Name == "" && c.ArgumentsJson == "" {
		// Servers that write all members of an empty answer.
		k.spell("function_call", calleeText(f, &inner))
		return parts
	}
	c.CallId = d.legacyID()
	d.restore(c)
	p := canon.CallPart(c)
	p.Extensions = inner.into(p.Extensions, "/function")
	var wrapper kept
	wrapper.lacks("tool_calls")
	p.Extensions = wrapper.into(p.Extensions, "")
	d.open = append(d.open, openCall{c.CallId, c.Name})
	return append(parts, p)
}

// isLegacyCall reports whether a call of this dialect was a function_call.
func isLegacyCall(p *pb.Part) bool { return lacked(ours(p.Extensions, ""), "tool_calls") }

func (d *decoder) call(w *wireToolCall) *pb.Part {
	k := keep(w.Extra)
	c := &pb.ToolCall{Kind: pb.ToolKind_TOOL_KIND_FUNCTION}
	p := canon.CallPart(c)
	k.raw(callFunction, w.Function.Raw, false)
	k.raw(callCustom, w.Custom.Raw, false)
	word := w.Type.V
	if word == callCustom || w.Function.V == nil && w.Custom.V != nil {
		c.Kind = pb.ToolKind_TOOL_KIND_CUSTOM
	}
	if word != callType(c.Kind) {
		k.word("type", &w.Type, callFunction, callCustom)
	}
	d.callees(p, c, w, &k)
	d.restore(c)
	if c.CallId = k.str("id", &w.ID); c.CallId == "" {
		c.CallId = d.ids.Mint(c.Name, c.ArgumentsJson+c.Input)
		k.spell("id", typeOrNull(&w.ID))
	}
	k.transport.Keep("index", rawOrNil(w.Index))
	if data, whole := signature(w.ExtraContent); data != "" {
		p.Seal = d.seal(data)
		if !whole {
			k.unknown.Keep("extra_content", rawOrNil(w.ExtraContent))
		}
	} else {
		k.unknown.Keep("extra_content", rawOrNil(w.ExtraContent))
	}
	k.raw(cacheControlField, w.CacheControl.Raw, false)
	if w.CacheControl.V != nil {
		hint, inner := readCacheControl(w.CacheControl.V)
		p.Cache, p.Extensions = hint, inner.into(p.Extensions, "/"+cacheControlField)
	}
	p.Extensions = k.into(p.Extensions, "")
	d.open = append(d.open, openCall{c.CallId, c.Name})
	return p
}

func callType(kind pb.ToolKind) string {
	if kind == pb.ToolKind_TOOL_KIND_CUSTOM {
		return callCustom
	}
	return callFunction
}

// callees reads what a call calls. Some servers write the object of the other type too, empty.
func (d *decoder) callees(p *pb.Part, c *pb.ToolCall, w *wireToolCall, k *kept) {
	if c.Kind == pb.ToolKind_TOOL_KIND_CUSTOM {
		if w.Custom.V != nil {
			inner := readCustomCall(c, w.Custom.V)
			p.Extensions = inner.into(p.Extensions, "/"+callCustom)
		} else {
			k.lacks(callCustom)
		}
		if w.Function.V != nil {
			other := &pb.ToolCall{}
			inner := readCallee(other, w.Function.V)
			k.second(callFunction, other, calleeText(w.Function.V, &inner))
		}
		return
	}
	if w.Function.V != nil {
		inner := readCallee(c, w.Function.V)
		p.Extensions = inner.into(p.Extensions, "/"+callFunction)
	} else {
		k.lacks(callFunction)
	}
	if w.Custom.V != nil {
		other := &pb.ToolCall{}
		inner := readCustomCall(other, w.Custom.V)
		o := jsonx.NewWriter(nil)
		of := o.Object(rawObject(&inner))
		of.StrOpt("name", w.Custom.V.Name.Ptr())
		of.StrOpt("input", w.Custom.V.Input.Ptr())
		of.End()
		k.second(callCustom, other, string(o.Bytes()))
	}
}

// second keeps what a call has in the place of the other kind of call. Some servers write both members and leave one empty.
func (k *kept) second(name string, c *pb.ToolCall, raw string) {
	if c.Name+c.Input == "" && (c.ArgumentsJson == "" || c.ArgumentsJson == "{}") {
		k.spell(name, raw)
		return
	}
	k.unknown.Keep(name, jsonx.Value(raw))
}

// readCallee reads the name and arguments of a function call.
func readCallee(c *pb.ToolCall, w *wireCallee) kept {
	k := keep(w.Extra)
	c.Name = k.strSpelled("name", &w.Name)
	switch {
	case w.Arguments.Set:
		c.ArgumentsJson = w.Arguments.V
	case w.Arguments.Raw != nil:
		c.ArgumentsJson = string(w.Arguments.Raw)
		k.spell("arguments", c.ArgumentsJson)
	default:
		k.lacks("arguments")
	}
	return k
}

func calleeText(w *wireCallee, inner *kept) string {
	o := jsonx.NewWriter(nil)
	of := o.Object(rawObject(inner))
	of.StrNonEmpty("name", w.Name.V)
	of.Str("arguments", w.Arguments.V)
	of.End()
	return string(o.Bytes())
}

func readCustomCall(c *pb.ToolCall, w *wireCustomCall) kept {
	k := keep(w.Extra)
	c.Name = k.strSpelled("name", &w.Name)
	c.Input = k.str("input", &w.Input)
	if !w.Input.Set {
		k.lacks("input")
	}
	return k
}

// restore gives a call of a response the name, namespace and kind that the client declared.
func (d *decoder) restore(c *pb.ToolCall) {
	if d.names == nil {
		return
	}
	t := d.names.Restore(c.Name)
	c.Name, c.Namespace = t.Name, t.Namespace
	if t.Kind == pb.ToolKind_TOOL_KIND_CUSTOM && c.Kind != t.Kind {
		c.Kind, c.Input, c.ArgumentsJson = t.Kind, canon.CustomInput(c.ArgumentsJson), ""
	}
}

// writeCall writes an element of tool_calls that was read from this dialect.
func writeCall(w *jsonx.Writer, p *pb.Part, id, name string) {
	c := p.GetToolCall()
	o := w.Object(ours(p.Extensions, ""))
	o.Str("id", id)
	o.Str("type", callType(c.Kind))
	writeCallee(o, p, name)
	if p.Seal != nil && p.Seal.Issuer == own {
		writeSignature(o, p.Seal.Data)
	}
	if p.Cache != nil {
		if mark, ok := o.Object(cacheControlField, ours(p.Extensions, "/"+cacheControlField)); ok {
			writeCacheControl(mark, p.Cache)
			mark.End()
		}
	}
	o.End()
}

// writeCallee writes what a call calls.
func writeCallee(o jsonx.Object, p *pb.Part, name string) {
	c := p.GetToolCall()
	word := callType(c.Kind)
	callee, ok := o.Object(word, ours(p.Extensions, "/"+word))
	if !ok {
		return
	}
	callee.StrNonEmpty("name", name)
	if c.Kind == pb.ToolKind_TOOL_KIND_CUSTOM {
		callee.Str("input", c.Input)
	} else {
		callee.Str("arguments", c.ArgumentsJson)
	}
	callee.End()
}

// writeSignature writes a thought signature, or an envelope in its place.
func writeSignature(o jsonx.Object, data string) {
	extra, ok := o.Object("extra_content", "")
	if !ok {
		return
	}
	if google, ok := extra.Object("google", ""); ok {
		google.Str("thought_signature", data)
		google.End()
	}
	extra.End()
}

// callID gives a call id that the vendor takes.
func callID(id string) string { return canon.CallID(id, maxCallID, anyByte) }
