package api_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/interlingua/interlingua/adapters/jsonx"
	"github.com/interlingua/interlingua/gateway/config"
	"github.com/interlingua/interlingua/gateway/stubtest"
)

// TestCountTokens has tokens counted by the upstream where it can, else estimated, and said which.
func TestCountTokens(t *testing.T) {
	paths := map[string]string{
		"responses": "/v1/responses/input_tokens", "claude": "/v1/messages/count_tokens", "gemini": "/v1beta/models/m-1:countTokens",
	}
	numbers := map[string]string{"responses": "/input_tokens", "claude": "/input_tokens", "gemini": "/totalTokens"}
	counts := map[string]string{
		"responses": `{"object":"response.input_tokens","input_tokens":7}`, "claude": `{"input_tokens":7}`, "gemini": `{"totalTokens":7}`,
	}
	for client, path := range paths {
		for _, upstream := range names {
			u := stubtest.New(t, stubtest.Document([]byte(counts[upstream])))
			s := serve(t, to(u, upstream))
			_, body := request(client, false)
			a := s.post(path, body)
			want, how := "7", "exact"
			if counts[upstream] == "" {
				want, how = "42", "estimated"
			}
			if n, _ := jsonx.Lookup(string(a.Bytes), numbers[client]); n != want || a.Header.Get("Interlingua-Token-Count") != how {
				t.Errorf("%s at %s: %d %s, %s", client, upstream, a.StatusCode, a.Bytes, a.Header.Get("Interlingua-Token-Count"))
			}
			u.Reply(stubtest.Fails(404, ""))
			a = s.post(path, body)
			if n, _ := jsonx.Lookup(string(a.Bytes), numbers[client]); n != "42" || a.Header.Get("Interlingua-Token-Count") != "estimated" {
				t.Errorf("%s at %s without: %d %s", client, upstream, a.StatusCode, a.Bytes)
			}
		}
	}
}

// TestRelay has neighbour endpoints passed on untouched, to the caller's family only.
func TestRelay(t *testing.T) {
	openai, claude := stubtest.New(t, stubtest.Document([]byte(`{"openai":1}`))), stubtest.New(t, stubtest.Document([]byte(`{"claude":1}`)))
	c := &config.Config{
		Upstreams: []config.Upstream{upstreamAt("claude", "claude", claude.URL), upstreamAt("openai", "chat", openai.URL), upstreamAt("second", "chat", openai.URL)},
		Models:    []config.Model{{Match: "embed", Upstream: "openai", Model: "embed-2"}, {Match: "*", Upstream: "claude"}},
		Relay:     []config.Relay{{Path: "/v1/rerank", Upstream: "claude"}},
		Keys:      []config.Key{keyed("one", "secret")},
	}
	s := serve(t, c)
	auth := []string{"Authorization", "Bearer secret"}
	cases := []struct {
		method, path, body, want, uri, sent string
		header                              []string
	}{
		{"POST", "/v1/embeddings", `{"model":"embed","input":[1.0]}`, `{"openai":1}`, "/v1/embeddings", `{"model":"embed-2","input":[1.0]}`, nil},
		{"GET", "/v1/files?limit=2&order=asc", ``, `{"openai":1}`, "/v1/files?limit=2&order=asc", ``, nil},
		{"POST", "/v1/audio/transcriptions", "--x\r\nfile", `{"openai":1}`, "/v1/audio/transcriptions", "--x\r\nfile", []string{"Content-Type", "multipart/form-data; boundary=x"}},
		{"GET", "/v1/messages/batches", ``, `{"claude":1}`, "/v1/messages/batches", ``, []string{"Anthropic-Version", "2023-06-01"}},
		{"POST", "/v1/rerank", `{"model":"r"}`, `{"claude":1}`, "/v1/rerank", `{"model":"r"}`, nil},
	}
	for _, r := range cases {
		a := s.do(r.method, r.path, []byte(r.body), append(r.header, auth...)...)
		if a.StatusCode != http.StatusOK || string(a.Bytes) != r.want {
			t.Errorf("%s: %d %s", r.path, a.StatusCode, a.Bytes)
			continue
		}
		u := openai
		if r.want == `{"claude":1}` {
			u = claude
		}
		asked := u.Asked()[len(u.Asked())-1]
		if asked.URI != r.uri || string(asked.Body) != r.sent {
			t.Errorf("asked %s %s", asked.URI, asked.Body)
		}
		if v := asked.Header.Get("Authorization") + asked.Header.Get("X-Api-Key"); strings.Contains(v, "secret") || !strings.Contains(v, "upstream-key") {
			t.Errorf("credential %q", v)
		}
	}
	checkError(t, "chat", s.do(http.MethodPost, "/v1/embeddings", []byte(`{}`)), http.StatusUnauthorized)
	checkError(t, "gemini", s.post("/v1beta/models/x:embedContent", []byte(`{}`), auth...), http.StatusNotFound, "embedContent")
	checkError(t, "chat", s.post("/v1/embeddings", []byte(`{"model":"claude-only"}`), auth...), http.StatusNotFound)
	openai.Reply(stubtest.Fails(http.StatusServiceUnavailable, "busy"))
	if a := s.do(http.MethodGet, "/v1/files", nil, auth...); string(a.Bytes) != "busy" || a.Header.Get("Retry-After") == "" {
		t.Errorf("an overload: %d %v %s", a.StatusCode, a.Header, a.Bytes)
	}
}
