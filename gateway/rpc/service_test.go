package rpc_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"testing"

	"go.uber.org/zap"
	"google.golang.org/grpc/codes"
	healthpb "google.golang.org/grpc/health/grpc_health_v1"
	"google.golang.org/grpc/metadata"
	reflectionpb "google.golang.org/grpc/reflection/grpc_reflection_v1"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/descriptorpb"

	"github.com/interlingua/interlingua/gateway/config"
	"github.com/interlingua/interlingua/gateway/stubtest"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

func TestHealth(t *testing.T) {
	s, _ := stub(t, "chat", stubtest.Reply{})
	for _, name := range []string{"", "interlingua.v1beta1.GenerationService", "interlingua.v1beta1.TranslationService"} {
		resp, err := healthpb.NewHealthClient(s.Conn).Check(testContext(t), &healthpb.HealthCheckRequest{Service: name})
		if err != nil || resp.Status != healthpb.HealthCheckResponse_SERVING {
			t.Errorf("%q: %v %v", name, resp, err)
		}
	}
}

// Reflection lists the services and describes their methods.
func TestReflection(t *testing.T) {
	s, _ := stub(t, "chat", stubtest.Reply{})
	stream, err := reflectionpb.NewServerReflectionClient(s.Conn).ServerReflectionInfo(testContext(t))
	if err != nil {
		t.Fatal(err)
	}
	ask := func(req *reflectionpb.ServerReflectionRequest) *reflectionpb.ServerReflectionResponse {
		if err := stream.Send(req); err != nil {
			t.Fatal(err)
		}
		resp, err := stream.Recv()
		if err != nil {
			t.Fatal(err)
		}
		return resp
	}
	list := ask(&reflectionpb.ServerReflectionRequest{MessageRequest: &reflectionpb.ServerReflectionRequest_ListServices{}})
	var names []string
	for _, one := range list.GetListServicesResponse().GetService() {
		names = append(names, one.Name)
	}
	slices.Sort(names)
	want := "grpc.health.v1.Health grpc.reflection.v1.ServerReflection grpc.reflection.v1alpha.ServerReflection " +
		"interlingua.v1beta1.GenerationService interlingua.v1beta1.TranslationService"
	if got := strings.Join(names, " "); got != want {
		t.Errorf("services: %s", got)
	}
	described := ask(&reflectionpb.ServerReflectionRequest{MessageRequest: &reflectionpb.ServerReflectionRequest_FileContainingSymbol{
		FileContainingSymbol: "interlingua.v1beta1.GenerationService",
	}})
	var file descriptorpb.FileDescriptorProto
	files := described.GetFileDescriptorResponse().GetFileDescriptorProto()
	if len(files) == 0 {
		t.Fatal("no file")
	}
	if err := proto.Unmarshal(files[0], &file); err != nil {
		t.Fatal(err)
	}
	if methods := file.GetService()[0].GetMethod(); len(methods) != 4 || methods[1].GetName() != "StreamGenerate" || !methods[1].GetServerStreaming() {
		t.Errorf("methods: %v", methods)
	}
	if err := stream.CloseSend(); err != nil {
		t.Fatal(err)
	}
}

// Keys are taken wherever the HTTP endpoints take them, bound to their models, and their names stand in the log.
func TestKeys(t *testing.T) {
	sum := sha256.Sum256([]byte("secret"))
	u := stubtest.New(t, answerOf("chat", false))
	c := to(u, "chat")
	c.Keys = []config.Key{{Name: "team", SHA256: hex.EncodeToString(sum[:]), Models: []string{"m-*"}}}
	s := serve(t, c, zap.NewNop())
	_, err := s.Generation.Generate(testContext(t), weather())
	checkStatus(t, err, codes.Unauthenticated, "AUTHENTICATION")
	_, err = gather(t, s, weather())
	checkStatus(t, err, codes.Unauthenticated, "AUTHENTICATION")
	for _, pair := range [][]string{
		{"authorization", "Bearer secret"}, {"x-api-key", "secret"}, {"x-goog-api-key", "secret"},
	} {
		ctx := metadata.AppendToOutgoingContext(testContext(t), pair...)
		if _, err := s.Generation.Generate(ctx, weather()); err != nil {
			t.Errorf("%v: %v", pair, err)
		}
		resp, body := s.post(base+"explain", []byte(`{}`), pair...)
		if resp.StatusCode != 400 {
			t.Errorf("over HTTP, %v: %d %s", pair, resp.StatusCode, body)
		}
	}
	if resp, _ := s.post(base+"explain?key=secret", []byte(`{}`)); resp.StatusCode != 400 {
		t.Errorf("in the query: %d", resp.StatusCode)
	}
	resp, _ := s.post(base+"explain", []byte(`{}`))
	if resp.StatusCode != 401 || resp.Header.Get("WWW-Authenticate") != "Bearer" {
		t.Errorf("without: %d %s", resp.StatusCode, resp.Header)
	}
	ctx := metadata.AppendToOutgoingContext(testContext(t), "x-api-key", "secret")
	other := weather()
	other.Model = "other"
	_, err = s.Generation.Generate(ctx, other)
	checkStatus(t, err, codes.PermissionDenied, "PERMISSION")
}

// One line a call, without content; the same metrics as the HTTP endpoints, and gRPC's own.
func TestTelemetry(t *testing.T) {
	u := stubtest.New(t, answerOf("chat", true))
	out := lines{make(chan string, 8)}
	s := serve(t, to(u, "chat"), logTo(out))
	if _, err := gather(t, s, weather()); err != nil {
		t.Fatal(err)
	}
	line := <-out.ch
	for _, want := range []string{`"client":"canonical"`, `"upstream":"up"`, `"stream":true`, `"status":200`, `"input_tokens":35`, `"output_tokens":17`, `"finish":["tool_calls"]`} {
		if !strings.Contains(line, want) {
			t.Errorf("%s is not in %s", want, line)
		}
	}
	if strings.Contains(line, "Oslo") {
		t.Errorf("content in %s", line)
	}
	_, body := s.do("GET", "/metrics", nil)
	for _, want := range []string{
		`interlingua_requests_total{client="canonical",dialect="chat",key="",model="up-1",status="200",upstream="up"} 1`,
		`grpc_server_handled_total{grpc_code="OK",grpc_method="StreamGenerate",grpc_service="interlingua.v1beta1.GenerationService",grpc_type="server_stream"} 1`,
	} {
		if !strings.Contains(string(body), want) {
			t.Errorf("%s is not in the metrics", want)
		}
	}
}

// A crash in one call is an internal error of that call, and says nothing of its cause.
func TestRecovery(t *testing.T) {
	s, _ := stub(t, "chat", answerOf("chat", false))
	s.State.Engine.Routes = nil
	_, err := s.Generation.Generate(context.WithoutCancel(testContext(t)), weather())
	st := checkStatus(t, err, codes.Internal, "SERVER")
	if st.Message() != "internal error" {
		t.Errorf("message %q", st.Message())
	}
	if _, err := s.Translation.Explain(testContext(t), &pb.ExplainRequest{}); err == nil {
		t.Error("an empty request was explained")
	}
}
