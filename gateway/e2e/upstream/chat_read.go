package upstream

func chatRead(r *Request, doc object) {
	r.Model, r.Stream = text(doc, "model"), truth(doc, "stream")
	r.MaxTokens = max(number(doc, "max_tokens"), number(doc, "max_completion_tokens"))
	r.Effort = text(doc, "reasoning_effort")
	r.Reasons = r.Effort != "" && r.Effort != "none"
	r.ToolChoice = choice(doc, func(c any) string { return text(member(c, "function"), "name") + text(member(c, "custom"), "name") })
	if f := member(doc, "response_format"); text(f, "type") == "json_schema" {
		r.Format = raw(member(f, "json_schema"), "schema")
	}
	for _, t := range list(doc, "tools") {
		if c := member(t, "custom"); c != nil {
			r.Tools = append(r.Tools, Tool{Name: text(c, "name"), Custom: true, Description: text(c, "description")})
			continue
		}
		f := member(t, "function")
		r.Tools = append(r.Tools, Tool{Name: text(f, "name"), Description: text(f, "description"), Schema: raw(f, "parameters")})
	}
	for i, m := range list(doc, "messages") {
		chatMessage(r, m, at("messages", i))
	}
}

// chatRoles are whose turn a message belongs to; the other ones are instructions.
var chatRoles = map[string]Role{"user": User, "assistant": Assistant, "tool": User}

func chatMessage(r *Request, m any, here string) {
	role, ok := chatRoles[text(m, "role")]
	said, media := chatContent(m)
	if !ok {
		r.instruct(said)
		return
	}
	t := r.turn(role, here)
	if text(m, "role") == "tool" {
		t.Results = append(t.Results, Result{CallID: text(m, "tool_call_id"), Text: said, At: here})
		return
	}
	t.Media = append(t.Media, media...)
	t.say(said)
	for k, c := range list(m, "tool_calls") {
		call := Call{ID: text(c, "id"), at: here + at("tool_calls", k)}
		if f := member(c, "function"); f != nil {
			call.Tool, call.Arguments = text(f, "name"), text(f, "arguments")
		} else {
			call.Tool, call.Input, call.custom = text(member(c, "custom"), "name"), text(member(c, "custom"), "input"), true
		}
		t.Calls = append(t.Calls, call)
	}
	if e := r.ledger.marked(t); e != nil && e.reasoning() != "" && text(m, "reasoning_content") == e.reasoning() {
		t.Seals = append(t.Seals, Seal{Data: e.thoughts[0].seal, Text: e.reasoning(), At: here})
	}
}

// chatContent gives the text of a message and its media.
func chatContent(m any) (said string, media []Media) {
	var t Turn
	for _, p := range parts(m, "content") {
		if text(p, "type") == "text" {
			t.say(text(p, "text"))
		} else {
			media = append(media, openaiMedia(p))
		}
	}
	return t.Text, media
}

// choice reads a choice of tools that is a word or names a tool.
func choice(doc any, name func(c any) string) string {
	if word := text(doc, "tool_choice"); word != "" {
		return word
	}
	return name(member(doc, "tool_choice"))
}
