package validate

// chatRequest is the shape of a Chat Completions request.
var chatRequest = object(fields{
	"model":                 nullable(filled),
	"messages!":             bounded(1, huge, ref("message")),
	"max_completion_tokens": nullable(integer(1, huge)),
	"max_tokens":            nullable(integer(1, huge)),
	"temperature":           nullable(number(0, 2)),
	"top_p":                 nullable(number(0, 1)),
	"frequency_penalty":     nullable(number(-2, 2)),
	"presence_penalty":      nullable(number(-2, 2)),
	"n":                     nullable(integer(1, 128)),
	"stop":                  nullable(oneKind(kinds{text: str, list: bounded(0, 4, filled)})),
	"seed":                  nullable(integer(-huge, huge)),
	"logit_bias":            nullable(mapOf(number(-100, 100))),
	"logprobs":              nullable(boolean),
	"top_logprobs":          nullable(integer(0, 20)),
	"stream":                nullable(boolean),
	"stream_options":        nullable(object(fields{"include_usage": boolean, "include_obfuscation": boolean})),
	"response_format":       nullable(ref("response format")),
	"tools":                 nullable(bounded(0, 128, ref("tool"))),
	"tool_choice":           nullable(ref("tool choice")),
	"parallel_tool_calls":   nullable(boolean),
	"functions":             bounded(1, 128, ref("function")),
	"function_call":         oneKind(kinds{text: word("none", "auto"), object: object(fields{"name!": matching(openaiName)})}),
	"reasoning_effort":      nullable(word("none", "minimal", "low", "medium", "high", "xhigh", "max")),
	"verbosity":             nullable(word("low", "medium", "high")),
	"prediction": nullable(tagged("type", map[string]fields{"content": {
		"content!": oneKind(kinds{text: str, list: array(ref("text part"))}),
	}})),
	"modalities": nullable(bounded(1, 2, word("text", "audio"))),
	"audio": nullable(object(fields{
		"format!": word("wav", "aac", "mp3", "flac", "opus", "pcm16"),
		"voice!":  oneKind(kinds{text: filled, object: object(fields{"id!": filled})}),
	})),
	"web_search_options":     ref("web search options"),
	"metadata":               nullable(openaiMetadata),
	"store":                  nullable(boolean),
	"service_tier":           nullable(word("auto", "default", "flex", "scale", "priority", "fast")),
	"prompt_cache_key":       nullable(str),
	"prompt_cache_options":   object(fields{"mode": word("implicit", "explicit"), "ttl": word("30m")}),
	"prompt_cache_retention": nullable(word("in_memory", "in-memory", "24h")),
	"safety_identifier":      nullable(short(128)),
	"user":                   nullable(str),
	"moderation":             ref("moderation"),
})

// chatRequestDefs are the named shapes of a request's parts beside messages.
var chatRequestDefs = map[string]rule{
	"tool": tagged("type", map[string]fields{
		"function": {"function!": ref("function")},
		"custom": {"custom!": object(fields{
			"name!": matching(openaiName), "description": str, "format": ref("custom format"),
		})},
	}),
	"function": object(fields{
		"name!": matching(openaiName), "description": nullable(str), "parameters": openaiFunction, "strict": nullable(boolean),
		"": chatStrictFunction,
	}),
	"custom format": tagged("type", map[string]fields{
		"text": {},
		"grammar": {"grammar!": object(fields{
			"syntax!": word("lark", "regex"), "definition!": filled,
		})},
	}),
	"tool choice": oneKind(kinds{
		text: word("none", "auto", "required"),
		object: tagged("type", map[string]fields{
			"function": {"function!": object(fields{"name!": matching(openaiName)})},
			"custom":   {"custom!": object(fields{"name!": matching(openaiName)})},
			"allowed_tools": {"allowed_tools!": object(fields{
				"mode!": word("auto", "required"), "tools!": bounded(1, huge, ref("named tool")),
			})},
		}),
	}),
	"named tool": tagged("type", map[string]fields{
		"function": {"function!": object(fields{"name!": matching(openaiName)})},
		"custom":   {"custom!": object(fields{"name!": matching(openaiName)})},
	}),
	"response format": tagged("type", map[string]fields{
		"text":        {},
		"json_object": {},
		"json_schema": {"json_schema!": object(fields{
			"name!": matching(openaiName), "description": nullable(str), "schema": openaiParameters,
			"strict": nullable(boolean),
			"":       chatStrictFormat,
		})},
	}),
	"web search options": object(fields{
		"search_context_size": word("low", "medium", "high"),
		"user_location": nullable(tagged("type", map[string]fields{"approximate": {"approximate!": object(fields{
			"city": nullable(str), "country": nullable(matching(`^[A-Z]{2}$`)), "region": nullable(str),
			"timezone": nullable(str),
		})}})),
	}),
	"moderation": object(fields{"model!": filled, "policy": object(fields{
		"input": object(fields{"mode": word("score", "block")}), "output": object(fields{"mode": word("score", "block")}),
	})}),
}

func chatStrictFunction(c *check, at string, v any) {
	if isTrue(v, "strict") && has(v, "parameters") {
		openaiStrictSchema(c, under(at, "parameters"), member(v, "parameters"))
	}
}

func chatStrictFormat(c *check, at string, v any) {
	if isTrue(v, "strict") && has(v, "schema") {
		openaiStrictSchema(c, under(at, "schema"), member(v, "schema"))
	}
}
