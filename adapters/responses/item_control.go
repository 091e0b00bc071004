package responses

import pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"

// decode implements item.
func (w *wireUpdate) decode(d *decoder) *pb.Message {
	r := beside(w.Extra)
	m := &pb.Message{Origin: dialect, Role: pb.Role_ROLE_DEVELOPER, Id: r.str("id", w.ID)}
	s := &pb.Settings{}
	r.keepKind("reasoning", w.Reasoning.Raw)
	if t := w.Reasoning.V; t != nil {
		in := beside(t.Extra)
		s.Effort = in.strPtr("effort", t.Effort)
		in.keep("summary", spelling(t.Summary))
		in.keep("generate_summary", spelling(t.GenerateSummary))
		if s.Effort == nil && in.none() {
			r.spell("reasoning", emptyObject)
		}
		m.Extensions = in.put(m.Extensions, "/reasoning")
	}
	r.keepKind("text", w.Text.Raw)
	if t := w.Text.V; t != nil {
		in := beside(t.Extra)
		s.Format = in.format(&t.Format)
		in.keep("verbosity", spelling(t.Verbosity))
		if s.Format == nil && in.none() {
			r.spell("text", emptyObject)
		}
		m.Extensions = in.put(m.Extensions, "/text")
	}
	m.Extensions = r.put(m.Extensions, "")
	m.Parts = []*pb.Part{{Content: &pb.Part_Settings{Settings: s}}}
	return m
}

// update writes a change of settings as an item.
func (e *encoder) update(m *pb.Message, s *pb.Settings) {
	o := e.w.Object(own(m.Extensions, ""))
	o.Str("type", "configuration_update")
	o.StrNonEmpty("id", m.Id)
	if members := own(m.Extensions, "/reasoning"); s.Effort != nil || members != "" {
		if t, ok := o.Object("reasoning", members); ok {
			t.StrOpt("effort", s.Effort)
			t.End()
		}
	}
	if members := own(m.Extensions, "/text"); s.Format != nil || members != "" {
		if t, ok := o.Object("text", members); ok {
			e.format(t, s.Format)
			t.End()
		}
	}
	o.End()
}

// decode implements item.
func (w *wireToolItem) decode(d *decoder) *pb.Message {
	r := beside(w.Extra)
	m := &pb.Message{Origin: dialect, Role: pb.Role_ROLE_DEVELOPER, Id: r.str("id", w.ID), Status: r.str("status", w.Status)}
	if w.Type.V == typeSearchOutput {
		m.Role = pb.Role_ROLE_TOOL
		// The call that it answers says nothing once its tools are there.
		r.transport.Keep("call_id", w.CallID.Raw)
		if w.CallID.Set {
			r.transport.Keep("call_id", spelling(w.CallID))
		}
		r.keep("role", spelling(w.Role))
	} else {
		r.keep("call_id", spelling(w.CallID))
		if w.Role.V != "developer" {
			r.spell("role", spelling(w.Role))
		}
	}
	changes := &pb.ToolChanges{Add: d.tools(w.Tools.Items)}
	keepList(&r, "tools", &w.Tools, true)
	m.Parts = []*pb.Part{{Content: &pb.Part_ToolChanges{ToolChanges: changes}}}
	m.Extensions = r.put(nil, "")
	return m
}

// typeSearchOutput is the type of an item that brings in the tools that a search found.
const typeSearchOutput = "tool_search_output"

// toolItem writes tools that come in from here on as an item.
func (e *encoder) toolItem(m *pb.Message, c *pb.ToolChanges) {
	o := e.w.Object(own(m.Extensions, ""))
	if m.Role == pb.Role_ROLE_TOOL {
		o.Str("type", typeSearchOutput)
	} else {
		o.Str("type", "additional_tools")
		o.Str("role", "developer")
	}
	o.StrNonEmpty("id", m.Id)
	o.StrNonEmpty("status", m.Status)
	if o.Array("tools") {
		e.tools(c.Add)
		o.EndArray()
	}
	o.End()
}
