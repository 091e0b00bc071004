// Package gateway puts the server together: from a configuration, the engine and the fronts that stand on it.
package gateway

import (
	"crypto/rand"
	"encoding/hex"
	"fmt"
	mathrand "math/rand/v2"
	"net/http"
	"time"

	"go.uber.org/zap"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/gateway/api"
	"github.com/interlingua/interlingua/gateway/auth"
	"github.com/interlingua/interlingua/gateway/config"
	"github.com/interlingua/interlingua/gateway/demo"
	"github.com/interlingua/interlingua/gateway/engine"
	"github.com/interlingua/interlingua/gateway/route"
	"github.com/interlingua/interlingua/gateway/upstream"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// Parts are what a state is made with, beside its configuration.
type Parts struct {
	// Adapters speak the dialects, by their names in the configuration.
	Adapters map[string]adapters.Adapter
	// Log takes what happens between tries.
	Log *zap.Logger
	// Estimate counts the tokens of a request where no upstream can.
	Estimate func(*pb.GenerateRequest) (int64, error)
}

// errorBytes bounds how much of an upstream's error answer or list is read.
const errorBytes = 4 << 20

// State makes the state of a configuration. A configuration without upstreams serves the demo model.
func (p Parts) State(c *config.Config) (*api.State, error) {
	upstreams := make(map[string]*upstream.Upstream, len(c.Upstreams)+1)
	for _, u := range c.Upstreams {
		up, err := upstream.New(u, p.Adapters[u.Dialect])
		if err != nil {
			return nil, fmt.Errorf("upstream %s: %w", u.Name, err)
		}
		upstreams[u.Name] = up
	}
	models := c.Models
	if len(upstreams) == 0 {
		up, routes := p.demo()
		upstreams[up.Name], models = up, routes
	}
	e := &engine.Engine{
		Routes: route.New(models), Upstreams: upstreams, Losses: c.Losses, Sealer: sealer(c.SealKeys),
		Capabilities: capabilities(c.Capabilities), Attempts: c.Retry.Attempts, MaxWait: time.Duration(c.Retry.MaxWait),
		ErrorBytes: errorBytes, ResponseBytes: c.Limits.ResponseBytes, Clock: time.Now, Sleep: time.After, Random: mathrand.Float64, Log: p.Log,
	}
	return &api.State{Config: c, Engine: e, Keys: auth.New(c.Keys)}, nil
}

// DemoDialect is the dialect that the built-in model speaks.
const DemoDialect = "responses"

// demo makes the built-in model: any model name leads to it.
func (p Parts) demo() (*upstream.Upstream, []config.Model) {
	a := p.Adapters[DemoDialect]
	h := &demo.Handler{Adapter: a, Clock: time.Now, Count: p.Estimate, Pause: 5 * time.Millisecond}
	u := upstream.NewInProcess(config.Upstream{Name: demo.Model, BaseURL: "http://demo", Stateless: true}, a, http.Handler(h))
	target := []config.Target{{Name: demo.Model}}
	return u, []config.Model{{Match: demo.Model, Upstreams: target}, {Match: "*", Upstreams: []config.Target{{Name: demo.Model, Model: demo.Model}}}}
}

// Seed draws what makes the ids of one call its own.
func Seed() string {
	var b [16]byte
	// crypto/rand.Read never fails: it ends the process first.
	_, _ = rand.Read(b[:])
	return hex.EncodeToString(b[:])
}

func sealer(keys []string) *canon.Sealer {
	if len(keys) == 0 {
		return nil
	}
	old := make([][]byte, 0, len(keys)-1)
	for _, k := range keys[1:] {
		old = append(old, []byte(k))
	}
	return canon.NewSealer([]byte(keys[0]), old...)
}

func capabilities(configured []config.Capability) []canon.Capabilities {
	out := make([]canon.Capabilities, 0, len(configured))
	for _, c := range configured {
		out = append(out, canon.Capabilities{
			Match: c.Match, Efforts: c.Efforts, NoReasoning: c.NoReasoning, Adaptive: c.Adaptive, NoBudget: c.NoBudget,
			AlwaysReasons: c.AlwaysReasons, MinBudget: c.MinBudget, MaxBudget: c.MaxBudget, NoSampling: c.NoSampling,
			SystemMessages: c.SystemMessages, NoPrefill: c.NoPrefill, TempOrTopP: c.TempOrTopP, NoCacheMarks: c.NoCacheMarks, NoTurnChanges: c.NoTurnChanges, NoStructuredOutput: c.NoStructuredOutput,
			NoMediaResults: c.NoMediaResults, MaxOutputTokens: c.MaxOutputTokens, NoMaxTokens: c.NoMaxTokens, NoStop: c.NoStop,
		})
	}
	return out
}
