package validate

// claudeResultDefs are the named shapes of server-tool results and citations.
var claudeResultDefs = map[string]rule{
	"web search result": oneKind(kinds{
		list: array(tagged("type", map[string]fields{"web_search_result": {
			"url!": str, "title!": str, "encrypted_content!": filled, "page_age": nullable(str),
		}})),
		object: tagged("type", map[string]fields{"web_search_tool_result_error": {"error_code!": word(
			"invalid_tool_input", "unavailable", "max_uses_exceeded", "too_many_requests", "query_too_long",
			"request_too_large")}}),
	}),
	"server result": tagged("type", map[string]fields{
		"web_fetch_result":                 {"url!": str, "content!": ref("block"), "retrieved_at": nullable(str)},
		"web_fetch_tool_result_error":      {"error_code!": filled},
		"code_execution_result":            claudeOutput("stdout"),
		"encrypted_code_execution_result":  claudeOutput("encrypted_stdout"),
		"bash_code_execution_result":       claudeOutput("stdout"),
		"tool_search_tool_search_result":   {"tool_references!": array(ref("result block"))},
		"advisor_result":                   {"text!": str, "stop_reason": nullable(str)},
		"advisor_redacted_result":          {"encrypted_content!": filled, "stop_reason": nullable(str)},
		"code_execution_tool_result_error": {"error_code!": filled},

		"text_editor_code_execution_view_result": {
			"content!": str, "file_type!": word("text", "image", "pdf"),
			"num_lines": nullable(tally), "start_line": nullable(tally), "total_lines": nullable(tally),
		},
		"text_editor_code_execution_create_result": {"is_file_update!": boolean},
		"text_editor_code_execution_str_replace_result": {
			"lines": nullable(array(str)), "old_start": nullable(tally),
			"old_lines": nullable(tally), "new_start": nullable(tally), "new_lines": nullable(tally),
		},
		"bash_code_execution_tool_result_error":        {"error_code!": filled},
		"text_editor_code_execution_tool_result_error": {"error_code!": filled, "error_message": nullable(str)},
		"tool_search_tool_result_error":                {"error_code!": filled, "error_message": nullable(str)},
		"advisor_tool_result_error":                    {"error_code!": filled},
	}),
	"citation": tagged("type", map[string]fields{
		"char_location": claudeCitation(fields{
			"document_index!": tally, "document_title": nullable(str), "start_char_index!": tally,
			"end_char_index!": tally, "file_id": nullable(str),
		}),
		"page_location": claudeCitation(fields{
			"document_index!": tally, "document_title": nullable(str), "start_page_number!": tally,
			"end_page_number!": tally, "file_id": nullable(str),
		}),
		"content_block_location": claudeCitation(fields{
			"document_index!": tally, "document_title": nullable(str), "start_block_index!": tally,
			"end_block_index!": tally, "file_id": nullable(str),
		}),
		"search_result_location": claudeCitation(fields{
			"search_result_index!": tally, "source!": str, "title": nullable(str), "start_block_index!": tally,
			"end_block_index!": tally,
		}),
		"web_search_result_location": claudeCitation(fields{"url!": str, "title": nullable(str), "encrypted_index!": str}),
	}),
}

// claudeCitation adds what all citations have.
func claudeCitation(f fields) fields {
	f["cited_text!"] = str
	return f
}

// claudeOutput is what running code gives.
func claudeOutput(stdout string) fields {
	return fields{
		stdout + "!": str, "stderr!": str, "return_code!": anyNumber, "abort_reason": nullable(str),
		"content!": array(object(fields{
			"type!": word("code_execution_output", "bash_code_execution_output"), "file_id!": filled,
		})),
	}
}
