package responses

import (
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// decode implements item.
func (w *wireCall) decode(d *decoder) *pb.Message {
	r := beside(w.Extra)
	call := &pb.ToolCall{Kind: pb.ToolKind_TOOL_KIND_FUNCTION, ArgumentsJson: w.Arguments.V}
	switch {
	case w.Arguments.Set:
	case w.Arguments.Raw != nil:
		// Some write the arguments as the object itself.
		call.ArgumentsJson = string(w.Arguments.Raw)
		r.spell("arguments", w.Arguments.Raw)
	default:
		r.absent("arguments")
	}
	return d.call(&r, call, w.ID, w.CallID, w.Name, w.Namespace, w.Status)
}

// decode implements item.
func (w *wireCustomCall) decode(d *decoder) *pb.Message {
	r := beside(w.Extra)
	call := &pb.ToolCall{Kind: pb.ToolKind_TOOL_KIND_CUSTOM, Input: r.required("input", w.Input)}
	return d.call(&r, call, w.ID, w.CallID, w.Name, w.Namespace, w.Status)
}

// call gives the message that a call is.
func (d *decoder) call(r *remains, call *pb.ToolCall, id, callID, name, namespace, status jsonx.String) *pb.Message {
	m := &pb.Message{Origin: dialect, Role: pb.Role_ROLE_ASSISTANT, Id: r.str("id", id), Status: r.str("status", status)}
	call.Name = r.required("name", name)
	call.Namespace = r.str("namespace", namespace)
	d.callID(r, call, callID)
	d.restore(call)
	m.Parts = []*pb.Part{canon.CallPart(call)}
	m.Extensions = r.put(nil, "")
	return m
}

// callID gives a call the id that its item has, or one of its own.
func (d *decoder) callID(r *remains, call *pb.ToolCall, id jsonx.String) {
	call.CallId = r.required("call_id", id)
	if call.CallId == "" {
		call.CallId = d.calls.Mint(call.Name, call.ArgumentsJson+call.Input)
		if id.Set {
			r.spell("call_id", emptyText)
		}
	}
}

// restore gives a call the name by which the client declared its tool.
func (d *decoder) restore(call *pb.ToolCall) {
	if d.names == nil {
		return
	}
	// In a namespace that stands as one, only names that are not legal have an alias.
	if t := d.names.Restore(call.Name); call.Namespace == "" || call.Namespace == t.Namespace {
		call.Name, call.Namespace = t.Name, t.Namespace
	}
}

// call writes a call as an item.
func (e *encoder) call(m *pb.Message, c *pb.ToolCall) {
	o := e.w.Object(own(m.Extensions, ""))
	if c.Kind == pb.ToolKind_TOOL_KIND_CUSTOM {
		o.Str("type", "custom_tool_call")
	} else {
		o.Str("type", "function_call")
	}
	o.StrNonEmpty("id", m.Id)
	o.StrNonEmpty("status", m.Status)
	o.Str("call_id", c.CallId)
	o.Str("name", c.Name)
	o.StrNonEmpty("namespace", c.Namespace)
	if c.Kind == pb.ToolKind_TOOL_KIND_CUSTOM {
		o.Str("input", c.Input)
	} else {
		o.Str("arguments", c.ArgumentsJson)
	}
	o.End()
}

// decode implements item.
func (w *wireCallOutput) decode(d *decoder) *pb.Message {
	r := beside(w.Extra)
	m := &pb.Message{Origin: dialect, Role: pb.Role_ROLE_TOOL, Id: r.str("id", w.ID), Status: r.str("status", w.Status)}
	result := &pb.ToolResult{
		CallId: r.required("call_id", w.CallID), Name: r.str("name", w.Name), Namespace: r.str("namespace", w.Namespace),
		Kind: pb.ToolKind_TOOL_KIND_FUNCTION,
	}
	if w.Type.V == "custom_tool_call_output" {
		result.Kind = pb.ToolKind_TOOL_KIND_CUSTOM
	}
	switch {
	case w.Output.Text.Set:
		result.Form = pb.ContentForm_CONTENT_FORM_STRING
		result.Parts = []*pb.Part{textPart(w.Output.Text.V)}
	case w.Output.Parts != nil:
		result.Form = pb.ContentForm_CONTENT_FORM_LIST
		result.Parts = d.parts(w.Output.Parts, typeInputText)
	case w.Output.Text.Raw != nil:
		// Some write the result as the JSON value that it is.
		raw := string(w.Output.Text.Raw)
		result.OutputJson = &raw
		r.spell("output", w.Output.Text.Raw)
	default:
		r.absent("output")
	}
	m.Parts = []*pb.Part{canon.ResultPart(result)}
	m.Extensions = r.put(nil, "")
	return m
}

// result writes a tool result as an item.
func (e *encoder) result(m *pb.Message, t *pb.ToolResult) {
	o := e.w.Object(own(m.Extensions, ""))
	if t.Kind == pb.ToolKind_TOOL_KIND_CUSTOM {
		o.Str("type", "custom_tool_call_output")
	} else {
		o.Str("type", "function_call_output")
	}
	o.StrNonEmpty("id", m.Id)
	o.StrNonEmpty("status", m.Status)
	o.Str("call_id", t.CallId)
	o.StrNonEmpty("name", t.Name)
	o.StrNonEmpty("namespace", t.Namespace)
	if t.Form == pb.ContentForm_CONTENT_FORM_STRING {
		o.Str("output", firstText(t.Parts))
	} else if o.Array("output") {
		e.parts(t.Parts, typeInputText)
		o.EndArray()
	}
	o.End()
}

// firstText is the text of content that stood as one string.
func firstText(parts []*pb.Part) string {
	if len(parts) == 0 {
		return ""
	}
	return parts[0].GetText().GetText()
}
