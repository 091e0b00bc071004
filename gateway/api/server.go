package api

import (
	"net/http"
	"sync/atomic"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"go.uber.org/zap"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/gateway/auth"
	"github.com/interlingua/interlingua/gateway/config"
	"github.com/interlingua/interlingua/gateway/engine"
	"github.com/interlingua/interlingua/gateway/httpbody"
	"github.com/interlingua/interlingua/gateway/telemetry"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// State is what one configuration makes of the server. It is immutable; a reload puts a new one in its place, while calls
// under way keep theirs.
type State struct {
	// Config is the configuration.
	Config *config.Config
	// Engine finds upstreams and gets answers.
	Engine *engine.Engine
	// Keys are the clients' keys.
	Keys *auth.Keys
}

// Close lets go of idle connections to upstreams. Calls under way are not touched.
func (st *State) Close() {
	for _, u := range st.Engine.Upstreams {
		u.CloseIdle()
	}
}

// Server serves the dialects over HTTP.
type Server struct {
	// Adapters speak the dialects, by dialect.
	Adapters map[pb.Dialect]adapters.Adapter
	// Log takes one line a request, never content.
	Log *zap.Logger
	// Metrics counts requests, tokens and losses.
	Metrics *telemetry.Metrics
	// Tracer makes spans; nil makes none.
	Tracer *telemetry.Tracer
	// Registry serves /metrics; nil serves none.
	Registry *prometheus.Registry
	// Clock is the time; Seed draws what makes the ids of one call its own.
	Clock func() time.Time
	Seed  func() string
	// Canonical serves the canonical model below its own prefix; nil serves none.
	Canonical http.Handler
	// Estimate counts the tokens of a request where no upstream can.
	Estimate func(*pb.GenerateRequest) (int64, error)

	state    atomic.Pointer[State]
	draining atomic.Bool
	rooms    httpbody.Rooms
}

// Drain says that no new calls are welcome: readiness is over. Calls are still answered.
func (s *Server) Drain() { s.draining.Store(true) }

// Load puts a configuration's state in place; calls under way keep theirs. It must be called once before serving.
func (s *Server) Load(st *State) { s.state.Store(st) }

// State is the state in force.
func (s *Server) State() *State { return s.state.Load() }
