package validate

import "slices"

// responsesEvents are the shapes of a stream's events, beside type and sequence_number, which all have.
var responsesEvents = tagged("type", map[string]fields{
	"response.created":     {"response!": ref("event response")},
	"response.queued":      {"response!": ref("event response")},
	"response.in_progress": {"response!": ref("event response")},
	"response.completed":   {"response!": ref("event response"), "copilot_usage": record},
	"response.incomplete":  {"response!": ref("event response")},
	"response.failed":      {"response!": ref("event response")},

	"response.output_item.added":  {"output_index!": tally, "item!": ref("item in progress")},
	"response.output_item.done":   {"output_index!": tally, "item!": ref("output item")},
	"response.content_part.added": responsesPlace(fields{"content_index!": tally, "part!": ref("part in progress")}),
	"response.content_part.done":  responsesPlace(fields{"content_index!": tally, "part!": ref("finished part")}),
	"response.output_text.delta": responsesDelta(fields{
		"content_index!": tally, "logprobs!": nullable(array(ref("logprob"))),
	}),
	"response.output_text.done": responsesPlace(fields{
		"content_index!": tally, "text!": str, "logprobs!": nullable(array(ref("logprob"))),
	}),
	"response.output_text.annotation.added": responsesPlace(fields{
		"content_index!": tally, "annotation_index!": tally, "annotation!": ref("annotation"),
	}),
	"response.refusal.delta": responsesDelta(fields{"content_index!": tally}),
	"response.refusal.done":  responsesPlace(fields{"content_index!": tally, "refusal!": str}),

	"response.function_call_arguments.delta": responsesDelta(nil),
	"response.function_call_arguments.done":  responsesPlace(fields{"arguments!": str, "name": filled}),
	"response.custom_tool_call_input.delta":  responsesDelta(nil),
	"response.custom_tool_call_input.done":   responsesPlace(fields{"input!": str}),
	"response.mcp_call_arguments.delta":      responsesDelta(nil),
	"response.mcp_call_arguments.done":       responsesPlace(fields{"arguments!": str}),

	"response.reasoning_summary_part.added": responsesPlace(fields{"summary_index!": tally, "part!": ref("summary part")}),
	"response.reasoning_summary_part.done": responsesPlace(fields{
		"summary_index!": tally, "part!": ref("summary part"), "status": word("incomplete"),
	}),
	"response.reasoning_summary_text.delta": responsesDelta(fields{"summary_index!": tally}),
	"response.reasoning_summary_text.done":  responsesPlace(fields{"summary_index!": tally, "text!": str}),
	"response.reasoning_text.delta":         responsesDelta(fields{"content_index!": tally}),
	"response.reasoning_text.done":          responsesPlace(fields{"content_index!": tally, "text!": str}),

	"error": {
		"code": nullable(str), "message": str, "param": nullable(str), "error": object(openaiErrorMembers),
		"": responsesFailure,
	},
	"keepalive": {},
}, responsesHostedEvents)

