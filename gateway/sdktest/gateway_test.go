package sdktest

import (
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
	"github.com/interlingua/interlingua/gateway/demo"
	"github.com/interlingua/interlingua/gateway/telemetry"
	"github.com/interlingua/interlingua/gateway/tokens"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// eachUpstream runs a test against a gateway whose upstream is the demo model behind each dialect in turn.
func eachUpstream(t *testing.T, test func(t *testing.T, url string)) {
	for _, name := range all.Names() {
		t.Run(name, func(t *testing.T) { test(t, serve(t, name)) })
	}
}

// serve starts a demo upstream that speaks one dialect, and a gateway before it.
func serve(t *testing.T, dialect string) string {
	t.Helper()
	estimate := (&tokens.Estimator{}).Estimate
	upstream := httptest.NewServer(&demo.Handler{Adapter: all.ByName(dialect), Clock: time.Now, Count: estimate})
	t.Cleanup(upstream.Close)
	c := &config.Config{
		Upstreams: []config.Upstream{{Name: "up", Dialect: dialect, BaseURL: upstream.URL}},
		Models:    []config.Model{{Match: "*", Upstream: "up"}},
	}
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
	reg := prometheus.NewRegistry()
	s := &api.Server{
		Adapters: byDialect, Log: zap.NewNop(), Metrics: telemetry.NewMetrics(reg), Clock: time.Now, Seed: gateway.Seed, Estimate: estimate,
	}
	s.Load(st)
	h := httptest.NewServer(s.Handler())
	t.Cleanup(h.Close)
	return h.URL
}

// What the demo model says.
const (
	said   = "Hello there"
	answer = "You said: Hello there"
)
