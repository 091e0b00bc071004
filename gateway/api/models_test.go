package api_test

import (
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/interlingua/interlingua/adapters/jsonx"
	"github.com/interlingua/interlingua/gateway/config"
	"github.com/interlingua/interlingua/gateway/gatewaytest"
	"github.com/interlingua/interlingua/gateway/stubtest"
)

// lists are the lists of models of a stub, in each dialect.
var lists = map[string]string{
	"responses": `{"object":"list","data":[{"id":"m-1","object":"model","created":1700000000,"owned_by":"stub"},{"id":"other","object":"model","created":1,"owned_by":"stub"}]}`,
	"chat":      `{"object":"list","data":[{"id":"m-1","object":"model","created":1700000000,"owned_by":"stub"},{"id":"other","object":"model","created":1,"owned_by":"stub"}]}`,
	"claude":    `{"data":[{"type":"model","id":"m-1","display_name":"M One","created_at":"2023-11-14T22:13:20Z"},{"type":"model","id":"other","display_name":"O","created_at":"2023-11-14T22:13:20Z"}],"has_more":false,"first_id":"m-1","last_id":"other"}`,
	"gemini":    `{"models":[{"name":"models/m-1","displayName":"M One","inputTokenLimit":10},{"name":"models/other"}]}`,
}

// TestModels has what an upstream lists and a route matches listed in each caller's shape, and asked of the upstream once.
func TestModels(t *testing.T) {
	callers := []struct {
		path, id string
		header   []string
	}{
		{"/v1/models", "/data/0/id", nil},
		{"/models", "/data/0/id", nil},
		{"/v1/models?limit=1000", "/data/0/id", []string{"Anthropic-Version", "2023-06-01"}},
		{"/v1beta/models", "/models/0/name", nil},
		{"/v1/models", "/models/0/name", []string{"X-Goog-Api-Key", "k"}},
	}
	for _, upstream := range names {
		u := stubtest.New(t, stubtest.Document([]byte(lists[upstream])))
		c := &config.Config{
			Upstreams: []config.Upstream{upstreamAt("up", upstream, u.URL)},
			Models:    []config.Model{{Match: "fixed", Upstream: "up"}, {Match: "m-*", Upstream: "up"}},
		}
		s := serve(t, c)
		for _, caller := range callers {
			a := s.do(http.MethodGet, caller.path, nil, caller.header...)
			id, _ := jsonx.Lookup(string(a.Bytes), caller.id)
			if a.StatusCode != http.StatusOK || strings.TrimPrefix(strings.Trim(id, `"`), "models/") != "fixed" {
				t.Errorf("%s of %s: %d %s", caller.path, upstream, a.StatusCode, a.Bytes)
			}
			if !strings.Contains(string(a.Bytes), "m-1") || strings.Contains(string(a.Bytes), "other") {
				t.Errorf("%s of %s: %s", caller.path, upstream, a.Bytes)
			}
		}
		if n := len(u.Asked()); n != 1 {
			t.Errorf("%s was asked %d times", upstream, n)
		}
		if a := s.do(http.MethodGet, "/v1/models/m-1", nil); a.StatusCode != http.StatusOK || !strings.Contains(string(a.Bytes), `"id":"m-1"`) {
			t.Errorf("one model: %d %s", a.StatusCode, a.Bytes)
		}
		checkError(t, "chat", s.do(http.MethodGet, "/v1/models/nope", nil), http.StatusNotFound)
		if a := s.do(http.MethodGet, "/v1/models?client_version=0.1", nil); string(a.Bytes) != `{"models":[]}` {
			t.Errorf("%s", a.Bytes)
		}
	}
}

// listing is a gateway before one upstream that lists models, under a wildcard.
func listing(t *testing.T, dialect string, replies ...stubtest.Reply) (*server, *stubtest.Server) {
	u := stubtest.New(t, replies...)
	return serve(t, &config.Config{
		Upstreams: []config.Upstream{upstreamAt("up", dialect, u.URL)},
		Models:    []config.Model{{Match: "named", Upstream: "up", Model: "x"}, {Match: "m-*", Upstream: "up"}},
	}), u
}

