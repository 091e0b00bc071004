package rpc_test

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/protobuf/proto"

	"go.uber.org/zap"

	"github.com/interlingua/interlingua/gateway/stubtest"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

func TestUpstreamFailures(t *testing.T) {
	const body = `{"error":{"message":"no","type":"some_error","code":"some_code"}}`
	for _, tc := range []struct {
		status int
		code   codes.Code
		reason string
		retry  time.Duration
		header http.Header
	}{
		{429, codes.ResourceExhausted, "RATE_LIMIT", 7 * time.Second, http.Header{"Retry-After": {"7"}}},
		{503, codes.Unavailable, "OVERLOADED", 2 * time.Second, nil},
		{404, codes.NotFound, "NOT_FOUND", 0, nil},
		{401, codes.Unavailable, "BAD_UPSTREAM", 0, nil},
		{400, codes.InvalidArgument, "INVALID_REQUEST", 0, nil},
		{413, codes.ResourceExhausted, "TOO_LARGE", 0, nil},
	} {
		reply := stubtest.Fails(tc.status, body)
		for k, v := range tc.header {
			reply.Header[k] = v
		}
		s, _ := stub(t, "chat", reply)
		_, err := s.Generation.Generate(testContext(t), weather())
		st := checkStatus(t, err, tc.code, tc.reason)
		if got := detail[*errdetails.RetryInfo](st).GetRetryDelay().AsDuration(); got != tc.retry {
			t.Errorf("%d: retry after %s, want %s", tc.status, got, tc.retry)
		}
		if got := detail[*errdetails.ErrorInfo](st).Metadata["upstream"]; got != "up" {
			t.Errorf("%d: upstream %q", tc.status, got)
		}
		_, err = gather(t, s, weather())
		checkStatus(t, err, tc.code, tc.reason)
	}
}

// A stream that is cut gives what came, and is no success; one that tells of an error gives its event too.
func TestStreamFailures(t *testing.T) {
	cut := answerOf("chat", true)
	at := len(cut.Body) / 2
	cut.Cut = &at
	s, u := stub(t, "chat", cut)
	got, err := gather(t, s, weather())
	checkStatus(t, err, codes.DataLoss, "TRUNCATED")
	if got.events < 2 {
		t.Errorf("%d events before the cut", got.events)
	}
	whole := string(answerOf("chat", true).Body)
	frames := strings.SplitAfter(whole, "\n\n")
	u.Reply(stubtest.Stream([]byte(strings.Join(frames[:3], "") +
		`data: {"error":{"message":"overloaded","type":"server_error","code":503}}` + "\n\n")))
	got, err = gather(t, s, weather())
	if err == nil || got.Error == nil {
		t.Errorf("error event %v, status %v", got.Error, err)
	}
}

func TestCancelReachesTheUpstream(t *testing.T) {
	reply := answerOf("chat", true)
	reply.Hang, reply.HangAt = stubtest.HangInside, len(reply.Body)/2
	s, u := stub(t, "chat", reply)
	ctx, cancel := context.WithCancel(testContext(t))
	stream, err := s.Generation.StreamGenerate(ctx, &pb.StreamGenerateRequest{Request: weather()})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := stream.Recv(); err != nil {
		t.Fatal(err)
	}
	cancel()
	select {
	case <-u.Left():
	case <-time.After(5 * time.Second):
		t.Fatal("the upstream's call goes on")
	}
	for err == nil {
		_, err = stream.Recv()
	}
	if code := statusOf(t, err).Code(); code != codes.Canceled {
		t.Errorf("code %s", code)
	}
}

// lines takes log lines.
type lines struct {
	ch chan string
}

func (l lines) Write(p []byte) (int, error) {
	l.ch <- string(p)
	return len(p), nil
}

