package validate

// claudeRequest is the shape of a request to Claude.
var claudeRequest = object(fields{
	"model":          filled,
	"max_tokens":     integer(0, 300000),
	"messages!":      bounded(1, 100000, ref("message")),
	"system":         oneKind(kinds{text: str, list: array(ref("system block"))}),
	"stream":         boolean,
	"stop_sequences": array(visible),
	"temperature":    number(0, 1),
	"top_p":          number(0, 1),
	"top_k":          tally,
	"thinking":       ref("thinking"),
	"output_config":  ref("output config"),
	"tools":          array(ref("tool")),
	"tool_choice":    ref("tool choice"),
	"metadata":       object(fields{"user_id": nullable(short(256))}),
	"cache_control":  ref("cache control"),
	"service_tier":   word("auto", "standard_only"),
	"speed":          word("standard", "fast"),
	"inference_geo":  str,
	"container":      oneKind(kinds{text: filled, object: object(fields{"id": str, "skills": array(ref("skill"))})}),
	"diagnostics":    object(fields{"previous_message_id": nullable(str)}),
	// Vertex and Bedrock carry the version here and the model in the path.
	"anthropic_version": word("bedrock-2023-05-31", "vertex-2023-10-16"),
}, claudeBetaMembers)

// claudeBetaMembers are members that need a beta.
var claudeBetaMembers = fields{
	"context_management":    object(fields{"edits": array(ref("context edit"))}),
	"compaction":            object(fields{"type!": word("summarize"), "instructions": str}),
	"mcp_servers":           array(ref("mcp server")),
	"fallbacks":             oneKind(kinds{text: word("default"), list: array(anything)}),
	"fallback_credit_token": str,
	"thread":                object(fields{"type!": word("create", "continue"), "previous_message_id": str}),
	"billing_policy":        anything,
	"output_format":         ref("output format"),
}

// claudeRequestDefs are the named shapes of a request's parts.
var claudeRequestDefs = map[string]rule{
	"message": object(fields{
		"role!":         word("user", "assistant", "system"),
		"content!":      oneKind(kinds{text: str, list: array(ref("block"))}),
		"clear_at":      word("next_user_message", "never"),
		"output_config": ref("output config"),
	}),
	"system block": tagged(
		"type",
		map[string]fields{"text": {"text!": visible, "cache_control": ref("cache control"), "citations": isNull}},
	),
	"cache control": nullable(tagged("type", map[string]fields{"ephemeral": {"ttl": word("5m", "1h")}})),
	"thinking": tagged("type", map[string]fields{
		"adaptive":      claudeThinkingDisplay,
		"enabled":       {"budget_tokens!": integer(1024, huge), "display": claudeThinkingDisplay["display"]},
		"disabled":      {},
		"between_tools": claudeThinkingDisplay,
	}),
	"output config": object(fields{
		"effort": word("low", "medium", "high", "xhigh", "max"),
		"format": nullable(ref("output format")),
		"task_budget": nullable(tagged(
			"type", map[string]fields{"tokens": {"total!": integer(20000, huge), "remaining": tally}},
		)),
	}),
	"output format": tagged("type", map[string]fields{"json_schema": {"schema!": both(objectSchema, claudeStrictSchema)}}),
	"skill": object(fields{
		"type!": word("anthropic", "custom"), "skill_id!": filled, "version": str,
	}),
	"context edit": taggedOpen("type", map[string]fields{
		"clear_tool_uses_20250919": {}, "clear_thinking_20251015": {}, "compact_20260112": {},
	}, open),
	"mcp server": tagged("type", map[string]fields{"url": {
		"name!": filled, "url!": webURL, "authorization_token": nullable(str),
		"tool_configuration": nullable(object(fields{"enabled": nullable(boolean), "allowed_tools": nullable(array(str))})),
	}}),
}

var claudeThinkingDisplay = fields{
	"display":       word("summarized", "omitted", "updates"),
	"block_binding": object(fields{"prefix_mismatch_behavior": word("error", "drop_block")}),
}
