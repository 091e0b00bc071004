package rpc_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"
	"go.uber.org/zap"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"

	"github.com/interlingua/interlingua/gateway/canonjson"
	"github.com/interlingua/interlingua/gateway/rpc"
	"github.com/interlingua/interlingua/gateway/stubtest"
	"github.com/interlingua/interlingua/gateway/telemetry"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// The upstream's rate limits and request id reach the client as metadata and as headers, of an answer and of a fault.
func TestRateLimits(t *testing.T) {
	told := http.Header{
		"X-Ratelimit-Limit-Requests": {"60"}, "X-Ratelimit-Remaining-Requests": {"0"}, "X-Ratelimit-Reset-Requests": {"6m0s"},
		"X-Request-Id": {"req_up"}, "Content-Type": {"application/json"},
	}
	want := map[string]string{
		"x-ratelimit-limit-requests": "60", "x-ratelimit-remaining-requests": "0", "x-upstream-request-id": "req_up",
		"x-ratelimit-reset-requests": testNow.Add(6 * time.Minute).Format(time.RFC3339),
	}
	good := answerOf("chat", false)
	good.Header = told
	bad := stubtest.Fails(429, `{"error":{"message":"slow down"}}`)
	bad.Header = told
	s, u := stub(t, "chat")
	body, err := canonjson.Marshal(weather())
	if err != nil {
		t.Fatal(err)
	}
	for name, reply := range map[string]stubtest.Reply{"answer": good, "fault": bad} {
		u.Reply(reply)
		var md metadata.MD
		if _, err := s.Generation.Generate(testContext(t), weather(), grpc.Header(&md)); name == "fault" {
			checkStatus(t, err, codes.ResourceExhausted, "RATE_LIMIT")
		} else if err != nil {
			t.Fatal(err)
		}
		resp, _ := s.post(base+"generate", body)
		for key, value := range want {
			if got := strings.Join(md.Get(key), ","); got != value {
				t.Errorf("%s, metadata %s: %q, want %q", name, key, got, value)
			}
			if got := strings.Join(resp.Header.Values(key), ","); got != value {
				t.Errorf("%s, header %s: %q, want %q", name, key, got, value)
			}
		}
	}
}

// A version whose last day is fixed tells of it, and no other does.
func TestDeprecation(t *testing.T) {
	u := stubtest.New(t, answerOf("chat", false))
	for end, want := range map[string]string{"interlingua.v1beta1": "2030-01-31", "interlingua.v0": ""} {
		s := serve(t, to(u, "chat"), zap.NewNop(), func(r *rpc.Server) {
			r.Ends = map[string]time.Time{end: time.Date(2030, 1, 31, 0, 0, 0, 0, time.UTC)}
		})
		var md metadata.MD
		if _, err := s.Generation.ListModels(testContext(t), &pb.ListModelsRequest{}, grpc.Header(&md)); err != nil {
			t.Fatal(err)
		}
		resp, _ := s.do(http.MethodGet, base+"models", nil)
		if got := strings.Join(md.Get("interlingua-deprecation"), ","); got != want || resp.Header.Get("Interlingua-Deprecation") != want {
			t.Errorf("%s: metadata %q, header %q, want %q", end, got, resp.Header.Get("Interlingua-Deprecation"), want)
		}
	}
}

// A call is one span, below that of its client, in the names of the GenAI conventions, and each try at an upstream one below it.
func TestSpans(t *testing.T) {
	spans := tracetest.NewInMemoryExporter()
	tracer := telemetry.TracerWith(sdktrace.WithSyncer(spans))
	u := stubtest.New(t, answerOf("chat", true))
	s := serve(t, to(u, "chat"), zap.NewNop(), func(r *rpc.Server) { r.Tracer = tracer })
	const parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
	ctx := metadata.AppendToOutgoingContext(testContext(t), "traceparent", parent)
	stream, err := s.Generation.StreamGenerate(ctx, &pb.StreamGenerateRequest{Request: weather()})
	if err != nil {
		t.Fatal(err)
	}
	for err == nil {
		_, err = stream.Recv()
	}
	var got tracetest.SpanStubs // the try at the upstream, and the call
	for range 100 {
		if got = spans.GetSpans(); len(got) > 1 {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	if len(got) != 2 || got[1].Name != "interlingua.v1beta1.GenerationService/StreamGenerate" ||
		got[1].Parent.TraceID().String() != "0af7651916cd43dd8448eb211c80319c" || got[0].Parent.SpanID() != got[1].SpanContext.SpanID() {
		t.Fatalf("%+v", got)
	}
	own := got[0].SpanContext
	if asked := u.Asked()[0].Header.Get("Traceparent"); asked != "00-"+own.TraceID().String()+"-"+own.SpanID().String()+"-01" {
		t.Errorf("the upstream is told of the parent %q", asked)
	}
	want := map[string]string{"gen_ai.request.model": "m-1", "gen_ai.provider.name": "up", "gen_ai.usage.output_tokens": "17"}
	for _, a := range got[1].Attributes {
		if want[string(a.Key)] == a.Value.String() {
			delete(want, string(a.Key))
		}
	}
	if len(want) > 0 {
		t.Errorf("missing: %v in %v", want, got[1].Attributes)
	}
	if err := tracer.Close(t.Context()); err != nil {
		t.Error(err)
	}
}

// What an upstream refuses is left out, and told by its canonical path.
func TestRefusedMembers(t *testing.T) {
	u := stubtest.New(t, answerOf("chat", false))
	c := to(u, "chat")
	c.Upstreams[0].Quirks.Refuses = []string{"seed", "stop"}
	s := serve(t, c, zap.NewNop(), func(*rpc.Server) {})
	req := weather()
	seed := int64(7)
	req.Sampling = &pb.Sampling{Seed: &seed}
	resp, err := s.Generation.Generate(testContext(t), req)
	if err != nil {
		t.Fatal(err)
	}
	found := false
	for _, l := range resp.Losses {
		found = found || l.Path == "/sampling/seed" && l.Class == pb.LossClass_LOSS_CLASS_SAMPLING && l.Action == pb.LossAction_LOSS_ACTION_DROPPED
	}
	if !found || strings.Contains(string(u.Asked()[0].Body), "seed") {
		t.Errorf("losses %v, asked %s", resp.Losses, u.Asked()[0].Body)
	}
}
