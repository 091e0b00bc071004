package engine

import (
	"fmt"

	"github.com/interlingua/interlingua/gateway/route"
	"github.com/interlingua/interlingua/gateway/upstream"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// Target is an upstream to which a call's route leads.
type Target struct {
	// Upstream is asked.
	Upstream *upstream.Upstream
	// Model is its own name of the model.
	Model string
}

// Targets gives the upstreams of a call's route in order of fallback, without asking them. The error is a *Failure.
func (e *Engine) Targets(call *Call) ([]Target, error) {
	r, err := e.route(call)
	if err != nil {
		return nil, err
	}
	out := make([]Target, len(r.Targets))
	for i := range r.Targets {
		out[i] = e.target(r, i, call.Head.Model)
	}
	return out, nil
}

// route finds the route of a call, if its key may use it.
func (e *Engine) route(call *Call) (*route.Route, error) {
	model := call.Head.Model
	if !call.Key.Allows(model) {
		return nil, &Failure{Reason: &pb.Error{
			Code: pb.ErrorCode_ERROR_CODE_PERMISSION, Message: fmt.Sprintf("the key may not use the model %q", model),
		}}
	}
	r := e.Routes.Find(model)
	if r == nil {
		return nil, &Failure{Reason: &pb.Error{
			Code: pb.ErrorCode_ERROR_CODE_NOT_FOUND, Message: fmt.Sprintf("there is no model %q here", model), Param: "/model",
		}}
	}
	return r, nil
}

func (e *Engine) target(r *route.Route, i int, model string) Target {
	t := r.Targets[i]
	if t.Model != "" {
		model = t.Model
	}
	return Target{Upstream: e.Upstreams[t.Upstream], Model: model}
}
