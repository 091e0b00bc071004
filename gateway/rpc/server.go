package rpc

import (
	"time"

	grpcprom "github.com/grpc-ecosystem/go-grpc-middleware/providers/prometheus"
	"go.opentelemetry.io/contrib/instrumentation/google.golang.org/grpc/otelgrpc"
	"go.uber.org/zap"
	"google.golang.org/grpc"
	_ "google.golang.org/grpc/encoding/gzip" // clients may compress
	"google.golang.org/grpc/health"
	healthpb "google.golang.org/grpc/health/grpc_health_v1"
	"google.golang.org/grpc/keepalive"
	"google.golang.org/grpc/reflection"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/gateway/auth"
	"github.com/interlingua/interlingua/gateway/engine"
	"github.com/interlingua/interlingua/gateway/telemetry"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// State is what one configuration makes of the server.
type State struct {
	// Engine finds upstreams and gets answers.
	Engine *engine.Engine
	// Keys are the clients' keys.
	Keys *auth.Keys
}

// Server makes the gRPC servers and the HTTP/JSON handler. Its fields are not changed once it serves.
type Server struct {
	// State is the state in force; it is asked once a call.
	State func() State
	// Adapters speak the dialects.
	Adapters []adapters.Adapter
	// MaxMessageBytes bounds a message that a client sends, MaxAnswerBytes one that it gets.
	MaxMessageBytes, MaxAnswerBytes int64
	// Silence is after how long an event stream over HTTP gets a sign of life, HeaderWait how long its headers wait for the first
	// event: until then its status is open.
	Silence, HeaderWait time.Duration
	// Log takes one line a call, never content.
	Log *zap.Logger
	// Metrics counts calls, tokens and losses as the HTTP endpoints do; Handled counts by gRPC method and code.
	Metrics *telemetry.Metrics
	Handled *grpcprom.ServerMetrics
	// Tracer makes a span a call; nil makes none.
	Tracer *telemetry.Tracer
	// Ends are the packages of protos that will be served no longer, and the last day of each.
	Ends map[string]time.Time
	// Clock is the time; Seed draws what makes the ids of one call its own.
	Clock func() time.Time
	Seed  func() string
	// Estimate counts the tokens of a request where no upstream can.
	Estimate func(*pb.GenerateRequest) (int64, error)

	health *health.Server
}

// How often a silent connection is asked for a sign of life, how long that is waited for, and how often clients may ask. A
// model may think for minutes, in which nothing else crosses the connection.
const (
	keepaliveTime    = 30 * time.Second
	keepaliveTimeout = 20 * time.Second
	keepaliveMin     = 10 * time.Second
)

// slack is how many times the message limit is read at most: what lies between is refused with details, what is larger by the
// gRPC library, without reading it.
const slack = 2

// New prepares a server and says by its health service that it serves.
func New(s Server) *Server {
	s.health = health.NewServer()
	for _, name := range services {
		s.health.SetServingStatus(name, healthpb.HealthCheckResponse_SERVING)
	}
	return &s
}

// services are the names under which health is told.
var services = []string{
	"", pb.GenerationService_ServiceDesc.ServiceName, pb.TranslationService_ServiceDesc.ServiceName,
}

// GRPC makes a gRPC server with all services. Options add to its own, as transport credentials do.
func (s *Server) GRPC(options ...grpc.ServerOption) *grpc.Server {
	g := grpc.NewServer(append(s.options(), options...)...)
	pb.RegisterGenerationServiceServer(g, &generation{s: s})
	pb.RegisterTranslationServiceServer(g, &translation{s: s})
	healthpb.RegisterHealthServer(g, s.health)
	reflection.Register(g)
	return g
}

func (s *Server) options() []grpc.ServerOption {
	unary, stream := s.interceptors()
	options := []grpc.ServerOption{
		grpc.MaxRecvMsgSize(int(slack * s.MaxMessageBytes)), grpc.MaxSendMsgSize(int(s.MaxAnswerBytes)),
		grpc.KeepaliveParams(keepalive.ServerParameters{Time: keepaliveTime, Timeout: keepaliveTimeout}),
		grpc.KeepaliveEnforcementPolicy(keepalive.EnforcementPolicy{MinTime: keepaliveMin, PermitWithoutStream: true}),
		grpc.ChainUnaryInterceptor(unary...), grpc.ChainStreamInterceptor(stream...),
	}
	if s.Tracer != nil {
		options = append(options, grpc.StatsHandler(otelgrpc.NewServerHandler(
			otelgrpc.WithTracerProvider(s.Tracer.Provider()), otelgrpc.WithPropagators(telemetry.Propagator),
		)))
	}
	return options
}

// Leave tells by the health service that no more calls are to come here.
func (s *Server) Leave() { s.health.Shutdown() }
