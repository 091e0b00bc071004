package telemetry

import (
	"context"
	"net/http"
	"strings"
	"time"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracehttp"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/sdk/resource"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/trace"

	"github.com/interlingua/interlingua/gateway/config"
)

// Tracer makes one span a request, in the names of the GenAI conventions. A nil Tracer makes none and costs nothing.
type Tracer struct {
	provider *sdktrace.TracerProvider
	tracer   trace.Tracer
}

// NewTracer sends spans where the configuration says; nil where it says nothing.
func NewTracer(ctx context.Context, c config.Tracing) (*Tracer, error) {
	if c.Endpoint == "" {
		return nil, nil
	}
	exporter, err := otlptracehttp.New(ctx, otlptracehttp.WithEndpointURL(tracesURL(c.Endpoint)), otlptracehttp.WithHeaders(c.Headers))
	if err != nil {
		return nil, err
	}
	ratio := 1.0
	if c.SampleRatio != nil {
		ratio = *c.SampleRatio
	}
	return TracerWith(sdktrace.WithBatcher(exporter), sdktrace.WithSampler(sdktrace.ParentBased(sdktrace.TraceIDRatioBased(ratio)))), nil
}

// tracesURL is where an OTLP endpoint takes traces.
func tracesURL(endpoint string) string {
	const path = "/v1/traces"
	return strings.TrimSuffix(strings.TrimRight(endpoint, "/"), path) + path
}

// TracerWith makes a tracer whose spans go where the options say.
func TracerWith(options ...sdktrace.TracerProviderOption) *Tracer {
	name := resource.NewSchemaless(attribute.String("service.name", "interlingua"))
	p := sdktrace.NewTracerProvider(append(options, sdktrace.WithResource(name))...)
	return &Tracer{provider: p, tracer: p.Tracer(scope)}
}

// scope names what makes spans.
const scope = "github.com/interlingua/interlingua"

// Provider gives the spans of libraries to the same place. The tracer must not be nil.
func (t *Tracer) Provider() trace.TracerProvider { return t.provider }

// Propagator reads the parent of a span from headers or metadata.
var Propagator propagation.TextMapPropagator = propagation.TraceContext{}

// Close sends what was not sent yet.
func (t *Tracer) Close(ctx context.Context) error {
	if t == nil {
		return nil
	}
	return t.provider.Shutdown(ctx)
}

// Begin begins the span of a request that came at a time, in the context of the request that it gives: calls made in that context
// name it as their parent. The client's headers may name its own.
func (t *Tracer) Begin(r *http.Request, began time.Time) *http.Request {
	if t == nil {
		return r
	}
	ctx := Propagator.Extract(r.Context(), propagation.HeaderCarrier(r.Header))
	ctx, _ = t.tracer.Start(ctx, operation, trace.WithSpanKind(trace.SpanKindServer), trace.WithTimestamp(began))
	return r.WithContext(ctx)
}

// operation is the name of what spans are about.
const operation = "chat"

// End ends the span that Begin began in a context, of a request that came at a time.
func (t *Tracer) End(ctx context.Context, began time.Time, r Request) {
	if t == nil {
		return
	}
	span := trace.SpanFromContext(ctx)
	span.SetName(strings.TrimSpace(operation + " " + r.Model))
	Annotate(span, r)
	span.End(trace.WithTimestamp(began.Add(r.Duration)))
}

// Attempt begins the span of one try at an upstream, below the span of the request's context, and has its headers name it as their
// parent. It gives the request to send, and what ends the span with the status of the answer, 0 where there was none; nil where
// nothing is traced.
func Attempt(req *http.Request, upstream string) (*http.Request, func(status int)) {
	ctx := req.Context()
	parent := trace.SpanFromContext(ctx)
	if !parent.IsRecording() {
		Inject(ctx, req.Header)
		return req, nil
	}
	ctx, span := parent.TracerProvider().Tracer(scope).Start(ctx, req.Method+" "+upstream, trace.WithSpanKind(trace.SpanKindClient), trace.WithAttributes(
		attribute.String("http.request.method", req.Method),
		attribute.String("server.address", req.URL.Hostname()),
	))
	Inject(ctx, req.Header)
	return req.WithContext(ctx), func(status int) {
		if status != 0 {
			span.SetAttributes(attribute.Int("http.response.status_code", status))
		}
		if status == 0 || status >= http.StatusBadRequest {
			span.SetStatus(codes.Error, "")
		}
		span.End()
	}
}

// Inject has the headers of a call to another service name the span of a context as their parent, if there is one.
func Inject(ctx context.Context, h http.Header) { Propagator.Inject(ctx, propagation.HeaderCarrier(h)) }

// Annotate sets on a span what is said of a request.
func Annotate(span trace.Span, r Request) {
	span.SetAttributes(
		attribute.String("gen_ai.operation.name", operation),
		attribute.String("gen_ai.provider.name", r.Upstream),
		attribute.String("gen_ai.request.model", r.Model),
		attribute.String("gen_ai.response.model", r.UpstreamModel),
		attribute.String("interlingua.client", r.Client),
		attribute.String("interlingua.request_id", r.ID),
		attribute.Bool("interlingua.raw", r.Raw),
		attribute.Int("interlingua.losses", len(r.Losses)),
		attribute.Int("http.response.status_code", r.Status),
	)
	if r.Usage != nil {
		span.SetAttributes(
			attribute.Int64("gen_ai.usage.input_tokens", r.Usage.GetInputTokens()),
			attribute.Int64("gen_ai.usage.output_tokens", r.Usage.GetOutputTokens()),
		)
	}
	if len(r.Finished) > 0 {
		span.SetAttributes(attribute.StringSlice("gen_ai.response.finish_reasons", r.Finished))
	}
	if r.Reason != nil {
		// The vendor's words may quote the request: only the class is told.
		span.SetAttributes(attribute.String("error.type", codeWord(r.Reason.Code)))
		span.SetStatus(codes.Error, codeWord(r.Reason.Code))
	}
}
