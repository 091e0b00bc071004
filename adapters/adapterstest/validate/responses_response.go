package validate

import "slices"

// responsesResponse is the shape of a whole response.
var responsesResponse = object(responsesEnvelope, fields{"output!": array(ref("output item")), "usage!": nullable(ref("usage"))})

// responsesEnvelope are the members of a response object beside its output and usage, whole or in an event.
var responsesEnvelope = fields{
	"id!":          matching(`^resp_[A-Za-z0-9_-]+$`),
	"object!":      word("response"),
	"created_at!":  number(0, huge),
	"completed_at": nullable(number(0, huge)),
	"model!":       str,
	"status!":      word("queued", "in_progress", "completed", "incomplete", "failed", "cancelled"),
	"error!":       nullable(ref("response error")),
	"incomplete_details!": nullable(object(fields{"reason!": word(
		"max_output_tokens", "content_filter", "max_messages", "steered",
	)})),
	"instructions!":         nullable(oneKind(kinds{text: str, list: array(record)})),
	"metadata!":             nullable(openaiMetadata),
	"parallel_tool_calls!":  boolean,
	"temperature!":          nullable(number(0, 2)),
	"top_p!":                nullable(number(0, 1)),
	"tool_choice!":          ref("tool choice"),
	"tools!":                array(ref("echoed tool")),
	"access_programs":       nullable(record),
	"background":            nullable(boolean),
	"billing":               nullable(record),
	"conversation":          nullable(object(fields{"id!": filled})),
	"frequency_penalty":     nullable(number(-2, 2)),
	"presence_penalty":      nullable(number(-2, 2)),
	"image":                 nullable(record),
	"input_transformations": nullable(array(record)),
	"max_output_tokens":     nullable(tally),
	"max_tool_calls":        nullable(tally),
	"moderation":            nullable(record),
	"previous_response_id":  nullable(filled),
	"prompt":                nullable(record),
	"prompt_cache_key":      nullable(str),
	"prompt_cache_options":  nullable(ref("cache options")),
	"reasoning":             nullable(ref("reasoning options")),
	"safety_identifier":     nullable(str),
	"service_tier":          nullable(word("auto", "default", "flex", "scale", "priority", "fast", "ultrafast")),
	"store":                 nullable(boolean),
	"text": nullable(object(fields{
		"format": nullable(ref("text format")), "verbosity": nullable(word("low", "medium", "high")),
	})),
	"tool_usage":   nullable(record),
	"top_logprobs": nullable(integer(0, 20)),
	"truncation":   nullable(word("auto", "disabled")),
	"user":         nullable(str),

	"prompt_cache_retention":   nullable(str),
	"prompt_cache_diagnostics": nullable(record),
	"context_management":       nullable(array(record)),
	// Azure and Copilot say how their filters judged and what it cost.
	"content_filters": nullable(array(record)),
	"copilot_usage":   record,
}

// responsesResponseDefs are the named shapes of a response's parts.
var responsesResponseDefs = map[string]rule{
	"output item": responsesOutputItems,
	// What is echoed is what the caller sent and more, and the service fills in what the caller left out.
	"echoed tool": responsesEchoedTool,
	"response error": object(fields{
		"code!": filled, "message!": filled, "param": nullable(str), "type": nullable(str), "misalignment": nullable(anything),
	}),
	"usage": object(fields{
		"input_tokens!": tally, "output_tokens!": tally, "total_tokens!": tally,
		"input_tokens_details!": object(fields{
			"cached_tokens!": tally, "cache_write_tokens": tally,
			"cache_write_tokens_details": nullable(object(fields{"ttl_30m_tokens": tally, "ttl_12h_tokens": tally})),
		}),
		"output_tokens_details!": object(fields{"reasoning_tokens!": tally, "tool_output_tokens": tally}),
	}),
}

// responsesResponseLaws are the laws about whole responses, and about the response that ends a stream.
var responsesResponseLaws = []law{
	{"responses: the status says why", responsesStatusFits},
	{"responses: items fit the status", responsesItemsFit},
	{"responses: usage adds up", responsesUsageAdds},
	{"responses: usage is told at the end", responsesUsageTold},
	{"responses: ids of items and calls are unique", responsesUniqueOutput},
}

func responsesStatusFits(c *check, doc any) {
	status := textOf(doc, "status")
	for _, pair := range []struct{ status, member string }{{"failed", "error"}, {"incomplete", "incomplete_details"}} {
		if (status == pair.status) != has(doc, pair.member) {
			c.fail(under("", pair.member), "does not fit the status %q", status)
		}
	}
}

func responsesItemsFit(c *check, doc any) {
	status := textOf(doc, "status")
	for i, item := range listOf(doc, "output") {
		own := textOf(item, "status")
		if !slices.Contains([]string{"message", "reasoning", "function_call", "custom_tool_call"}, textOf(item, "type")) {
			continue // a call of another kind goes on by itself
		}
		at := under(under("/output", i), "status")
		switch {
		case status == "completed" && (own == "incomplete" || own == "in_progress"):
			c.fail(at, "is %s in a completed response", own)
		case own == "incomplete" && i < len(listOf(doc, "output"))-1:
			c.fail(at, "is incomplete but not the last")
		}
	}
}

func responsesUsageAdds(c *check, doc any) {
	u := member(doc, "usage")
	if u == nil {
		return
	}
	in, out := member(u, "input_tokens_details"), member(u, "output_tokens_details")
	if count(u, "input_tokens")+count(u, "output_tokens") != count(u, "total_tokens") {
		c.fail("/usage/total_tokens", "is not the sum")
	}
	if count(in, "cached_tokens")+count(in, "cache_write_tokens") > count(u, "input_tokens") {
		c.fail("/usage/input_tokens_details", "the cache has more than input_tokens")
	}
	if count(out, "reasoning_tokens") > count(u, "output_tokens") {
		c.fail("/usage/output_tokens_details/reasoning_tokens", "is more than output_tokens")
	}
}

func responsesUsageTold(c *check, doc any) {
	if slices.Contains([]string{"completed", "incomplete"}, textOf(doc, "status")) && !has(doc, "usage") {
		c.fail("/usage", "is missing in a response that is %s", textOf(doc, "status"))
	}
}

func responsesUniqueOutput(c *check, doc any) {
	ids, calls := map[string]bool{}, map[string]bool{}
	for i, item := range listOf(doc, "output") {
		at := under("/output", i)
		if id := textOf(item, "id"); id != "" && !placeholder(id) {
			if ids[id] {
				c.fail(under(at, "id"), "was used before")
			}
			ids[id] = true
		}
		if id := textOf(item, "call_id"); id != "" && slices.Contains(
			[]string{"function_call", "custom_tool_call"}, textOf(item, "type"),
		) {
			if calls[id] {
				c.fail(under(at, "call_id"), "was used before")
			}
			calls[id] = true
		}
	}
}

// responsesEchoedTool takes a tool as the service repeats it: a function with all its members, which clients demand.
func responsesEchoedTool(c *check, at string, v any) {
	filled(c, under(at, "type"), member(v, "type"))
	if textOf(v, "type") == "function" {
		responsesEchoedFunction(c, at, v)
	}
}

var responsesEchoedFunction = open(fields{
	"name!": filled, "description!": nullable(str), "parameters!": nullable(jsonSchema), "strict!": nullable(boolean),
})
