package api_test

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"go.uber.org/zap"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/all"
	"github.com/interlingua/interlingua/gateway"
	"github.com/interlingua/interlingua/gateway/api"
	"github.com/interlingua/interlingua/gateway/config"
	"github.com/interlingua/interlingua/gateway/stubtest"
	"github.com/interlingua/interlingua/gateway/telemetry"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// What every test server draws and reads from its clock.
const testSeed = "seed"

var testNow = time.Date(2026, 5, 4, 3, 2, 1, 0, time.UTC)

// server is a gateway that serves on loopback for one test.
type server struct {
	*api.Server
	URL    string
	Config *config.Config
	t      testing.TB
	client *http.Client
	// Waits are the waits between tries; they are not waited for.
	Waits chan time.Duration
}

// serve starts a gateway with a configuration.
func serve(t testing.TB, c *config.Config) *server {
	t.Helper()
	if err := c.Complete(); err != nil {
		t.Fatal(err)
	}
	estimate := func(*pb.GenerateRequest) (int64, error) { return 42, nil }
	parts := gateway.Parts{Adapters: map[string]adapters.Adapter{}, Log: zap.NewNop(), Estimate: estimate}
	byDialect := map[pb.Dialect]adapters.Adapter{}
	for _, a := range all.All() {
		parts.Adapters[all.Name(a.Dialect())] = a
		byDialect[a.Dialect()] = a
	}
	st, err := parts.State(c)
	if err != nil {
		t.Fatal(err)
	}
	reg := prometheus.NewRegistry()
	s := &server{Config: c, t: t, Waits: make(chan time.Duration, 64), client: &http.Client{Transport: &http.Transport{}}}
	now := make(chan time.Time)
	close(now)
	st.Engine.Sleep = func(d time.Duration) <-chan time.Time {
		s.Waits <- d
		return now
	}
	st.Engine.Random = func() float64 { return 1 }
	s.Server = &api.Server{
		Adapters: byDialect, Log: zap.NewNop(), Metrics: telemetry.NewMetrics(reg), Registry: reg,
		Clock: func() time.Time { return testNow }, Seed: func() string { return testSeed }, Estimate: estimate,
	}
	s.Load(st)
	h := httptest.NewServer(s.Handler())
	s.URL = h.URL
	t.Cleanup(func() {
		s.client.CloseIdleConnections()
		h.Close()
		st.Close()
	})
	return s
}

// to is a configuration with one upstream for all models, which it calls up-1.
func to(u *stubtest.Server, dialect string) *config.Config {
	return &config.Config{
		Upstreams: []config.Upstream{upstreamAt("up", dialect, u.URL)},
		Models:    []config.Model{{Match: "*", Upstream: "up", Model: "up-1"}},
	}
}

// upstreamAt is an upstream on loopback, its base URL as the dialect's vendor writes it.
func upstreamAt(name, dialect, url string) config.Upstream {
	return config.Upstream{Name: name, Dialect: dialect, BaseURL: url + dialects[dialect].base, APIKey: "upstream-key"}
}

// dialect is how a test's client calls in one dialect.
type dialect struct {
	base         string
	whole, flow  string
	streamMember bool
}

var dialects = map[string]dialect{
	"responses": {"/v1", "/v1/responses", "/v1/responses", true},
	"chat":      {"/v1", "/v1/chat/completions", "/v1/chat/completions", true},
	"claude":    {"", "/v1/messages", "/v1/messages", true},
	"gemini":    {"", "/v1beta/models/m-1:generateContent", "/v1beta/models/m-1:streamGenerateContent?alt=sse", false},
}

var names = all.Names()

// request gives the path and the body of a dialect's request in testdata.
func request(name string, stream bool) (path string, body []byte) {
	d := dialects[name]
	body = bytes.TrimSpace(stubtest.File("request." + name + ".json"))
	if !stream {
		return d.whole, body
	}
	if d.streamMember {
		body = append(body[:len(body)-1:len(body)-1], `,"stream":true}`...)
	}
	return d.flow, body
}

// reply gives a dialect's answer in testdata.
func reply(name string, stream bool) stubtest.Reply {
	if stream {
		return stubtest.Stream(stubtest.File("answer." + name + ".sse"))
	}
	return stubtest.Document(stubtest.File("answer." + name + ".json"))
}

// answer is what a client got.
type answer struct {
	*http.Response
	Bytes []byte
	Err   error
}

// post sends a request and reads the answer to its end.
func (s *server) post(path string, body []byte, header ...string) answer {
	s.t.Helper()
	return s.do(http.MethodPost, path, body, header...)
}

func (s *server) do(method, path string, body []byte, header ...string) answer {
	s.t.Helper()
	req, err := http.NewRequest(method, s.URL+path, bytes.NewReader(body))
	if err != nil {
		s.t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	for i := 0; i < len(header); i += 2 {
		req.Header.Set(header[i], header[i+1])
	}
	resp, err := s.client.Do(req)
	if err != nil {
		s.t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	text, err := io.ReadAll(resp.Body)
	return answer{resp, text, err}
}
