package compliance

// parts are the parts of the content of an item.
var parts = map[string]shape{
	"input_text":     {"text": text},
	"input_image":    {"image_url": orNull(text), "detail": text},
	"input_file":     {},
	"output_text":    {"text": text, "annotations": list(byType(annotations))},
	"refusal":        {"refusal": text},
	"reasoning_text": {"text": text},
	"summary_text":   {"text": text},
	"text":           {"text": text},
}

// annotations are what a text may be marked with.
var annotations = map[string]shape{
	"url_citation": {"url": text, "start_index": integer, "end_index": integer, "title": text},
}

var status = word("in_progress", "completed", "incomplete")

// items are the items of an output.
var items = map[string]shape{
	"message": {
		"id": filled, "status": status, "role": word("user", "assistant", "system", "developer"),
		"content": list(byType(parts)),
	},
	"function_call":        {"id": filled, "call_id": filled, "name": filled, "arguments": text, "status": status},
	"function_call_output": {"id": filled, "call_id": filled, "output": either(text, list(byType(parts))), "status": status},
	"reasoning":            {"id": filled, "summary": list(byType(parts))},
	"compaction":           {"id": filled, "encrypted_content": text},
}

// tools are the tools that a response repeats: nothing of them may be left out, whatever the request left out.
var tools = map[string]shape{
	"function": {"name": filled, "description": orNull(text), "parameters": orNull(shape{}.check), "strict": orNull(boolean)},
}

var formats = map[string]shape{
	"text":        {},
	"json_object": {},
	"json_schema": {"name": filled, "schema": orNull(shape{}.check), "strict": boolean},
}

var choices = map[string]shape{
	"function":      {"name": filled},
	"allowed_tools": {"tools": list(byType(map[string]shape{"function": {"name": filled}})), "mode": word("none", "auto", "required")},
}

var usage = shape{
	"input_tokens": integer, "output_tokens": integer, "total_tokens": integer,
	"input_tokens_details":  shape{"cached_tokens": integer}.check,
	"output_tokens_details": shape{"reasoning_tokens": integer}.check,
}

// response is the response object, of which every member must be there.
var response = shape{
	"id": filled, "object": word("response"), "created_at": integer, "completed_at": orNull(integer),
	"status":               word("queued", "in_progress", "completed", "incomplete", "failed", "cancelled"),
	"incomplete_details":   orNull(shape{"reason": filled}.check),
	"model":                filled,
	"previous_response_id": orNull(text), "instructions": orNull(text), "output": list(byType(items)),
	"error":       orNull(shape{"code": filled, "message": filled}.check),
	"tools":       list(byType(tools)),
	"tool_choice": either(word("none", "auto", "required"), byType(choices)), "truncation": word("auto", "disabled"),
	"parallel_tool_calls": boolean, "text": shape{"format": byType(formats)}.check, "top_p": number, "presence_penalty": number,
	"frequency_penalty": number, "top_logprobs": integer, "temperature": number,
	"reasoning": orNull(shape{"effort": orNull(text), "summary": orNull(text)}.check), "usage": orNull(usage.check),
	"max_output_tokens": orNull(integer), "max_tool_calls": orNull(integer), "store": boolean, "background": boolean,
	"service_tier": text, "metadata": anything, "safety_identifier": orNull(text), "prompt_cache_key": orNull(text),
}

// fault is the object that says what went wrong.
var fault = shape{"type": filled, "code": orNull(text), "message": filled, "param": orNull(text)}

// faultTypes are the words for what went wrong, with those that the specification's examples have beside its table.
var faultTypes = []string{
	"server_error", "invalid_request", "invalid_request_error", "not_found", "model_error", "too_many_requests",
}

// about are the members of an event about an item, inside about one of its parts, summary about one of its summaries.
func about(more shape) shape { return with(shape{"item_id": filled, "output_index": integer}, more) }

func inside(more shape) shape { return about(with(shape{"content_index": integer}, more)) }

func summary(more shape) shape { return about(with(shape{"summary_index": integer}, more)) }

func with(base, more shape) shape {
	out := shape{}
	for _, s := range []shape{base, more} {
		for name, r := range s {
			out[name] = r
		}
	}
	return out
}

var (
	ofResponse = shape{"sequence_number": integer, "response": response.check}
	ofItem     = shape{"sequence_number": integer, "output_index": integer, "item": byType(items)}
	delta      = shape{"sequence_number": integer, "delta": text}
	whole      = shape{"sequence_number": integer, "text": text}
	part       = shape{"sequence_number": integer, "part": byType(parts)}
)

// events are all events that a stream may have.
var events = map[string]shape{
	"response.created": ofResponse, "response.queued": ofResponse, "response.in_progress": ofResponse,
	"response.completed": ofResponse, "response.failed": ofResponse, "response.incomplete": ofResponse,
	"response.output_item.added": ofItem, "response.output_item.done": ofItem,
	"response.content_part.added": inside(part), "response.content_part.done": inside(part),
	"response.output_text.delta": inside(delta), "response.output_text.done": inside(whole),
	"response.output_text.annotation.added": inside(shape{
		"sequence_number": integer, "annotation_index": integer, "annotation": orNull(byType(annotations)),
	}),
	"response.refusal.delta": inside(delta), "response.refusal.done": inside(shape{"sequence_number": integer, "refusal": text}),
	"response.function_call_arguments.delta": about(delta),
	"response.function_call_arguments.done":  about(shape{"sequence_number": integer, "arguments": text}),
	"response.reasoning_summary_part.added":  summary(part), "response.reasoning_summary_part.done": summary(part),
	"response.reasoning_summary_text.delta": summary(delta), "response.reasoning_summary_text.done": summary(whole),
	"response.reasoning.delta": inside(delta), "response.reasoning.done": inside(whole),
	"error": {"sequence_number": integer, "error": fault.check},
}
