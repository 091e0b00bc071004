package main

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/all"
	"github.com/interlingua/interlingua/gateway"
	"github.com/interlingua/interlingua/gateway/api"
	"github.com/interlingua/interlingua/gateway/config"
	"github.com/interlingua/interlingua/gateway/route"
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
func announce(out io.Writer, l listeners, c *config.Config, st *api.State) error {
	scheme := "http"
	if c.TLS != nil {
		scheme = "https"
	}
	base := scheme + "://" + l.http.Addr().String()
	fmt.Fprintln(out, "interlingua listens on", base)
	if l.grpc != nil {
		fmt.Fprintln(out, "gRPC listens on", l.grpc.Addr())
	}
	upstreams := [][]string{{"demo", "built in, since none is configured: it needs no network"}}
	if len(c.Upstreams) > 0 {
		upstreams = nil
	}
	for _, u := range c.Upstreams {
		upstreams = append(upstreams, []string{u.Name, u.Dialect, u.BaseURL})
	}
	if err := errors.Join(list(out, "upstreams", upstreams), list(out, "models", modelRows(st))); err != nil {
		return err
	}
	fmt.Fprintln(out)
	if len(c.Keys) == 0 {
		fmt.Fprintln(out, "no keys: clients are not authenticated")
	}
	if len(c.SealKeys) == 0 {
		fmt.Fprintln(out, "no seal_keys: envelopes of provider state are protected against damage, not against forgery")
	}
	fmt.Fprintf(out, "try it:\n  curl %s/v1/chat/completions -H 'content-type: application/json' \\\n    -d '{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}'\n",
		base, anyModel(st.Engine.Routes.Routes()))
	return nil
}

// list writes a titled table.
func list(out io.Writer, title string, rows [][]string) error {
	fmt.Fprintln(out, title)
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	for _, cells := range rows {
		fmt.Fprintln(table, "  "+strings.Join(cells, "\t"))
	}
	return table.Flush()
}

// modelRows says of every route where it leads.
func modelRows(st *api.State) (rows [][]string) {
	for _, r := range st.Engine.Routes.Routes() {
		rows = append(rows, []string{r.Match, "-> " + goesTo(r)})
	}
	return rows
}

// goesTo says to which upstreams a route leads, and under which name of the model where that is another one.
func goesTo(r *route.Route) string {
	words := make([]string, len(r.Targets))
	for i, t := range r.Targets {
		words[i] = t.Upstream
		if t.Model != "" {
			words[i] += " as " + t.Model
		}
	}
	return strings.Join(words, ", else ")
}

// anyModel is a model name that some route takes: one that is written out where there is any, else one that fits a pattern.
func anyModel(routes []*route.Route) string {
	for _, r := range routes {
		if !strings.Contains(r.Match, "*") {
			return r.Match
		}
	}
	return strings.ReplaceAll(routes[0].Match, "*", "any")
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