func TestDeadlineReachesTheUpstream(t *testing.T) {
	reply := answerOf("chat", false)
	reply.Hang = stubtest.HangBeforeHeader
	u := stubtest.New(t, reply)
	out := lines{make(chan string, 8)}
	s := serve(t, to(u, "chat"), logTo(out))
	ctx, cancel := context.WithTimeout(testContext(t), 150*time.Millisecond)
	defer cancel()
	_, err := s.Generation.Generate(ctx, weather())
	if code := statusOf(t, err).Code(); code != codes.DeadlineExceeded {
		t.Errorf("code %s", code)
	}
	select {
	case <-u.Left():
	case <-time.After(5 * time.Second):
		t.Fatal("the upstream's call goes on")
	}
	// The client's own clock ends its call; what the server says is in its log.
	if line := <-out.ch; !strings.Contains(line, `"error":"timeout"`) || !strings.Contains(line, "504") {
		t.Errorf("logged: %s", line)
	}
}

func TestOversized(t *testing.T) {
	u := stubtest.New(t, answerOf("chat", false))
	c := to(u, "chat")
	c.Limits.BodyBytes = 64 << 10
	s := serve(t, c, zap.NewNop())
	req := weather()
	req.Messages[1] = text(pb.Role_ROLE_USER, strings.Repeat("x", 70<<10))
	_, err := s.Generation.Generate(testContext(t), req)
	checkStatus(t, err, codes.ResourceExhausted, "TOO_LARGE")
	_, err = gather(t, s, req)
	checkStatus(t, err, codes.ResourceExhausted, "TOO_LARGE")
	req.Messages[1] = text(pb.Role_ROLE_USER, strings.Repeat("x", 1<<20))
	_, err = s.Generation.Generate(testContext(t), req)
	if code := statusOf(t, err).Code(); code != codes.ResourceExhausted {
		t.Errorf("far too large: %s", code)
	}
	resp, body := s.post("/interlingua/v1beta1/generate", []byte(`{"model":"`+strings.Repeat("x", 70<<10)+`"}`))
	if resp.StatusCode != http.StatusRequestEntityTooLarge || !strings.Contains(string(body), "TOO_LARGE") {
		t.Errorf("over HTTP: %d %s", resp.StatusCode, body)
	}
	if n := len(u.Asked()); n != 0 {
		t.Errorf("the upstream was asked %d times", n)
	}
}

// What would be lost is refused before any upstream is asked where the client says so, or where its kind demands it.
func TestRefusedLosses(t *testing.T) {
	s, u := stub(t, "claude", answerOf("claude", false))
	req := weather()
	req.Sampling = &pb.Sampling{Seed: proto.Int64(7), FrequencyPenalty: proto.Float64(1)}
	ctx := metadata.AppendToOutgoingContext(testContext(t), "interlingua-loss-policy", "strict")
	_, err := s.Generation.Generate(ctx, req)
	st := checkStatus(t, err, codes.FailedPrecondition, "UNSUPPORTED", "sampling.seed")
	report := detail[*pb.LossReport](st)
	if report.GetTotal() != 2 || len(report.GetLosses()) != 2 {
		t.Errorf("report: %v", report)
	}
	if n := len(u.Asked()); n != 0 {
		t.Errorf("the upstream was asked %d times", n)
	}
}

// Nothing is asked for a request that is malformed.
// An upstream of any dialect may keep nothing; a canonical client is told so in its own terms, before the upstream is asked.
func TestStateless(t *testing.T) {
	u := stubtest.New(t, answerOf("responses", false))
	c := to(u, "responses")
	c.Upstreams[0].Stateless = true
	s := serve(t, c, zap.NewNop())
	req := weather()
	req.Continuation = &pb.Continuation{PreviousResponseId: "resp_1"}
	_, err := s.Generation.Generate(testContext(t), req)
	checkStatus(t, err, codes.FailedPrecondition, "UNSUPPORTED", "continuation")
	if n := len(u.Asked()); n != 0 {
		t.Errorf("the upstream was asked %d times", n)
	}
}

