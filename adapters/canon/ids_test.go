package canon_test

import (
	"strings"
	"testing"

	"github.com/interlingua/interlingua/adapters/canon"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

func TestCallIDs(t *testing.T) {
	var long, short canon.CallIDs
	long.Mint("other", `{}`)
	first := long.Mint("f", `{"a":1}`)
	second := long.Mint("f", `{"a":1}`)
	if first == second || first == long.Mint("f", `{"a":2}`) || first == long.Mint("g", `{"a":1}`) {
		t.Error("different calls share an id")
	}
	if short.Mint("f", `{"a":1}`) != first || short.Mint("f", `{"a":1}`) != second {
		t.Error("an id depends on what came before the call")
	}
	if !strings.HasPrefix(first, "call_") || len(first) != len("call_")+24 {
		t.Errorf("%q", first)
	}
	var a, b canon.CallIDs
	if a.Mint("f", "x") == b.Mint("fx", "") {
		t.Error("name and arguments run together")
	}
}

func TestCallIDsOfAnAnswer(t *testing.T) {
	var before canon.CallIDs
	first, second := before.Mint("f", `{}`), before.Mint("f", `{}`)
	req := &pb.GenerateRequest{}
	for _, id := range []string{first, "call_of_the_client"} {
		req.Messages = append(req.Messages, &pb.Message{Parts: []*pb.Part{{Content: &pb.Part_ToolCall{ToolCall: &pb.ToolCall{
			CallId: id, Name: "f", ArgumentsJson: `{}`,
		}}}}})
	}
	answer := canon.NewCallIDs(req)
	if got := answer.Mint("f", `{}`); got != second {
		t.Errorf("the call of an answer has the id %s, not %s: the conversation has %s already", got, second, first)
	}
	if got := answer.Mint("g", `{}`); got == first || got == second {
		t.Error("different calls share an id")
	}
}

func TestMintID(t *testing.T) {
	if canon.MintID("p_", "a", "b") == canon.MintID("p_", "ab") || canon.MintID("p_", "a") == canon.MintID("p_", "a", "") {
		t.Error("parts run together")
	}
	if got := canon.MintID("p_", "a", "b"); got != canon.MintID("p_", "a", "b") || len(got) != 26 {
		t.Errorf("%q", got)
	}
}

func TestCallID(t *testing.T) {
	for id, kept := range map[string]bool{
		"call_1": true, "toolu_01-A": true, "": false, "call:1": false, "functions.x:0": false, "é": false,
		strings.Repeat("x", 64): true, strings.Repeat("x", 65): false,
	} {
		got := canon.CallID(id, 64, canon.WordByte)
		if (got == id) != kept || got != canon.CallID(id, 64, canon.WordByte) || got != canon.CallID(got, 64, canon.WordByte) {
			t.Errorf("CallID(%q) = %q", id, got)
		}
	}
}
