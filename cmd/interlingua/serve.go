package main

import (
	"context"
	"errors"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/spf13/cobra"
	"go.uber.org/zap"

	"github.com/interlingua/interlingua/gateway"
	"github.com/interlingua/interlingua/gateway/api"
	"github.com/interlingua/interlingua/gateway/telemetry"
	"github.com/interlingua/interlingua/gateway/tokens"
)

const serveHelp = `Serve the four dialects over HTTP, and the canonical model over gRPC and HTTP/JSON.

Without --config, upstreams are taken from OPENAI_API_KEY, ANTHROPIC_API_KEY and GEMINI_API_KEY, as far as they are set; with
none of them, a built-in demo model answers. A flag counts over the environment (INTERLINGUA_CONFIG, INTERLINGUA_LISTEN, INTERLINGUA_GRPC_LISTEN), and
the environment over the file.

SIGHUP, or a change of the file, reads the configuration again without touching calls under way. SIGTERM stops taking calls
and lets those under way drain.`

type serveFlags struct {
	config     string
	listen     string
	grpcListen string
}

func serveCommand() *cobra.Command {
	var flags serveFlags
	cmd := &cobra.Command{
		Use:   "serve [--config FILE]",
		Short: "Serve the four dialects over HTTP",
		Long:  serveHelp,
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			ctx, stop := signal.NotifyContext(cmd.Context(), os.Interrupt, syscall.SIGTERM)
			defer stop()
			return serve(ctx, flags, cmd.OutOrStdout())
		},
	}
	flags.bind(cmd)
	return cmd
}

// bind binds the flags; the environment gives their defaults, so that a flag counts over it.
func (f *serveFlags) bind(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.config, "config", os.Getenv("INTERLINGUA_CONFIG"), "configuration file")
	cmd.Flags().StringVar(&f.listen, "listen", os.Getenv("INTERLINGUA_LISTEN"), "HTTP address, over that of the file")
	cmd.Flags().StringVar(&f.grpcListen, "grpc-listen", os.Getenv("INTERLINGUA_GRPC_LISTEN"), "gRPC address, over that of the file; off for none")
}

// gcPercent is how much a server's heap may grow before it is collected. What lives is small and what dies is much, so that the
// usual 100 would collect every few requests; GOGC and GOMEMLIMIT count over it.
const gcPercent = 400

// serve runs the server until the context ends.
func serve(ctx context.Context, flags serveFlags, out io.Writer) error {
	c, err := flags.load()
	if err != nil {
		return err
	}
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(gcPercent)
	}
	log, err := logger(c.Log)
	if err != nil {
		return err
	}
	estimator := &tokens.Estimator{}
	parts, byDialect := gatewayParts(log, estimator)
	state, err := parts.State(c)
	if err != nil {
		return err
	}
	tracer, err := telemetry.NewTracer(ctx, c.Tracing)
	if err != nil {
		return err
	}
	defer closeTracer(tracer, log)
	reg := prometheus.NewRegistry()
	s := &api.Server{
		Adapters: byDialect, Log: log, Metrics: telemetry.NewMetrics(reg), Clock: time.Now, Seed: gateway.Seed,
		Estimate: estimator.Estimate, Registry: reg, Tracer: tracer,
	}
	s.Load(state)
	l, err := listen(c)
	if err != nil {
		return failure{err}
	}
	if err := announce(out, l, c, state); err != nil {
		return failure{errors.Join(err, l.close())}
	}
	hup := make(chan os.Signal, 1)
	signal.Notify(hup, syscall.SIGHUP)
	defer signal.Stop(hup)
	go flags.reload(ctx, hup, s, parts, log)
	go func() {
		<-ctx.Done()
		s.Drain()
	}()
	if err := serveFronts(ctx, l, s, c, log); err != nil {
		return failure{err}
	}
	return nil
}

// traceWait is how long the last spans may take to be sent.
const traceWait = 5 * time.Second

// closeTracer sends the last spans.
func closeTracer(t *telemetry.Tracer, log *zap.Logger) {
	ctx, cancel := context.WithTimeout(context.Background(), traceWait)
	defer cancel()
	if err := t.Close(ctx); err != nil {
		log.Warn("the last spans were not sent", zap.Error(err))
	}
}
