package upstream

import "maps"

// responsesWriter numbers the events of a stream.
type responsesWriter struct {
	frames []string
	// index and id are those of the item under way.
	index int
	id    any
}

func (w *responsesWriter) event(name string, data object) {
	data["type"], data["sequence_number"] = name, len(w.frames)
	w.frames = append(w.frames, "event: "+name+"\ndata: "+string(encode(data))+"\n\n")
}

// inside writes an event about the item under way.
func (w *responsesWriter) inside(name string, data object) {
	data["output_index"], data["item_id"] = w.index, w.id
	w.event(name, data)
}

func responsesFrames(a *reply) []string {
	w := &responsesWriter{}
	w.event("response.created", object{"response": responsesObject(a, "in_progress", nil)})
	w.event("response.in_progress", object{"response": responsesObject(a, "in_progress", nil)})
	items := responsesItems(a)
	for i, item := range items {
		w.index, w.id = i, item["id"]
		w.event("response.output_item.added", object{"output_index": i, "item": responsesBegun(item)})
		responsesInside[text(item, "type")](w, item)
		w.event("response.output_item.done", object{"output_index": i, "item": item})
	}
	status := responsesStatus(a)
	w.event("response."+status, object{"response": responsesObject(a, status, items)})
	return w.frames
}

// responsesBegun is an item before there is anything in it.
func responsesBegun(item object) object {
	out := maps.Clone(item)
	empty := map[string]any{"content": []any{}, "summary": []any{}, "arguments": "", "input": ""}
	for name, v := range empty {
		if _, ok := out[name]; ok {
			out[name] = v
		}
	}
	if out["type"] == "reasoning" {
		out["encrypted_content"] = nil
		return out
	}
	out["status"] = "in_progress"
	return out
}

// responsesInside writes what happens in an item, by its type.
var responsesInside = map[string]func(w *responsesWriter, item object){
	"reasoning":        responsesThought,
	"message":          responsesSaid,
	"function_call":    responsesArguments("response.function_call_arguments", "arguments"),
	"custom_tool_call": responsesArguments("response.custom_tool_call_input", "input"),
}

func responsesThought(w *responsesWriter, item object) {
	for i, part := range list(item, "summary") {
		words := text(part, "text")
		w.inside("response.reasoning_summary_part.added", object{"summary_index": i, "part": object{"type": "summary_text", "text": ""}})
		for _, p := range pieces(words) {
			w.inside("response.reasoning_summary_text.delta", object{"summary_index": i, "delta": p})
		}
		w.inside("response.reasoning_summary_text.done", object{"summary_index": i, "text": words})
		w.inside("response.reasoning_summary_part.done", object{"summary_index": i, "part": part})
	}
}

func responsesSaid(w *responsesWriter, item object) {
	part := list(item, "content")[0]
	words := text(part, "text")
	w.inside("response.content_part.added", object{
		"content_index": 0, "part": object{"type": "output_text", "text": "", "annotations": []any{}, "logprobs": []any{}},
	})
	for _, p := range pieces(words) {
		w.inside("response.output_text.delta", object{"content_index": 0, "delta": p, "logprobs": []any{}})
	}
	w.inside("response.output_text.done", object{"content_index": 0, "text": words, "logprobs": []any{}})
	w.inside("response.content_part.done", object{"content_index": 0, "part": part})
}

func responsesArguments(event, name string) func(w *responsesWriter, item object) {
	return func(w *responsesWriter, item object) {
		words := text(item, name)
		for _, p := range pieces(words) {
			w.inside(event+".delta", object{"delta": p})
		}
		w.inside(event+".done", object{name: words})
	}
}

// responsesBroken ends a stream with an error: the number of its events is not that of the stream any more, which is the vendor's way
// too when the model behind it breaks.
func responsesBroken(f failure, a *reply) []string {
	failed := responsesObject(a, "failed", nil)
	failed["error"] = object{"code": "server_error", "message": f.message}
	if f.code != "" {
		failed["error"] = object{"code": f.code, "message": f.message}
	}
	w := &responsesWriter{}
	w.event("error", object{"code": f.code, "message": f.message, "param": nil})
	w.event("response.failed", object{"response": failed})
	return w.frames
}
