package pains

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/interlingua/interlingua/adapters/adapterstest/validate"
	"github.com/interlingua/interlingua/adapters/all"
	"github.com/interlingua/interlingua/gateway/config"
	"github.com/interlingua/interlingua/gateway/gatewaytest"
	"github.com/interlingua/interlingua/gateway/stubtest"
)

// sealedAnswers are answers of upstreams with state that only they can read, and must get back: before a call of a tool.
var sealedAnswers = map[string]struct{ answer, seal string }{
	"claude": {
		`{"id":"msg_1","type":"message","role":"assistant","model":"up-1","content":[{"type":"thinking","thinking":"Hm.","signature":"U2VhbE9mQ2xhdWRl"},` +
			`{"type":"tool_use","id":"toolu_1","name":"get_weather","input":{"city":"Oslo"}}],"stop_reason":"tool_use","stop_sequence":null,"usage":{"input_tokens":1,"output_tokens":1}}`,
		"U2VhbE9mQ2xhdWRl",
	},
	"gemini": {
		`{"candidates":[{"content":{"role":"model","parts":[{"text":"Hm.","thought":true},{"functionCall":{"name":"get_weather","args":{"city":"Oslo"}},` +
			`"thoughtSignature":"U2VhbE9mR2VtaW5p"}]},"finishReason":"STOP","index":0}],"usageMetadata":{"promptTokenCount":1,"candidatesTokenCount":1,"totalTokenCount":2},"modelVersion":"up-1","responseId":"g1"}`,
		"U2VhbE9mR2VtaW5p",
	},
	"responses": {
		`{"id":"resp_1","object":"response","created_at":1,"status":"completed","model":"up-1","output":[{"type":"reasoning","id":"rs_1","summary":[],"encrypted_content":"gAAAASealOfResponses"},` +
			`{"type":"function_call","id":"fc_1","call_id":"call_1","name":"get_weather","arguments":"{\"city\":\"Oslo\"}","status":"completed"}],` +
			`"usage":{"input_tokens":1,"input_tokens_details":{"cached_tokens":0},"output_tokens":1,"output_tokens_details":{"reasoning_tokens":1},"total_tokens":2}}`,
		"gAAAASealOfResponses",
	},
}

// replays give what a client sends back of an answer, and a tool's result.
var replays = map[string]func(answer map[string]any) string{
	"responses": func(a map[string]any) string {
		items := a["output"].([]any)
		var call map[string]any
		for _, item := range items {
			switch m := item.(map[string]any); m["type"] {
			case "reasoning":
				delete(m, "status")
			case "function_call":
				call = m
			}
		}
		return fmt.Sprintf(`%s,{"type":"function_call_output","call_id":%q,"output":"18"}`, inner(items), call["call_id"])
	},
	"chat": func(a map[string]any) string {
		m := a["choices"].([]any)[0].(map[string]any)["message"].(map[string]any)
		id := m["tool_calls"].([]any)[0].(map[string]any)["id"]
		return fmt.Sprintf(`%s,{"role":"tool","tool_call_id":%q,"content":"18"}`, text(m), id)
	},
	"claude": func(a map[string]any) string {
		blocks := a["content"].([]any)
		for _, b := range blocks {
			if m := b.(map[string]any); m["type"] == "thinking" {
				// Clients keep no more of old reasoning.
				for name := range m {
					if name != "type" && name != "thinking" && name != "signature" {
						delete(m, name)
					}
				}
			}
		}
		id := blocks[len(blocks)-1].(map[string]any)["id"]
		return fmt.Sprintf(`{"role":"assistant","content":%s},{"role":"user","content":[{"type":"tool_result","tool_use_id":%q,"content":"18"}]}`, text(blocks), id)
	},
	"gemini": func(a map[string]any) string {
		content := a["candidates"].([]any)[0].(map[string]any)["content"]
		return text(content) + `,{"role":"user","parts":[{"functionResponse":{"name":"get_weather","response":{"output":"18"}}}]}`
	},
}

// continued is the request that goes on after some answers of which the client replays something.
func continued(client string, replayed ...string) string {
	first, opening := firsts[client], openings[client]
	at := strings.Index(first, opening) + len(opening)
	return first[:at] + "," + strings.Join(replayed, ",") + first[at:]
}

// openings are what the conversations of clients begin with.
var openings = map[string]string{
	"responses": `{"role":"user","content":"Go"}`, "chat": `{"role":"user","content":"Go"}`, "claude": `{"role":"user","content":"Go"}`,
	"gemini": `{"role":"user","parts":[{"text":"Go"}]}`,
}

// The tool, as each client offers it.
const (
	toolSchema    = `{"type":"object","properties":{"city":{"type":"string"}}}`
	toolResponses = `{"type":"function","name":"get_weather","parameters":` + toolSchema + `}`
	toolChat      = `{"type":"function","function":{"name":"get_weather","parameters":` + toolSchema + `}}`
	toolClaude    = `{"name":"get_weather","input_schema":` + toolSchema + `}`
	toolGemini    = `{"functionDeclarations":[{"name":"get_weather","parametersJsonSchema":` + toolSchema + `}]}`
)

