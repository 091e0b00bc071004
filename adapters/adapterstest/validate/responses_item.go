package validate

// responsesName is the form of the name of a tool that is called.
const responsesName = `^[A-Za-z0-9_-]{1,128}$`

// responsesItemDefs are the named shapes of what items hold.
var responsesItemDefs = map[string]rule{
	"input item":  responsesInput,
	"status":      word("in_progress", "completed", "incomplete"),
	"call id":     both(filled, short(64)),
	"caller":      tagged("type", map[string]fields{"direct": {}, "program": {"caller_id!": filled}}),
	"tool output": oneKind(kinds{text: str, list: array(ref("input part"))}),
	"search action": tagged("type", map[string]fields{
		"search":       {"query": nullable(str), "queries": nullable(array(str)), "sources": nullable(array(record))},
		"open_page":    {"url": nullable(str)},
		"find_in_page": {"url!": nullable(str), "pattern!": str},
	}),
	"code output": tagged("type", map[string]fields{"logs": {"logs!": str}, "image": {"url!": str}}),
	"mcp error": oneKind(kinds{text: str, object: tagged("type", map[string]fields{
		"mcp_protocol_error": {"code!": anyNumber, "message!": str}, "http_error": {"code!": anyNumber, "message!": str},
		"mcp_tool_execution_error": {"content!": anything},
	})}),
	"shell action": object(fields{"commands!": array(str), "max_output_length": nullable(tally), "timeout_ms": nullable(tally)}),
	"shell output": object(fields{"stdout!": str, "stderr!": str, "outcome!": tagged("type", map[string]fields{
		"exit": {"exit_code!": anyNumber}, "timeout": {},
	}), "created_by": str}),
	"patch": tagged("type", map[string]fields{
		"create_file": {"path!": filled, "diff!": str}, "update_file": {"path!": filled, "diff!": str},
		"delete_file": {"path!": filled},
	}),
}

// responsesOutputItems are the items of a response's output.
var responsesOutputItems = tagged("type", map[string]fields{
	"message": {
		"id!": responsesID("msg"), "role!": word("assistant"), "status!": ref("status"), "content!": array(ref("output part")),
		"phase": nullable(word("commentary", "final_answer")),
	},
	"reasoning": {
		"id!": responsesID("rs"), "summary!": array(ref("summary part")), "content": nullable(array(ref("reasoning part"))),
		"encrypted_content": nullable(filled), "status": nullable(ref("status")),
	},
	"function_call": responsesAnswerCall(
		"fc",
		fields{"name!": matching(responsesName), "arguments!": str, "namespace": nullable(filled), "async": nullable(boolean)},
	),
	"custom_tool_call": responsesAnswerCall(
		"ctc",
		fields{"name!": matching(responsesName), "input!": str, "namespace": nullable(filled), "async": nullable(boolean)},
	),

	"computer_call": responsesAnswerCall(
		"[a-z]+",
		fields{"pending_safety_checks!": array(record), "action": nullable(record), "actions": nullable(array(record))},
	),
	"local_shell_call": responsesAnswerCall("[a-z]+", fields{"action!": record}),
	"shell_call": responsesAnswerCall(
		"[a-z]+", fields{"action!": ref("shell action"), "environment": nullable(record)},
	),
	"shell_call_output": responsesAnswerCall(
		"[a-z]+", fields{"output!": array(ref("shell output")), "max_output_length": nullable(tally)},
	),
	"apply_patch_call":     responsesAnswerCall("[a-z]+", fields{"operation!": ref("patch")}),
	"function_call_output": responsesAnswerCall("[a-z]+", fields{"output!": ref("tool output")}),
	"tool_search_call": {
		"id!": filled, "call_id!": nullable(ref("call id")), "arguments!": anything,
		"execution!": word("server", "client"), "status!": ref("status"),
		"created_by": nullable(str),
	},
	"tool_search_output": {
		"id!": filled, "call_id!": nullable(ref("call id")), "tools!": array(ref("echoed tool")),
		"execution!": word("server", "client"), "status!": ref("status"),
		"created_by": nullable(str),
	},
	"mcp_approval_request": {"id!": filled, "name!": filled, "arguments!": str, "server_label!": filled},
	"compaction":           {"id!": filled, "encrypted_content!": filled, "created_by": nullable(str)},
	"additional_tools":     {"id!": filled, "role!": str, "tools!": array(ref("echoed tool"))},
	"program": {
		"id!": filled, "call_id!": ref("call id"), "code!": str, "fingerprint!": filled,
		"status": nullable(ref("status")),
	},
	"program_output": {"id!": filled, "call_id!": ref("call id"), "result!": str, "status!": ref("status")},
}, responsesHostedItems)

// responsesAnswerCall are the members of a call that the service makes.
func responsesAnswerCall(prefix string, more fields) fields {
	f := fields{
		"id!": responsesID(prefix), "call_id!": ref("call id"), "status": ref("status"),
		"caller": nullable(ref("caller")), "created_by": nullable(str),
	}
	for name, r := range more {
		f[name] = r
	}
	return f
}
