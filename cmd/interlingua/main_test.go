package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// command runs one command line.
func command(stdin string, args ...string) (code int, stdout, stderr string) {
	var out, err bytes.Buffer
	code = run(args, strings.NewReader(stdin), &out, &err)
	return code, out.String(), err.String()
}

// single runs translate for one document.
func single(stdin, kind, from, to string, more ...string) (code int, stdout, stderr string) {
	return command(stdin, append([]string{"translate", "--kind", kind, "--from", from, "--to", to}, more...)...)
}

// at looks into a JSON document by member names and positions.
func at(t *testing.T, doc string, steps ...any) any {
	t.Helper()
	var v any
	if err := json.Unmarshal([]byte(doc), &v); err != nil {
		t.Fatalf("%v in %s", err, doc)
	}
	for _, s := range steps {
		switch s := s.(type) {
		case string:
			m, _ := v.(map[string]any)
			v = m[s]
		case int:
			l, _ := v.([]any)
			if s >= len(l) {
				return nil
			}
			v = l[s]
		}
	}
	return v
}

const (
	claudeRequest  = `{"model":"claude-opus-5-5","max_tokens":100,"top_k":5,"messages":[{"role":"user","content":"Hi"}]}`
	chatRequest    = `{"model":"gpt-5.5","messages":[{"role":"user","content":"Hi"}]}`
	claudeResponse = `{"id":"msg_1","type":"message","role":"assistant","model":"claude-opus-5-5",` +
		`"content":[{"type":"text","text":"Hello"}],"stop_reason":"end_turn","stop_sequence":null,` +
		`"usage":{"input_tokens":3,"output_tokens":2}}`
	claudeError  = `{"type":"error","error":{"type":"rate_limit_error","message":"slow down"}}`
	claudeStream = `event: message_start
data: {"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"claude-opus-5-5","content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":3,"output_tokens":1}}}

event: content_block_start
data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

event: content_block_delta
data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Hello"}}

`
	claudeStreamEnd = `event: content_block_stop
data: {"type":"content_block_stop","index":0}

event: message_delta
data: {"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":{"output_tokens":2}}

event: message_stop
data: {"type":"message_stop"}

`
	geminiArray = `[{"candidates":[{"content":{"parts":[{"text":"Hel"}],"role":"model"}}],"modelVersion":"gemini-3-flash"},` +
		`{"candidates":[{"content":{"parts":[{"text":"lo"}],"role":"model"},"finishReason":"STOP"}],` +
		`"usageMetadata":{"promptTokenCount":3,"candidatesTokenCount":2,"totalTokenCount":5},"modelVersion":"gemini-3-flash"}]`
)

func TestSingleRequest(t *testing.T) {
	code, out, errs := single(claudeRequest, "request", "claude", "chat")
	if code != exitOK || at(t, out, "messages", 0, "content") != "Hi" {
		t.Errorf("exit %d, %s%s", code, out, errs)
	}
	if !strings.Contains(errs, "loss: /top_k: sampling dropped") {
		t.Errorf("losses: %s", errs)
	}
}

func TestModelAndStreamStandForTheURL(t *testing.T) {
	body := `{"contents":[{"role":"user","parts":[{"text":"Hi"}]}]}`
	_, out, _ := single(body, "request", "gemini", "chat", "--model", "gpt-5.5", "--stream")
	if at(t, out, "model") != "gpt-5.5" || at(t, out, "stream") != true {
		t.Errorf("got %s", out)
	}
	_, out, _ = single(body, "request", "gemini", "chat", "--path", "/v1beta/models/gemini-3-flash:streamGenerateContent?alt=sse")
	if at(t, out, "model") != "gemini-3-flash" || at(t, out, "stream") != true {
		t.Errorf("got %s", out)
	}
}

func TestStrict(t *testing.T) {
	code, out, errs := single(claudeRequest, "request", "claude", "chat", "--strict")
	if code != exitFailed || out != "" || !strings.Contains(errs, "--strict: 1 loss") {
		t.Errorf("exit %d, %s, %s", code, out, errs)
	}
	if code, out, errs := single(chatRequest, "request", "chat", "responses", "--strict"); code != exitOK || out == "" {
		t.Errorf("exit %d, %s", code, errs)
	}
}

func TestBadInput(t *testing.T) {
	for _, tc := range []struct {
		name, stdin string
		args        []string
		want        []string
	}{
		{"no JSON", `{"model":`, []string{"request", "claude", "chat"}, []string{"claude request: /model: unexpected end"}},
		{"no JSON at all", `?`, []string{"request", "claude", "chat"}, []string{"claude request: byte"}},
		{"wrong shape", `{"model":"m","max_tokens":1,"messages":7}`, []string{"request", "claude", "chat"}, []string{"claude request: /messages"}},
		{"kind", `{}`, []string{"reply", "claude", "chat"}, []string{`kind "reply"`}},
		{"from", `{}`, []string{"request", "clod", "chat"}, []string{`--from "clod"`, "responses, chat, claude, gemini"}},
		{"to", `{}`, []string{"request", "claude", "chad"}, []string{`--to "chad"`}},
		{"flag", `{}`, []string{"request", "claude", "chat", "--nonsense"}, []string{"nonsense"}},
		{"header", `{}`, []string{"request", "claude", "chat", "--header", "x"}, []string{"colon"}},
		{"now", `{}`, []string{"request", "claude", "chat", "--now", "soon"}, []string{"RFC 3339"}},
		{"empty stream", ``, []string{"stream", "claude", "chat"}, []string{"claude stream", "before its end"}},
		{"array of a dialect without", `[]`, []string{"stream", "claude", "chat"}, []string{"no JSON array"}},
	} {
		code, out, errs := single(tc.stdin, tc.args[0], tc.args[1], tc.args[2], tc.args[3:]...)
		if code != exitBadInput || out != "" {
			t.Errorf("%s: exit %d, stdout %q", tc.name, code, out)
		}
		for _, want := range tc.want {
			if !strings.Contains(errs, want) {
				t.Errorf("%s: %q lacks %q", tc.name, errs, want)
			}
		}
	}
	if code, _, _ := command("", "translate"); code != exitBadInput {
		t.Errorf("without flags: exit %d", code)
	}
}

