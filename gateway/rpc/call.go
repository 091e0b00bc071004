package rpc

import (
	"context"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/metadata"

	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/gateway/auth"
	"github.com/interlingua/interlingua/gateway/engine"
	"github.com/interlingua/interlingua/gateway/telemetry"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// The metadata that is read and written. Over HTTP they are headers.
const (
	metaLossPolicy        = "interlingua-loss-policy"
	metaRequestID         = "x-request-id"
	metaUpstreamRequestID = "x-upstream-request-id"
	metaDeprecation       = "interlingua-deprecation"
	metaRateLimits        = "x-ratelimit-"
)

// call is one call under way: what its interceptors and its service share, and what its log line will say.
type call struct {
	telemetry.Request

	state  State
	seed   string
	start  time.Time
	key    *auth.Key
	strict bool
	// root is the field of the request message in which paths of faults lie; document says that it is a wire document, into
	// which such paths point.
	root     string
	document bool
}

type callKey struct{}

// callOf gives the call of a context; interceptors have put it there.
func callOf(ctx context.Context) *call {
	c, _ := ctx.Value(callKey{}).(*call)
	return c
}

// begin starts a call and tells its client the request id: the client's own, or a new one.
func (s *Server) begin(ctx context.Context, client string, streamed bool) (*call, context.Context) {
	c := &call{state: s.State(), seed: s.Seed(), start: s.Clock()}
	c.Client, c.Streamed = client, streamed
	md, _ := metadata.FromIncomingContext(ctx)
	c.ID = requestID(first(md, metaRequestID))
	if c.ID == "" {
		c.ID = canon.MintID("req_", c.seed)
	}
	c.strict = first(md, metaLossPolicy) == "strict"
	// It fails only where headers were sent already, which is not so at the beginning.
	_ = grpc.SetHeader(ctx, metadata.Pairs(metaRequestID, c.ID))
	return c, context.WithValue(ctx, callKey{}, c)
}

// first gives the first value of a key.
func first(md metadata.MD, key string) string {
	if v := md.Get(key); len(v) > 0 {
		return v[0]
	}
	return ""
}

// requestIDBytes bounds a request id that a client chose.
const requestIDBytes = 128

// requestID is a client's request id if it is fit for a header and a log line.
func requestID(id string) string {
	if len(id) > requestIDBytes {
		return ""
	}
	for i := 0; i < len(id); i++ {
		if c := id[i]; !canon.WordByte(c) && c != '.' && c != ':' {
			return ""
		}
	}
	return id
}

// engineCall makes the engine's call of a canonical request.
func (c *call) engineCall(req *pb.GenerateRequest, stream bool) *engine.Call {
	c.Model, c.Streamed = req.Model, stream
	req.Stream = nil
	if stream {
		req.Stream = &stream
	}
	e := engine.Canonical(req)
	e.Key, e.Strict, e.Seed, e.Now = c.key, c.strict, c.seed, c.start
	return e
}

// answered notes who answered, and tells the client of the upstream's request id.
func (c *call) answered(ctx context.Context, a *engine.Answer) {
	c.Upstream, c.UpstreamModel = a.Upstream.Name, a.Model
	c.Losses = append(c.Losses, a.Losses...)
	c.limits(ctx, a.Upstream.Adapter, a.Header)
}

// finish notes why a candidate ended.
func (c *call) finish(f *pb.Finish) {
	if f != nil {
		c.Finished = append(c.Finished, telemetry.FinishWord(f.Reason))
	}
}

// observe notes what the log line and the metrics say of a stream.
func (c *call) observe(ev *pb.GenerateEvent) {
	switch e := ev.Event.(type) {
	case *pb.GenerateEvent_Usage:
		c.Usage = canon.MergeUsage(c.Usage, e.Usage)
	case *pb.GenerateEvent_Start:
		if e.Start.Usage != nil {
			c.Usage = canon.MergeUsage(c.Usage, e.Start.Usage)
		}
	case *pb.GenerateEvent_Finish:
		c.finish(e.Finish)
	}
}
