package api_test

import (
	"net/http"
	"testing"
	"time"

	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"
	oteltrace "go.opentelemetry.io/otel/trace"

	"github.com/interlingua/interlingua/gateway/stubtest"
	"github.com/interlingua/interlingua/gateway/telemetry"
)

// TestTraceparent has the client's span be the parent of the gateway's, that be the parent of the span of each try at an upstream, and
// that be the upstream's parent, whatever is asked; without tracing the upstream is told of none.
func TestTraceparent(t *testing.T) {
	const trace = "0af7651916cd43dd8448eb211c80319c"
	whole, wholeBody := request("claude", false)
	flow, flowBody := request("claude", true)
	for name, c := range map[string]struct {
		upstream, path string
		body           []byte
		reply          stubtest.Reply
	}{
		"whole":    {"chat", whole, wholeBody, reply("chat", false)},
		"stream":   {"chat", flow, flowBody, reply("chat", true)},
		"raw":      {"claude", whole, wholeBody, reply("claude", false)},
		"count":    {"claude", "/v1/messages/count_tokens", wholeBody, stubtest.Document([]byte(`{"input_tokens":3}`))},
		"relay":    {"chat", "/v1/embeddings", []byte(`{"model":"m-1"}`), stubtest.Document([]byte(`{}`))},
		"failures": {"chat", whole, wholeBody, stubtest.Fails(http.StatusBadRequest, `{}`)},
	} {
		t.Run(name, func(t *testing.T) {
			u := stubtest.New(t, c.reply)
			headers := []string{"Traceparent", "00-" + trace + "-b7ad6b7169203331-01", "Tracestate", "vendor=1"}
			serve(t, to(u, c.upstream)).post(c.path, c.body, headers...)
			if got := u.Asked()[0].Header; name != "relay" && got.Get("Traceparent") != "" {
				t.Errorf("without tracing: %s", got)
			}
			spans := tracetest.NewInMemoryExporter()
			tracer := telemetry.TracerWith(sdktrace.WithSyncer(spans))
			s := serve(t, to(u, c.upstream))
			s.Tracer = tracer
			s.post(c.path, c.body, headers...)
			kinds := map[oteltrace.SpanKind]tracetest.SpanStub{}
			for range 500 {
				for _, span := range spans.GetSpans() {
					kinds[span.SpanKind] = span
				}
				if _, ended := kinds[oteltrace.SpanKindServer]; ended {
					break
				}
				// A span ends behind its answer.
				time.Sleep(10 * time.Millisecond)
			}
			own, try := kinds[oteltrace.SpanKindServer], kinds[oteltrace.SpanKindClient]
			if own.Parent.TraceID().String() != trace || own.Parent.SpanID().String() != "b7ad6b7169203331" {
				t.Errorf("span %v below %v", own.SpanContext, own.Parent)
			}
			parent := own
			if name != "relay" {
				parent = try
				if try.Parent.SpanID() != own.SpanContext.SpanID() || !try.EndTime.After(try.StartTime) {
					t.Errorf("a try %v below %v", try.SpanContext, try.Parent)
				}
			}
			asked := u.Asked()[1].Header
			if asked.Get("Traceparent") != "00-"+trace+"-"+parent.SpanContext.SpanID().String()+"-01" || asked.Get("Tracestate") != "vendor=1" {
				t.Errorf("span %v asked with %s", parent.SpanContext, asked)
			}
			if err := tracer.Close(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
}
