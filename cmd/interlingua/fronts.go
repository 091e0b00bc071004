package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"

	"go.uber.org/zap"

	"github.com/interlingua/interlingua/adapters/all"
	"github.com/interlingua/interlingua/gateway"
	"github.com/interlingua/interlingua/gateway/api"
	"github.com/interlingua/interlingua/gateway/config"
)

// serveFronts serves both fronts until the context ends: HTTP, with the dialects and the canonical model, and gRPC.
func serveFronts(ctx context.Context, l net.Listener, s *api.Server, c *config.Config, log *zap.Logger, out io.Writer) error {
	canonical := gateway.RPC(s, all.All(), c)
	json, err := canonical.Gateway(ctx)
	if err != nil {
		return errors.Join(err, l.Close())
	}
	defer func() { _ = json.Close() }()
	s.Canonical = json
	fronts := []func(context.Context) error{
		func(ctx context.Context) error { return gateway.Serve(ctx, l, s.Handler(), c, log) },
	}
	if c.GRPCListen != config.Off {
		g, err := net.Listen("tcp", c.GRPCListen)
		if err != nil {
			return errors.Join(err, l.Close())
		}
		if _, err := fmt.Fprintln(out, "gRPC listens on", g.Addr()); err != nil {
			return errors.Join(err, l.Close(), g.Close())
		}
		fronts = append(fronts, func(ctx context.Context) error { return gateway.ServeGRPC(ctx, g, canonical, c, log) })
	}
	return gateway.Together(ctx, fronts...)
}
