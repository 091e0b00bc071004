package validate

// responsesInput takes an item of a request's input: one with a type, a message without one, or a bare reference.
func responsesInput(c *check, at string, v any) {
	switch {
	case textOf(v, "type") == "message", !has(v, "type") && has(v, "role"):
		if textOf(v, "role") == "assistant" {
			responsesOwnMessage(c, at, v)
			return
		}
		responsesMessage(c, at, v)
	case !has(v, "type") && has(v, "id"):
		responsesReference(c, at, v)
	default:
		responsesInputItems(c, at, v)
	}
}

// The shapes of messages, of which the parts go with the role, and of a bare reference.
var (
	responsesMessage    = responsesMessageOf(ref("input part"))
	responsesOwnMessage = responsesMessageOf(ref("replayed part"))
	responsesReference  = object(fields{"id!": filled, "type": isNull})
)

func responsesMessageOf(part rule) rule {
	return object(fields{
		"type": word("message"), "role!": word("user", "assistant", "system", "developer"),
		"content!": oneKind(kinds{text: str, list: array(part)}),
		"id":       nullable(responsesID("msg")), "status": nullable(ref("status")),
		"phase": nullable(word("commentary", "final_answer")),
	})
}

// responsesID takes an id with the prefix of its kind.
func responsesID(prefix string) rule { return matching(`^` + prefix + `_[A-Za-z0-9_-]+$`) }

// responsesCall are the members of a call that a request brings back, of which the id may be missing.
func responsesCall(prefix string, more fields) fields {
	f := fields{
		"id": nullable(responsesID(prefix)), "status": nullable(ref("status")), "caller": nullable(ref("caller")),
		"created_by": nullable(str),
	}
	for name, r := range more {
		f[name] = r
	}
	return f
}

var responsesInputItems = tagged("type", responsesHostedItems, map[string]fields{
	"item_reference": {"id!": filled},
	"function_call": responsesCall("fc", fields{
		"call_id!": ref("call id"), "name!": matching(responsesName), "arguments!": str,
		"namespace": nullable(filled), "async": nullable(boolean),
	}),
	"function_call_output": responsesCall("[a-z]+", fields{
		"call_id": nullable(ref("call id")), "output!": ref("tool output"), "name": nullable(matching(responsesName)),
		"namespace": nullable(filled),
	}),
	"custom_tool_call": responsesCall("ctc", fields{
		"call_id!": ref("call id"), "name!": matching(responsesName), "input!": str, "namespace": nullable(filled),
		"async": nullable(boolean),
	}),
	"custom_tool_call_output": responsesCall("[a-z]+", fields{"call_id!": ref("call id"), "output!": ref("tool output")}),

	"reasoning": {
		"id": nullable(responsesID("rs")), "summary!": array(ref("summary part")),
		"content":           nullable(array(ref("reasoning part"))),
		"encrypted_content": nullable(filled), "status": nullable(ref("status")),
	},
	"compaction": {
		"encrypted_content!": both(filled, short(20971520)), "id": nullable(filled), "created_by": nullable(str),
	},
	"compaction_trigger": {"id": nullable(filled)},
	"configuration_update": {
		"id": nullable(filled), "reasoning": object(fields{"effort": nullable(ref("effort"))}),
		"text": object(fields{"format": nullable(ref("text format"))}),
	},
	"additional_tools": {"role!": word("developer"), "tools!": array(ref("tool")), "id": nullable(filled)},

	"computer_call": responsesCall("[a-z]+", fields{
		"call_id!": ref("call id"), "pending_safety_checks!": array(record), "action": nullable(record),
		"actions": nullable(array(record)),
	}),
	"computer_call_output": responsesCall("[a-z]+", fields{
		"call_id!": ref("call id"), "output!": ref("screenshot"), "acknowledged_safety_checks": nullable(array(record)),
	}),
	"local_shell_call":        responsesCall("[a-z]+", fields{"call_id!": ref("call id"), "action!": record}),
	"local_shell_call_output": {"id!": filled, "output!": str, "status": nullable(ref("status"))},
	"shell_call": responsesCall("[a-z]+", fields{
		"call_id!": ref("call id"), "action!": ref("shell action"), "environment": nullable(record),
	}),
	"shell_call_output": responsesCall("[a-z]+", fields{
		"call_id!": ref("call id"), "output!": array(ref("shell output")), "max_output_length": nullable(tally),
	}),
	"apply_patch_call": responsesCall("[a-z]+", fields{"call_id!": ref("call id"), "operation!": ref("patch")}),
	"apply_patch_call_output": responsesCall("[a-z]+", fields{
		"call_id!": ref("call id"), "status!": word("completed", "failed"), "output": nullable(str),
	}),
	"tool_search_call": responsesCall("[a-z]+", fields{
		"call_id": nullable(ref("call id")), "arguments!": anything, "execution": word("server", "client"),
	}),
	"tool_search_output": responsesCall("[a-z]+", fields{
		"call_id": nullable(ref("call id")), "tools!": array(ref("tool")), "execution": word("server", "client"),
	}),
	"mcp_approval_request": {"id!": filled, "name!": filled, "arguments!": str, "server_label!": filled},
	"mcp_approval_response": {
		"approval_request_id!": filled, "approve!": boolean, "id": nullable(filled), "reason": nullable(str),
	},
	// Only its id is needed to bring it back.
	"image_generation_call": {
		"id!": filled, "result": nullable(base64Text), "status": nullable(str), "action": nullable(str),
		"background": nullable(str), "output_format": nullable(str), "quality": nullable(str), "size": nullable(str),
		"revised_prompt": nullable(str), "error": nullable(record), "svg_usage": nullable(record),
	},
	"program": {
		"id!": filled, "call_id!": ref("call id"), "code!": str, "fingerprint!": filled,
		"status": nullable(ref("status")),
	},
	"program_output": {"id!": filled, "call_id!": ref("call id"), "result!": str, "status": nullable(ref("status"))},
})

// responsesHostedItems are the calls that the service runs itself, in requests as in responses.
var responsesHostedItems = map[string]fields{
	"web_search_call": {
		"id!": filled, "status!": word("in_progress", "searching", "completed", "failed", "incomplete"),
		"action": ref("search action"),
	},
	"file_search_call": {
		"id!": filled, "queries!": array(str),
		"status!": word("in_progress", "searching", "completed", "failed", "incomplete"),
		"results": nullable(array(record)),
	},
	"code_interpreter_call": {
		"id!": filled, "code!": nullable(str), "container_id!": filled, "outputs!": nullable(array(ref("code output"))),
		"status!": word("in_progress", "completed", "incomplete", "interpreting", "failed"),
	},
	"image_generation_call": {
		"id!": filled, "result": nullable(base64Text),
		"status!": word("in_progress", "completed", "generating", "failed"), "action": nullable(str),
		"background": nullable(str), "output_format": nullable(str), "quality": nullable(str), "size": nullable(str),
		"revised_prompt": nullable(str),
		"error":          nullable(record), "svg_usage": nullable(record),
	},
	"mcp_list_tools": {
		"id!": filled, "server_label!": filled, "error": nullable(anything),
		"tools!": array(object(fields{
			"name!": filled, "input_schema!": record, "annotations": nullable(record), "description": nullable(str),
		})),
	},
	"mcp_call": {
		"id!": filled, "name!": filled, "arguments!": str, "server_label!": filled, "output": nullable(str),
		"error":               nullable(ref("mcp error")),
		"status":              nullable(word("in_progress", "completed", "incomplete", "calling", "failed")),
		"approval_request_id": nullable(filled),
	},
}
