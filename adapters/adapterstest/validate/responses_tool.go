package validate

// responsesToolDefs are the named shapes of tools and of the choice among them.
var responsesToolDefs = map[string]rule{
	"tool":            tagged("type", responsesFunctionTools, responsesHostedTools),
	"namespaced tool": tagged("type", responsesFunctionTools),
	"web location": object(fields{
		"type": word("approximate"), "city": nullable(str), "country": nullable(matching(`^[A-Z]{2}$`)),
		"region": nullable(str), "timezone": nullable(str),
	}),
	"search size":     word("low", "medium", "high"),
	"allowed callers": array(word("direct", "programmatic")),
	"file filter":     open(fields{"type!": word("eq", "ne", "gt", "gte", "lt", "lte", "in", "nin", "and", "or")}),
	"mcp tools": nullable(oneKind(kinds{list: array(filled), object: object(fields{
		"read_only": nullable(boolean), "tool_names": nullable(array(filled)),
	})})),
	"mcp approval": oneKind(kinds{text: word("always", "never"), object: object(fields{
		"always": ref("mcp tools"), "never": ref("mcp tools"),
	})}),
	"tool choice": oneKind(kinds{
		text: word("none", "auto", "required"),
		object: tagged("type", map[string]fields{
			"function":      {"name!": matching(responsesName), "namespace": filled},
			"custom":        {"name!": matching(responsesName), "namespace": filled},
			"mcp":           {"server_label!": filled, "name": nullable(filled)},
			"allowed_tools": {"mode!": word("auto", "required"), "tools!": bounded(1, huge, open(fields{"type!": filled}))},

			"apply_patch": {}, "shell": {}, "programmatic_tool_calling": {}, "file_search": {}, "web_search_preview": {},
			"web_search_preview_2025_03_11": {}, "web_search": {}, "web_search_2025_08_26": {}, "computer": {},
			"computer_use":         {},
			"computer_use_preview": {}, "image_generation": {}, "code_interpreter": {}, "local_shell": {},
		}),
	}),
}

// responsesFunctionTools are the tools that the client runs and that may stand in a namespace.
var responsesFunctionTools = map[string]fields{
	"function": {
		"name!": matching(responsesName), "description": nullable(str), "parameters": nullable(openaiFunction),
		"strict": nullable(boolean),
		"async":  nullable(boolean), "defer_loading": nullable(boolean),
		"allowed_callers": nullable(ref("allowed callers")), "output_schema": nullable(jsonSchema),
		"": responsesStrictTool,
	},
	"custom": {
		"name!": matching(responsesName), "description": nullable(str), "async": nullable(boolean),
		"defer_loading":   nullable(boolean),
		"allowed_callers": nullable(ref("allowed callers")),
		"format": nullable(tagged("type", map[string]fields{
			"text": {}, "grammar": {"syntax!": word("lark", "regex"), "definition!": filled},
		})),
	},
}

// responsesHostedTools are all other tools.
var responsesHostedTools = map[string]fields{
	"namespace":   {"name!": matching(openaiName), "description!": str, "tools!": array(ref("namespaced tool"))},
	"tool_search": {"execution": word("server", "client"), "description": nullable(str), "parameters": nullable(jsonSchema)},

	"web_search":                    responsesWebSearch,
	"web_search_2025_08_26":         responsesWebSearch,
	"web_search_preview":            responsesWebPreview,
	"web_search_preview_2025_03_11": responsesWebPreview,
	"file_search": {
		"vector_store_ids!": bounded(1, huge, filled), "filters": nullable(ref("file filter")),
		"max_num_results": integer(1, 50),
		"ranking_options": object(fields{"ranker": str, "score_threshold": number(0, 1), "hybrid_search": nullable(record)}),
	},
	"code_interpreter": {
		"container!": oneKind(kinds{text: filled, object: tagged("type", map[string]fields{"auto": {
			"file_ids": nullable(array(filled)), "memory_limit": nullable(word("1g", "4g", "16g", "64g")),
			"network_policy": nullable(record),
		}})}),
		"allowed_callers": nullable(ref("allowed callers")),
	},
	"image_generation": {
		"model": filled, "size": str, "quality": str, "output_format": str, "output_compression": integer(0, 100),
		"background": str,
		"moderation": str, "input_fidelity": nullable(str),
		"input_image_mask": object(fields{"image_url": str, "file_id": str}),
		"partial_images":   integer(0, 3), "action": str, "frame_count": tally, "frame_duration_ms": tally,
		"svg": anything, "complexity": str, "n": tally,
	},
	"mcp": {
		"server_label!": filled, "server_url": nullable(webURL), "tunnel_id": matching(`^tunnel_[a-z0-9]{32}$`),
		"connector_id":       filled,
		"server_description": nullable(str), "headers": nullable(mapOf(str)), "authorization": str,
		"allowed_tools":    ref("mcp tools"),
		"require_approval": nullable(ref("mcp approval")), "defer_loading": nullable(boolean),
		"allowed_callers": nullable(ref("allowed callers")),
		"":                exactlyOne("server_url", "tunnel_id", "connector_id"),
	},
	"computer": {},
	"computer_use_preview": {
		"environment!": word("windows", "mac", "linux", "ubuntu", "browser"), "display_width!": integer(1, huge),
		"display_height!": integer(1, huge),
	},
	"shell": {
		"environment":     nullable(open(fields{"type!": word("container_auto", "local", "container_reference")})),
		"allowed_callers": nullable(ref("allowed callers")),
	},
	"local_shell": {},
	"apply_patch": {"allowed_callers": nullable(ref("allowed callers"))},

	"programmatic_tool_calling": {},
}

var responsesWebSearch = fields{
	"filters": nullable(object(fields{
		"allowed_domains": nullable(array(filled)), "blocked_domains": nullable(array(filled)),
	})),
	"search_context_size": ref("search size"), "user_location": nullable(ref("web location")), "external_web_access": boolean,
	// Not in the published description, but what the vendor's own agent sends.
	"search_content_types": array(word("text", "image")),
}

var responsesWebPreview = fields{
	"search_context_size": ref("search size"), "user_location": nullable(ref("web location")), "search_content_types": array(word(
		"text", "image",
	)),
}

func responsesStrictTool(c *check, at string, v any) {
	if isTrue(v, "strict") && has(v, "parameters") {
		openaiStrictSchema(c, under(at, "parameters"), member(v, "parameters"))
	}
}
