package rpc_test

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/testing/protocmp"

	"github.com/google/go-cmp/cmp"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/all"
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	"github.com/interlingua/interlingua/gateway/stubtest"
	"github.com/interlingua/interlingua/gateway/translate"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

func text(role pb.Role, words string) *pb.Message {
	return &pb.Message{Role: role, Parts: []*pb.Part{{Content: &pb.Part_Text{Text: &pb.Text{Text: words}}}}}
}

// weather is the question that the stub's answers call a tool for.
func weather() *pb.GenerateRequest {
	return &pb.GenerateRequest{
		Model:    "m-1",
		Messages: []*pb.Message{text(pb.Role_ROLE_SYSTEM, "Be brief."), text(pb.Role_ROLE_USER, "What is the weather in Oslo?")},
		Tools: []*pb.Tool{{
			Name: "get_weather", Kind: pb.ToolKind_TOOL_KIND_FUNCTION, Description: proto.String("Current weather"),
			SchemaJson: proto.String(`{"type":"object","properties":{"city":{"type":"string"}},"required":["city"]}`),
		}},
		MaxOutputTokens: proto.Int64(400),
	}
}

// gathered is what a streamed answer came to.
type gathered struct {
	*pb.GenerateResponse
	losses []*pb.Loss
	events int
}