// TestModelShapes has lists and single models in the form of each dialect, members for pages among it.
func TestModelShapes(t *testing.T) {
	s, _ := listing(t, "claude", stubtest.Document([]byte(lists["claude"])))
	for _, c := range []struct {
		path   string
		header []string
		want   map[string]string
	}{
		{"/v1/models", nil, map[string]string{"/object": `"list"`, "/data/1/object": `"model"`, "/data/1/created": "1700000000", "/data/0/owned_by": `"up"`}},
		{"/v1/models/m-1", nil, map[string]string{"/id": `"m-1"`, "/object": `"model"`, "/created": "1700000000"}},
		{"/v1/models/named", nil, map[string]string{"/id": `"named"`, "/object": `"model"`}},
		{"/models/m-2", nil, map[string]string{"/id": `"m-2"`}}, // a wildcard takes what no list names
		{"/v1/models?limit=1000", []string{"Anthropic-Version", "2023-06-01"}, map[string]string{
			"/has_more": "false", "/first_id": `"named"`, "/last_id": `"m-1"`, "/data/1/type": `"model"`, "/data/1/display_name": `"M One"`, "/data/1/created_at": `"2023-11-14T22:13:20Z"`,
		}},
		{"/v1/models/m-1", []string{"Anthropic-Version", "2023-06-01"}, map[string]string{"/type": `"model"`, "/id": `"m-1"`, "/display_name": `"M One"`}},
		{"/v1beta/models", nil, map[string]string{"/models/1/name": `"models/m-1"`, "/models/1/displayName": `"M One"`, "/nextPageToken": ""}},
		{"/v1beta/models/m-1", nil, map[string]string{"/name": `"models/m-1"`}},
		{"/v1/models?client_version=1", nil, map[string]string{"/models": "[]"}},
	} {
		a := s.do(http.MethodGet, c.path, nil, c.header...)
		for at, want := range c.want {
			if got, _ := jsonx.Lookup(string(a.Bytes), at); got != want || a.StatusCode != http.StatusOK {
				t.Errorf("%s%v: %s is %s, want %s in %s", c.path, c.header, at, got, want, a.Bytes)
			}
		}
	}
	for path, d := range map[string]string{"/v1/models/nope": "chat", "/v1beta/models/nope": "gemini"} {
		checkError(t, d, s.do(http.MethodGet, path, nil), http.StatusNotFound)
	}
	checkError(t, "claude", s.do(http.MethodGet, "/v1/models/nope", nil, "Anthropic-Version", "2023-06-01"), http.StatusNotFound)
}

// TestModelPages has all pages of an upstream's list read.
func TestModelPages(t *testing.T) {
	for dialect, pages := range map[string][2]string{
		"claude": {`{"data":[{"id":"m-1"}],"has_more":true,"last_id":"m-1"}`, `{"data":[{"id":"m-2"}],"has_more":false,"last_id":"m-2"}`},
		"gemini": {`{"models":[{"name":"models/m-1"}],"nextPageToken":"p"}`, `{"models":[{"name":"models/m-2"}]}`},
	} {
		s, u := listing(t, dialect, stubtest.Document([]byte(pages[0])), stubtest.Document([]byte(pages[1])))
		a := s.do(http.MethodGet, "/v1/models", nil)
		if !strings.Contains(string(a.Bytes), `"m-1"`) || !strings.Contains(string(a.Bytes), `"m-2"`) || len(u.Asked()) != 2 {
			t.Errorf("%s: %d calls, %s", dialect, len(u.Asked()), a.Bytes)
		}
	}
}

