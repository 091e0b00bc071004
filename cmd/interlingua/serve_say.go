package main

import (
	"errors"
	"fmt"
	"io"
	"net"
	"strings"

	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/all"
	"github.com/interlingua/interlingua/gateway"
	"github.com/interlingua/interlingua/gateway/api"
	"github.com/interlingua/interlingua/gateway/config"
	"github.com/interlingua/interlingua/gateway/tokens"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// gatewayParts are what a gateway is made with, and its adapters by dialect.
func gatewayParts(log *zap.Logger, estimator *tokens.Estimator) (gateway.Parts, map[pb.Dialect]adapters.Adapter) {
	parts := gateway.Parts{Adapters: map[string]adapters.Adapter{}, Log: log, Estimate: estimator.Estimate}
	byDialect := map[pb.Dialect]adapters.Adapter{}
	for _, a := range all.All() {
		parts.Adapters[all.Name(a.Dialect())] = a
		byDialect[a.Dialect()] = a
	}
	return parts, byDialect
}

// announce says what is served, and how to try it.
func announce(out io.Writer, addr net.Addr, c *config.Config, st *api.State) {
	scheme := "http"
	if c.TLS != nil {
		scheme = "https"
	}
	base := scheme + "://" + addr.String()
	fmt.Fprintln(out, "interlingua listens on", base)
	for _, u := range c.Upstreams {
		fmt.Fprintf(out, "  upstream %-12s %-10s %s\n", u.Name, u.Dialect, u.BaseURL)
	}
	model := ""
	for _, r := range st.Engine.Routes.Routes() {
		fmt.Fprintf(out, "  model    %-12s ->", r.Match)
		for _, t := range r.Targets {
			fmt.Fprint(out, " ", t.Upstream)
			if t.Model != "" {
				fmt.Fprint(out, ":", t.Model)
			}
		}
		fmt.Fprintln(out)
		if model == "" && !strings.Contains(r.Match, "*") {
			model = r.Match
		}
	}
	if len(c.SealKeys) == 0 {
		fmt.Fprintln(out, "  no seal_keys: envelopes of provider state are protected against damage, not against forgery")
	}
	if len(c.Keys) == 0 {
		fmt.Fprintln(out, "  no keys: clients are not authenticated")
	}
	if model == "" {
		// Every route is a pattern: a name that fits the first one does.
		model = strings.ReplaceAll(st.Engine.Routes.Routes()[0].Match, "*", "any")
	}
	fmt.Fprintf(out, "try it:\n  curl %s/v1/chat/completions -H 'content-type: application/json' \\\n    -d '{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}'\n", base, model)
}

// logger makes the server's log, on standard error. Nothing is sampled: each request has its line.
func logger(c config.Log) (*zap.Logger, error) {
	level, err := zap.ParseAtomicLevel(c.Level)
	if err != nil {
		return nil, err
	}
	if c.Format != "json" && c.Format != "console" {
		return nil, errors.New("log: format must be json or console")
	}
	conf := zap.NewProductionConfig()
	conf.Level, conf.Encoding, conf.Sampling = level, c.Format, nil
	conf.EncoderConfig.EncodeTime = zapcore.RFC3339NanoTimeEncoder
	conf.DisableStacktrace, conf.DisableCaller = true, true
	return conf.Build()
}
