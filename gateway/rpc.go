package gateway

import (
	"context"
	"errors"
	"net"
	"time"

	grpcprom "github.com/grpc-ecosystem/go-grpc-middleware/providers/prometheus"
	"go.uber.org/zap"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/gateway/api"
	"github.com/interlingua/interlingua/gateway/config"
	"github.com/interlingua/interlingua/gateway/rpc"
)

// RPC makes the second front beside a server of the dialects: the canonical model itself. Both share states, keys, log and
// metrics.
func RPC(s *api.Server, speak []adapters.Adapter, c *config.Config) *rpc.Server {
	handled := grpcprom.NewServerMetrics()
	if s.Registry != nil {
		s.Registry.MustRegister(handled)
	}
	return rpc.New(rpc.Server{
		State: func() rpc.State {
			st := s.State()
			return rpc.State{Engine: st.Engine, Keys: st.Keys}
		},
		Adapters: speak, MaxMessageBytes: c.Limits.BodyBytes, MaxAnswerBytes: c.Limits.ResponseBytes,
		Silence: time.Duration(c.Keepalive), HeaderWait: time.Duration(c.HeaderWait), Tracer: s.Tracer,
		Log: s.Log, Metrics: s.Metrics, Handled: handled, Clock: s.Clock, Seed: s.Seed, Estimate: s.Estimate,
	})
}

// ServeGRPC serves gRPC on a listener until the context ends, then lets the calls under way drain for the grace period.
func ServeGRPC(ctx context.Context, l net.Listener, s *rpc.Server, c *config.Config, log *zap.Logger) error {
	var options []grpc.ServerOption
	if c.TLS != nil {
		conf, err := ServerTLS(c.TLS)
		if err != nil {
			return errors.Join(err, l.Close())
		}
		options = append(options, grpc.Creds(credentials.NewTLS(conf)))
	}
	srv := s.GRPC(options...)
	done := make(chan error, 1)
	go func() { done <- srv.Serve(l) }()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
	}
	s.Leave()
	cut := time.AfterFunc(time.Duration(c.ShutdownGrace), func() {
		log.Warn("gRPC calls under way are cut: the grace period is over")
		srv.Stop()
	})
	defer cut.Stop()
	srv.GracefulStop()
	if err := <-done; !errors.Is(err, grpc.ErrServerStopped) {
		return err
	}
	return nil // the context ended before there was a call to serve
}

// Together runs all fronts of a server until the context ends or one of them does, and waits for all.
func Together(ctx context.Context, fronts ...func(context.Context) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	ended := make(chan error, len(fronts))
	for _, front := range fronts {
		go func() {
			defer cancel()
			ended <- front(ctx)
		}()
	}
	var err error
	for range fronts {
		err = errors.Join(err, <-ended)
	}
	return err
}
