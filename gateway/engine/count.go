package engine

import (
	"context"
	"io"
	"net/http"
	"time"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/gateway/route"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// countWait is how long an upstream's count is waited for.
const countWait = 10 * time.Second

// Count is a number of input tokens.
type Count struct {
	// Tokens is the number.
	Tokens int64
	// Estimated says that no upstream counted them.
	Estimated bool
	// Upstream is who counted; empty for an estimate.
	Upstream string
	// Losses are those of the request to count.
	Losses []*pb.Loss
}

// Count counts a request's input tokens: by the first upstream of its route that can, else by an estimate. The error is a
// *Failure.
func (e *Engine) Count(ctx context.Context, call *Call, estimate func(*pb.GenerateRequest) (int64, error)) (*Count, error) {
	r, err := e.route(call)
	if err != nil {
		return nil, err
	}
	if call.request == nil {
		return nil, refusal(errNoRequest, nil)
	}
	req := call.request.Canonical
	for i := range r.Targets {
		t := e.target(r, i, call.Head.Model)
		if c := e.countAt(ctx, call, r, t); c != nil {
			return c, nil
		}
	}
	n, err := estimate(req)
	if err != nil {
		return nil, &Failure{Reason: &pb.Error{Code: pb.ErrorCode_ERROR_CODE_SERVER, Message: "the tokens cannot be estimated"}}
	}
	return &Count{Tokens: n, Estimated: true}, nil
}

// countAt asks one upstream to count; nil where it cannot or does not. An estimate then serves the client better than an
// error would.
func (e *Engine) countAt(ctx context.Context, call *Call, r *route.Route, t Target) *Count {
	counter, ok := t.Upstream.Adapter.(adapters.TokenCounter)
	if !ok {
		return nil
	}
	req := call.request.Canonical
	asked := req.Model
	defer func() { req.Model = asked }()
	req.Model = t.Model
	var losses adapters.Losses
	x := e.exchange(call, t)
	x.Refit = e.refits(call, r, t)
	w, err := counter.EncodeCountRequest(x, req, &losses)
	if err != nil {
		return nil
	}
	w, _ = call.request.Without(t.Upstream.Adapter, w, t.Upstream.Refuses)
	ctx, cancel := context.WithTimeout(ctx, countWait)
	defer cancel()
	resp, err := t.Upstream.Do(ctx, http.MethodPost, w, nil)
	if err != nil {
		return nil
	}
	defer func() { _ = resp.Body.Close() }()
	body, err := io.ReadAll(io.LimitReader(resp.Body, e.ErrorBytes))
	if err != nil || resp.StatusCode != http.StatusOK {
		return nil
	}
	n, err := counter.DecodeCountResponse(body)
	if err != nil || n <= 0 {
		// Every request has tokens: this is no count.
		return nil
	}
	return &Count{Tokens: n, Upstream: t.Upstream.Name}
}
