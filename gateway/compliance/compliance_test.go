package compliance

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/interlingua/interlingua/adapters/all"
	"github.com/interlingua/interlingua/gateway/config"
	"github.com/interlingua/interlingua/gateway/gatewaytest"
	"github.com/interlingua/interlingua/gateway/stubtest"
)

// own is the dialect of which Open Responses is a variety.
const own = "responses"

// asks is how a client says that it speaks Open Responses.
var asks = []string{"OpenResponses-Version", "2026-04-24"}

// setting is how the server comes to know that its client speaks Open Responses.
type setting struct {
	name   string
	header []string
	adjust func(*config.Config)
}

var settings = []setting{
	{name: "told by the client", header: asks},
	{name: "configured", adjust: func(c *config.Config) { c.ClientHeaders = map[string]string{asks[0]: asks[1]} }},
}

// untold is a server that knows nothing of it. Its answers hold all the same where it writes them itself; what an upstream of the
// same dialect says passes as it is.
var untold = setting{name: "untold"}

// eachUpstream runs a test for all dialects of upstreams and all settings, and those that are added for upstreams of other dialects.
func eachUpstream(t *testing.T, test func(t *testing.T, dialect string, s setting), foreign ...setting) {
	t.Helper()
	for _, dialect := range all.Names() {
		tried := settings
		if dialect != own {
			tried = append(settings[:len(settings):len(settings)], foreign...)
		}
		for _, s := range tried {
			t.Run(dialect+"/"+s.name, func(t *testing.T) {
				t.Parallel()
				test(t, dialect, s)
			})
		}
	}
}

// watched is an upstream that keeps what it saw.
func watched(t *testing.T, dialect string) (u upstream, saw func() []string) {
	var mu sync.Mutex
	var bodies []string
	u = upstream{t: t, dialect: dialect, saw: func(body string) {
		mu.Lock()
		defer mu.Unlock()
		bodies = append(bodies, body)
	}}
	return u, func() []string {
		mu.Lock()
		defer mu.Unlock()
		return slices.Clone(bodies)
	}
}

// TestWhole has each case answered with one document, all at once.
func TestWhole(t *testing.T) {
	eachUpstream(t, func(t *testing.T, dialect string, s setting) {
		u, saw := watched(t, dialect)
		server := serve(t, u, s.adjust)
		t.Run("cases", func(t *testing.T) {
			for _, c := range cases {
				t.Run(c.name, func(t *testing.T) {
					t.Parallel()
					a := server.Post("/v1/responses", request(c.body, false), s.header...)
					if a.StatusCode != http.StatusOK {
						t.Fatalf("status %d: %s", a.StatusCode, a.Bytes)
					}
					r := responseOf(t, read(t, a.Bytes))
					completed(t, r)
					c.holds(t, r)
					for _, text := range c.reaches {
						if !seen(saw(), text) {
							t.Errorf("%q did not reach the upstream", text)
						}
					}
				})
			}
		})
	}, untold)
}

// TestStreamed has each case answered with a stream, all at once: its events, and the response with which it ends.
func TestStreamed(t *testing.T) {
	eachUpstream(t, func(t *testing.T, dialect string, s setting) {
		server := serve(t, upstream{t: t, dialect: dialect}, s.adjust)
		for _, c := range cases {
			t.Run(c.name, func(t *testing.T) {
				t.Parallel()
				got := streamed(t, server, c.body, s.header)
				r := got.last(t, "response.completed")
				completed(t, r)
				c.holds(t, r)
				got.has(t, "response.created", "response.in_progress", "response.output_item.added", "response.output_item.done")
				if len(itemsOf(r, "function_call")) > 0 {
					got.has(t, "response.function_call_arguments.delta", "response.function_call_arguments.done")
				} else {
					got.has(t, "response.output_text.delta", "response.output_text.done", "response.content_part.added", "response.content_part.done")
				}
			})
		}
	}, untold)
}

// streamed sends a request for a stream through the server's handler, and checks each write of the answer.
func streamed(t *testing.T, server *gatewaytest.Server, body string, header []string) stream {
	t.Helper()
	req := server.Request(http.MethodPost, "/v1/responses", request(body, true), header...)
	rec := &recorder{header: http.Header{}}
	server.Handler().ServeHTTP(rec, req)
	if rec.status != http.StatusOK || !strings.HasPrefix(rec.header.Get("Content-Type"), "text/event-stream") {
		t.Fatalf("status %d, type %s: %s", rec.status, rec.header.Get("Content-Type"), bytes.Join(rec.writes, nil))
	}
	return streamOf(t, rec.writes)
}

// TestReasoning has reasoning told in the words of Open Responses: in full where the upstream shows it so, else in summary.
func TestReasoning(t *testing.T) {
	eachUpstream(t, func(t *testing.T, dialect string, s setting) {
		got := streamed(t, serve(t, upstream{t: t, dialect: dialect}, s.adjust), `"input":"Count from 1 to 5."`, s.header)
		thoughts := itemsOf(got.last(t, "response.completed"), "reasoning")
		if len(thoughts) != 1 {
			t.Fatalf("%d items of reasoning", len(thoughts))
		}
		if dialect == own {
			got.has(t, "response.reasoning.delta", "response.reasoning.done")
		} else {
			got.has(t, "response.reasoning_summary_part.added", "response.reasoning_summary_text.delta")
		}
	}, untold)
}

