package validate

import "slices"

// claudeResponse is the shape of a whole response.
var claudeResponse = object(claudeMessage, fields{
	"content!":     array(ref("answer block")),
	"stop_reason!": claudeStopReason,
	"usage!":       ref("usage"),
})

// claudeMessage are the members that a response and the first event of a stream share.
var claudeMessage = fields{
	"id!":            matching(`^msg_[A-Za-z0-9_-]+$`),
	"type!":          word("message"),
	"role!":          word("assistant"),
	"model!":         str,
	"stop_sequence!": nullable(str),
	"stop_details":   nullable(ref("stop details")),
	"container":      nullable(ref("used container")),
	"diagnostics":    nullable(anything),

	"context_management":    nullable(object(fields{"applied_edits!": array(record)})),
	"input_transformations": nullable(array(record)),
}

var claudeStopReason = word("end_turn", "max_tokens", "stop_sequence", "tool_use", "pause_turn", "refusal",
	"model_context_window_exceeded", "compaction")

// claudeAnswerDefs are the named shapes of a response's parts.
var claudeAnswerDefs = map[string]rule{
	"stop details": tagged("type", map[string]fields{"refusal": {
		"category":    nullable(word("cyber", "bio", "frontier_llm", "reasoning_extraction", "general_harms")),
		"explanation": nullable(str), "recommended_model": nullable(str),
	}}),
	"used container": object(fields{"id!": filled, "expires_at!": str, "skills": nullable(array(ref("skill")))}),
	"answer block": tagged("type", map[string]fields{
		"text":              {"text!": str, "citations": nullable(array(ref("citation")))},
		"thinking":          {"thinking!": str, "signature!": base64Text},
		"redacted_thinking": {"data!": filled},
		"tool_use":          claudeAnswerCall(matching(claudeID), matching(claudeName)),
		"server_tool_use":   claudeAnswerCall(matching(`^srvtoolu_`), ref("server tool name")),
		"container_upload":  {"file_id!": filled},

		"web_search_tool_result":                 claudeServerResult("web search result"),
		"web_fetch_tool_result":                  claudeServerResult("server result"),
		"code_execution_tool_result":             claudeServerResult("server result"),
		"bash_code_execution_tool_result":        claudeServerResult("server result"),
		"text_editor_code_execution_tool_result": claudeServerResult("server result"),
		"tool_search_tool_result":                claudeServerResult("server result"),
		"advisor_tool_result":                    claudeServerResult("server result"),

		"mcp_tool_use": {"id!": filled, "name!": filled, "server_name!": filled, "input!": record},
		"mcp_tool_result": {
			"tool_use_id!": filled, "content!": oneKind(kinds{text: str, list: array(ref("result block"))}),
			"is_error!": boolean,
		},
		"mcp_tool_listing": {"": anything},
		"compaction": {
			"content!": nullable(str), "encrypted_content": nullable(str), "signature": nullable(str),
			"tool_changes": nullable(anything),
		},
		"fallback": {"from!": record, "to!": record, "trigger": record},
	}),
	"usage": object(claudeUsageMembers, fields{"input_tokens!": tally, "output_tokens!": tally}),
}

func claudeAnswerCall(id, name rule) fields {
	return fields{"id!": id, "name!": name, "input!": record, "caller": nullable(ref("caller")), "toolset_name": nullable(str)}
}

// claudeUsageMembers are the members of usage beside the two totals.
var claudeUsageMembers = fields{
	"cache_creation_input_tokens": nullable(tally),
	"cache_read_input_tokens":     nullable(tally),
	"cache_creation": nullable(object(fields{
		"ephemeral_5m_input_tokens!": tally, "ephemeral_1h_input_tokens!": tally,
	})),
	"output_tokens_details": nullable(object(fields{"thinking_tokens!": tally})),
	"server_tool_use":       nullable(object(fields{"web_search_requests": tally, "web_fetch_requests": tally})),
	"service_tier":          nullable(word("standard", "priority", "batch")),
	"speed":                 nullable(word("standard", "fast")),
	"inference_geo":         nullable(str),
	"iterations":            nullable(array(record)),
	"fallback_credit":       nullable(record),
}

// claudeResponseLaws are the laws about whole responses, and about what a stream stands for.
var claudeResponseLaws = []law{
	{"claude: the reason fits the content", claudeReasonFits},
	{"claude: the stop sequence fits the reason", claudeStopFits},
	{"claude: parts of usage fit their totals", claudeUsageFits},
	{"claude: ids of calls are unique", claudeUniqueAnswerCalls},
	{"claude: the text of a response is not empty", claudeAnswerText},
}

func claudeReasonFits(c *check, doc any) {
	calls := slices.ContainsFunc(listOf(doc, "content"), func(b any) bool { return textOf(b, "type") == "tool_use" })
	switch reason := textOf(doc, "stop_reason"); {
	case reason == "tool_use" && !calls:
		c.fail("/stop_reason", "there is no call in the content")
	case calls && (reason == "end_turn" || reason == "stop_sequence"):
		c.fail("/stop_reason", "there is a call in the content")
	}
}

func claudeStopFits(c *check, doc any) {
	if has(doc, "stop_sequence") != (textOf(doc, "stop_reason") == "stop_sequence") {
		c.fail("/stop_sequence", "does not fit the reason %q", textOf(doc, "stop_reason"))
	}
	if has(doc, "stop_details") && textOf(doc, "stop_reason") != "refusal" {
		c.fail("/stop_details", "does not fit the reason %q", textOf(doc, "stop_reason"))
	}
}

func claudeUsageFits(c *check, doc any) {
	usage := member(doc, "usage")
	if w := member(usage, "cache_creation"); w != nil && has(usage, "cache_creation_input_tokens") {
		sum := count(w, "ephemeral_5m_input_tokens") + count(w, "ephemeral_1h_input_tokens")
		if sum != count(usage, "cache_creation_input_tokens") {
			c.fail("/usage/cache_creation", "does not add up to cache_creation_input_tokens")
		}
	}
	if d := member(usage, "output_tokens_details"); d != nil && count(d, "thinking_tokens") > count(usage, "output_tokens") {
		c.fail("/usage/output_tokens_details/thinking_tokens", "is more than output_tokens")
	}
}

func claudeUniqueAnswerCalls(c *check, doc any) {
	seen := map[string]bool{}
	for i, b := range listOf(doc, "content") {
		id := textOf(b, "id")
		if id != "" && seen[id] {
			c.fail(under(under("/content", i), "id"), "was used before")
		}
		seen[id] = true
	}
}

func claudeAnswerText(c *check, doc any) {
	if textOf(doc, "stop_reason") == "refusal" {
		return // nothing may have been said yet
	}
	for i, b := range listOf(doc, "content") {
		if textOf(b, "type") == "text" && textOf(b, "text") == "" {
			c.fail(under(under("/content", i), "text"), "is empty")
		}
	}
}