// responsesHostedEvents tell how far the service's own tools are.
var responsesHostedEvents = map[string]fields{
	"response.web_search_call.in_progress":           responsesPlace(nil),
	"response.web_search_call.searching":             responsesPlace(nil),
	"response.web_search_call.completed":             responsesPlace(nil),
	"response.file_search_call.in_progress":          responsesPlace(nil),
	"response.file_search_call.searching":            responsesPlace(nil),
	"response.file_search_call.completed":            responsesPlace(nil),
	"response.code_interpreter_call.in_progress":     responsesPlace(nil),
	"response.code_interpreter_call.interpreting":    responsesPlace(nil),
	"response.code_interpreter_call.completed":       responsesPlace(nil),
	"response.code_interpreter_call_code.delta":      responsesDelta(nil),
	"response.code_interpreter_call_code.done":       responsesPlace(fields{"code!": str}),
	"response.image_generation_call.in_progress":     responsesPlace(nil),
	"response.image_generation_call.generating":      responsesPlace(nil),
	"response.image_generation_call.completed":       responsesPlace(nil),
	"response.mcp_call.in_progress":                  responsesPlace(nil),
	"response.mcp_call.completed":                    responsesPlace(nil),
	"response.mcp_call.failed":                       responsesPlace(nil),
	"response.mcp_list_tools.in_progress":            responsesPlace(nil),
	"response.mcp_list_tools.completed":              responsesPlace(nil),
	"response.mcp_list_tools.failed":                 responsesPlace(nil),
	"response.compaction.compacting":                 responsesPlace(nil),
	"response.apply_patch_call_operation_diff.delta": responsesDelta(nil),
	"response.apply_patch_call_operation_diff.done":  responsesPlace(fields{"diff!": str}),
	"response.shell_call_command.added":              responsesCommand(fields{"command": str}),
	"response.shell_call_command.delta":              responsesCommand(fields{"delta!": str}),
	"response.shell_call_command.done":               responsesCommand(fields{"command!": str}),
	"response.shell_call_output_content.delta":       responsesCommand(fields{"item_id!": filled, "delta!": record}),
	"response.shell_call_output_content.done":        responsesCommand(fields{"item_id!": filled, "output!": array(record)}),
	"response.image_generation_call.partial_image": responsesPlace(fields{
		"partial_image_b64!": base64Text, "partial_image_index!": tally, "size": str, "quality": str,
		"background": str, "output_format": str,
	}),
}

// responsesPlace are the members that say which item an event is about.
func responsesPlace(more fields) fields {
	f := fields{"item_id!": filled, "output_index!": tally}
	for name, r := range more {
		f[name] = r
	}
	return f
}

// responsesDelta are those and a piece of text, which may be padded.
func responsesDelta(more fields) fields {
	f := responsesPlace(more)
	f["delta!"], f["obfuscation"] = str, str
	return f
}

func responsesCommand(more fields) fields {
	f := fields{"output_index!": tally, "command_index!": tally, "obfuscation": str}
	for name, r := range more {
		f[name] = r
	}
	return f
}

// responsesFailure demands a message in one of the two places where an error has it.
func responsesFailure(c *check, at string, v any) {
	if textOf(v, "message") == "" && textOf(member(v, "error"), "message") == "" {
		c.fail(at, "has no message")
	}
}

// responsesEventDefs are the named shapes of the parts of events.
var responsesEventDefs = map[string]rule{
	"event response":   object(responsesEnvelope, fields{"output!": array(ref("output item")), "usage": nullable(ref("usage"))}),
	"item in progress": responsesStartedItem,
	"part in progress": responsesStartedPart,
	"finished part": func(c *check, at string, v any) {
		if textOf(v, "type") == "reasoning_text" {
			ref("reasoning part")(c, at, v)
			return
		}
		ref("output part")(c, at, v)
	},
}

// responsesStartedItem takes the skeleton of an item: what deltas fill is empty in it.
func responsesStartedItem(c *check, at string, v any) {
	ref("output item")(c, at, v)
	kind := textOf(v, "type")
	for _, name := range []string{"arguments", "input"} {
		if responsesPieces[kind] != "" && textOf(v, name) != "" {
			c.fail(under(at, name), "is not empty at the start")
		}
	}
	for _, name := range []string{"content", "summary"} {
		if len(listOf(v, name)) > 0 {
			c.fail(under(at, name), "is not empty at the start")
		}
	}
	if slices.Contains([]string{"message", "function_call", "custom_tool_call"}, kind) && textOf(v, "status") != "in_progress" {
		c.fail(under(at, "status"), "is not in_progress at the start")
	}
}

// responsesStartedPart takes the skeleton of a part.
func responsesStartedPart(c *check, at string, v any) {
	ref("finished part")(c, at, v)
	for _, name := range []string{"text", "refusal"} {
		if textOf(v, name) != "" {
			c.fail(under(at, name), "is not empty at the start")
		}
	}
}
