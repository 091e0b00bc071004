package upstream

import "encoding/json"

// claudeFinishes are the words for the ends of answers.
var claudeFinishes = map[Finish]string{Done: "end_turn", Called: "tool_use", Limited: "max_tokens", Refused: "refusal"}

func claudeUsage(u Usage) object {
	return object{
		"input_tokens": u.Input - u.Cached, "cache_creation_input_tokens": 0, "cache_read_input_tokens": u.Cached,
		"output_tokens": u.Output, "service_tier": "standard",
	}
}

// claudeDeltaUsage is what the end of a stream says again.
func claudeDeltaUsage(u Usage) object {
	out := claudeUsage(u)
	delete(out, "service_tier")
	return out
}

// claudeBlocks are the blocks of an answer.
func claudeBlocks(a *reply) (blocks []object) {
	if th := a.thought(0); th != nil {
		blocks = append(blocks, claudeThinking(a, th))
	}
	if a.Text != "" {
		blocks = append(blocks, object{"type": "text", "text": a.Text})
	}
	if th := a.thought(1); th != nil {
		blocks = append(blocks, claudeThinking(a, th))
	}
	for _, c := range a.Calls {
		blocks = append(blocks, object{"type": "tool_use", "id": c.ID, "name": c.Tool, "input": json.RawMessage(c.Arguments)})
	}
	return blocks
}

// claudeThinking is a piece of reasoning as a block: hidden, or as far as the request wants to read it.
func claudeThinking(a *reply, th *thought) object {
	if a.Redacted {
		return object{"type": "redacted_thinking", "data": th.seal}
	}
	shown := th.text
	if text(member(a.req.doc, "thinking"), "display") == "omitted" {
		shown = ""
	}
	return object{"type": "thinking", "thinking": shown, "signature": th.seal}
}

func claudeMessage(a *reply, content any, stop any, usage object) object {
	return object{
		"id": "msg_01" + a.id, "type": "message", "role": "assistant", "model": a.req.Model, "content": content, "stop_reason": stop,
		"stop_sequence": nil, "usage": usage,
	}
}

func claudeWhole(a *reply) []byte {
	content := []any{}
	for _, b := range claudeBlocks(a) {
		content = append(content, b)
	}
	return encode(claudeMessage(a, content, claudeFinishes[a.finish()], claudeUsage(a.Usage)))
}

func claudeFrames(a *reply) (frames []string) {
	event := func(name string, data object) {
		data["type"] = name
		frames = append(frames, "event: "+name+"\ndata: "+string(encode(data))+"\n\n")
	}
	begun := claudeUsage(a.Usage)
	begun["output_tokens"] = 1
	event("message_start", object{"message": claudeMessage(a, []any{}, nil, begun)})
	event("ping", object{})
	for i, b := range claudeBlocks(a) {
		delta := func(kind, name, words string) {
			event("content_block_delta", object{"index": i, "delta": object{"type": kind, name: words}})
		}
		switch b["type"] {
		case "thinking":
			event("content_block_start", object{"index": i, "content_block": object{"type": "thinking", "thinking": "", "signature": ""}})
			for _, p := range pieces(text(b, "thinking")) {
				delta("thinking_delta", "thinking", p)
			}
			delta("signature_delta", "signature", text(b, "signature"))
		case "redacted_thinking":
			event("content_block_start", object{"index": i, "content_block": b})
		case "text":
			event("content_block_start", object{"index": i, "content_block": object{"type": "text", "text": ""}})
			for _, p := range pieces(a.Text) {
				delta("text_delta", "text", p)
			}
		case "tool_use":
			event("content_block_start", object{"index": i, "content_block": object{
				"type": "tool_use", "id": b["id"], "name": b["name"], "input": object{},
			}})
			delta("input_json_delta", "partial_json", "")
			for _, p := range pieces(string(b["input"].(json.RawMessage))) {
				delta("input_json_delta", "partial_json", p)
			}
		}
		event("content_block_stop", object{"index": i})
	}
	event("message_delta", object{
		"delta": object{"stop_reason": claudeFinishes[a.finish()], "stop_sequence": nil}, "usage": claudeDeltaUsage(a.Usage),
	})
	event("message_stop", object{})
	return frames
}

func claudeBroken(f failure, _ *reply) []string {
	return []string{"event: error\ndata: " + string(claudeFailed(f, nil)) + "\n\n"}
}
