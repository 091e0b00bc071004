package telemetry

import (
	"net/http"
	"testing"
	"time"

	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"

	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

func TestSpan(t *testing.T) {
	spans := tracetest.NewInMemoryExporter()
	tracer := TracerWith(sdktrace.WithSyncer(spans))
	tokens := int64(7)
	h := http.Header{"Traceparent": {"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"}}
	began := time.Unix(1000, 0)
	r := tracer.Begin(&http.Request{Header: h}, began)
	asked := http.Header{}
	Inject(r.Context(), asked)
	tracer.End(r.Context(), began, Request{
		Model: "m", Upstream: "up", UpstreamModel: "up-1", Status: 502, Duration: time.Second, Usage: &pb.Usage{InputTokens: &tokens},
		Finished: []string{"end"}, Reason: &pb.Error{Code: pb.ErrorCode_ERROR_CODE_TRUNCATED, Message: "secret"},
	})
	got := spans.GetSpans()
	if len(got) != 1 || got[0].Name != "chat m" || got[0].Parent.TraceID().String() != "0af7651916cd43dd8448eb211c80319c" {
		t.Fatalf("%+v", got)
	}
	if own := got[0].SpanContext; asked.Get("Traceparent") != "00-"+own.TraceID().String()+"-"+own.SpanID().String()+"-01" {
		t.Errorf("a call names %s as its parent", asked)
	}
	if !got[0].StartTime.Equal(began) || !got[0].EndTime.Equal(began.Add(time.Second)) {
		t.Errorf("%v to %v", got[0].StartTime, got[0].EndTime)
	}
	want := map[string]string{
		"gen_ai.request.model": "m", "gen_ai.response.model": "up-1", "gen_ai.provider.name": "up", "gen_ai.usage.input_tokens": "7",
		"gen_ai.response.finish_reasons": `["end"]`, "error.type": "truncated", "http.response.status_code": "502",
	}
	for _, a := range got[0].Attributes {
		if v, ok := want[string(a.Key)]; ok && v == a.Value.String() {
			delete(want, string(a.Key))
		}
	}
	if len(want) > 0 {
		t.Errorf("missing: %v in %v", want, got[0].Attributes)
	}
	var off *Tracer
	plain := &http.Request{Header: h}
	if off.Begin(plain, began) != plain {
		t.Error("a span without a tracer")
	}
	off.End(plain.Context(), began, Request{})
	if err := tracer.Close(t.Context()); err != nil {
		t.Error(err)
	}
}
