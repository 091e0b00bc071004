package api_test

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"

	"github.com/interlingua/interlingua/adapters/adapterstest/validate"
	"github.com/interlingua/interlingua/adapters/all"
	"github.com/interlingua/interlingua/gateway/config"
	"github.com/interlingua/interlingua/gateway/stubtest"
)

// eachClient runs a test for all client dialects, against an upstream of another one.
func eachClient(t *testing.T, test func(t *testing.T, client, upstream string)) {
	for i, client := range names {
		t.Run(client, func(t *testing.T) { test(t, client, names[(i+1)%len(names)]) })
	}
}

// checkError checks an error answer: its status, the client's envelope, and words in it.
func checkError(t *testing.T, client string, a answer, status int, words ...string) {
	t.Helper()
	if a.StatusCode != status {
		t.Errorf("status %d, want %d: %s", a.StatusCode, status, a.Bytes)
	}
	if problems := validate.Error(all.ByName(client).Dialect(), a.StatusCode, a.Bytes); len(problems) > 0 {
		t.Errorf("%v: %s", problems, a.Bytes)
	}
	for _, w := range words {
		if !bytes.Contains(a.Bytes, []byte(w)) {
			t.Errorf("no %q in %s", w, a.Bytes)
		}
	}
}

func TestBadRequests(t *testing.T) {
	eachClient(t, func(t *testing.T, client, upstream string) {
		u := stubtest.New(t, reply(upstream, false))
		c := to(u, upstream)
		c.Limits.BodyBytes = 2000
		s := serve(t, c)
		path, body := request(client, false)
		checkError(t, client, s.post(path, []byte(`{"model":"m-1",`)), http.StatusBadRequest, "byte 15")
		checkError(t, client, s.post(path, []byte(`[]`)), http.StatusBadRequest, "not a JSON object")
		checkError(t, client, s.post(path, nil), http.StatusBadRequest)
		checkError(t, client, s.post(path, bytes.Replace(body, []byte("Oslo"), make([]byte, 2000), 1)), http.StatusRequestEntityTooLarge)
		checkError(t, client, s.post(path, body, "Content-Encoding", "lzw"), http.StatusBadRequest, "encoding")
		checkError(t, client, s.post(path, body, "Content-Encoding", "gzip"), http.StatusBadRequest, "gzip")
		broken := bytes.Replace(body, []byte(`"type":"object"`), []byte(`"type":{"a":}`), 1)
		checkError(t, client, s.post(path, broken), http.StatusBadRequest)
		if n := len(u.Asked()); n > 0 {
			t.Errorf("the upstream was asked %d times", n)
		}
	})
}

// TestPointer has a fault of shape, not of syntax, named by its place in the document.
func TestPointer(t *testing.T) {
	bodies := map[string]string{
		"responses": `{"model":"m-1","input":[{"role":"user","content":"x"},7]}`,
		"chat":      `{"model":"m-1","messages":[{"role":"user","content":"x"},7]}`,
		"claude":    `{"model":"m-1","max_tokens":1,"messages":[{"role":"user","content":7}]}`,
		"gemini":    `{"contents":[{"role":"user","parts":7}]}`,
	}
	places := map[string]string{"responses": "/input/1", "chat": "/messages", "claude": "/messages/0/content", "gemini": "/contents/0/parts"}
	eachClient(t, func(t *testing.T, client, upstream string) {
		s := serve(t, to(stubtest.New(t, reply(upstream, false)), upstream))
		checkError(t, client, s.post(dialects[client].whole, []byte(bodies[client])), http.StatusBadRequest, places[client])
	})
}

func TestCompressedBodies(t *testing.T) {
	eachClient(t, func(t *testing.T, client, upstream string) {
		s := serve(t, to(stubtest.New(t, reply(upstream, false)), upstream))
		path, body := request(client, false)
		var zipped bytes.Buffer
		z := gzip.NewWriter(&zipped)
		if _, err := z.Write(body); err != nil {
			t.Fatal(err)
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		enc, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1))
		if err != nil {
			t.Fatal(err)
		}
		for encoding, text := range map[string][]byte{"gzip": zipped.Bytes(), "zstd": enc.EncodeAll(body, nil)} {
			if a := s.post(path, text, "Content-Encoding", encoding); a.StatusCode != http.StatusOK {
				t.Errorf("%s: %d %s", encoding, a.StatusCode, a.Bytes)
			}
		}
		if err := enc.Close(); err != nil {
			t.Fatal(err)
		}
	})
}

