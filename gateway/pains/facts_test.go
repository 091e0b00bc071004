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

var facts = []fact{
	{"codex_websocket", "GET", "/v1/responses", upgrade, "", http.StatusUpgradeRequired, []string{`"error"`}, nil},
	{"codex_models", "GET", "/v1/models?client_version=0.169.0", nil, "", http.StatusOK, []string{`{"models":[`}, nil},
	{"codex_compact", "POST", "/v1/responses/compact", nil, `{"model":"m-1","input":[]}`, http.StatusNotFound, []string{`"error"`}, nil},
	{"codex_search", "POST", "/v1/alpha/search", nil, `{}`, http.StatusNotFound, []string{`"error"`}, []string{"claude", "gemini"}},
	{"codex_search_relayed", "POST", "/v1/alpha/search", nil, `{}`, http.StatusOK, nil, []string{"chat"}},
	{
		"codex_store_false", "POST", "/v1/responses", nil,
		`{"model":"m-1","store":false,"stream":false,"instructions":"You are Codex.","input":[{"type":"message","role":"user","content":[{"type":"input_text","text":"Hi"}]}],` +
			`"tools":[{"type":"namespace","name":"functions","description":"F","tools":[` + toolResponses + `]},{"type":"web_search"}],"tool_choice":"auto","parallel_tool_calls":true,` +
			`"include":["reasoning.encrypted_content"],"prompt_cache_key":"k"}`,
		http.StatusOK, []string{`"object":"response"`}, nil,
	},
	{"claude_code_models", "GET", "/v1/models?limit=1", []string{"Anthropic-Version", "2023-06-01"}, "", http.StatusOK, []string{`"type":"model"`, `"has_more":false`}, nil},
	{
		"claude_code_count_tokens", "POST", "/v1/messages/count_tokens?beta=true", []string{"Anthropic-Version", "2023-06-01"},
		`{"model":"m-1","messages":[{"role":"user","content":"Hi"}]}`, http.StatusOK, []string{`"input_tokens":42`}, nil,
	},
	{
		"claude_code_effort_and_system", "POST", "/v1/messages?beta=true", []string{"Anthropic-Version", "2023-06-01"},
		`{"model":"m-1","max_tokens":100,"output_config":{"effort":"high"},"messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":"Hello."},{"role":"system","content":"A file was opened."},{"role":"user","content":"Go on."}]}`,
		http.StatusOK, []string{`"type":"message"`}, nil,
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
