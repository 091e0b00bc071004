package engine

import (
	"context"
	"io"
	"net/http"
	"reflect"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/gateway/route"
	"github.com/interlingua/interlingua/gateway/translate"
	"github.com/interlingua/interlingua/gateway/upstream"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// Open finds the route of a call and asks its upstreams in order until one answers with success. An upstream that would lose
// too much is passed over; only when all would is the call refused. The error is a *Failure.
func (e *Engine) Open(ctx context.Context, call *Call) (*Answer, error) {
	r, err := e.route(call)
	if err != nil {
		return nil, err
	}
	var last *Failure
	for i := range r.Targets {
		t := e.target(r, i, call.Head.Model)
		p, f := e.plan(call, r, t)
		if f == nil {
			answer, failed := e.send(ctx, t, p)
			if failed == nil {
				return answer, nil
			}
			f = failed
		}
		if final(f, last) {
			last = f
		}
		if !fallsBack(f) {
			break
		}
	}
	return nil, last
}

// final decides which of two failures the client hears of: an upstream's own over a refusal, else the later one.
func final(f, last *Failure) bool { return last == nil || f.Upstream != "" || last.Upstream == "" }

// fallsBack reports whether another upstream may do better: it may read what this one could not carry, or be up where this
// one is not. A request that is invalid, or a client that left, is so everywhere.
func fallsBack(f *Failure) bool {
	switch f.Reason.Code {
	case pb.ErrorCode_ERROR_CODE_INVALID_REQUEST, pb.ErrorCode_ERROR_CODE_CANCELLED, pb.ErrorCode_ERROR_CODE_CONTEXT_TOO_LONG:
		return false
	}
	return true
}

// plan is a request ready to be sent.
type plan struct {
	wire     adapters.Wire
	exchange *adapters.Exchange
	// stream says that the client waits for a stream.
	stream bool
	raw    bool
	losses []*pb.Loss
	// lease is on the memory of the wire; nil where nobody else uses it.
	lease *upstream.Lease
}

// plan writes the request for one target and judges what it loses.
func (e *Engine) plan(call *Call, r *route.Route, t Target) (plan, *Failure) {
	if f := refuseState(call, t); f != nil {
		return plan{}, f
	}
	refit := e.refits(call, r, t)
	if !refit {
		if p, ok := e.passThrough(call, r, t); ok {
			return p, nil
		}
	}
	if err := call.decode(); err != nil {
		return plan{}, refusal(err, nil)
	}
	req := call.request.Canonical
	asked := req.Model
	defer func() { req.Model = asked }()
	req.Model = t.Model
	r.Apply(req)
	x := e.exchange(call, t)
	x.Refit = refit
	w, losses, err := call.request.Encode(t.Upstream.Adapter, x)
	if err != nil {
		return plan{}, refusal(err, nil)
	}
	if refused := t.Upstream.Refuses; len(refused) > 0 {
		var lost []*pb.Loss
		w, lost = call.request.Without(t.Upstream.Adapter, w, refused)
		losses = append(losses, lost...)
	}
	if fault := e.policy(call, r).Judge(losses); fault != nil {
		return plan{}, refusal(fault, losses)
	}
	return plan{wire: w, exchange: x, stream: call.Head.Stream, losses: losses}, nil
}

// refuseState refuses a request that asks for state that the target cannot have: what one dialect's upstream keeps is not there in
// another dialect, and one of the same dialect may keep nothing.
func refuseState(call *Call, t Target) *Failure {
	asks := call.Client
	if asks == nil {
		asks = t.Upstream.Adapter
	}
	r, ok := asks.(adapters.StateRefuser)
	if !ok || asks.Dialect() == t.Upstream.Adapter.Dialect() && !t.Upstream.Stateless {
		return nil
	}
	if err := call.decode(); err != nil {
		return refusal(err, nil)
	}
	reason := r.RefuseState(call.request.Canonical)
	switch {
	case reason == nil:
		return nil
	case call.Client == nil:
		// Its client knows neither the dialect nor its words.
		reason = &pb.Error{Code: reason.Code, Message: "the upstream keeps nothing between calls: send the whole conversation"}
		if call.request.Canonical.Continuation != nil {
			reason.Param = "/continuation"
		}
	}
	return &Failure{Reason: reason}
}

// passThrough sends the client's own bytes where both sides speak one dialect and nothing is to be changed but the model's
// name. A stream in the form of an array is none: its bytes do not tell where one event ends.
func (e *Engine) passThrough(call *Call, r *route.Route, t Target) (plan, bool) {
	if call.Client == nil || call.Client.Dialect() != t.Upstream.Adapter.Dialect() || r.Rewrites() || call.Head.Array {
		return plan{}, false
	}
	peeker, ok := call.Client.(adapters.Peeker)
	if !ok || !reflect.ValueOf(t.Upstream.Quirks).IsZero() || call.Head.Sealed && !t.Upstream.Gateway {
		return plan{}, false
	}
	if _, ok := call.Client.(adapters.Skimmer); !ok && call.Head.Stream || translate.Mentions(call.Wire.Body, t.Upstream.Refuses) {
		return plan{}, false
	}
	if v, ok := call.Client.(adapters.Varied); ok && v.Varied(call.Wire.Header) {
		return plan{}, false
	}
	w := peeker.Readdress(call.Wire, call.Head, t.Model)
	if h, ok := call.Client.(adapters.HeaderCodec); ok {
		w.Header = http.Header{}
		h.Forward(w.Header, call.Wire.Header)
	}
	return plan{wire: w, exchange: e.exchange(call, t), stream: call.Head.Stream, raw: true, lease: &call.Lease}, true
}

// policy joins the policies of server, key and route, the narrowest last.
func (e *Engine) policy(call *Call, r *route.Route) translate.Policy {
	if call.Strict {
		return translate.Strict
	}
	p := translate.Policy{}
	layers := []map[string]string{e.Losses, nil, r.Losses}
	if call.Key != nil {
		layers[1] = call.Key.Losses
	}
	for _, layer := range layers {
		p = p.With(layer)
	}
	return p
}

// failed reads an upstream's error answer.
func (e *Engine) failed(t Target, x *adapters.Exchange, resp *http.Response) *Failure {
	defer func() { _ = resp.Body.Close() }()
	// What could be read of the body is enough: the status alone already says what kind of fault it is.
	body, _ := io.ReadAll(io.LimitReader(resp.Body, e.ErrorBytes))
	reason := t.Upstream.Adapter.DecodeError(x, resp.StatusCode, resp.Header, body)
	return &Failure{Reason: ours(reason), Header: resp.Header, Source: t.Upstream.Adapter, passing: passes(reason)}
}
