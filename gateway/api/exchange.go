package api

import (
	"errors"
	"net/http"
	"time"

	"go.uber.org/zap"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/gateway/auth"
	"github.com/interlingua/interlingua/gateway/engine"
	"github.com/interlingua/interlingua/gateway/telemetry"
	"github.com/interlingua/interlingua/gateway/translate"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// exchange is one HTTP request under way: what the handlers of one call share, and what its log line will say.
type exchange struct {
	s      *Server
	st     *State
	client adapters.Adapter
	w      http.ResponseWriter
	r      *http.Request

	// call is the call for generation; nil for any other, and for one that could not be read.
	call *engine.Call
	// head and body are what was peeked of a call that is relayed, and its body where it was read.
	head adapters.Head
	body []byte

	id    string
	seed  string
	start time.Time
	key   *auth.Key

	model, upstream, upstreamModel string
	streamed, raw, array           bool
	status                         int
	reason                         *pb.Error
	usage                          *pb.Usage
	losses                         []*pb.Loss
	finished                       []string
	firstByte                      time.Duration
}

// begin starts an exchange and gives the answer its request id: the client's own, or a new one.
func (s *Server) begin(client adapters.Adapter, w http.ResponseWriter, r *http.Request) *exchange {
	x := &exchange{s: s, st: s.State(), client: client, w: w, start: s.Clock(), seed: s.Seed()}
	x.r = s.Tracer.Begin(r, x.start)
	x.id = requestID(r.Header.Get("X-Request-Id"))
	if x.id == "" {
		x.id = canon.MintID("req_", x.seed)
	}
	w.Header().Set("X-Request-Id", x.id)
	return x
}

// requestID is a client's request id if it is fit for a header and a log line.
func requestID(id string) string {
	if len(id) > 128 {
		return ""
	}
	for i := 0; i < len(id); i++ {
		if c := id[i]; !canon.WordByte(c) && c != '.' && c != ':' {
			return ""
		}
	}
	return id
}

// answered notes who answered, and what the request lost.
func (x *exchange) answered(a *engine.Answer) {
	x.upstream, x.upstreamModel, x.raw = a.Upstream.Name, a.Model, a.Raw
	x.losses = append(x.losses, a.Losses...)
	x.limits(a.Upstream.Adapter, a.Header)
}

// finishReason notes why a candidate ended.
func (x *exchange) finishReason(f *pb.Finish) {
	if f != nil {
		x.finished = append(x.finished, telemetry.FinishWord(f.Reason))
	}
}

// limits translates the headers about rate limits and the upstream's request id.
func (x *exchange) limits(source adapters.Adapter, h http.Header) {
	from, ok := source.(adapters.HeaderCodec)
	to, ok2 := x.client.(adapters.HeaderCodec)
	if !ok || !ok2 {
		return
	}
	l := from.DecodeLimits(h, x.start)
	if l.RequestID != "" {
		x.w.Header().Set("X-Upstream-Request-Id", l.RequestID)
	}
	l.RequestID = x.id
	to.EncodeLimits(x.w.Header(), l, x.start)
}

// fail answers with an error in the client's dialect. Nothing may have been written.
func (x *exchange) fail(err error) { x.failStatus(0, err) }

// failStatus is fail with a status of its own; 0 takes the dialect's for the error.
func (x *exchange) failStatus(own int, err error) {
	x.reason = x.reasonOf(err)
	status, header, body := x.client.EncodeError(&adapters.Exchange{Seed: x.seed, Now: x.start, Header: x.r.Header}, nil, x.reason)
	if own != 0 {
		status = own
	}
	h := x.w.Header()
	for k, v := range header {
		h[k] = v
	}
	engine.ComeBackHeader(h, status)
	if f, ok := errors.AsType[*engine.Failure](err); ok && f.Spent && h.Get("Retry-After") == "" {
		// Tried often enough, and nobody says when to come back.
		h.Set("X-Should-Retry", "false")
	}
	x.lossHeaders()
	h.Set("Content-Type", "application/json")
	x.status = status
	x.w.WriteHeader(status)
	// The client may have left: there is nobody to tell.
	_, _ = x.w.Write(body)
}

// reasonOf gives what the client is told of an error. An overload is never final for it by accident: it always says when
// to come back.
func (x *exchange) reasonOf(err error) *pb.Error {
	reason := &pb.Error{Code: pb.ErrorCode_ERROR_CODE_SERVER, Message: "internal error"}
	var failure *engine.Failure
	switch f := fault(err); {
	case errors.As(err, &failure):
		reason = failure.Reason
		x.losses = failure.Losses
		if failure.Upstream != "" {
			x.upstream = failure.Upstream
		}
		if failure.Source != nil {
			x.limits(failure.Source, failure.Header)
		}
	case f != nil:
		reason = translate.FaultError(f)
	default:
		x.s.Log.Error("internal error", zap.String("request_id", x.id), zap.Error(err))
	}
	reason.RequestId = x.id
	engine.ComeBack(reason)
	return reason
}

// fault finds the fault in an error, nil where there is none.
func fault(err error) *canon.Fault {
	f, _ := errors.AsType[*canon.Fault](err)
	return f
}

// finish ends the exchange, also one that panicked: it writes the log line and counts. It is to be deferred itself.
func (x *exchange) finish() {
	if p := recover(); p != nil && x.crashed(p) {
		defer panic(http.ErrAbortHandler)
	}
	r := telemetry.Request{
		ID: x.id, Client: dialectName(x.client.Dialect()), Model: x.model, Upstream: x.upstream, UpstreamModel: x.upstreamModel,
		Streamed: x.streamed, Raw: x.raw, Status: x.status, Duration: x.s.Clock().Sub(x.start), FirstByte: x.firstByte,
		Usage: x.usage, Finished: x.finished, Losses: x.losses, Reason: x.reason,
	}
	if x.key != nil {
		r.Key = x.key.Name
	}
	if u := x.st.Engine.Upstreams[x.upstream]; u != nil {
		r.Dialect = dialectName(u.Adapter.Dialect())
	}
	telemetry.Log(x.s.Log, r)
	x.s.Metrics.Observe(r)
	x.s.Tracer.End(x.r.Context(), x.start, r)
	if x.call != nil && x.call.Lease.Over() {
		x.s.rooms.Put(x.call.Wire.Body)
	}
}
