package gatewaytest

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
	"github.com/interlingua/interlingua/gateway/telemetry"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// What every test server draws its ids from, reads from its clock and estimates a request at.
const (
	Seed      = "seed"
	Estimated = 42
)

// Now is the time of every test server.
func Now() time.Time { return time.Date(2026, 5, 4, 3, 2, 1, 0, time.UTC) }

// Server is a gateway that serves on loopback until its test ends. It is safe for concurrent use.
type Server struct {
	*api.Server
	// URL is its address.
	URL string
	// Client is what calls it.
	Client *http.Client
	// Waits are the waits between tries; they are not waited for.
	Waits <-chan time.Duration

	t testing.TB
}

// Serve starts a gateway with a configuration.
func Serve(t testing.TB, c *config.Config) *Server {
	t.Helper()
	if err := c.Complete(); err != nil {
		t.Fatal(err)
	}
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
	waits := make(chan time.Duration, 64)
	now := make(chan time.Time)
	close(now)
	st.Engine.Sleep = func(d time.Duration) <-chan time.Time {
		waits <- d
		return now
	}
	st.Engine.Random = func() float64 { return 1 }
	reg := prometheus.NewRegistry()
	s := &Server{Waits: waits, t: t, Client: &http.Client{Transport: &http.Transport{}}, Server: &api.Server{
		Adapters: byDialect, Log: zap.NewNop(), Metrics: telemetry.NewMetrics(reg), Registry: reg,
		Clock: Now, Seed: func() string { return Seed }, Estimate: estimate,
	}}
	s.Load(st)
	h := httptest.NewServer(s.Handler())
	s.URL = h.URL
	t.Cleanup(func() {
		s.Client.CloseIdleConnections()
		h.Close()
		st.Close()
	})
	return s
}

func estimate(*pb.GenerateRequest) (int64, error) { return Estimated, nil }

// Answer is what a client got. Err is what broke its body off; nil where it came whole.
type Answer struct {
	*http.Response
	Bytes []byte
	Err   error
}

// Post sends a JSON document and reads the answer to its end. header holds names and values in turn.
func (s *Server) Post(path string, body []byte, header ...string) Answer {
	s.t.Helper()
	return s.Do(http.MethodPost, path, body, header...)
}

// Do is Post with another method.
func (s *Server) Do(method, path string, body []byte, header ...string) Answer {
	s.t.Helper()
	resp, err := s.Client.Do(s.Request(method, path, body, header...))
	if err != nil {
		s.t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	text, err := io.ReadAll(resp.Body)
	return Answer{resp, text, err}
}

// Request makes a request to the server. Its context is the test's.
func (s *Server) Request(method, path string, body []byte, header ...string) *http.Request {
	s.t.Helper()
	req, err := http.NewRequestWithContext(s.t.Context(), method, s.URL+path, bytes.NewReader(body))
	if err != nil {
		s.t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	for i := 0; i < len(header); i += 2 {
		req.Header.Set(header[i], header[i+1])
	}
	return req
}
