package rpc_test

import (
	"bytes"
	"context"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"go.uber.org/goleak"
	"go.uber.org/zap"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/all"
	"github.com/interlingua/interlingua/gateway"
	"github.com/interlingua/interlingua/gateway/api"
	"github.com/interlingua/interlingua/gateway/config"
	"github.com/interlingua/interlingua/gateway/rpc"
	"github.com/interlingua/interlingua/gateway/stubtest"
	"github.com/interlingua/interlingua/gateway/telemetry"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// What every test server draws and reads from its clock.
const testSeed = "seed"

var testNow = time.Date(2026, 5, 4, 3, 2, 1, 0, time.UTC)

// server is a gateway with both fronts on loopback, for one test.
type server struct {
	Generation  pb.GenerationServiceClient
	Translation pb.TranslationServiceClient
	Conn        *grpc.ClientConn
	URL         string
	GRPC        string
	Registry    *prometheus.Registry
	State       *api.State
	HTTP        *http.Client
	t           testing.TB
}

// serve starts a gateway with a configuration; log takes its lines, and the server may be changed before it serves.
func serve(t testing.TB, c *config.Config, log *zap.Logger, change ...func(*rpc.Server)) *server {
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
	now := make(chan time.Time)
	close(now)
	st.Engine.Sleep = func(time.Duration) <-chan time.Time { return now }
	s := &server{t: t, Registry: prometheus.NewRegistry(), State: st, HTTP: &http.Client{Transport: &http.Transport{}}}
	h := &api.Server{
		Adapters: byDialect, Log: log, Metrics: telemetry.NewMetrics(s.Registry), Registry: s.Registry,
		Clock: func() time.Time { return testNow }, Seed: func() string { return testSeed }, Estimate: estimate,
	}
	h.Load(st)
	canonical := gateway.RPC(h, all.All(), c)
	for _, f := range change {
		f(canonical)
	}
	json, err := canonical.Gateway(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	h.Canonical = json
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- gateway.ServeGRPC(ctx, l, canonical, c, zap.NewNop()) }()
	web := httptest.NewServer(h.Handler())
	s.URL, s.GRPC = web.URL, l.Addr().String()
	s.Conn = s.dial(grpc.WithTransportCredentials(insecure.NewCredentials()))
	s.Generation, s.Translation = pb.NewGenerationServiceClient(s.Conn), pb.NewTranslationServiceClient(s.Conn)
	t.Cleanup(func() {
		_ = s.Conn.Close()
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
		s.HTTP.CloseIdleConnections()
		web.Close()
		if err := json.Close(); err != nil {
			t.Error(err)
		}
		st.Close()
	})
	return s
}

func (s *server) dial(options ...grpc.DialOption) *grpc.ClientConn {
	s.t.Helper()
	conn, err := grpc.NewClient(s.GRPC, options...)
	if err != nil {
		s.t.Fatal(err)
	}
	return conn
}

// bases are the base URLs as the dialects' vendors write them.
var bases = map[string]string{"responses": "/v1", "chat": "/v1", "claude": "", "gemini": ""}

// to is a configuration with one upstream for all models, which it calls up-1.
func to(u *stubtest.Server, dialect string) *config.Config {
	return &config.Config{
		Upstreams: []config.Upstream{{Name: "up", Dialect: dialect, BaseURL: u.URL + bases[dialect], APIKey: "upstream-key"}},
		Models:    []config.Model{{Match: "*", Upstream: "up", Model: "up-1"}},
		Retry:     config.Retry{Attempts: 1},
	}
}

// stub starts an upstream of a dialect and a gateway before it.
func stub(t testing.TB, dialect string, replies ...stubtest.Reply) (*server, *stubtest.Server) {
	t.Helper()
	u := stubtest.New(t, replies...)
	return serve(t, to(u, dialect), zap.NewNop()), u
}

// answerOf is a dialect's answer in the stub's testdata.
func answerOf(dialect string, stream bool) stubtest.Reply {
	if stream {
		return stubtest.Stream(stubtest.File("answer." + dialect + ".sse"))
	}
	return stubtest.Document(stubtest.File("answer." + dialect + ".json"))
}

// post sends a document and reads the answer to its end.
func (s *server) post(path string, body []byte, header ...string) (answered, []byte) {
	s.t.Helper()
	return s.do(http.MethodPost, path, body, header...)
}

// answered is what an answer says beside its body.
type answered struct {
	StatusCode int
	Header     http.Header
}

func (s *server) do(method, path string, body []byte, header ...string) (answered, []byte) {
	s.t.Helper()
	req, err := http.NewRequest(method, s.URL+path, bytes.NewReader(body))
	if err != nil {
		s.t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	for i := 0; i < len(header); i += 2 {
		req.Header.Set(header[i], header[i+1])
	}
	resp, err := s.HTTP.Do(req)
	if err != nil {
		s.t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	return answered{resp.StatusCode, resp.Header}, text
}

// context is one that ends with the test, in time in any case.
func testContext(t testing.TB) context.Context {
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	t.Cleanup(cancel)
	return ctx
}
