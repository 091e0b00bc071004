// Package route leads model names to upstreams.
package route

import (
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/gateway/config"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// Route is where requests for some models go.
type Route struct {
	// Match is the pattern of model names.
	Match string
	// Targets are the upstreams in order of fallback; never empty.
	Targets []Target
	// Losses is the route's own policy by class of loss. May be nil.
	Losses map[string]string

	def, set config.Overrides
}

// Target is one upstream of a route.
type Target struct {
	// Upstream is the name of the upstream.
	Upstream string
	// Model is the upstream's own name of the model; empty keeps the client's.
	Model string
}

// Table is all routes. It is immutable and safe for concurrent use.
type Table struct{ routes []*Route }

// New takes the routes of a configuration that was validated.
func New(models []config.Model) *Table {
	t := &Table{}
	for _, m := range models {
		r := &Route{Match: m.Match, Losses: m.Losses, def: m.Default, set: m.Set}
		for _, u := range m.Upstreams {
			model := u.Model
			if model == "" {
				model = m.Model
			}
			r.Targets = append(r.Targets, Target{Upstream: u.Name, Model: model})
		}
		t.routes = append(t.routes, r)
	}
	return t
}

// Find gives the first route that matches a model name, or nil.
func (t *Table) Find(model string) *Route {
	for _, r := range t.routes {
		if canon.Match(r.Match, model) {
			return r
		}
	}
	return nil
}

// Routes gives all routes in order. The slice belongs to the table.
func (t *Table) Routes() []*Route { return t.routes }

// Rewrites reports whether the route changes requests, so that their bytes cannot pass untouched.
func (r *Route) Rewrites() bool {
	return r.def != (config.Overrides{}) || r.set != (config.Overrides{})
}

// Apply fills what a request leaves open and sets what the route overrides.
func (r *Route) Apply(req *pb.GenerateRequest) {
	apply(req, r.def, false)
	apply(req, r.set, true)
}

func apply(req *pb.GenerateRequest, o config.Overrides, override bool) {
	setOption(&req.MaxOutputTokens, o.MaxOutputTokens, override)
	setOption(&req.ServiceTier, o.ServiceTier, override)
	if o.Temperature != nil || o.TopP != nil {
		if req.Sampling == nil {
			req.Sampling = &pb.Sampling{}
		}
		setOption(&req.Sampling.Temperature, o.Temperature, override)
		setOption(&req.Sampling.TopP, o.TopP, override)
	}
	if o.ReasoningEffort != nil || o.ReasoningSummary != nil {
		if req.Reasoning == nil {
			req.Reasoning = &pb.ReasoningConfig{}
		}
		setOption(&req.Reasoning.Effort, o.ReasoningEffort, override)
		show(req.Reasoning, o.ReasoningSummary, override)
	}
}

// visibilities are the words of a configuration for how reasoning is shown.
var visibilities = map[string]pb.ReasoningVisibility{
	"auto":     pb.ReasoningVisibility_REASONING_VISIBILITY_SUMMARY,
	"concise":  pb.ReasoningVisibility_REASONING_VISIBILITY_CONCISE,
	"detailed": pb.ReasoningVisibility_REASONING_VISIBILITY_DETAILED,
	"none":     pb.ReasoningVisibility_REASONING_VISIBILITY_NONE,
}

// show sets how reasoning is shown, where there is to be any.
func show(c *pb.ReasoningConfig, word *string, override bool) {
	if word == nil || c.Mode == pb.ReasoningMode_REASONING_MODE_OFF {
		return
	}
	if override || c.Visibility == pb.ReasoningVisibility_REASONING_VISIBILITY_UNSPECIFIED {
		c.Visibility = visibilities[*word]
	}
}

// setOption sets an option that is open, or any where the route overrides.
func setOption[T any](field **T, value *T, override bool) {
	if value != nil && (*field == nil || override) {
		v := *value
		*field = &v
	}
}
