package api_test

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/interlingua/interlingua/gateway/config"
	"github.com/interlingua/interlingua/gateway/stubtest"
)

// BenchmarkServe is one call over loopback, with the cost of the client and of the upstream in it: what a change saves is the
// difference.
func BenchmarkServe(b *testing.B) {
	for _, size := range []struct {
		name  string
		times int
	}{{"small", 1}, {"large", 30_000}} {
		for _, stream := range []bool{false, true} {
			mode := map[bool]string{false: "whole", true: "stream"}[stream]
			for _, pair := range [][2]string{{"chat", "chat"}, {"claude", "claude"}, {"claude", "chat"}, {"responses", "gemini"}} {
				b.Run(size.name+"/"+mode+"/"+pair[0]+" to "+pair[1], func(b *testing.B) {
					path, body := request(pair[0], stream)
					body = bytes.Replace(body, []byte("Oslo"), []byte(strings.Repeat("Oslo ", size.times)), 1)
					benchmarkCall(b, pair[1], path, body, reply(pair[1], stream))
				})
			}
		}
	}
}

// benchmarkCall sends one request again and again to a server with one upstream that always gives one reply.
func benchmarkCall(b *testing.B, dialect, path string, body []byte, r stubtest.Reply) {
	u := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		_, _ = io.Copy(io.Discard, req.Body)
		for k, v := range r.Header {
			w.Header()[k] = v
		}
		_, _ = w.Write(r.Body)
	}))
	b.Cleanup(u.Close)
	s := serve(b, &config.Config{
		Upstreams: []config.Upstream{upstreamAt("up", dialect, u.URL)},
		Models:    []config.Model{{Match: "*", Upstream: "up", Model: "up-1"}},
	})
	b.ReportAllocs()
	b.SetBytes(int64(len(body)))
	for b.Loop() {
		if a := s.post(path, body); a.Err != nil || a.StatusCode != http.StatusOK {
			b.Fatal(a.Status, a.Err)
		}
	}
}