// firsts are the first requests.
var firsts = map[string]string{
	"responses": `{"model":"m-1","store":false,"include":["reasoning.encrypted_content"],"input":[{"role":"user","content":"Go"}],"tools":[` + toolResponses + `]}`,
	"chat":      `{"model":"m-1","messages":[{"role":"user","content":"Go"}],"tools":[` + toolChat + `]}`,
	"claude":    `{"model":"m-1","max_tokens":4000,"messages":[{"role":"user","content":"Go"}],"tools":[` + toolClaude + `]}`,
	"gemini":    `{"contents":[{"role":"user","parts":[{"text":"Go"}]}],"tools":[` + toolGemini + `]}`,
}

func text(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(b)
}

// inner is a list without its brackets.
func inner(list []any) string { return strings.Trim(text(list), "[]") }

// converse has a client ask, and send the answer back with a tool's result under a model's name. It gives the answer to the
// first call.
func converse(t *testing.T, s *gatewaytest.Server, client, model string) []byte {
	t.Helper()
	a := s.Post(paths[client][0], []byte(firsts[client]))
	if a.StatusCode != 200 {
		t.Fatalf("%d %s", a.StatusCode, a.Bytes)
	}
	goOn(t, s, client, model, a.Bytes)
	return a.Bytes
}

// goOn has a client send an answer back with a tool's result under a model's name.
func goOn(t *testing.T, s *gatewaytest.Server, client, model string, answer []byte) {
	t.Helper()
	var doc map[string]any
	if err := json.Unmarshal(answer, &doc); err != nil {
		t.Fatalf("%v: %s", err, answer)
	}
	body := strings.Replace(continued(client, replays[client](doc)), `"model":"m-1"`, `"model":"`+model+`"`, 1)
	path := strings.Replace(paths[client][0], "m-1", model, 1)
	if b := s.Post(path, []byte(body)); b.StatusCode != 200 {
		t.Fatalf("%d %s\n%s", b.StatusCode, b.Bytes, body)
	}
}

// TestSealsReturn has state that only its issuer can read come back to it through clients of every dialect, unchanged, and in no
// id, although nothing is kept here, with a key of the gateway's own and without.
func TestSealsReturn(t *testing.T) {
	for upstream, sealed := range sealedAnswers {
		for client := range replays {
			for name, keys := range map[string][]string{"": nil, "_key": {"new", "old"}} {
				t.Run(client+"_"+upstream+name, func(t *testing.T) {
					u := stubtest.New(t, stubtest.Document([]byte(sealed.answer)), stubtest.Document(stubtest.File("answer."+upstream+".json")))
					c := gatewaytest.To(upstream, u.URL, "up-1")
					c.SealKeys = keys
					got := converse(t, gatewaytest.Serve(t, c), client, "m-1")
					second := u.Asked()[1]
					if !bytes.Contains(second.Body, []byte(`"`+sealed.seal+`"`)) {
						t.Errorf("the seal did not come back: %s\nthe client had %s", second.Body, got)
					}
					check(t, "the upstream is asked", validate.Request(all.ByName(upstream).Dialect(), second.URI, second.Header, second.Body), second.Body)
					for _, id := range []string{`"id":"`, `"call_id":"`} {
						for part := range strings.SplitSeq(string(got), id) {
							if v, _, _ := strings.Cut(part, `"`); len(v) > 64 && part != string(got) && !strings.HasPrefix(part, "{") {
								t.Errorf("an id of %d characters: %s", len(v), v)
							}
						}
					}
				})
			}
		}
	}
}

// TestSealsOfAnotherChannel has state of one account not shown to another one of the same vendor, which could not read it.
func TestSealsOfAnotherChannel(t *testing.T) {
	for dialect, sealed := range sealedAnswers {
		for client := range replays {
			if client == dialect {
				continue // its native state needs no envelope, and does not say who issued it
			}
			t.Run(client+"_"+dialect, func(t *testing.T) {
				a := stubtest.New(t, stubtest.Document([]byte(sealed.answer)))
				b := stubtest.New(t, stubtest.Document(stubtest.File("answer."+dialect+".json")))
				c := gatewaytest.To(dialect, a.URL, "up-1")
				c.Upstreams = append(c.Upstreams, gatewaytest.UpstreamAt("other", dialect, b.URL))
				c.Models = append([]config.Model{{Match: "m-2", Upstream: "other", Model: "up-1"}}, c.Models...)
				converse(t, gatewaytest.Serve(t, c), client, "m-2")
				if body := b.Asked()[0].Body; bytes.Contains(body, []byte(sealed.seal)) {
					t.Errorf("the other channel got the seal: %s", body)
				}
			})
		}
	}
}
