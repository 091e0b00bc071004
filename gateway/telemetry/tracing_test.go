package telemetry

import (
	"net/http"
	"testing"
	"time"

	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"

	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

func TestRecord(t *testing.T) {
	spans := tracetest.NewInMemoryExporter()
	tracer := TracerWith(sdktrace.WithSyncer(spans))
	tokens := int64(7)
	h := http.Header{"Traceparent": {"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"}}
	began := time.Unix(1000, 0)
	tracer.Record(h, began, Request{
		Model: "m", Upstream: "up", UpstreamModel: "up-1", Status: 502, Duration: time.Second, Usage: &pb.Usage{InputTokens: &tokens},
		Finished: []string{"end"}, Reason: &pb.Error{Code: pb.ErrorCode_ERROR_CODE_TRUNCATED, Message: "secret"},
	})
	got := spans.GetSpans()
	if len(got) != 1 || got[0].Name != "chat m" || got[0].Parent.TraceID().String() != "0af7651916cd43dd8448eb211c80319c" {
		t.Fatalf("%+v", got)
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
	off.Record(h, began, Request{})
	if err := tracer.Close(t.Context()); err != nil {
		t.Error(err)
	}
}