// gather reads a stream to its end.
func gather(t testing.TB, s *server, req *pb.GenerateRequest) (gathered, error) {
	t.Helper()
	stream, err := s.Generation.StreamGenerate(testContext(t), &pb.StreamGenerateRequest{Request: req})
	if err != nil {
		t.Fatal(err)
	}
	acc := canon.NewAccumulator()
	var g gathered
	for {
		msg, err := stream.Recv()
		if err != nil {
			g.GenerateResponse = acc.Response()
			if errors.Is(err, io.EOF) {
				err = nil
			}
			return g, err
		}
		g.losses = append(g.losses, msg.Losses...)
		if msg.Event != nil {
			g.events++
			if err := acc.Add(msg.Event); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// A Go client holds a tool loop, streamed, whatever the upstream speaks.
func TestToolLoop(t *testing.T) {
	for _, dialect := range all.Names() {
		t.Run(dialect, func(t *testing.T) {
			small := stubtest.Stream(stubtest.File("small." + dialect + ".sse"))
			s, u := stub(t, dialect, answerOf(dialect, true), small)
			req := weather()
			first, err := gather(t, s, proto.CloneOf(req))
			if err != nil {
				t.Fatal(err)
			}
			req.Messages = append(req.Messages, first.Candidates[0].Messages...)
			results := &pb.Message{Role: pb.Role_ROLE_TOOL}
			for _, m := range first.Candidates[0].Messages {
				for _, p := range m.Parts {
					if c := p.GetToolCall(); c != nil {
						results.Parts = append(results.Parts, &pb.Part{Content: &pb.Part_ToolResult{ToolResult: &pb.ToolResult{
							CallId: c.CallId, Name: c.Name, Parts: text(0, "4 degrees").Parts,
						}}})
					}
				}
			}
			if len(results.Parts) == 0 {
				t.Fatalf("no tool was called: %v", first.GenerateResponse)
			}
			if r := first.Candidates[0].Finish.GetReason(); r != pb.FinishReason_FINISH_REASON_TOOL_CALLS {
				t.Errorf("finish is %s", r)
			}
			req.Messages = append(req.Messages, results)
			second, err := gather(t, s, req)
			if err != nil {
				t.Fatal(err)
			}
			words := ""
			for _, m := range second.Candidates[0].Messages {
				for _, p := range m.Parts {
					words += p.GetText().GetText()
				}
			}
			if words == "" {
				t.Errorf("no words: %v", second.GenerateResponse)
			}
			asked := u.Asked()
			if len(asked) != 2 || !bytes.Contains(asked[1].Body, []byte("4 degrees")) {
				t.Errorf("the result did not come to the upstream: %s", asked[len(asked)-1].Body)
			}
		})
	}
}

// What gRPC gives is what the HTTP front of the upstream's own dialect gives, field by field, streamed and whole.
func TestSameAsOwnFront(t *testing.T) {
	for _, a := range all.All() {
		dialect := all.Name(a.Dialect())
		t.Run(dialect, func(t *testing.T) {
			s, u := stub(t, dialect, answerOf(dialect, true))
			got, err := gather(t, s, weather())
			if err != nil {
				t.Fatal(err)
			}
			_, body := s.post(frontRequest(dialect, true))
			want, err := translate.Gather(a, &adapters.Exchange{}, bytes.NewReader(body), false)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, got.GenerateResponse, protocmp.Transform()); diff != "" {
				t.Errorf("streamed (-http +grpc):\n%s", diff)
			}
			u.Reply(answerOf(dialect, false))
			whole, err := s.Generation.Generate(testContext(t), weather())
			if err != nil {
				t.Fatal(err)
			}
			whole.Losses = nil
			_, body = s.post(frontRequest(dialect, false))
			if want, err = a.DecodeResponse(&adapters.Exchange{}, adapters.Wire{Body: body}); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, whole, protocmp.Transform()); diff != "" {
				t.Errorf("whole (-http +grpc):\n%s", diff)
			}
		})
	}
}

// What gRPC gives, written in any dialect, is what the HTTP front of that dialect gives.
func TestSameAsEveryFront(t *testing.T) {
	for _, source := range all.All() {
		s, _ := stub(t, all.Name(source.Dialect()), answerOf(all.Name(source.Dialect()), false))
		canonical, err := s.Generation.Generate(testContext(t), weather())
		if err != nil {
			t.Fatal(err)
		}
		for _, target := range all.All() {
			if target.Dialect() == source.Dialect() {
				continue
			}
			path, body := frontRequest(all.Name(target.Dialect()), false)
			_, want := s.post(path, body)
			asked, err := target.DecodeRequest(&adapters.Exchange{}, adapters.Wire{Path: path, Body: body})
			if err != nil {
				t.Fatal(err)
			}
			x := &adapters.Exchange{Request: asked, Upstream: "up", Seed: testSeed, Now: testNow}
			got, _, err := translate.EncodeResponse(source, target, x, nil, canonical)
			if err != nil {
				t.Fatal(err)
			}
			if diff := jsonx.Diff(want, got); len(diff) > 0 {
				t.Errorf("%s to %s: %v", source.Dialect(), target.Dialect(), diff)
			}
		}
	}
}

// paths are where clients of a dialect ask, whole and streamed.
var paths = map[string][2]string{
	"responses": {"/v1/responses", "/v1/responses"},
	"chat":      {"/v1/chat/completions", "/v1/chat/completions"},
	"claude":    {"/v1/messages", "/v1/messages"},
	"gemini":    {"/v1beta/models/m-1:generateContent", "/v1beta/models/m-1:streamGenerateContent?alt=sse"},
}

// frontRequest is the path and the body of a dialect's request in the stub's testdata.
func frontRequest(dialect string, stream bool) (string, []byte) {
	body := strings.TrimSpace(string(stubtest.File("request." + dialect + ".json")))
	if !stream {
		return paths[dialect][0], []byte(body)
	}
	if paths[dialect][0] == paths[dialect][1] {
		body = strings.TrimSuffix(body, "}") + `,"stream":true}`
	}
	return paths[dialect][1], []byte(body)
}

// Losses of the request come with the answer.
func TestLosses(t *testing.T) {
	s, u := stub(t, "claude", answerOf("claude", false))
	req := weather()
	req.Sampling = &pb.Sampling{Seed: proto.Int64(7)}
	resp, err := s.Generation.Generate(testContext(t), proto.CloneOf(req))
	if err != nil {
		t.Fatal(err)
	}
	if len(resp.Losses) != 1 || resp.Losses[0].Path != "/sampling/seed" || resp.Losses[0].Leg != pb.LossLeg_LOSS_LEG_REQUEST {
		t.Errorf("losses: %v", resp.Losses)
	}
	u.Reply(answerOf("claude", true))
	streamed, err := gather(t, s, req)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(resp.Losses, streamed.losses, protocmp.Transform()); diff != "" {
		t.Error(diff)
	}
}
