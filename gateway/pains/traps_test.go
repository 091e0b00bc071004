package pains

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/all"
	"github.com/interlingua/interlingua/gateway/config"
	"github.com/interlingua/interlingua/gateway/gatewaytest"
	"github.com/interlingua/interlingua/gateway/stubtest"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// The traps of docs/mapping.md that are about bytes and calls, and not about one document: each test has its number.

// TestTrap50NothingButData has a Gemini client that waits get data and nothing else: its SDKs fail at comments and at names of events.
func TestTrap50NothingButData(t *testing.T) {
	for _, upstream := range all.Names() {
		r := stubtest.Stream(stubtest.File("small." + upstream + ".sse"))
		said := bytes.Index(r.Body, []byte("é"))
		r.Hang, r.HangAt = stubtest.HangInside, said+bytes.Index(r.Body[said:], []byte("\n\n"))+2
		c := gatewaytest.To(upstream, stubtest.New(t, r).URL, "up-1")
		c.HeaderWait, c.Keepalive = config.Duration(time.Millisecond), config.Duration(time.Millisecond)
		s := gatewaytest.Serve(t, c)
		ctx, leave := context.WithTimeout(t.Context(), 150*time.Millisecond)
		resp, err := s.Client.Do(s.Request(http.MethodPost, paths["gemini"][1], streaming("gemini")).WithContext(ctx))
		if err != nil {
			t.Fatal(err)
		}
		text, _ := io.ReadAll(resp.Body) // ends with the context: the stub is silent
		_ = resp.Body.Close()
		leave()
		if !bytes.Contains(text, []byte("data: {")) {
			t.Errorf("from %s the client gets nothing: %q", upstream, text)
		}
		for line := range strings.Lines(string(text)) {
			if line = strings.TrimRight(line, "\r\n"); line != "" && !strings.HasPrefix(line, "data: {") {
				t.Errorf("from %s the client gets %q", upstream, line)
			}
		}
	}
}

// sameKind are the dialects that write arguments in the same way: as a string, or as an object.
var sameKind = [][2]string{{"responses", "chat"}, {"chat", "responses"}, {"claude", "gemini"}, {"gemini", "claude"}}

// calling are requests with a history of calls, whose elements are made by call; args takes the arguments as each dialect has them.
var calling = map[string]struct{ head, call, between, result, tail, args string }{
	"responses": {
		`{"model":"m-1","input":[{"type":"message","role":"user","content":"Go"},`, `{"type":"function_call","call_id":"c%[1]d","name":"f%[1]d","arguments":%[2]s}`, `,`,
		`{"type":"function_call_output","call_id":"c%[1]d","output":"ok"}`, `]}`, "string",
	},
	"chat": {
		`{"model":"m-1","messages":[{"role":"user","content":"Go"},{"role":"assistant","content":null,"tool_calls":[`,
		`{"id":"c%[1]d","type":"function","function":{"name":"f%[1]d","arguments":%[2]s}}`, `]},`,
		`{"role":"tool","tool_call_id":"c%[1]d","content":"ok"}`, `]}`, "string",
	},
	"claude": {
		`{"model":"m-1","max_tokens":9,"messages":[{"role":"user","content":"Go"},{"role":"assistant","content":[`,
		`{"type":"tool_use","id":"c%[1]d","name":"f%[1]d","input":%[2]s}`, `]},{"role":"user","content":[`,
		`{"type":"tool_result","tool_use_id":"c%[1]d","content":"ok"}`, `]}]}`, "object",
	},
	"gemini": {
		`{"contents":[{"role":"user","parts":[{"text":"Go"}]},{"role":"model","parts":[`,
		`{"functionCall":{"id":"c%[1]d","name":"f%[1]d","args":%[2]s}}`, `]},{"role":"user","parts":[`,
		`{"functionResponse":{"id":"c%[1]d","name":"f%[1]d","response":{"output":"ok"}}}`, `]}]}`, "object",
	},
}

// calls writes a request with n calls that all have the same arguments.
func calls(dialect string, n int, args string) []byte {
	c := calling[dialect]
	if c.args == "string" {
		quoted, _ := json.Marshal(args) //nolint:errchkjson // a string always marshals
		args = string(quoted)
	}
	var made, results []string
	for i := range n {
		made = append(made, fmt.Sprintf(c.call, i, args))
		results = append(results, fmt.Sprintf(c.result, i))
	}
	return []byte(c.head + strings.Join(made, ",") + c.between + strings.Join(results, ",") + c.tail)
}