// TestBomb has a small body that is large once it is unpacked.
func TestBomb(t *testing.T) {
	var zipped bytes.Buffer
	z := gzip.NewWriter(&zipped)
	if _, err := z.Write(bytes.Repeat([]byte(" "), 1<<20)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	c := to(stubtest.New(t, reply("chat", false)), "chat")
	c.Limits.BodyBytes = 100_000
	checkError(t, "chat", serve(t, c).post("/v1/chat/completions", zipped.Bytes(), "Content-Encoding", "gzip"), http.StatusRequestEntityTooLarge)
}

func keyed(name, secret string, models ...string) config.Key {
	sum := sha256.Sum256([]byte(secret))
	return config.Key{Name: name, SHA256: hex.EncodeToString(sum[:]), Models: models}
}

func TestKeys(t *testing.T) {
	places := [][]string{
		{"Authorization", "Bearer secret"},
		{"X-Api-Key", "secret"},
		{"X-Goog-Api-Key", "secret"},
		{"Authorization", "Bearer other", "X-Api-Key", "secret"},
	}
	eachClient(t, func(t *testing.T, client, upstream string) {
		u := stubtest.New(t, reply(upstream, false))
		c := to(u, upstream)
		c.Keys = []config.Key{keyed("one", "secret", "m-*"), keyed("two", "narrow", "other")}
		s := serve(t, c)
		path, body := request(client, false)
		for _, header := range places {
			if a := s.post(path, body, header...); a.StatusCode != http.StatusOK {
				t.Errorf("%v: %d %s", header, a.StatusCode, a.Bytes)
			}
		}
		sep := "?"
		if strings.Contains(path, "?") {
			sep = "&"
		}
		if a := s.post(path+sep+"key=secret", body); a.StatusCode != http.StatusOK {
			t.Errorf("query: %d %s", a.StatusCode, a.Bytes)
		}
		for _, asked := range u.Asked() {
			if strings.Contains(asked.URI, "secret") || strings.Contains(strings.Join(asked.Header.Values("X-Api-Key"), ""), "secret") ||
				strings.Contains(asked.Header.Get("Authorization"), "secret") || strings.Contains(asked.Header.Get("X-Goog-Api-Key"), "secret") {
				t.Errorf("the client's key went to the upstream: %v", asked)
			}
		}
		checkError(t, client, s.post(path, body), http.StatusUnauthorized)
		checkError(t, client, s.post(path, body, "X-Api-Key", "wrong"), http.StatusUnauthorized)
		checkError(t, client, s.post(path, body, "X-Api-Key", "narrow"), http.StatusForbidden, "m-1")
	})
}

func TestUnknownModel(t *testing.T) {
	eachClient(t, func(t *testing.T, client, upstream string) {
		c := to(stubtest.New(t, reply(upstream, false)), upstream)
		c.Models[0].Match = "other-*"
		path, body := request(client, false)
		checkError(t, client, serve(t, c).post(path, body), http.StatusNotFound, "m-1")
	})
}

// TestStrict has a request that would lose something refused before the upstream is asked, at the place in the client's document.
func TestStrict(t *testing.T) {
	u := stubtest.New(t, reply("claude", false))
	s := serve(t, to(u, "claude"))
	body := []byte(`{"model":"m-1","messages":[{"role":"user","content":"Hi"}],"seed":7}`)
	checkError(t, "chat", s.post("/v1/chat/completions", body, "Interlingua-Loss-Policy", "strict"), http.StatusBadRequest, "/seed")
	if n := len(u.Asked()); n != 0 {
		t.Fatalf("the upstream was asked %d times", n)
	}
	a := s.post("/v1/chat/completions", body)
	if a.StatusCode != http.StatusOK || !strings.Contains(a.Header.Get("Interlingua-Loss"), `"path":"/seed"`) {
		t.Errorf("%d, losses %s", a.StatusCode, a.Header.Get("Interlingua-Loss"))
	}
	c := to(u, "claude")
	c.Models[0].Losses = map[string]string{"sampling": "refuse"}
	checkError(t, "chat", serve(t, c).post("/v1/chat/completions", body), http.StatusBadRequest, "/seed")
	c = to(u, "claude")
	c.Losses = map[string]string{"all": "refuse"}
	c.Keys = []config.Key{keyed("lax", "secret")}
	c.Keys[0].Losses = map[string]string{"sampling": "report"}
	if a := serve(t, c).post("/v1/chat/completions", body, "X-Api-Key", "secret"); a.StatusCode != http.StatusOK {
		t.Errorf("%d %s", a.StatusCode, a.Bytes)
	}
}

// TestState has what this server does not keep refused in the words at which clients send all of it.
func TestState(t *testing.T) {
	for _, upstream := range []string{"gemini", "responses", "claude"} {
		t.Run(upstream, func(t *testing.T) {
			u := stubtest.New(t, reply(upstream, false))
			c := to(u, upstream)
			c.Upstreams[0].Stateless = true
			checkStateRefused(t, serve(t, c))
			if n := len(u.Asked()); n > 0 {
				t.Errorf("the upstream was asked %d times", n)
			}
		})
	}
	t.Run("demo", func(t *testing.T) {
		s := serve(t, &config.Config{})
		checkStateRefused(t, s)
		// Nothing but its dialect is to be had of it.
		for _, path := range []string{"/v1/embeddings", "/v1/conversations/conv_1"} {
			checkError(t, "chat", s.post(path, []byte(`{"model":"demo","input":"x"}`)), http.StatusNotFound, path, `"code":null`)
		}
	})
}

// TestStateIsTheUpstreams has requests for state passed to an upstream of the same dialect, which may have it.
func TestStateIsTheUpstreams(t *testing.T) {
	for client, body := range map[string]string{
		"responses": `{"model":"m","input":[{"type":"item_reference","id":"msg_1"}],"previous_response_id":"resp_1","background":true}`,
		"claude":    `{"model":"m","max_tokens":9,"messages":[{"role":"user","content":"x"}],"thread":{"type":"create"}}`,
	} {
		u := stubtest.New(t, reply(client, false))
		if a := serve(t, to(u, client)).post(dialects[client].whole, []byte(body)); a.StatusCode != http.StatusOK {
			t.Errorf("%s: %d %s", client, a.StatusCode, a.Bytes)
		}
		if asked := u.Asked(); len(asked) != 1 || string(asked[0].Body) != strings.Replace(body, `"m"`, `"up-1"`, 1) {
			t.Errorf("%s: asked %s", client, asked)
		}
	}
}

// stateRefused are requests for state that is not here, and what is said of each.
var stateRefused = []struct {
	client, body string
	status       int
	words        []string
}{
	{"responses", `{"model":"m","input":"x","previous_response_id":"resp_1"}`, 400, []string{`"code":"previous_response_not_found"`, `"param":"previous_response_id"`, "resp_1"}},
	{"responses", `{"model":"m","input":"x","conversation":"conv_1"}`, 404, []string{`"param":"conversation"`}},
	{"responses", `{"model":"m","input":"x","background":true}`, 400, []string{`"param":"background"`}},
	{"responses", `{"model":"m","input":[{"role":"user","content":"x"},{"type":"item_reference","id":"msg_1"}]}`, 404, []string{"/input/1", "msg_1"}},
	{"claude", `{"model":"m","max_tokens":9,"messages":[{"role":"user","content":"x"}],"thread":{"type":"create"}}`, 400, []string{`"error_code":"thread_unsupported_request"`}},
}

// checkStateRefused asks for each kind of state, and for the paths below which it is kept.
func checkStateRefused(t *testing.T, s *server) {
	t.Helper()
	for _, c := range stateRefused {
		checkError(t, c.client, s.post(dialects[c.client].whole, []byte(c.body)), c.status, c.words...)
	}
	for _, path := range []string{"/v1/responses/resp_1", "/v1/responses/compact", "/v1/responses/resp_1/cancel"} {
		checkError(t, "responses", s.post(path, []byte(`{"model":"m"}`)), http.StatusNotFound, path)
	}
}

func TestPaths(t *testing.T) {
	u := stubtest.New(t, reply("chat", false))
	c := to(u, "chat")
	c.Aliases = map[string]string{"/v1/responsesd": "/v1/responses"}
	c.CORS = []string{"https://app.example"}
	s := serve(t, c)
	for _, p := range []struct{ client, path string }{
		{"responses", "/responses"},
		{"responses", "/v1/responsesd"},
		{"chat", "/chat/completions"},
		{"claude", "/messages?beta=true"},
		{"claude", "/v1/messages?beta=true"},
		{"gemini", "/v1/models/m-1:generateContent"},
		{"gemini", "/models/m-1:generateContent"},
		{"gemini", "/v1beta/models/a/b:c:generateContent"},
		{"gemini", "/v1beta/tunedModels/m-1:generateContent"},
	} {
		_, body := request(p.client, false)
		if a := s.post(p.path, body); a.StatusCode != http.StatusOK {
			t.Errorf("%s: %d %s", p.path, a.StatusCode, a.Bytes)
		}
	}
	checkError(t, "gemini", s.post("/v1beta/models/m-1:unheardOf", []byte("{}")), http.StatusNotFound, "unheardOf")
	checkError(t, "chat", s.do(http.MethodGet, "/nowhere", nil), http.StatusNotFound, "/nowhere")
	a := s.do(http.MethodGet, "/v1/responses", nil, "Connection", "Upgrade", "Upgrade", "websocket")
	if a.StatusCode != http.StatusUpgradeRequired {
		t.Errorf("WebSocket: %d", a.StatusCode)
	}
	a = s.do(http.MethodOptions, "/v1/messages", nil, "Origin", "https://app.example", "Access-Control-Request-Method", "POST",
		"Access-Control-Request-Headers", "x-api-key")
	if a.StatusCode != http.StatusNoContent || a.Header.Get("Access-Control-Allow-Headers") != "x-api-key" {
		t.Errorf("CORS: %d %v", a.StatusCode, a.Header)
	}
	for _, path := range []string{"/healthz", "/readyz", "/metrics"} {
		if a := s.do(http.MethodGet, path, nil); a.StatusCode != http.StatusOK {
			t.Errorf("%s: %d", path, a.StatusCode)
		}
	}
	s.Drain()
	if a := s.do(http.MethodGet, "/readyz", nil); a.StatusCode != http.StatusServiceUnavailable || a.Header.Get("Retry-After") == "" {
		t.Errorf("draining: %d", a.StatusCode)
	}
}