func TestSingleResponse(t *testing.T) {
	code, out, errs := single(claudeResponse, "response", "claude", "gemini")
	if code != exitOK || at(t, out, "candidates", 0, "content", "parts", 0, "text") != "Hello" {
		t.Errorf("exit %d, %s%s", code, out, errs)
	}
}

func TestRequestBehindAResponse(t *testing.T) {
	file := filepath.Join(t.TempDir(), "request.json")
	answer := strings.Replace(claudeResponse, `{"type":"text","text":"Hello"}`,
		`{"type":"tool_use","id":"toolu_1","name":"patch","input":{"input":"*** Begin"}}`, 1)
	for _, tc := range []struct{ name, request, wantType string }{
		{"of the client", `{"model":"m","input":"x","tools":[{"type":"custom","name":"patch"}]}`, "custom_tool_call"},
		{"of the upstream", `{"model":"m","max_tokens":9,"messages":[],"tools":[{"name":"patch","input_schema":{"type":"object"}}]}`, "function_call"},
	} {
		if err := os.WriteFile(file, []byte(tc.request), 0o600); err != nil {
			t.Fatal(err)
		}
		code, out, errs := single(answer, "response", "claude", "responses", "--request", file)
		if code != exitOK || at(t, out, "output", 0, "type") != tc.wantType {
			t.Errorf("%s: exit %d, %s%s", tc.name, code, out, errs)
		}
	}
}

func TestSingleStream(t *testing.T) {
	code, out, errs := single(claudeStream+claudeStreamEnd, "stream", "claude", "chat")
	if code != exitOK || !strings.HasSuffix(out, "data: [DONE]\n\n") || !strings.Contains(out, "Hello") {
		t.Errorf("exit %d, %s%s", code, out, errs)
	}
	code, out, _ = single(geminiArray, "stream", "gemini", "claude")
	if code != exitOK || !strings.Contains(out, "event: message_stop") {
		t.Errorf("exit %d, %s", code, out)
	}
	code, out, _ = single(geminiArray, "stream", "gemini", "gemini")
	if code != exitOK || at(t, out, 1, "candidates", 0, "finishReason") != "STOP" {
		t.Errorf("exit %d, %s", code, out)
	}
}

func TestCutStream(t *testing.T) {
	code, out, errs := single(claudeStream, "stream", "claude", "chat")
	if code != exitBadInput || !strings.Contains(out, "Hello") || !strings.Contains(out, `"error"`) ||
		!strings.Contains(errs, "claude stream") {
		t.Errorf("exit %d, %s, %s", code, out, errs)
	}
}

func TestSingleError(t *testing.T) {
	code, out, errs := single(claudeError, "error", "claude", "gemini", "--status", "429")
	if code != exitOK || at(t, out, "error", "status") != "RESOURCE_EXHAUSTED" {
		t.Errorf("exit %d, %s%s", code, out, errs)
	}
}

func TestExplain(t *testing.T) {
	code, out, errs := command(claudeRequest, "explain", "--kind", "request", "--from", "claude")
	if code != exitOK {
		t.Fatalf("exit %d: %s", code, errs)
	}
	if at(t, out, "canonical", "sampling", "top_k") != 5.0 || at(t, out, "targets", "chat", "losses", 0, "path") != "/top_k" {
		t.Errorf("got %s", out)
	}
	if at(t, out, "targets", "claude") != nil {
		t.Error("a dialect is a target of its own")
	}
	if !strings.Contains(out, "\n  \"canonical\": {\n") {
		t.Errorf("not laid out for reading: %s", out)
	}
	for kind, doc := range map[string]string{
		"response": claudeResponse, "stream": claudeStream + claudeStreamEnd, "error": claudeError,
	} {
		code, out, errs := command(doc, "explain", "--kind", kind, "--from", "claude")
		if code != exitOK || at(t, out, "canonical", "origin") != "DIALECT_CLAUDE" {
			t.Errorf("%s: exit %d, %s%s", kind, code, out, errs)
		}
	}
	if code, out, _ := command(`{`, "explain", "--kind", "request", "--from", "claude"); code != exitBadInput || out != "" {
		t.Errorf("exit %d, %s", code, out)
	}
}

func TestVersion(t *testing.T) {
	if code, out, _ := command("", "version"); code != exitOK || !strings.HasPrefix(out, "interlingua ") {
		t.Errorf("exit %d, %q", code, out)
	}
}
