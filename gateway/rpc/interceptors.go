package rpc

import (
	"context"
	"fmt"
	"runtime/debug"
	"strings"
	"time"

	"github.com/grpc-ecosystem/go-grpc-middleware/v2/interceptors"
	"github.com/grpc-ecosystem/go-grpc-middleware/v2/interceptors/auth"
	"github.com/grpc-ecosystem/go-grpc-middleware/v2/interceptors/recovery"
	"github.com/grpc-ecosystem/go-grpc-middleware/v2/interceptors/selector"
	"go.opentelemetry.io/otel/trace"
	"go.uber.org/zap"
	"google.golang.org/grpc"
	"google.golang.org/grpc/metadata"

	"github.com/interlingua/interlingua/adapters/all"
	"github.com/interlingua/interlingua/gateway/engine"
	"github.com/interlingua/interlingua/gateway/telemetry"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// interceptors are what stands around every call, outermost first. What is not of this package's services (health,
// reflection) is counted and kept from crashing, but neither logged nor authenticated.
func (s *Server) interceptors() ([]grpc.UnaryServerInterceptor, []grpc.StreamServerInterceptor) {
	ours := selector.MatchFunc(func(_ context.Context, c interceptors.CallMeta) bool {
		return strings.HasPrefix(c.Service, servicePrefix)
	})
	crash := recovery.WithRecoveryHandlerContext(s.crashed)
	unary := []grpc.UnaryServerInterceptor{
		s.Handled.UnaryServerInterceptor(),
		selector.UnaryServerInterceptor(interceptors.UnaryServerInterceptor(reporting{s}), ours),
		selector.UnaryServerInterceptor(s.unaryStatus, ours),
		recovery.UnaryServerInterceptor(crash),
		selector.UnaryServerInterceptor(auth.UnaryServerInterceptor(authenticate), ours),
		selector.UnaryServerInterceptor(s.unarySize, ours),
	}
	stream := []grpc.StreamServerInterceptor{
		s.Handled.StreamServerInterceptor(),
		selector.StreamServerInterceptor(interceptors.StreamServerInterceptor(reporting{s}), ours),
		selector.StreamServerInterceptor(s.streamStatus, ours),
		recovery.StreamServerInterceptor(crash),
		selector.StreamServerInterceptor(auth.StreamServerInterceptor(authenticate), ours),
		selector.StreamServerInterceptor(s.streamSize, ours),
	}
	return unary, stream
}

// servicePrefix begins the names of this package's services.
const servicePrefix = "interlingua."

// authenticate finds the client's key, in the places where the HTTP endpoints look for it.
func authenticate(ctx context.Context) (context.Context, error) {
	c := callOf(ctx)
	md, _ := metadata.FromIncomingContext(ctx)
	var secrets []string
	if scheme, token, ok := strings.Cut(first(md, "authorization"), " "); ok && strings.EqualFold(scheme, "Bearer") {
		secrets = append(secrets, strings.TrimSpace(token))
	}
	for _, name := range []string{"x-api-key", "x-goog-api-key"} {
		secrets = append(secrets, md.Get(name)...)
	}
	key, ok := c.state.Keys.Find(secrets...)
	if !ok {
		return nil, &engine.Failure{Reason: &pb.Error{
			Code: pb.ErrorCode_ERROR_CODE_AUTHENTICATION, Message: "the API key is missing or not known here",
		}}
	}
	c.key = key
	if key != nil {
		c.Key = key.Name
	}
	return ctx, nil
}

// crashed makes an error of a panic. What it says goes to the log only.
func (s *Server) crashed(_ context.Context, p any) error {
	s.Log.Error("a call crashed", zap.String("panic", fmt.Sprint(p)), zap.ByteString("stack", debug.Stack()))
	return &engine.Failure{Reason: &pb.Error{Code: pb.ErrorCode_ERROR_CODE_SERVER, Message: "internal error"}}
}

// unaryStatus makes a status of the error that a service returns.
func (s *Server) unaryStatus(
	ctx context.Context, req any, _ *grpc.UnaryServerInfo, handler grpc.UnaryHandler,
) (any, error) {
	resp, err := handler(ctx, req)
	if err != nil {
		return nil, s.status(ctx, err)
	}
	return resp, nil
}

func (s *Server) streamStatus(srv any, stream grpc.ServerStream, _ *grpc.StreamServerInfo, handler grpc.StreamHandler) error {
	if err := handler(srv, stream); err != nil {
		return s.status(stream.Context(), err)
	}
	return nil
}

// reporting starts a call and reports on it in the log and the metrics.
type reporting struct{ s *Server }

// ServerReporter implements interceptors.ServerReportable.
func (r reporting) ServerReporter(ctx context.Context, m interceptors.CallMeta) (interceptors.Reporter, context.Context) {
	c, ctx := r.s.begin(ctx, "canonical", m.Typ != interceptors.Unary)
	r.s.deprecate(ctx, m.Service)
	return &reporter{s: r.s, call: c, span: trace.SpanFromContext(ctx)}, ctx
}

type reporter struct {
	interceptors.NoopReporter
	s    *Server
	call *call
	span trace.Span
}

// deprecate tells the client of a service that will be served no longer how long it will.
func (s *Server) deprecate(ctx context.Context, service string) {
	if day, ok := s.Ends[service[:max(strings.LastIndexByte(service, '.'), 0)]]; ok {
		// It fails only where headers were sent already, which is not so at the beginning.
		_ = grpc.SetHeader(ctx, metadata.Pairs(metaDeprecation, day.Format(time.DateOnly)))
	}
}

// PostMsgSend notes when the first message of a stream went out.
func (r *reporter) PostMsgSend(any, error, time.Duration) {
	if r.call.Streamed && r.call.FirstByte == 0 {
		r.call.FirstByte = r.s.Clock().Sub(r.call.start)
	}
}

// PostCall writes the log line and counts.
func (r *reporter) PostCall(err error, d time.Duration) {
	r.call.Duration, r.call.Status = d, httpStatus(err)
	if u := r.call.state.Engine.Upstreams[r.call.Upstream]; u != nil {
		r.call.Dialect = all.Name(u.Adapter.Dialect())
	}
	telemetry.Log(r.s.Log, r.call.Request)
	r.s.Metrics.Observe(r.call.Request)
	telemetry.Annotate(r.span, r.call.Request)
}
