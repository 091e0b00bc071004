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
	changes := &pb.ToolChanges{Add: d.tools(w.Tools.Items)}
	if !w.answers() {
		r.keep("execution", spelling(w.Execution))
	}
	switch {
	case w.answers():
		m.Role = pb.Role_ROLE_TOOL
		m.Parts = []*pb.Part{found(w.CallID.V, changes.Add)}
		loaded(changes.Add)
		r.keep("role", spelling(w.Role))
	case w.Type.V == typeSearchOutput:
		m.Role = pb.Role_ROLE_TOOL
		// The call that it answers says nothing once its tools are there.
		r.transport.Keep("call_id", w.CallID.Raw)
		if w.CallID.Set {
			r.transport.Keep("call_id", spelling(w.CallID))
		}
		r.keep("role", spelling(w.Role))
	default:
		r.keep("call_id", spelling(w.CallID))
		if w.Role.V != "developer" {
			r.spellText("role", w.Role)
		}
	}
	keepList(&r, "tools", &w.Tools, true)
	m.Parts = append(m.Parts, &pb.Part{Content: &pb.Part_ToolChanges{ToolChanges: changes}})
	m.Extensions = r.put(nil, "")
	return m
}

// answers reports whether the item is the result of a call, of a search that the client ran.
func (w *wireToolItem) answers() bool {
	return w.Type.V == typeSearchOutput && w.Execution.V == byClient && w.CallID.V != ""
}

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
	if result := searchResult(m); result != nil {
		o.Str("call_id", result.CallId)
		o.Str("execution", byClient)
	}
	if o.Array("tools") {
		e.tools(c.Add)
		o.EndArray()
	}
	o.End()
}
