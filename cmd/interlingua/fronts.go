package main

import (
	"context"
	"errors"
	"net"

	"go.uber.org/zap"

	"github.com/interlingua/interlingua/adapters/all"
	"github.com/interlingua/interlingua/gateway"
	"github.com/interlingua/interlingua/gateway/api"
	"github.com/interlingua/interlingua/gateway/config"
)

// listeners are where the server listens.
type listeners struct {
	http net.Listener
	// grpc is nil where gRPC is off.
	grpc net.Listener
}

func listen(c *config.Config) (l listeners, err error) {
	if l.http, err = net.Listen("tcp", c.Listen); err != nil || c.GRPCListen == config.Off {
		return l, err
	}
	if l.grpc, err = net.Listen("tcp", c.GRPCListen); err != nil {
		return l, errors.Join(err, l.http.Close())
	}
	return l, nil
}

func (l listeners) close() error {
	if l.grpc == nil {
		return l.http.Close()
	}
	return errors.Join(l.http.Close(), l.grpc.Close())
}

// serveFronts serves both fronts until the context ends: HTTP, with the dialects and the canonical model, and gRPC.
func serveFronts(ctx context.Context, l listeners, s *api.Server, c *config.Config, log *zap.Logger) error {
	canonical := gateway.RPC(s, all.All(), c)
	json, err := canonical.Gateway(ctx)
	if err != nil {
		return errors.Join(err, l.close())
	}
	defer func() { _ = json.Close() }()
	s.Canonical = json
	fronts := []func(context.Context) error{
		func(ctx context.Context) error { return gateway.Serve(ctx, l.http, s.Handler(), c, log) },
	}
	if l.grpc != nil {
		fronts = append(fronts, func(ctx context.Context) error { return gateway.ServeGRPC(ctx, l.grpc, canonical, c, log) })
	}
	return gateway.Together(ctx, fronts...)
}
