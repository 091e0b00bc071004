package pains

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/interlingua/interlingua/gateway/gatewaytest"
	"github.com/interlingua/interlingua/gateway/stubtest"
)

// fact is a call that a client makes beside those for an answer, and what it needs to hear.
type fact struct {
	name, method, path string
	header             []string
	body               string
	status             int
	words              []string
	// upstreams are the dialects of upstreams behind which it holds; nil for any.
	upstreams []string
}

var upgrade = []string{"Connection", "Upgrade", "Upgrade", "websocket", "Sec-WebSocket-Version", "13", "Sec-WebSocket-Key", "AAAAAAAAAAAAAAAAAAAAAA=="}

var claudeVersion = []string{"Anthropic-Version", "2023-06-01"}

var facts = []fact{
	{name: "codex_websocket", method: "GET", path: "/v1/responses", header: upgrade, status: http.StatusUpgradeRequired, words: []string{`"error"`}},
	{name: "codex_models", method: "GET", path: "/v1/models?client_version=0.169.0", status: http.StatusOK, words: []string{`{"models":[`}},
	{
		name: "codex_compact", method: "POST", path: "/v1/responses/compact", body: `{"model":"m-1","input":[]}`,
		status: http.StatusNotFound, words: []string{`"error"`},
	},
	{
		name: "codex_search", method: "POST", path: "/v1/alpha/search", body: `{}`,
		status: http.StatusNotFound, words: []string{`"error"`}, upstreams: []string{"claude", "gemini"},
	},
	{name: "codex_search_relayed", method: "POST", path: "/v1/alpha/search", body: `{}`, status: http.StatusOK, upstreams: []string{"chat"}},
	{
		name: "codex_store_false", method: "POST", path: "/v1/responses",
		body: `{"model":"m-1","store":false,"stream":false,"instructions":"You are Codex.",` +
			`"input":[{"type":"message","role":"user","content":[{"type":"input_text","text":"Hi"}]}],` +
			`"tools":[{"type":"namespace","name":"functions","description":"F","tools":[` + toolResponses + `]},{"type":"web_search"}],` +
			`"tool_choice":"auto","parallel_tool_calls":true,"include":["reasoning.encrypted_content"],"prompt_cache_key":"k"}`,
		status: http.StatusOK, words: []string{`"object":"response"`},
	},
	{
		name: "claude_code_models", method: "GET", path: "/v1/models?limit=1", header: claudeVersion,
		status: http.StatusOK, words: []string{`"type":"model"`, `"has_more":false`},
	},
	{
		name: "claude_code_count_tokens", method: "POST", path: "/v1/messages/count_tokens?beta=true", header: claudeVersion,
		body: `{"model":"m-1","messages":[{"role":"user","content":"Hi"}]}`, status: http.StatusOK, words: []string{`"input_tokens":42`},
	},
	{
		name: "claude_code_effort_and_system", method: "POST", path: "/v1/messages?beta=true", header: claudeVersion,
		body: `{"model":"m-1","max_tokens":100,"output_config":{"effort":"high"},"messages":[{"role":"user","content":"Hi"},` +
			`{"role":"assistant","content":"Hello."},{"role":"system","content":"A file was opened."},{"role":"user","content":"Go on."}]}`,
		status: http.StatusOK, words: []string{`"type":"message"`},
	},
}

// TestFacts has every such call answered, whatever the upstream.
func TestFacts(t *testing.T) {
	for _, upstream := range []string{"chat", "claude", "gemini"} {
		u := stubtest.New(t, stubtest.Document(stubtest.File("answer."+upstream+".json")))
		c := gatewaytest.To(upstream, u.URL, "up-1")
		c.Models[0].Match = "m-1"
		s := gatewaytest.Serve(t, c)
		for _, f := range facts {
			if f.upstreams != nil && !slices.Contains(f.upstreams, upstream) {
				continue
			}
			t.Run(f.name+"/"+upstream, func(t *testing.T) {
				a := s.Do(f.method, f.path, []byte(f.body), f.header...)
				if a.StatusCode != f.status {
					t.Errorf("status %d, want %d: %s", a.StatusCode, f.status, a.Bytes)
				}
				for _, w := range f.words {
					if !strings.Contains(string(a.Bytes), w) {
						t.Errorf("no %s in %s", w, a.Bytes)
					}
				}
			})
		}
	}
}
