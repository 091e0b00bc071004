package api_test

import (
	"net/http"
	"testing"
	"time"

	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"

	"github.com/interlingua/interlingua/gateway/stubtest"
	"github.com/interlingua/interlingua/gateway/telemetry"
)

// TestTraceparent has the client's span be the parent of the gateway's, and that be the upstream's parent, whatever is asked; without
// tracing the upstream is told of none.
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
			parent := []string{"Traceparent", "00-" + trace + "-b7ad6b7169203331-01", "Tracestate", "vendor=1"}
			serve(t, to(u, c.upstream)).post(c.path, c.body, parent...)
			if got := u.Asked()[0].Header; name != "relay" && got.Get("Traceparent") != "" {
				t.Errorf("without tracing: %s", got)
			}
			spans := tracetest.NewInMemoryExporter()
			tracer := telemetry.TracerWith(sdktrace.WithSyncer(spans))
			s := serve(t, to(u, c.upstream))
			s.Tracer = tracer
			s.post(c.path, c.body, parent...)
			got := spans.GetSpans()
			for range 500 {
				if len(got) > 0 {
					break
				}
				// A span ends behind its answer.
				time.Sleep(10 * time.Millisecond)
				got = spans.GetSpans()
			}
			if len(got) != 1 {
				t.Fatalf("%d spans", len(got))
			}
			own := got[0].SpanContext
			asked := u.Asked()[1].Header
			if got[0].Parent.TraceID().String() != trace || got[0].Parent.SpanID().String() != "b7ad6b7169203331" ||
				asked.Get("Traceparent") != "00-"+trace+"-"+own.SpanID().String()+"-01" || asked.Get("Tracestate") != "vendor=1" {
				t.Errorf("span %v below %v, asked with %s", own, got[0].Parent, asked)
			}
			if err := tracer.Close(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
}