// TestModelCache has an upstream's list asked for once by all who want it at a time, again when it is old, and the last good one
// count while it cannot be had.
func TestModelCache(t *testing.T) {
	list := stubtest.Document([]byte(lists["chat"]))
	list.Chunk, list.Pause = 40, 20*time.Millisecond
	s, u := listing(t, "chat", list)
	var now atomic.Int64
	s.State().Engine.Clock = func() time.Time { return testNow.Add(time.Duration(now.Load())) }
	has := func(want bool) {
		t.Helper()
		a := s.do(http.MethodGet, "/v1/models", nil)
		if got := strings.Contains(string(a.Bytes), `"m-1"`); got != want || !strings.Contains(string(a.Bytes), `"named"`) || a.StatusCode != http.StatusOK {
			t.Errorf("%d %s", a.StatusCode, a.Bytes)
		}
	}
	asked := func(want int) {
		t.Helper()
		if n := len(u.Asked()); n != want {
			t.Errorf("asked %d times, want %d", n, want)
		}
	}
	var all sync.WaitGroup
	for range 20 {
		all.Go(func() { has(true) })
	}
	all.Wait()
	asked(1)
	now.Store(int64(4 * time.Minute))
	has(true)
	asked(1)
	for i, fault := range []stubtest.Reply{
		stubtest.Fails(500, ""), stubtest.Fails(429, ""), stubtest.Fails(401, ""),
		{Header: typed("text/html"), Body: []byte("<html>")},
		{Header: typed("application/json"), Body: []byte(`{"data":[{"id":"m-`)},
	} {
		// While it cannot be had it is not asked for at once again.
		u.Reply(fault)
		now.Store(int64(time.Duration(6+i) * time.Minute))
		has(true)
		has(true)
		asked(2 + i)
	}
	u.Reply(stubtest.Fails(404, ""))
	now.Store(int64(time.Hour))
	has(false)
	asked(7)
	u.Reply(stubtest.Document([]byte(lists["chat"])))
	has(false)
	now.Store(int64(2 * time.Hour))
	has(true)
	asked(8)
}

// TestModelsOfDeadUpstream has a list without what an upstream that cannot be reached would add, asked for once only.
func TestModelsOfDeadUpstream(t *testing.T) {
	for _, upstream := range names {
		u := stubtest.New(t, stubtest.Fails(503, ""))
		s := serve(t, gatewaytest.To(upstream, u.URL, ""))
		for range 3 {
			a := s.do(http.MethodGet, "/v1/models", nil)
			if a.StatusCode != http.StatusOK || string(a.Bytes) != `{"object":"list","data":[]}` {
				t.Errorf("%d %s", a.StatusCode, a.Bytes)
			}
		}
		if n := len(u.Asked()); n != 1 {
			t.Errorf("%s was asked %d times", upstream, n)
		}
	}
}

// TestModelPage has a list come in the pages that a client asks for, in its dialect's words: each model once.
func TestModelPage(t *testing.T) {
	u := stubtest.New(t)
	c := &config.Config{Upstreams: []config.Upstream{upstreamAt("up", "chat", u.URL)}}
	for _, id := range []string{"a", "b", "c"} {
		c.Models = append(c.Models, config.Model{Match: id, Upstream: "up"})
	}
	s := serve(t, c)
	claude := []string{"Anthropic-Version", "2023-06-01"}
	for _, page := range []struct {
		path   string
		header []string
		want   string
		end    string
	}{
		{"/v1/models?limit=2", claude, "a b", `"has_more":true`},
		{"/v1/models?limit=2&after_id=b", claude, "c", `"has_more":false`},
		{"/v1/models?limit=1&before_id=c", claude, "b", `"has_more":true`},
		{"/v1/models?after_id=gone", claude, "", `"has_more":false`},
		{"/v1beta/models?pageSize=2", nil, "a b", `"nextPageToken":"b"`},
		{"/v1beta/models?pageSize=2&pageToken=b", nil, "c", "]}"},
		{"/v1/models?limit=1", nil, "a b c", "]}"},
	} {
		a := s.do(http.MethodGet, page.path, nil, page.header...)
		var got []string
		for _, list := range []string{"data", "models"} {
			entries, _ := jsonx.Get(string(a.Bytes), list)
			for e := range jsonx.Elements(entries) {
				for _, name := range []string{"id", "name"} {
					if raw, ok := jsonx.Get(e, name); ok {
						id, _ := jsonx.Unquote(raw)
						got = append(got, strings.TrimPrefix(id, "models/"))
					}
				}
			}
		}
		if strings.Join(got, " ") != page.want || !strings.Contains(string(a.Bytes), page.end) {
			t.Errorf("%s: %s", page.path, a.Bytes)
		}
	}
}
