package upstream

import "strconv"

// responsesItems are the items of an answer, as they are when they are done.
func responsesItems(a *reply) (items []object) {
	id := func(prefix, kind string) string { return prefix + a.l.mint("item", a.e.n, kind) }
	think := func(i int, words string) {
		if words == "" {
			return
		}
		item := object{"type": "reasoning", "id": id("rs_", "rs"+strconv.Itoa(i)), "summary": []any{}, "encrypted_content": nil}
		if s := text(member(a.req.doc, "reasoning"), "summary"); s != "" && !a.Redacted {
			item["summary"] = []any{object{"type": "summary_text", "text": words}}
		}
		if th := a.thought(i); th != nil {
			item["encrypted_content"] = th.seal
		}
		items = append(items, item)
	}
	think(0, a.Reasoning)
	if a.Text != "" {
		items = append(items, object{
			"type": "message", "id": id("msg_", "msg"), "role": "assistant", "status": "completed",
			"content": []any{object{"type": "output_text", "text": a.Text, "annotations": []any{}, "logprobs": []any{}}},
		})
	}
	think(1, a.Then)
	for _, c := range a.Calls {
		item := object{
			"type": "function_call", "id": id("fc_", c.ID), "call_id": c.ID, "name": c.Tool, "arguments": c.Arguments, "status": "completed",
		}
		if c.custom {
			item = object{
				"type": "custom_tool_call", "id": id("ctc_", c.ID), "call_id": c.ID, "name": c.Tool, "input": c.Input, "status": "completed",
			}
		}
		if c.namespace != "" {
			item["namespace"] = c.namespace
		}
		items = append(items, item)
	}
	return items
}

// responsesObject is the response at one moment of its life.
func responsesObject(a *reply, status string, items []object) object {
	output := []any{}
	for _, item := range items {
		output = append(output, item)
	}
	out := object{
		"id": "resp_" + a.id, "object": "response", "created_at": a.created, "model": a.req.Model, "status": status, "output": output,
		"error": nil, "incomplete_details": nil, "instructions": nil, "metadata": object{}, "parallel_tool_calls": true,
		"temperature": 1, "top_p": 1, "tool_choice": "auto", "tools": []any{}, "usage": nil, "store": false,
		"access_programs": nil,
	}
	for i, t := range list(a.req.doc, "tools") {
		echo := object{"description": nil}
		for name, v := range t.(object) {
			echo[name] = v
		}
		out["tools"] = append(out["tools"].([]any)[:i], echo)
	}
	for _, name := range []string{"instructions", "tool_choice", "parallel_tool_calls", "metadata", "text"} {
		if v := member(a.req.doc, name); v != nil {
			out[name] = v
		}
	}
	if status == "completed" || status == "incomplete" {
		u := a.Usage
		out["usage"] = object{
			"input_tokens": u.Input, "input_tokens_details": object{"cached_tokens": u.Cached}, "output_tokens": u.Output,
			"output_tokens_details": object{"reasoning_tokens": u.Reasoning}, "total_tokens": u.Input + u.Output,
		}
	}
	if status == "incomplete" {
		out["incomplete_details"] = object{"reason": responsesReasons[a.finish()]}
	}
	return out
}

// responsesReasons say why an answer is incomplete.
var responsesReasons = map[Finish]string{Limited: "max_output_tokens", Refused: "content_filter"}

// responsesStatus is how an answer ends.
func responsesStatus(a *reply) string {
	if responsesReasons[a.finish()] != "" {
		return "incomplete"
	}
	return "completed"
}

func responsesWhole(a *reply) []byte {
	return encode(responsesObject(a, responsesStatus(a), responsesItems(a)))
}
