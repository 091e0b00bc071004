package canon_test

import (
	"slices"
	"strings"
	"testing"

	"google.golang.org/protobuf/proto"
	"pgregory.net/rapid"

	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/canon/canontest"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

func TestEverythingEqualsItself(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		req := canontest.Request().Draw(t, "request")
		if d := canon.DiffRequests(req, proto.CloneOf(req)); len(d) > 0 {
			t.Fatalf("%v", d)
		}
		resp := canontest.Response().Draw(t, "response")
		if d := canon.DiffResponses(resp, proto.CloneOf(resp)); len(d) > 0 {
			t.Fatalf("%v", d)
		}
	})
}

func paths(diffs []canon.Difference) []string {
	var out []string
	for _, d := range diffs {
		out = append(out, d.Path)
	}
	return out
}

func ptr[T any](v T) *T { return &v }

func say(role pb.Role, parts ...*pb.Part) *pb.Message { return &pb.Message{Role: role, Parts: parts} }

func answered(id string, parts ...*pb.Part) *pb.Part {
	return &pb.Part{Content: &pb.Part_ToolResult{ToolResult: &pb.ToolResult{CallId: id, Parts: parts}}}
}

func image(data string) *pb.Part {
	return &pb.Part{Content: &pb.Part_Media{Media: &pb.Media{
		Kind: pb.MediaKind_MEDIA_KIND_IMAGE, MediaType: "image/png", Source: &pb.Media_Data{Data: data},
	}}}
}

func thought(s, sealed string) *pb.Part {
	p := &pb.Part{Content: &pb.Part_Reasoning{Reasoning: &pb.ReasoningContent{Text: s}}}
	if sealed != "" {
		p.Seal = &pb.Seal{Issuer: pb.Dialect_DIALECT_CLAUDE, Data: sealed}
	}
	return p
}

const (
	system    = pb.Role_ROLE_SYSTEM
	developer = pb.Role_ROLE_DEVELOPER
	user      = pb.Role_ROLE_USER
	assistant = pb.Role_ROLE_ASSISTANT
	toolRole  = pb.Role_ROLE_TOOL
)

// agentRequest is a conversation with all that matters in it.
func agentRequest() *pb.GenerateRequest {
	return &pb.GenerateRequest{
		Origin: pb.Dialect_DIALECT_CLAUDE, Model: "m", MaxOutputTokens: ptr(int64(100)),
		Instructions: []*pb.Part{text("be kind"), text("be brief")},
		Messages: []*pb.Message{
			say(user, text("what is it?"), image("aaaa")),
			say(assistant, thought("hm", "sig"), text("I look"), call("c1", "look", `{"a":1}`), call("c2", "mcp.find", "")),
			say(user, answered("c2", text("found")), answered("c1", text("seen"), image("bbbb")), text("and now?")),
			say(assistant, text("done")),
			say(user, text("thanks")),
		},
		Tools: []*pb.Tool{
			{Name: "look", Description: ptr("looks"), Kind: pb.ToolKind_TOOL_KIND_FUNCTION, SchemaJson: ptr(`{"type":"object","properties":{"a":{"type":"integer"}}}`)},
			{Name: "mcp.find", Kind: pb.ToolKind_TOOL_KIND_FUNCTION},
		},
		Sampling:  &pb.Sampling{Temperature: ptr(0.5), Stop: []string{"A", "B"}},
		Reasoning: &pb.ReasoningConfig{Effort: ptr("high")},
		Metadata:  []*pb.MetadataEntry{{Key: "k", Value: "v"}},
	}
}

func TestSyntheses(t *testing.T) {
	for _, change := range []func(a, b *pb.GenerateRequest){
		func(_, b *pb.GenerateRequest) {
			b.Messages = append([]*pb.Message{say(user, text(canon.TextContinue))}, b.Messages...)
		},
		func(a, b *pb.GenerateRequest) {
			a.Messages[2].Parts = a.Messages[2].Parts[1:]
			b.Messages[2].Parts[0] = answered("c2", text(canon.TextInterruptedResult))
		},
		func(_, b *pb.GenerateRequest) {
			b.Instructions = append(b.Instructions, text(canon.TextJSONInstruction))
		},
		func(_, b *pb.GenerateRequest) {
			b.Messages[1].Parts[2].Seal = &pb.Seal{Issuer: pb.Dialect_DIALECT_GEMINI, Data: "dummy"}
		},
	} {
		a, b := agentRequest(), agentRequest()
		change(a, b)
		diffs := canon.DiffRequests(a, b)
		if len(diffs) == 0 || len(canon.Unreported(diffs, nil)) == 0 {
			t.Errorf("not noticed")
		}
		reported := []*pb.Loss{{Path: "/x", Action: pb.LossAction_LOSS_ACTION_SYNTHESIZED}}
		if left := canon.Unreported(diffs, reported); len(left) > 0 {
			t.Errorf("not excused: %v", left)
		}
	}
}

// TestDroppedPartIsFound drops any part that says something nobody else says, and expects differences there alone.
func TestDroppedPartIsFound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := canontest.Request().Draw(t, "request")
		if len(a.Messages) == 0 {
			return
		}
		m := rapid.IntRange(0, len(a.Messages)-1).Draw(t, "message")
		p := rapid.IntRange(0, len(a.Messages[m].Parts)).Draw(t, "part")
		unique := text("nobody else says this")
		unique.Cache = &pb.CacheHint{}
		a.Messages[m].Parts = slices.Insert(a.Messages[m].Parts, p, unique)
		b := proto.CloneOf(a)
		b.Messages[m].Parts = slices.Delete(b.Messages[m].Parts, p, p+1)
		diffs := canon.DiffRequests(a, b)
		if want := canon.PartPath(m, p) + "/text"; len(diffs) == 0 || diffs[0].Path != want {
			t.Fatalf("want %s, got %v", want, diffs)
		}
		for _, d := range diffs[1:] {
			// Without the part nothing may be left of its message.
			if !strings.HasPrefix(d.Path, canon.MessagePath(m)) || strings.Contains(d.Path, "/parts/") {
				t.Fatalf("a difference elsewhere: %v", d)
			}
		}
	})
}

// TestAnyTwoDocuments compares documents that have nothing to do with each other: each difference has a place, and
// nothing panics.
func TestAnyTwoDocuments(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := canontest.Request().Draw(t, "a"), canontest.Request().Draw(t, "b")
		c, d := canontest.Response().Draw(t, "c"), canontest.Response().Draw(t, "d")
		for _, diff := range slices.Concat(canon.DiffRequests(a, b), canon.DiffResponses(c, d)) {
			if diff.Path != "" && diff.Path[0] != '/' || diff.Detail == "" {
				t.Fatalf("%v", diff)
			}
		}
	})
}
