package upstream

func claudeRead(r *Request, doc object) {
	r.Model, r.Stream, r.MaxTokens = text(doc, "model"), truth(doc, "stream"), number(doc, "max_tokens")
	config := member(doc, "output_config")
	r.Effort, r.Format = text(config, "effort"), raw(member(config, "format"), "schema")
	kind := text(member(doc, "thinking"), "type")
	r.Reasons = kind != "" && kind != "disabled"
	r.ToolChoice = claudeChoices[text(member(doc, "tool_choice"), "type")] + text(member(doc, "tool_choice"), "name")
	for _, b := range parts(doc, "system") {
		r.instruct(text(b, "text"))
	}
	for _, t := range list(doc, "tools") {
		r.Tools = append(r.Tools, Tool{Name: text(t, "name"), Description: text(t, "description"), Schema: raw(t, "input_schema")})
	}
	for i, m := range list(doc, "messages") {
		role := Role(text(m, "role"))
		if role == System {
			for _, b := range parts(m, "content") {
				r.instruct(text(b, "text"))
			}
			continue
		}
		t := r.turn(role, at("messages", i))
		for k, b := range parts(m, "content") {
			claudeBlock(t, b, at("messages", i, "content", k))
		}
	}
}

// claudeChoices are the words for choices of tools that name none.
var claudeChoices = map[string]string{"auto": "auto", "any": "required", "none": "none"}

func claudeBlock(t *Turn, b any, here string) {
	switch text(b, "type") {
	case "text":
		t.say(text(b, "text"))
	case "thinking":
		t.Seals = append(t.Seals, Seal{Data: text(b, "signature"), Text: text(b, "thinking"), At: here})
	case "redacted_thinking":
		t.Seals = append(t.Seals, Seal{Data: text(b, "data"), At: here})
	case "tool_use":
		t.Calls = append(t.Calls, Call{ID: text(b, "id"), Tool: text(b, "name"), Arguments: string(raw(b, "input")), at: here})
	case "tool_result":
		res := Result{CallID: text(b, "tool_use_id"), IsError: truth(b, "is_error"), At: here}
		var said Turn
		for _, p := range parts(b, "content") {
			if text(p, "type") == "text" {
				said.say(text(p, "text"))
			} else {
				res.Media = append(res.Media, claudeMedia(p))
			}
		}
		res.Text = said.Text
		t.Results = append(t.Results, res)
	default:
		t.Media = append(t.Media, claudeMedia(b))
	}
}
