package adapterstest

import "encoding/json"

func agentResponses() object {
	var tools, input []object
	for i := range agentTools {
		tools = append(tools, object{
			"type": "function", "name": agentToolName(i), "description": agentDescription(i), "parameters": agentSchema(i),
			"strict": false,
		})
	}
	message := func(role, kind, text string) {
		input = append(input, object{"type": "message", "role": role, "content": []object{{"type": kind, "text": text}}})
	}
	message("user", "input_text", agentFirst)
	for _, t := range agentTurns() {
		message("assistant", "output_text", t.say)
		input = append(input,
			object{"type": "function_call", "call_id": t.id, "name": t.tool, "arguments": t.args},
			object{"type": "function_call_output", "call_id": t.id, "output": t.result})
	}
	return object{
		"model": "gpt-5.5", "instructions": agentSystem(), "input": input, "tools": tools, "tool_choice": "auto",
		"parallel_tool_calls": true, "store": false, "stream": true, "reasoning": object{"effort": "medium"},
	}
}

func agentChat() object {
	var tools []object
	for i := range agentTools {
		tools = append(tools, object{"type": "function", "function": object{
			"name": agentToolName(i), "description": agentDescription(i), "parameters": agentSchema(i),
		}})
	}
	messages := []object{{"role": "system", "content": agentSystem()}, {"role": "user", "content": agentFirst}}
	for _, t := range agentTurns() {
		messages = append(messages,
			object{"role": "assistant", "content": t.say, "tool_calls": []object{{
				"id": t.id, "type": "function", "function": object{"name": t.tool, "arguments": t.args},
			}}},
			object{"role": "tool", "tool_call_id": t.id, "content": t.result})
	}
	return object{
		"model": "gpt-5.5", "messages": messages, "tools": tools, "tool_choice": "auto", "stream": true,
		"stream_options": object{"include_usage": true}, "max_completion_tokens": 32000,
	}
}

func agentClaude() object {
	var tools []object
	for i := range agentTools {
		tools = append(tools, object{
			"name": agentToolName(i), "description": agentDescription(i), "input_schema": agentSchema(i),
		})
	}
	text := func(s string) object { return object{"type": "text", "text": s} }
	messages := []object{{"role": "user", "content": []object{text(agentFirst)}}}
	for _, t := range agentTurns() {
		messages = append(messages,
			object{"role": "assistant", "content": []object{
				text(t.say), {"type": "tool_use", "id": t.id, "name": t.tool, "input": json.RawMessage(t.args)},
			}},
			object{"role": "user", "content": []object{
				{"type": "tool_result", "tool_use_id": t.id, "content": []object{text(t.result)}},
			}})
	}
	system := text(agentSystem())
	system["cache_control"] = object{"type": "ephemeral"}
	return object{
		"model": "claude-opus-5-5", "max_tokens": 32000, "system": []object{system}, "messages": messages, "tools": tools,
		"stream": true, "thinking": object{"type": "adaptive"},
	}
}

func agentGemini() object {
	var declarations []object
	for i := range agentTools {
		declarations = append(declarations, object{
			"name": agentToolName(i), "description": agentDescription(i), "parametersJsonSchema": agentSchema(i),
		})
	}
	contents := []object{{"role": "user", "parts": []object{{"text": agentFirst}}}}
	for _, t := range agentTurns() {
		contents = append(contents,
			object{"role": "model", "parts": []object{
				{"text": t.say}, {"functionCall": object{"id": t.id, "name": t.tool, "args": json.RawMessage(t.args)}},
			}},
			object{"role": "user", "parts": []object{
				{"functionResponse": object{"id": t.id, "name": t.tool, "response": object{"output": t.result}}},
			}})
	}
	return object{
		"systemInstruction": object{"parts": []object{{"text": agentSystem()}}}, "contents": contents,
		"tools":            []object{{"functionDeclarations": declarations}},
		"generationConfig": object{"maxOutputTokens": 32000, "thinkingConfig": object{"includeThoughts": true}},
	}
}
