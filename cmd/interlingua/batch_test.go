package main

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

// batch translates lines and gives the answers.
func batch(t *testing.T, args []string, lines ...string) []string {
	t.Helper()
	code, out, errs := command(strings.Join(lines, "\n")+"\n", append([]string{"translate", "--batch"}, args...)...)
	if code != exitOK {
		t.Fatalf("exit %d: %s", code, errs)
	}
	return strings.Split(strings.TrimSuffix(out, "\n"), "\n")
}

func quote(s string) string {
	b, _ := json.Marshal(s)
	return string(b)
}

func TestBatch(t *testing.T) {
	got := batch(t, nil,
		`{"id":"a","kind":"request","from":"claude","to":"gemini","body":`+claudeRequest+`}`,
		`{"id":7,"kind":"response","from":"claude","to":"chat","body":`+claudeResponse+`}`,
		``,
		`{"id":"c","kind":"error","from":"claude","to":"chat","status":429,"headers":{"Retry-After":"7"},"body":`+claudeError+`}`,
		`{"id":"d","kind":"stream","from":"claude","to":"chat","sse":`+quote(claudeStream+claudeStreamEnd)+`}`,
		`{"id":"e","kind":"stream","from":"gemini","to":"gemini","body":`+geminiArray+`}`,
		`{"id":"f","kind":"stream","from":"gemini","to":"claude","body":`+geminiArray+`}`,
	)
	if len(got) != 6 {
		t.Fatalf("%d answers", len(got))
	}
	for i, tc := range []struct {
		id   any
		want string
		path []any
	}{
		{"a", "Hi", []any{"body", "contents", 0, "parts", 0, "text"}},
		{7.0, "Hello", []any{"body", "choices", 0, "message", "content"}},
		{"c", "slow down", []any{"body", "error", "message"}},
		{"d", "", nil},
		{"e", "Hel", []any{"body", 0, "candidates", 0, "content", "parts", 0, "text"}},
		{"f", "", nil},
	} {
		if id := at(t, got[i], "id"); id != tc.id {
			t.Errorf("answer %d has id %v", i, id)
		}
		if at(t, got[i], "error") != nil {
			t.Errorf("answer %d: %s", i, got[i])
		}
		if tc.path != nil && at(t, got[i], tc.path...) != tc.want {
			t.Errorf("answer %d: %s", i, got[i])
		}
		if _, ok := at(t, got[i], "losses").([]any); !ok {
			t.Errorf("answer %d has no losses: %s", i, got[i])
		}
	}
	if p, _ := at(t, got[0], "path").(string); !strings.Contains(p, "claude-opus-5-5:generateContent") {
		t.Errorf("path: %s", got[0])
	}
	if at(t, got[2], "status") != 429.0 || at(t, got[2], "headers", "retry-after") != "7" {
		t.Errorf("status and headers: %s", got[2])
	}
	for _, i := range []int{3, 5} {
		if sse, _ := at(t, got[i], "sse").(string); !strings.HasPrefix(sse, "data: ") && !strings.HasPrefix(sse, "event: ") {
			t.Errorf("answer %d: %s", i, got[i])
		}
	}
}

func TestBatchLosses(t *testing.T) {
	got := batch(t, nil, `{"id":"a","kind":"request","from":"claude","to":"chat","body":`+claudeRequest+`}`)
	loss, _ := at(t, got[0], "losses", 0).(map[string]any)
	if loss["path"] != "/top_k" || loss["class"] != "sampling" || loss["action"] != "dropped" || loss["detail"] == "" {
		t.Errorf("got %v", loss)
	}
	for k := range loss {
		if !strings.Contains(" path class action refuse detail ", " "+k+" ") {
			t.Errorf("a loss has a member %s", k)
		}
	}
}

