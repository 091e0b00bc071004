package upstream

// chatFinishes are the words for the ends of answers.
var chatFinishes = map[Finish]string{Done: "stop", Called: "tool_calls", Limited: "length", Refused: "content_filter"}

func chatUsage(u Usage) object {
	return object{
		"prompt_tokens": u.Input, "completion_tokens": u.Output, "total_tokens": u.Input + u.Output,
		"prompt_tokens_details":     object{"cached_tokens": u.Cached},
		"completion_tokens_details": object{"reasoning_tokens": u.Reasoning},
	}
}

func chatCall(c Call) object {
	if c.custom {
		return object{"id": c.ID, "type": "custom", "custom": object{"name": c.Tool, "input": c.Input}}
	}
	return object{"id": c.ID, "type": "function", "function": object{"name": c.Tool, "arguments": c.Arguments}}
}

func chatWhole(a *reply) []byte {
	message := object{"role": "assistant", "content": nil, "refusal": nil}
	if a.Text != "" {
		message["content"] = a.Text
	}
	if a.Reasoning != "" && chatReasons(a.req.Model) {
		message["reasoning_content"] = a.Reasoning
	}
	if len(a.Calls) > 0 {
		calls := []any{}
		for _, c := range a.Calls {
			calls = append(calls, chatCall(c))
		}
		message["tool_calls"] = calls
	}
	return encode(object{
		"id": "chatcmpl-" + a.id, "object": "chat.completion", "created": a.created, "model": a.req.Model,
		"choices": []any{object{"index": 0, "message": message, "logprobs": nil, "finish_reason": chatFinishes[a.finish()]}},
		"usage":   chatUsage(a.Usage),
	})
}

func chatFrames(a *reply) (frames []string) {
	chunk := func(delta object, finish any) {
		frames = append(frames, chatFrame(a, []any{object{"index": 0, "delta": delta, "logprobs": nil, "finish_reason": finish}}, nil))
	}
	chunk(object{"role": "assistant", "content": ""}, nil)
	if chatReasons(a.req.Model) {
		for _, p := range pieces(a.Reasoning) {
			chunk(object{"content": nil, "reasoning_content": p}, nil)
		}
	}
	for _, p := range pieces(a.Text) {
		chunk(object{"content": p}, nil)
	}
	for i, c := range a.Calls {
		kind, name, words := "function", "arguments", c.Arguments
		if c.custom {
			kind, name, words = "custom", "input", c.Input
		}
		chunk(object{"tool_calls": []any{object{"index": i, "id": c.ID, "type": kind, kind: object{"name": c.Tool, name: ""}}}}, nil)
		for _, p := range pieces(words) {
			chunk(object{"tool_calls": []any{object{"index": i, kind: object{name: p}}}}, nil)
		}
	}
	chunk(object{}, chatFinishes[a.finish()])
	if truth(member(a.req.doc, "stream_options"), "include_usage") {
		frames = append(frames, chatFrame(a, []any{}, chatUsage(a.Usage)))
	}
	return append(frames, "data: [DONE]\n\n")
}

func chatFrame(a *reply, choices []any, usage any) string {
	return "data: " + string(encode(object{
		"id": "chatcmpl-" + a.id, "object": "chat.completion.chunk", "created": a.created, "model": a.req.Model, "choices": choices,
		"usage": usage,
	})) + "\n\n"
}

func chatBroken(f failure, _ *reply) []string {
	return []string{"data: " + string(openaiFailed(f, nil)) + "\n\n"}
}
