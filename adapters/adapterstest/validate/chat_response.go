package validate

import "slices"

// chatResponse is the shape of a whole response.
var chatResponse = object(chatEnvelope, fields{
	"object!":  word("chat.completion"),
	"choices!": bounded(1, huge, ref("choice")),
	"usage":    nullable(ref("usage")),
	"metadata": nullable(openaiMetadata),
})

// chatEnvelope are the members that responses and chunks share.
var chatEnvelope = fields{
	"id!":                matching(`^chatcmpl-`),
	"created!":           tally,
	"model!":             str,
	"service_tier":       nullable(word("auto", "default", "flex", "scale", "priority", "fast")),
	"system_fingerprint": nullable(str),
	"moderation":         nullable(record),
	// Azure and Copilot say how their filters judged and what it cost.
	"prompt_filter_results": nullable(array(record)),
	"copilot_usage":         record,
}

var chatFinish = word("stop", "length", "tool_calls", "content_filter", "function_call")

// chatResponseDefs are the named shapes of a response's parts.
var chatResponseDefs = map[string]rule{
	"choice": object(fields{
		"index!": tally, "finish_reason!": chatFinish, "logprobs": nullable(ref("logprobs")), "message!": ref("answer"),
		"content_filter_results": record,
	}),
	"answer": object(chatReasoning, fields{
		"role!":       word("assistant"),
		"content!":    nullable(str),
		"refusal":     nullable(str),
		"tool_calls":  bounded(1, huge, ref("answer call")),
		"annotations": array(ref("annotation")),
		"audio": nullable(object(fields{
			"id!": filled, "data!": both(filled, base64Text), "expires_at!": tally, "transcript!": str,
		})),
		"function_call": nullable(ref("legacy call")),
	}),
	"answer call": tagged("type", map[string]fields{
		"function": {"id!": filled, "extra_content": record, "function!": ref("legacy call")},
		"custom": {
			"id!": filled, "extra_content": record,
			"custom!": object(fields{"name!": matching(openaiName), "input!": str}),
		},
	}),
	"annotation": tagged("type", map[string]fields{"url_citation": {"url_citation!": object(fields{
		"url!": str, "title!": str, "start_index!": tally, "end_index!": tally,
	})}}),
	"logprobs": object(fields{
		"content!": nullable(array(ref("logprob"))), "refusal!": nullable(array(ref("logprob"))),
	}),
	"logprob": object(fields{
		"token!": str, "logprob!": anyNumber, "bytes!": nullable(array(integer(0, 255))),
		"top_logprobs!": array(object(fields{"token!": str, "logprob!": anyNumber, "bytes!": nullable(array(integer(0, 255)))})),
	}),
	"usage": object(fields{
		"prompt_tokens!": tally, "completion_tokens!": tally, "total_tokens!": tally,
		"prompt_tokens_details": nullable(object(fields{
			"cached_tokens": tally, "cache_write_tokens": tally, "audio_tokens": tally, "image_tokens": tally,
			"text_tokens": tally,
		})),
		"completion_tokens_details": nullable(object(fields{
			"reasoning_tokens": tally, "audio_tokens": tally, "text_tokens": tally,
			"accepted_prediction_tokens": tally, "rejected_prediction_tokens": tally,
		})),
		// Azure and Copilot tell more.
		"latency_checkpoint": record, "reasoning_tokens": tally,
	}),
}

// chatResponseLaws are the laws about whole responses, and about what a stream stands for.
var chatResponseLaws = []law{
	{"chat: choices are numbered from 0", chatNumbered},
	{"chat: the reason fits the message", chatReasonFits},
	{"chat: ids of calls are unique", chatUniqueCalls},
	{"chat: usage adds up", chatUsageAdds},
	{"chat: citations lie within the text", chatCites},
}

func chatNumbered(c *check, doc any) {
	for i, choice := range listOf(doc, "choices") {
		if n, ok := numberOf(choice, "index"); ok && int(n) != i {
			c.fail(under(under("/choices", i), "index"), "is %g, not %d", n, i)
		}
	}
}

func chatReasonFits(c *check, doc any) {
	for i, choice := range listOf(doc, "choices") {
		at := under("/choices", i)
		m := member(choice, "message")
		switch reason := textOf(choice, "finish_reason"); {
		case reason == "tool_calls" && len(listOf(m, "tool_calls")) == 0:
			c.fail(under(at, "finish_reason"), "there are no calls")
		case reason == "function_call" && !has(m, "function_call"):
			c.fail(under(at, "finish_reason"), "there is no call")
		case has(m, "refusal") && textOf(m, "refusal") != "" && reason == "tool_calls":
			c.fail(under(at, "finish_reason"), "there is a refusal")
		}
	}
}

func chatUniqueCalls(c *check, doc any) {
	for i, choice := range listOf(doc, "choices") {
		ids := chatCalls(member(choice, "message"))
		for k, id := range ids {
			if slices.Index(ids, id) < k {
				c.fail(under(under(under(under("/choices", i), "message"), "tool_calls"), k), "the id was used before")
			}
		}
	}
}

func chatUsageAdds(c *check, doc any) {
	u := member(doc, "usage")
	if u == nil {
		return
	}
	if count(u, "prompt_tokens")+count(u, "completion_tokens") != count(u, "total_tokens") {
		c.fail("/usage/total_tokens", "is not the sum")
	}
	in, out := member(u, "prompt_tokens_details"), member(u, "completion_tokens_details")
	if count(in, "cached_tokens")+count(in, "cache_write_tokens") > count(u, "prompt_tokens") {
		c.fail("/usage/prompt_tokens_details", "the cache has more than prompt_tokens")
	}
	if count(out, "reasoning_tokens") > count(u, "completion_tokens") {
		c.fail("/usage/completion_tokens_details/reasoning_tokens", "is more than completion_tokens")
	}
}

func chatCites(c *check, doc any) {
	for i, choice := range listOf(doc, "choices") {
		m := member(choice, "message")
		for k, a := range listOf(m, "annotations") {
			at := under(under(under(under("/choices", i), "message"), "annotations"), k)
			cites(c, under(at, "url_citation"), textOf(m, "content"), member(a, "url_citation"))
		}
	}
}

// chatReasoning are the members in which other services than OpenAI show reasoning, and which clients look for.
var chatReasoning = fields{
	"reasoning_content": nullable(str),
	"reasoning_details": array(taggedOpen("type", map[string]fields{
		"reasoning.text": {"text": nullable(str), "signature": nullable(str)}, "reasoning.summary": {"summary!": str},
		"reasoning.encrypted": {"data!": filled},
	}, open)),
}
