package translate_test

import (
	"bytes"
	"fmt"
	"io"
	"testing"
	"testing/iotest"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/all"
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/gateway/translate"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// TestStreamKeepsNothingOfTheBuffer translates streams that arrive byte by byte, so that the reader's buffer is written anew with each
// frame: what a writer holds for later must not lie in it.
func TestStreamKeepsNothingOfTheBuffer(t *testing.T) {
	for _, source := range all.All() {
		stream := spoken(t, source)
		for _, target := range all.All() {
			t.Run(fmt.Sprintf("%s to %s", all.Name(source.Dialect()), all.Name(target.Dialect())), func(t *testing.T) {
				want := heard(t, source, target, bytes.NewReader(stream))
				got := heard(t, source, target, iotest.OneByteReader(bytes.NewReader(stream)))
				if got != want {
					t.Errorf("byte by byte:\n%s\nat once:\n%s", got, want)
				}
			})
		}
	}
}

// spoken is a stream of a dialect with whatever is held back in some other one.
func spoken(t *testing.T, source adapters.Adapter) (stream []byte) {
	t.Helper()
	thought := &pb.ReasoningContent{Summaries: []string{"It is wet there, I think.", "So I look it up."}}
	call := func(id, name string, kind pb.ToolKind, arguments, input string) *pb.Part {
		return &pb.Part{Content: &pb.Part_ToolCall{ToolCall: &pb.ToolCall{CallId: id, Name: name, Kind: kind, ArgumentsJson: arguments, Input: input}}}
	}
	resp := &pb.GenerateResponse{Origin: source.Dialect(), Id: "r", Model: "m", Candidates: []*pb.Candidate{{
		Messages: []*pb.Message{{Role: pb.Role_ROLE_ASSISTANT, Parts: []*pb.Part{
			{Content: &pb.Part_Reasoning{Reasoning: thought}, Seal: &pb.Seal{Issuer: source.Dialect(), Data: "c2ln"}},
			textPart("Let me look."),
			call("call_1", "look", pb.ToolKind_TOOL_KIND_FUNCTION, `{"city":"Oslo","when":"tomorrow"}`, ""),
			call("call_2", "note", pb.ToolKind_TOOL_KIND_CUSTOM, "", "umbrella, boots"),
			call("call_3", "look", pb.ToolKind_TOOL_KIND_FUNCTION, `["Rome"]`, ""),
		}}},
		Finish: &pb.Finish{Reason: pb.FinishReason_FINISH_REASON_TOOL_CALLS},
	}}}
	w := source.NewEventWriter(&adapters.Exchange{Seed: "s"}, nil)
	err := canon.Explode(resp, func(ev *pb.GenerateEvent) (err error) {
		stream, err = w.Append(stream, ev)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return stream
}

func heard(t *testing.T, source, target adapters.Adapter, r io.Reader) string {
	t.Helper()
	var out bytes.Buffer
	s := translate.Stream{Source: source, Target: target, Exchange: &adapters.Exchange{Seed: "s"}, Losses: true, Flush: func(b []byte) error {
		out.Write(b)
		return nil
	}}
	if _, err := s.Run(r); err != nil {
		t.Fatal(err)
	}
	return out.String()
}
