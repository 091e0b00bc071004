// Package engine carries one call from a client's request to an upstream's answer: it routes, encodes, judges what would be
// lost, sends, retries and falls back. Both fronts, HTTP and gRPC, stand on it. It knows dialects only as adapters.
package engine

import (
	"time"

	"go.uber.org/zap"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/gateway/route"
	"github.com/interlingua/interlingua/gateway/upstream"
)

// Engine is the state of one configuration. Its fields are not changed once it serves, and it is safe for concurrent use; a reload makes a new one.
type Engine struct {
	// Routes lead model names to upstreams.
	Routes *route.Table
	// Upstreams are the services by name.
	Upstreams map[string]*upstream.Upstream
	// Losses is the policy by class of loss; keys and routes have their own over it.
	Losses map[string]string
	// Sealer packs provider state for clients of other dialects.
	Sealer *canon.Sealer
	// Capabilities are the configured entries of the capability table; adapters know the rest.
	Capabilities []canon.Capabilities
	// Attempts is how often one upstream is tried; MaxWait bounds one wait between two tries.
	Attempts int
	MaxWait  time.Duration
	// ErrorBytes bounds how much of an error answer is read, ResponseBytes how large a whole answer may be.
	ErrorBytes, ResponseBytes int64
	// Clock and Random are injected, so that tests decide them. Random is in [0,1).
	Clock  func() time.Time
	Sleep  func(time.Duration) <-chan time.Time
	Random func() float64
	// Log takes what happens between tries; never content.
	Log *zap.Logger

	cache modelCache
}

// exchange is what the codecs know of a call to one target.
func (e *Engine) exchange(call *Call, t Target) *adapters.Exchange {
	x := &adapters.Exchange{
		Quirks: t.Upstream.Quirks, Sealer: e.Sealer, Upstream: t.Upstream.Name, Seed: call.Seed, Now: call.Now,
		Header: call.Wire.Header, Capabilities: canon.Find(e.Capabilities, t.Model),
	}
	if call.request != nil {
		x.Request = call.request.Canonical
	}
	return x
}

// capabilities gives what is known of a model of an adapter's dialect; nil where nothing is.
func (e *Engine) capabilities(a adapters.Adapter, model string) *canon.Capabilities {
	if c := canon.Find(e.Capabilities, model); c != nil {
		return c
	}
	if k, ok := a.(adapters.ModelKnower); ok {
		return k.ModelCapabilities(model)
	}
	return nil
}

// refits reports whether a request in the target's own dialect may say what the target model refuses: since it was written for
// another one, or since its route says more than the client did.
func (e *Engine) refits(call *Call, r *route.Route, t Target) bool {
	a := t.Upstream.Adapter
	if call.Client == nil || call.Client.Dialect() != a.Dialect() || t.Model == call.Head.Model && !r.Rewrites() {
		return false
	}
	takes := e.capabilities(a, t.Model)
	if takes == nil || r.Rewrites() {
		return !takes.Covers(nil)
	}
	return !takes.Covers(e.capabilities(a, call.Head.Model))
}