// TestFunctionCallRoundtrip brings a call's result back with the whole conversation, since nothing is stored.
func TestFunctionCallRoundtrip(t *testing.T) {
	eachUpstream(t, func(t *testing.T, dialect string, s setting) {
		u, saw := watched(t, dialect)
		server := serve(t, u, s.adjust)
		ask := `{"type":"message","role":"user","content":"What is the weather in San Francisco?"}`
		first := server.Post("/v1/responses", request(`"store":false,"input":[`+ask+`],`+weather, false), s.header...)
		call := itemsOf(responseOf(t, read(t, first.Bytes)), "function_call")[0]
		answer := `{"type":"function_call_output","call_id":"` + call["call_id"].(string) + `","output":"` + toolSaid + `"}`
		again := `{"type":"function_call","call_id":"` + call["call_id"].(string) + `","name":"get_weather","arguments":"{\"location\":\"San Francisco, CA\"}"}`
		second := streamed(t, server, `"store":false,"input":[`+ask+`,`+again+`,`+answer+`],`+weather, s.header)
		r := second.last(t, "response.completed")
		completed(t, r)
		says(t, r)
		if !seen(saw(), toolSaid) {
			t.Error("the result did not reach the upstream")
		}
	}, untold)
}

// TestErrors has what goes wrong told in the words of Open Responses.
func TestErrors(t *testing.T) {
	wrong := []struct {
		name, body string
		status     int
		typ        string
	}{
		{"no JSON", `{"model":"m-1",`, http.StatusBadRequest, "invalid_request"},
		{"no model of that name", `{"model":"none","input":"x"}`, http.StatusNotFound, "not_found"},
		{"too many requests", `{"model":"m-1","input":"` + sayLimited + `"}`, http.StatusTooManyRequests, "too_many_requests"},
		{"fault of the upstream", `{"model":"m-1","input":"` + sayFault + `"}`, http.StatusInternalServerError, "server_error"},
	}
	eachUpstream(t, func(t *testing.T, dialect string, s setting) {
		server := serve(t, upstream{t: t, dialect: dialect}, func(c *config.Config) {
			c.Models[0].Match = "m-*"
			if s.adjust != nil {
				s.adjust(c)
			}
		})
		for _, w := range wrong {
			a := server.Post("/v1/responses", []byte(w.body), s.header...)
			if a.StatusCode != w.status {
				t.Errorf("%s: status %d: %s", w.name, a.StatusCode, a.Bytes)
			}
			if f := faultOf(t, a.Bytes); f["type"] != w.typ || !slices.Contains(faultTypes, w.typ) {
				t.Errorf("%s: type %v, want %s", w.name, f["type"], w.typ)
			}
		}
	})
}

// TestErrorInStream has a stream that breaks off end with a failed response.
func TestErrorInStream(t *testing.T) {
	eachUpstream(t, func(t *testing.T, dialect string, s setting) {
		got := streamed(t, serve(t, upstream{t: t, dialect: dialect}, s.adjust), `"input":"`+sayCut+`"`, s.header)
		r := got.last(t, "response.failed")
		if r["status"] != "failed" || r["error"] == nil {
			t.Errorf("status %v, error %v", r["status"], r["error"])
		}
	}, untold)
}

// TestNames has an upstream that streams in the words of Open Responses read by a client that knows OpenAI's, and by one that knows
// them.
func TestNames(t *testing.T) {
	known := strings.NewReplacer("response.reasoning_text.", "response.reasoning.")
	u := stubtest.New(t, stubtest.Stream([]byte(known.Replace(string(file("say.responses.sse"))))))
	c := gatewaytest.To(own, u.URL, upstreamModel)
	c.Upstreams[0].Quirks.OpenResponses = true
	server := gatewaytest.Serve(t, c)
	for _, client := range []struct {
		header []string
		want   string
		not    string
	}{
		{nil, "response.reasoning_text.", "response.reasoning."},
		{asks, "response.reasoning.", "response.reasoning_text."},
	} {
		a := server.Post("/v1/responses", request(`"input":"Hello."`, true), client.header...)
		for _, kind := range []string{"delta", "done"} {
			for _, place := range []string{"event: %s\n", `"type":"%s"`} {
				if !bytes.Contains(a.Bytes, fmt.Appendf(nil, place, client.want+kind)) {
					t.Errorf("%v: no %s%s in %s", client.header, client.want, kind, a.Bytes)
				}
				if bytes.Contains(a.Bytes, fmt.Appendf(nil, place, client.not+kind)) {
					t.Errorf("%v: %s%s in %s", client.header, client.not, kind, a.Bytes)
				}
			}
		}
	}
}

// TestKeyHeaders has a client's key say what the client speaks.
func TestKeyHeaders(t *testing.T) {
	sum := sha256.Sum256([]byte("secret"))
	server := serve(t, upstream{t: t, dialect: own}, func(c *config.Config) {
		c.Keys = []config.Key{{Name: "open", SHA256: hex.EncodeToString(sum[:]), ClientHeaders: map[string]string{asks[0]: asks[1]}}}
	})
	got := streamed(t, server, `"input":"Count from 1 to 5."`, []string{"Authorization", "Bearer secret"})
	got.has(t, "response.reasoning.delta")
}

// TestDemo has the built-in model pass too, whether or not the server knows that its client speaks Open Responses.
func TestDemo(t *testing.T) {
	server := gatewaytest.Serve(t, &config.Config{})
	for _, header := range [][]string{nil, asks} {
		for _, c := range cases {
			got := streamed(t, server, c.body, header)
			r := got.last(t, "response.completed")
			completed(t, r)
			if offers := strings.Contains(c.body, "get_weather") && strings.Contains(c.body, "eather in"); offers != (len(itemsOf(r, "function_call")) == 1) {
				t.Errorf("%s: %v", c.name, r["output"])
			}
			a := server.Post("/v1/responses", request(c.body, false), header...)
			completed(t, responseOf(t, read(t, a.Bytes)))
		}
	}
}