// sent gives a request of one dialect as that of another.
func sent(t *testing.T, from, to string, body []byte) []byte {
	t.Helper()
	x := &adapters.Exchange{}
	req, err := adapterOf(from).DecodeRequest(x, adapters.Wire{Body: body, Path: paths[from][0]})
	if err != nil {
		t.Fatal(err)
	}
	w, err := adapterOf(to).EncodeRequest(x, req, &adapters.Losses{})
	if err != nil {
		t.Fatal(err)
	}
	return w.Body
}

func adapterOf(name string) adapters.Adapter {
	for _, a := range all.All() {
		if a.Dialect() == pb.Dialect(pb.Dialect_value["DIALECT_"+strings.ToUpper(name)]) {
			return a
		}
	}
	return nil
}

// TestTrap63ArgumentsKeepTheirBytes has arguments go back as they came, with their order and white space: prompt caches and
// signatures hang on it.
func TestTrap63ArgumentsKeepTheirBytes(t *testing.T) {
	const args = `{ "zeta":1,"alpha" : [1.0,  2e2],"mid":{"b":"\u00e9","a":null} }`
	pairs := sameKind
	for name := range calling {
		pairs = append(pairs, [2]string{name, name})
	}
	for _, p := range pairs {
		want := args
		if calling[p[0]].args == "string" {
			quoted, _ := json.Marshal(args) //nolint:errchkjson // a string always marshals
			want = string(quoted)
		}
		if got := sent(t, p[0], p[1], calls(p[0], 1, args)); !bytes.Contains(got, []byte(want)) {
			t.Errorf("%s to %s: the arguments changed: %s", p[0], p[1], got)
		}
	}
}

// TestTrap64CallsKeepTheirOrder has parallel calls and their results come out in the order in which they came, each time.
func TestTrap64CallsKeepTheirOrder(t *testing.T) {
	const n = 12
	for from := range calling {
		for to := range calling {
			body := calls(from, n, `{"a":1}`)
			first := sent(t, from, to, body)
			at := 0
			for i := range n {
				next := bytes.Index(first, fmt.Appendf(nil, `"f%d"`, i))
				if next < at {
					t.Errorf("%s to %s: call %d is out of order: %s", from, to, i, first)
				}
				at = next
			}
			for range 5 {
				if !bytes.Equal(sent(t, from, to, body), first) {
					t.Fatalf("%s to %s: not the same each time", from, to)
				}
			}
		}
	}
}

// TestTrap69SignsOfHTML has the signs of HTML stay themselves, in requests and answers: what is signed or compared is bytes.
func TestTrap69SignsOfHTML(t *testing.T) {
	const text = `<a href='x'>Q&A</a>`
	for from, question := range questions {
		question = strings.Replace(question, "Hello", text, 1)
		for to := range questions {
			if got := sent(t, from, to, []byte(question)); !bytes.Contains(got, []byte(text)) {
				t.Errorf("%s to %s: %s", from, to, got)
			}
			stream := bytes.ReplaceAll(stubtest.File("small."+from+".sse"), []byte("é"), []byte(text))
			u := stubtest.New(t, stubtest.Stream(stream))
			a := gatewaytest.Serve(t, gatewaytest.To(from, u.URL, "up-1")).Post(paths[to][1], streaming(to))
			if !bytes.Contains(a.Bytes, []byte(text)) {
				t.Errorf("%s to %s, streamed: %s", from, to, a.Bytes)
			}
		}
	}
}

// TestTrap72RetriesDoNotMultiply has a client told not to try again what the gateway has tried as often as it may, unless it is told
// when to come back.
func TestTrap72RetriesDoNotMultiply(t *testing.T) {
	for _, c := range []struct {
		status, attempts, asked int
		should                  string
	}{
		{500, 3, 3, "false"},
		{502, 2, 2, "false"},
		{500, 1, 1, ""}, // nothing was tried again: that is left to the client
		{529, 3, 3, ""}, // the answer says when to come back
		{400, 3, 1, ""},
	} {
		for client := range questions {
			u := stubtest.New(t, stubtest.Fails(c.status, ""))
			cfg := gatewaytest.To("claude", u.URL, "up-1")
			cfg.Retry.Attempts = c.attempts
			a := gatewaytest.Serve(t, cfg).Post(paths[client][0], []byte(questions[client]))
			if got := a.Header.Get("X-Should-Retry"); got != c.should || len(u.Asked()) != c.asked {
				t.Errorf("%s, status %d, %d attempts: asked %d times, X-Should-Retry %q", client, c.status, c.attempts, len(u.Asked()), got)
			}
			if c.should == "" && c.status == 529 && a.Header.Get("Retry-After") == "" {
				t.Errorf("%s: nothing says when to come back", client)
			}
		}
	}
}
