package validate

// claudeID is the form of the id of a call.
const claudeID = `^[A-Za-z0-9_-]+$`

// claudeRequestBlocks are the blocks that a request's messages hold.
var claudeRequestBlocks = tagged("type", map[string]fields{
	"text": {"text!": visible, "cache_control": ref("cache control"), "citations": nullable(array(ref("citation")))},
	"image": {
		"source!": ref("image source"), "cache_control": ref("cache control"),
		"transformations": object(fields{"oversized_image": word("downsize", "error")}),
	},
	"document": {
		"source!": ref("document source"), "title": nullable(str), "context": nullable(str),
		"citations": nullable(ref("citations switch")), "cache_control": ref("cache control"),
	},
	"thinking": {"thinking!": str, "signature!": both(filled, base64Text)},
	"tool_use": {
		"id!": matching(claudeID), "name!": matching(claudeName), "input!": record,
		"cache_control": ref("cache control"), "caller": nullable(ref("caller")), "toolset_name": nullable(str),
	},
	"tool_result": {
		"tool_use_id!": matching(claudeID), "content": oneKind(kinds{text: str, list: array(ref("result block"))}),
		"is_error": boolean, "cache_control": ref("cache control"), "toolset_name": nullable(str),
	},

	"redacted_thinking": {"data!": filled},
	"search_result": {
		"content!": bounded(1, huge, ref("system block")), "source!": str, "title!": str,
		"citations": nullable(ref("citations switch")), "cache_control": ref("cache control"),
	},
	"container_upload": {"file_id!": filled, "cache_control": ref("cache control")},
	"server_tool_use": {
		"id!": matching(`^srvtoolu_`), "name!": ref("server tool name"), "input!": record,
		"cache_control": ref("cache control"), "caller": nullable(ref("caller")),
	},

	"web_search_tool_result":                 claudeServerResult("web search result"),
	"web_fetch_tool_result":                  claudeServerResult("server result"),
	"code_execution_tool_result":             claudeServerResult("server result"),
	"bash_code_execution_tool_result":        claudeServerResult("server result"),
	"text_editor_code_execution_tool_result": claudeServerResult("server result"),
	"tool_search_tool_result":                claudeServerResult("server result"),
	"advisor_tool_result":                    claudeServerResult("server result"),

	"mcp_tool_use": {
		"id!": filled, "name!": filled, "server_name!": filled, "input!": record, "cache_control": ref("cache control"),
	},
	"mcp_tool_result": {
		"tool_use_id!": filled, "content": oneKind(kinds{text: str, list: array(ref("system block"))}),
		"is_error": boolean, "cache_control": ref("cache control"),
	},
	"mcp_tool_listing": {"": anything},
	"compaction": {
		"content": nullable(str), "encrypted_content": nullable(str), "signature": nullable(str),
		"tool_changes": nullable(anything), "cache_control": ref("cache control"),
	},
	"fallback":      {"from!": anything, "to!": anything, "trigger": anything},
	"tool_addition": {"tool!": taggedOpen("type", claudeToolReferences, open), "cache_control": ref("cache control")},
	"tool_removal":  {"tool!": taggedOpen("type", claudeToolReferences, open), "cache_control": ref("cache control")},
})

var claudeToolReferences = map[string]fields{
	"tool_reference": {"name": filled, "tool_name": filled}, "mcp_tool_reference": {}, "mcp_toolset_reference": {},
	"tool_definition": {},
}

// claudeServerResult is the shape of the result of a tool that the service ran.
func claudeServerResult(content string) fields {
	return fields{
		"tool_use_id!": matching(`^srvtoolu_`), "content!": ref(content), "cache_control": ref("cache control"),
		"caller": nullable(ref("caller")),
	}
}

// claudeBlockDefs are the named shapes of blocks and what is in them.
var claudeBlockDefs = map[string]rule{
	"block": claudeRequestBlocks,
	"result block": tagged("type", map[string]fields{
		"text": {
			"text!": visible, "cache_control": ref("cache control"), "citations": nullable(array(ref("citation"))),
		},
		"image": {"source!": ref("image source"), "cache_control": ref("cache control"), "transformations": anything},
		"document": {
			"source!": ref("document source"), "title": nullable(str), "context": nullable(str),
			"citations": nullable(ref("citations switch")), "cache_control": ref("cache control"),
		},
		"search_result": {
			"content!": bounded(1, huge, ref("system block")), "source!": str, "title!": str,
			"citations": nullable(ref("citations switch")), "cache_control": ref("cache control"),
		},
		"tool_reference": {"tool_name!": filled, "cache_control": ref("cache control")},
		"browser_state":  {"tabs!": array(record), "state_changes": array(record)},
	}),
	"image source": both(tagged("type", map[string]fields{
		"base64": {"media_type!": word("image/jpeg", "image/png", "image/gif", "image/webp"), "data!": both(filled, base64Text)},
		"url":    {"url!": webURL},
		"file":   {"file_id!": filled},
	}), claudeBytes),
	"document source": both(tagged("type", map[string]fields{
		"base64":  {"media_type!": word("application/pdf"), "data!": both(filled, base64Text)},
		"text":    {"media_type!": word("text/plain"), "data!": filled},
		"content": {"content!": oneKind(kinds{text: filled, list: bounded(1, huge, ref("document part"))})},
		"url":     {"url!": webURL},
		"file":    {"file_id!": filled},
	}), claudeBytes),
	"document part": tagged("type", map[string]fields{
		"text":  {"text!": visible, "cache_control": ref("cache control"), "citations": isNull},
		"image": {"source!": ref("image source"), "cache_control": ref("cache control")},
	}),
	"caller": tagged("type", map[string]fields{
		"direct": {}, "code_execution_20250825": {"tool_id!": filled},
		"code_execution_20260120": {"tool_id!": filled}, "code_execution_20260521": {"tool_id!": filled},
	}),
	"server tool name": word("web_search", "web_fetch", "code_execution", "bash_code_execution", "text_editor_code_execution",
		"tool_search_tool_regex", "tool_search_tool_bm25", "advisor"),
}

// claudeBytes holds the bytes of media against their media type.
func claudeBytes(c *check, at string, v any) {
	if textOf(v, "type") == "base64" {
		asTold(c, under(at, "data"), textOf(v, "media_type"), textOf(v, "data"))
	}
}
