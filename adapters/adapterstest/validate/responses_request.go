package validate

// responsesRequest is the shape of a request.
var responsesRequest = object(fields{
	"model":                nullable(filled),
	"input":                nullable(oneKind(kinds{text: str, list: array(ref("input item"))})),
	"instructions":         nullable(str),
	"previous_response_id": nullable(filled),
	"conversation":         nullable(oneKind(kinds{text: filled, object: object(fields{"id!": filled})})),
	"store":                nullable(boolean),
	"background":           nullable(boolean),
	"stream":               nullable(boolean),
	"stream_options":       nullable(object(fields{"include_obfuscation": boolean})),
	"include": nullable(array(word("file_search_call.results", "web_search_call.results", "web_search_call.action.sources",
		"message.input_image.image_url", "computer_call_output.output.image_url", "code_interpreter_call.outputs",
		"reasoning.encrypted_content", "message.output_text.logprobs"))),
	"tools":               nullable(array(ref("tool"))),
	"tool_choice":         nullable(ref("tool choice")),
	"parallel_tool_calls": nullable(boolean),
	"max_tool_calls":      nullable(integer(1, huge)),
	"max_output_tokens":   nullable(integer(16, huge)),
	"temperature":         nullable(number(0, 2)),
	"top_p":               nullable(number(0, 1)),
	"top_logprobs":        nullable(integer(0, 20)),
	"text": nullable(object(fields{
		"format": nullable(ref("text format")), "verbosity": nullable(word("low", "medium", "high")),
	})),
	"reasoning":  nullable(ref("reasoning options")),
	"truncation": nullable(word("auto", "disabled")),
	"context_management": nullable(array(tagged("type", map[string]fields{
		"compaction": {"compact_threshold": nullable(integer(1000, huge))},
	}))),
	"metadata": nullable(openaiMetadata),
	"prompt": nullable(object(fields{"id!": filled, "version": nullable(str), "variables": nullable(mapOf(oneKind(kinds{
		text: str, object: ref("input part"),
	})))})),
	"prompt_cache_key":       nullable(short(64)),
	"prompt_cache_options":   nullable(ref("cache options")),
	"prompt_cache_retention": nullable(word("in_memory", "in-memory", "24h")),
	"safety_identifier":      nullable(short(128)),
	"user":                   nullable(str),
	"service_tier":           nullable(word("auto", "default", "flex", "scale", "priority", "fast", "ultrafast")),
	"moderation":             nullable(ref("moderation")),
	"access_programs":        object(fields{"cyber": word("standard", "daybreak_blue", "daybreak_red")}),
	"image":                  object(fields{"context_compression": word("auto", "enabled", "disabled")}),
	// Codex sends it.
	"client_metadata": mapOf(str),
})

// responsesRequestDefs are the named shapes of a request's options.
var responsesRequestDefs = map[string]rule{
	"text format": tagged("type", map[string]fields{
		"text":        {},
		"json_object": {},
		"json_schema": {
			"name!": matching(openaiName), "schema!": openaiParameters, "description": nullable(str),
			"strict": nullable(boolean),
			"":       responsesStrictFormat,
		},
	}),
	"reasoning options": object(fields{
		"effort":           nullable(ref("effort")),
		"summary":          nullable(word("auto", "concise", "detailed")),
		"generate_summary": nullable(word("auto", "concise", "detailed")),
		"context":          nullable(word("auto", "current_turn", "all_turns")),
		"mode":             nullable(filled),
	}),
	"effort": word("none", "minimal", "low", "medium", "high", "xhigh", "max"),
	"cache options": object(fields{
		"mode": word("implicit", "explicit"), "ttl": word("30m", "12h"), "comparison_response_id": nullable(str),
		"prewarm": boolean,
	}),
	"moderation": object(fields{"model!": filled, "policy": object(fields{
		"input": object(fields{"mode": word("score", "block")}), "output": object(fields{"mode": word("score", "block")}),
	})}),
}

func responsesStrictFormat(c *check, at string, v any) {
	if isTrue(v, "strict") && has(v, "schema") {
		openaiStrictSchema(c, under(at, "schema"), member(v, "schema"))
	}
}
