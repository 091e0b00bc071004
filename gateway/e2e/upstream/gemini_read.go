package upstream

import (
	"encoding/json"
	"strings"
)

// either is a member under one of its two names.
func either(v any, camel, snake string) any {
	if m := member(v, camel); m != nil {
		return m
	}
	return member(v, snake)
}

// geminiChoices are the words for choices of tools.
var geminiChoices = map[string]string{"AUTO": "auto", "VALIDATED": "auto", "ANY": "required", "NONE": "none"}

func geminiRead(r *Request, doc object) {
	config := either(doc, "generationConfig", "generation_config")
	r.MaxTokens = number(config, "maxOutputTokens")
	thinking := member(config, "thinkingConfig")
	r.Effort = text(thinking, "thinkingLevel")
	r.Reasons = truth(thinking, "includeThoughts") || r.Effort != "" || number(thinking, "thinkingBudget") != 0
	calling := member(member(doc, "toolConfig"), "functionCallingConfig")
	r.ToolChoice = geminiChoices[strings.ToUpper(text(calling, "mode"))]
	if names := list(calling, "allowedFunctionNames"); len(names) == 1 {
		r.ToolChoice, _ = names[0].(string)
	}
	for _, name := range []string{"responseJsonSchema", "_responseJsonSchema", "responseSchema"} {
		if s := raw(config, name); s != nil {
			r.Format = s
		}
	}
	for _, p := range list(either(doc, "systemInstruction", "system_instruction"), "parts") {
		r.instruct(text(p, "text"))
	}
	for _, t := range list(doc, "tools") {
		declared, _ := either(t, "functionDeclarations", "function_declarations").([]any)
		for _, d := range declared {
			tool := Tool{Name: text(d, "name"), Description: text(d, "description")}
			for _, name := range []string{"parameters", "parametersJsonSchema"} {
				if s := raw(d, name); s != nil {
					tool.Schema = s
				}
			}
			r.Tools = append(r.Tools, tool)
		}
	}
	for i, c := range list(doc, "contents") {
		role := User
		if text(c, "role") == "model" {
			role = Assistant
		}
		t := r.turn(role, at("contents", i))
		for k, p := range list(c, "parts") {
			geminiPart(t, p, at("contents", i, "parts", k))
		}
	}
}

func geminiPart(t *Turn, p any, here string) {
	thought := truth(p, "thought")
	if data := text(p, "thoughtSignature"); data != "" {
		s := Seal{Data: data, Dummy: geminiDummies[data], At: here}
		if thought {
			s.Text = text(p, "text")
		}
		t.Seals = append(t.Seals, s)
	}
	switch call, res := member(p, "functionCall"), member(p, "functionResponse"); {
	case thought:
	case call != nil:
		args := raw(call, "args")
		if args == nil {
			args = json.RawMessage("{}")
		}
		t.Calls = append(t.Calls, Call{ID: text(call, "id"), Tool: text(call, "name"), Arguments: string(args), at: here})
	case res != nil:
		t.Results = append(t.Results, geminiResult(res, here))
	case member(p, "text") != nil:
		t.say(text(p, "text"))
	default:
		t.Media = append(t.Media, geminiMedia(p))
	}
}

func geminiResult(res any, here string) Result {
	out := Result{CallID: text(res, "id"), Name: text(res, "name"), At: here}
	for _, p := range list(res, "parts") {
		out.Media = append(out.Media, geminiMedia(p))
	}
	response := member(res, "response")
	for _, name := range []string{"output", "result", "content", "error"} {
		if s, ok := member(response, name).(string); ok {
			out.Text, out.IsError = s, name == "error"
			return out
		}
	}
	out.Text = string(encode(response))
	return out
}