func TestBatchGoesOnAfterBadLines(t *testing.T) {
	good := `"kind":"request","from":"chat","to":"responses","body":` + chatRequest + `}`
	got := batch(t, nil,
		`{"id":"1",`+good,
		`{"id":"2","kind":`,
		`{"id":"3","kind":"reply","from":"chat","to":"claude","body":{}}`,
		`{"id":"4","kind":"request","from":"chad","to":"claude","body":{}}`,
		`{"id":"5","kind":"request","from":"claude","to":"chat","body":{"model":"m","max_tokens":1,"messages":7}}`,
		`{"id":"6","kind":"request","from":"claude","to":"chat"}`,
		`[]`,
		`{"id":"8","kind":"request","from":"chat","to":"claude","body":{"a":1,"a":2}}`,
		`{"id":"9","kind":"request","from":"chat","to":"claude","sse":"data: 1\n\n"}`,
		`{"id":"10","kind":"request","from":"chat","to":"claude","now":"soon","body":{}}`,
		`{"id":"11",`+good,
	)
	if len(got) != 11 {
		t.Fatalf("%d answers", len(got))
	}
	for i, line := range got {
		id := any(fmt.Sprint(i + 1))
		if i == 6 {
			id = nil
		}
		if at(t, line, "id") != id {
			t.Errorf("answer %d: %s", i+1, line)
		}
		if i == 0 || i == 10 {
			if at(t, line, "error") != nil || at(t, line, "body") == nil {
				t.Errorf("answer %d: %s", i+1, line)
			}
			continue
		}
		if at(t, line, "error", "code") != "invalid_request" || at(t, line, "error", "message") == "" || at(t, line, "body") != nil {
			t.Errorf("answer %d: %s", i+1, line)
		}
	}
	if at(t, got[4], "error", "path") != "/messages" {
		t.Errorf("no pointer: %s", got[4])
	}
}

func TestBatchCutStream(t *testing.T) {
	got := batch(t, nil,
		`{"id":"a","kind":"stream","from":"claude","to":"responses","sse":`+quote(claudeStream)+`}`,
		`{"id":"b","kind":"stream","from":"claude","to":"responses","sse":""}`)
	sse, _ := at(t, got[0], "sse").(string)
	if at(t, got[0], "error", "code") != "truncated" || !strings.Contains(sse, "Hello") || !strings.Contains(sse, "response.failed") {
		t.Errorf("got %s", got[0])
	}
	if at(t, got[1], "error", "code") != "truncated" || at(t, got[1], "sse") != "" {
		t.Errorf("got %s", got[1])
	}
}

func TestBatchStrict(t *testing.T) {
	code, out, errs := command(`{"id":"a","kind":"request","from":"claude","to":"chat","body":`+claudeRequest+`}`,
		"translate", "--batch", "--strict")
	if code != exitFailed || at(t, out, "error", "code") != "unsupported" || at(t, out, "body") != nil ||
		at(t, out, "losses", 0, "path") != "/top_k" || !strings.Contains(errs, "--strict") {
		t.Errorf("exit %d, %s, %s", code, out, errs)
	}
}

func TestBatchLongLine(t *testing.T) {
	long := strings.Repeat("words and more words ", 500_000)
	got := batch(t, nil, `{"id":"a","kind":"request","from":"chat","to":"claude","body":{"model":"m","messages":[{"role":"user","content":"`+
		long+`"}]}}`)
	if text, _ := json.Marshal(at(t, got[0], "body", "messages", 0, "content")); !strings.Contains(string(text), long) {
		t.Error("the text of a long line is not what it was")
	}
}

func TestBatchErrorThatIsNoJSON(t *testing.T) {
	got := batch(t, nil, `{"id":"a","kind":"error","from":"chat","to":"claude","status":502,"body":"upstream connect error"}`)
	if message, _ := at(t, got[0], "body", "error", "message").(string); !strings.Contains(message, "upstream connect error") {
		t.Errorf("got %s", got[0])
	}
}

func TestBatchIsRepeatable(t *testing.T) {
	line := `{"id":"a","kind":"response","from":"claude","to":"responses","now":1750000000,"body":` + claudeResponse + `}`
	got := batch(t, nil, line, line)
	if got[0] != got[1] {
		t.Errorf("two runs differ:\n%s\n%s", got[0], got[1])
	}
}
