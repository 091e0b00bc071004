package sdktest

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
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
	"github.com/interlingua/interlingua/gateway/stubtest"
	"github.com/interlingua/interlingua/gateway/telemetry"
	"github.com/interlingua/interlingua/gateway/tokens"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// gate is a gateway for one test, before the demo model that speaks one dialect.
type gate struct {
	// URL is where the gateway serves.
	URL string

	model http.Handler
	mu    sync.Mutex
	// asked is what the model was asked last, calls how often, failing how many calls are still to fail.
	asked          []byte
	calls, failing int
}

// ServeHTTP is the upstream: the demo model, which notes what it was asked, and fails when it is told to.
func (g *gate) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	g.mu.Lock()
	g.asked = body
	g.calls++
	fails := g.failing > 0
	g.failing--
	g.mu.Unlock()
	if fails {
		w.Header().Set("Retry-After", "0")
		w.WriteHeader(http.StatusInternalServerError)
		return
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	g.model.ServeHTTP(w, r)
}

// fail has the next calls of the upstream fail.
func (g *gate) fail(n int) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.calls, g.failing = 0, n
}

// called gives what the upstream was asked last, and how often it was asked.
func (g *gate) called() (asked string, calls int) {
	g.mu.Lock()
	defer g.mu.Unlock()
	return string(g.asked), g.calls
}

// eachUpstream runs a test against a gateway whose upstream is the demo model behind each dialect in turn.
func eachUpstream(t *testing.T, test func(t *testing.T, g *gate)) {
	for _, name := range all.Names() {
		t.Run(name, func(t *testing.T) { test(t, serve(t, name)) })
	}
}

// eachBrokenUpstream runs a test against a gateway whose upstream breaks its stream off in the middle of its text, in each dialect.
func eachBrokenUpstream(t *testing.T, test func(t *testing.T, g *gate)) {
	for _, name := range all.Names() {
		t.Run(name, func(t *testing.T) {
			r := stubtest.Stream(stubtest.File("answer." + name + ".sse"))
			cut := bytes.Index(r.Body, []byte("look"))
			cut += bytes.Index(r.Body[cut:], []byte("\n\n")) + len("\n\n")
			r.Cut = &cut
			g := &gate{}
			g.serve(t, name, stubtest.New(t, r).URL)
			test(t, g)
		})
	}
}

// broken checks what an SDK made of a stream that was broken off: the text that came, and an error.
func broken(t *testing.T, text string, err error) {
	t.Helper()
	if !strings.HasPrefix(text, "Let me look") || err == nil {
		t.Errorf("%q, %v", text, err)
	}
}

// serve starts a demo upstream that speaks one dialect, and a gateway before it.
func serve(t *testing.T, dialect string) *gate {
	t.Helper()
	g := &gate{model: &demo.Handler{Adapter: all.ByName(dialect), Clock: time.Now, Count: (&tokens.Estimator{}).Estimate}}
	upstream := httptest.NewServer(g)
	t.Cleanup(upstream.Close)
	g.serve(t, dialect, upstream.URL)
	return g
}

// serve starts a gateway before an upstream.
func (g *gate) serve(t *testing.T, dialect, upstream string) {
	t.Helper()
	estimate := (&tokens.Estimator{}).Estimate
	c := &config.Config{
		Upstreams: []config.Upstream{{Name: "up", Dialect: dialect, BaseURL: upstream}},
		Models:    []config.Model{{Match: "demo", Upstream: "up"}, {Match: "*", Upstream: "up"}},
	}
	// Retries are the SDK's own, to be seen.
	c.Retry.Attempts = 1
	sum := sha256.Sum256([]byte(key))
	c.Keys = []config.Key{{Name: "test", SHA256: hex.EncodeToString(sum[:]), Models: []string{"demo"}}}
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
	g.URL = h.URL
}

// key is the client's key.
const key = "the-client-s-key"

// What the demo model is told, and what it says.
const (
	said      = "Hello there"
	answer    = "You said: Hello there"
	callsTool = "Call get_weather"
	sunny     = "sunny"
	afterTool = "The tool answered: sunny"
)

// citySchema is a schema for tools and for answers; the demo model fills it with cityValue.
var citySchema = map[string]any{
	"type": "object", "properties": map[string]any{"city": map[string]any{"type": "string"}}, "required": []string{"city"},
	"additionalProperties": false,
}

const cityValue = `{"city":"demo"}`

// pixel is a picture as base64.
const pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="

// sawPixel checks that the picture reached the upstream.
func sawPixel(t *testing.T, g *gate) {
	t.Helper()
	if asked, _ := g.called(); !strings.Contains(asked, pixel) {
		t.Errorf("the picture did not arrive: %s", asked)
	}
}
