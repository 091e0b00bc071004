package compliance

import (
	"fmt"
	"strings"
	"testing"
)

// A picture and a document, as small as there are.
const (
	png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
	pdf = "JVBERi0xLjEKMSAwIG9iajw8L1R5cGUvQ2F0YWxvZy9QYWdlcyAyIDAgUj4+ZW5kb2JqCnRyYWlsZXI8PC9Sb290IDEgMCBSPj4K"
)

// weather offers a tool as loosely as a request may.
const weather = `"tools":[{"type":"function","name":"get_weather","description":"Tells the weather at a place",` +
	`"parameters":{"type":"object","properties":{"location":{"type":"string"}},"required":["location"]}}]`

// oneCase is a request, and what must hold of its answer beyond the schema.
type oneCase struct {
	name string
	// body lacks the model.
	body string
	// reaches are texts that the upstream must have seen.
	reaches []string
	// holds checks the response beyond that it is completed; nil for no more.
	holds func(t *testing.T, r object)
}

// cases are those that answer with one response, whole or streamed.
var cases = []oneCase{
	{name: "basic-response", body: `"input":[{"type":"message","role":"user","content":"Say hello in three words."}]`, holds: says},
	{name: "input as a string", body: `"input":"Say hello in three words."`, holds: says},
	{
		name: "assistant-phase", holds: says, reaches: []string{"I will look first", "It is done"},
		body: `"input":[{"type":"message","role":"user","content":"Fix it."},` +
			`{"type":"message","role":"assistant","phase":"commentary","content":[{"type":"output_text","text":"I will look first."}]},` +
			`{"type":"message","role":"assistant","phase":"final_answer","content":[{"type":"output_text","text":"It is done."}]},` +
			`{"type":"message","role":"user","content":"Thanks. Count from 1 to 5."}]`,
	},
	{
		name: "system-prompt", holds: says, reaches: []string{"like a pirate"},
		body: `"input":[{"type":"message","role":"system","content":"You talk like a pirate."},{"type":"message","role":"user","content":"Say hello."}]`,
	},
	{name: "tool-calling", body: `"input":"What is the weather in San Francisco?",` + weather, holds: calls},
	{
		name: "image-input", holds: says, reaches: []string{png},
		body: `"input":[{"type":"message","role":"user","content":[{"type":"input_text","text":"What is this?"},` +
			`{"type":"input_image","image_url":"data:image/png;base64,` + png + `"}]}]`,
	},
	{
		name: "file-input", holds: says, reaches: []string{pdf},
		body: `"input":[{"type":"message","role":"user","content":[{"type":"input_text","text":"What does it say?"},` +
			`{"type":"input_file","filename":"note.pdf","file_data":"data:application/pdf;base64,` + pdf + `"}]}]`,
	},
	{
		name: "multi-turn", holds: says, reaches: []string{"My name is Alice", "Hello, Alice"},
		body: `"input":[{"type":"message","role":"user","content":"My name is Alice."},` +
			`{"type":"message","role":"assistant","content":"Hello, Alice!"},{"type":"message","role":"user","content":"What is my name?"}]`,
	},
	{
		name: "every option", holds: echoes, reaches: []string{"Be brief."},
		body: `"input":"Say hello.","instructions":"Be brief.","temperature":0.5,"max_output_tokens":200,"metadata":{"a":"b"},` +
			`"store":false,"tool_choice":"auto",` + weather,
	},
	{
		name: "a constrained tool", holds: calls,
		body: `"input":"Weather in San Francisco, please.","tool_choice":{"type":"function","name":"get_weather"},` + weather,
	},
}

func says(t *testing.T, r object) {
	t.Helper()
	for _, m := range itemsOf(r, "message") {
		for _, p := range m["content"].([]any) {
			if s, _ := p.(object)["text"].(string); s == "Of course: 1, 2, 3, 4, 5." {
				return
			}
		}
	}
	t.Errorf("the text is not in %v", r["output"])
}

func calls(t *testing.T, r object) {
	t.Helper()
	found := itemsOf(r, "function_call")
	if len(found) != 1 || found[0]["name"] != "get_weather" || found[0]["arguments"] != `{"location":"San Francisco, CA"}` {
		t.Errorf("the call is not in %v", r["output"])
	}
}

func echoes(t *testing.T, r object) {
	t.Helper()
	want := map[string]string{
		"instructions": "Be brief.", "temperature": "0.5", "max_output_tokens": "200", "metadata": "map[a:b]", "store": "false",
		"tool_choice": "auto",
	}
	for name, value := range want {
		if got := fmt.Sprint(r[name]); got != value {
			t.Errorf("%s is %s, want %s", name, got, value)
		}
	}
	if n := len(r["tools"].([]any)); n != 1 {
		t.Errorf("%d tools", n)
	}
}

// request completes the body of a case.
func request(body string, stream bool) []byte {
	more := ""
	if stream {
		more = `,"stream":true`
	}
	return []byte(`{"model":"m-1",` + body + more + `}`)
}

// seen tells whether the upstream saw a text.
func seen(saw []string, text string) bool {
	for _, body := range saw {
		if strings.Contains(body, text) {
			return true
		}
	}
	return false
}
