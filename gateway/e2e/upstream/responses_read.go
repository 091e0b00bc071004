package upstream

func responsesRead(r *Request, doc object) {
	r.Model, r.Stream, r.MaxTokens = text(doc, "model"), truth(doc, "stream"), number(doc, "max_output_tokens")
	r.Effort = text(member(doc, "reasoning"), "effort")
	if f := member(member(doc, "text"), "format"); text(f, "type") == "json_schema" {
		r.Format = raw(f, "schema")
	}
	reasoning := member(doc, "reasoning")
	r.Reasons = r.Effort != "" && r.Effort != "none" || text(reasoning, "summary") != ""
	r.ToolChoice = choice(doc, func(c any) string { return text(c, "name") })
	r.instruct(text(doc, "instructions"))
	responsesTools(r, list(doc, "tools"), "")
	if s := text(doc, "input"); s != "" {
		r.turn(User, "/input").say(s)
	}
	for i, item := range list(doc, "input") {
		responsesItem(r, item, at("input", i))
	}
}

func responsesTools(r *Request, tools []any, namespace string) {
	for _, t := range tools {
		switch text(t, "type") {
		case "function", "custom":
			r.Tools = append(r.Tools, Tool{
				Name: text(t, "name"), Namespace: namespace, Custom: text(t, "type") == "custom", Description: text(t, "description"),
				Schema: raw(t, "parameters"),
			})
		case "namespace":
			responsesTools(r, list(t, "tools"), text(t, "name"))
		}
	}
}

func responsesItem(r *Request, item any, here string) {
	switch kind := text(item, "type"); kind {
	case "message", "":
		responsesMessage(r, item, here)
	case "additional_tools":
		responsesTools(r, list(item, "tools"), "")
	case "reasoning":
		t := r.turn(Assistant, here)
		said, _ := responsesText(list(item, "summary"))
		if data := text(item, "encrypted_content"); data != "" {
			t.Seals = append(t.Seals, Seal{Data: data, Text: said, ID: text(item, "id"), At: here})
		}
	case "function_call", "custom_tool_call":
		t := r.turn(Assistant, here)
		t.Calls = append(t.Calls, Call{
			ID: text(item, "call_id"), Tool: text(item, "name"), Arguments: text(item, "arguments"), Input: text(item, "input"),
			namespace: text(item, "namespace"), custom: kind == "custom_tool_call", at: here,
		})
	case "function_call_output", "custom_tool_call_output":
		t := r.turn(User, here)
		said, media := responsesText(parts(item, "output"))
		t.Results = append(t.Results, Result{CallID: text(item, "call_id"), Text: said, Media: media, At: here})
	}
}

func responsesMessage(r *Request, item any, here string) {
	said, media := responsesText(parts(item, "content"))
	switch role := text(item, "role"); role {
	case "user", "assistant":
		t := r.turn(Role(role), here)
		t.say(said)
		t.Media = append(t.Media, media...)
	default:
		r.instruct(said)
	}
}
