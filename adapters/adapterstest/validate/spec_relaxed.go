package validate

import "slices"

// relaxed are members that a description demands although the service or its clients leave them out. What the tables
// demand they still demand.
var relaxed = map[string][]string{
	// Clients leave them to the service's defaults.
	"FunctionTool":           {"strict", "parameters"},
	"FunctionToolParam":      {"strict", "parameters"},
	"InputImageContent":      {"detail"},
	"InputImageContentParam": {"detail"},
	"OutputTextContent":      {"logprobs", "annotations"},
	"OutputMessage":          {"id", "status", "type"},
	"ReasoningItem":          {"id"},
	"ImageGenToolCall":       {"status", "result"},
	"MCPApprovalResponse":    {"request_id"}, // there is no such member
	// The service itself leaves them out.
	"ResponseUsage":                          {"cache_write_tokens"},
	"WebSearchToolCall":                      {"action"},
	"FunctionShellCall":                      {"environment"},
	"FunctionShellAction":                    {"timeout_ms", "max_output_length"},
	"ResponseFunctionCallArgumentsDoneEvent": {"name"},
	"ResponseErrorEvent":                     {"code", "message", "param"},
	"ChatCompletionResponseMessage":          {"refusal"},
	"CreateChatCompletionResponse":           {"logprobs"},
	"CreateChatCompletionRequest":            {"model"}, // it may stand in the path
	"GenerateContentRequest":                 {"model"}, // it stands in the path
	"FunctionDeclaration":                    {"description"},
	"FunctionCall":                           {"name"}, // only the first piece of a streamed one has it
}

// forgotten are members of which a description knows too little: it does not say what else may stand there.
var forgotten = map[string][]string{
	"WebSearchActionSearch": {"sources"}, // some are named, not addressed
}

// forget drops what a schema says of some members.
func forget(schema any, names []string) {
	for _, name := range names {
		asObject(member(schema, "properties"))[name] = map[string]any{}
	}
}

// relax takes members out of the required ones of a schema, however deep.
func relax(v any, names []string) {
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			relax(e, names)
		}
	case map[string]any:
		if required, ok := v["required"].([]any); ok {
			v["required"] = slices.DeleteFunc(required, func(name any) bool {
				s, _ := name.(string)
				return slices.Contains(names, s)
			})
		}
		for _, e := range v {
			relax(e, names)
		}
	}
}

// optionalNull lets members that need not be there be null: the tables say where null has a place.
func optionalNull(v map[string]any) {
	required := listOf(v, "required")
	properties := asObject(v["properties"])
	for name, p := range properties {
		if !slices.Contains(required, any(name)) {
			properties[name] = map[string]any{"anyOf": []any{p, map[string]any{"type": "null"}}}
		}
	}
}