func TestMalformedRequests(t *testing.T) {
	s, u := stub(t, "chat", answerOf("chat", false))
	req := &pb.GenerateRequest{
		Messages: []*pb.Message{
			{Parts: []*pb.Part{{Content: &pb.Part_Text{Text: &pb.Text{Text: "whose?"}}}}},
			{Role: 77, Parts: []*pb.Part{{}}},
			{Role: pb.Role_ROLE_USER, Parts: []*pb.Part{{Content: &pb.Part_ToolCall{ToolCall: &pb.ToolCall{ArgumentsJson: "{"}}}}},
			{Role: pb.Role_ROLE_TOOL, Parts: []*pb.Part{{Content: &pb.Part_ToolResult{ToolResult: &pb.ToolResult{CallId: "c"}}}}},
			{Role: pb.Role_ROLE_USER, Parts: []*pb.Part{{Content: &pb.Part_Media{Media: &pb.Media{Source: &pb.Media_Data{Data: "%"}}}}}},
		},
		Tools: []*pb.Tool{{Name: "t", SchemaJson: proto.String("{")}, {Name: "u", SchemaJson: proto.String("[]")}},
	}
	want := []string{
		"model",
		"messages[3].parts[0].tool_result.call_id",
		"messages[0].role",
		"messages[1].role", "messages[1].parts[0]",
		"messages[2].parts[0]", "messages[2].parts[0].tool_call.call_id", "messages[2].parts[0].tool_call.name",
		"messages[4].parts[0].media.data", "messages[4].parts[0].media.media_type",
		"tools[0].schema_json", "tools[1].schema_json",
	}
	_, err := s.Generation.Generate(testContext(t), proto.CloneOf(req))
	checkStatus(t, err, codes.InvalidArgument, "INVALID_REQUEST", want...)
	_, err = s.Translation.Encode(testContext(t), &pb.EncodeRequest{
		To: pb.Dialect_DIALECT_CHAT, Canonical: &pb.EncodeRequest_Request{Request: req},
	})
	for i := range want {
		want[i] = "request." + want[i]
	}
	checkStatus(t, err, codes.InvalidArgument, "INVALID_REQUEST", want...)
	_, err = gather(t, s, req)
	checkStatus(t, err, codes.InvalidArgument, "INVALID_REQUEST", want...)
	if _, err = gather(t, s, nil); err == nil {
		t.Error("a stream without a request")
	}
	if n := len(u.Asked()); n != 0 {
		t.Errorf("the upstream was asked %d times", n)
	}
}

// A fault of a wire document is told with its place in the document.
func TestMalformedDocument(t *testing.T) {
	s, _ := stub(t, "chat", stubtest.Reply{})
	_, err := s.Translation.Translate(testContext(t), &pb.TranslateRequest{
		Kind: pb.DocumentKind_DOCUMENT_KIND_REQUEST, From: pb.Dialect_DIALECT_CHAT, To: pb.Dialect_DIALECT_CLAUDE,
		Document: &pb.Document{Content: &pb.Document_BodyJson{BodyJson: `{"model":"m","messages":{}}`}},
	})
	st := checkStatus(t, err, codes.InvalidArgument, "INVALID_REQUEST", "document")
	if got := detail[*errdetails.ErrorInfo](st).Metadata["path"]; got != "/messages" {
		t.Errorf("path %q", got)
	}
	_, err = s.Translation.Translate(testContext(t), &pb.TranslateRequest{To: pb.Dialect_DIALECT_CLAUDE})
	checkStatus(t, err, codes.InvalidArgument, "INVALID_REQUEST", "kind", "from", "document")
}

func TestRequestID(t *testing.T) {
	reply := answerOf("chat", false)
	reply.Header["X-Request-Id"] = []string{"upstream-1"}
	s, _ := stub(t, "chat", reply)
	ctx := metadata.AppendToOutgoingContext(testContext(t), "x-request-id", "mine")
	var header metadata.MD
	if _, err := s.Generation.Generate(ctx, weather(), grpc.Header(&header)); err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(header["x-request-id"], header["x-upstream-request-id"]); got != "[mine] [upstream-1]" {
		t.Error(got)
	}
}
