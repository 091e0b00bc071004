package canon_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/interlingua/interlingua/adapters/canon"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

func TestUnpack(t *testing.T) {
	s := canon.NewSealer([]byte("key"))
	text := pack(t, s, sealed(reasoning("inside"), pb.Dialect_DIALECT_GEMINI, "x"))

	plain := reasoning("plain")
	if parts, opened := s.Unpack(plain); opened || len(parts) != 1 || parts[0] != plain {
		t.Errorf("no seal: %v", parts)
	}
	own := sealed(reasoning("own"), pb.Dialect_DIALECT_CLAUDE, "c2ln")
	if parts, opened := s.Unpack(own); opened || parts[0] != own || own.Seal.Data != "c2ln" || own.Seal.Issuer != pb.Dialect_DIALECT_CLAUDE {
		t.Errorf("own seal: %v", parts)
	}
	if parts, opened := s.Unpack(sealed(reasoning("shown"), pb.Dialect_DIALECT_CLAUDE, text)); !opened || len(parts) != 1 || parts[0].GetReasoning().Text != "inside" || parts[0].Seal.Data != "x" {
		t.Errorf("on reasoning: %v", parts)
	}
	carrier := sealed(&pb.Part{Content: &pb.Part_ToolCall{ToolCall: &pb.ToolCall{CallId: "c", Name: "f"}}}, pb.Dialect_DIALECT_CLAUDE, text)
	if parts, opened := s.Unpack(carrier); !opened || len(parts) != 2 || parts[0].Seal.Data != "x" || parts[1] != carrier || carrier.Seal != nil {
		t.Errorf("on a call: %v", parts)
	}
	damaged := sealed(reasoning("shown"), pb.Dialect_DIALECT_CLAUDE, text[:len(text)-8])
	if parts, opened := s.Unpack(damaged); opened || parts[0] != damaged || damaged.Seal.Issuer != pb.Dialect_DIALECT_UNSPECIFIED || damaged.Seal.Data == "" {
		t.Errorf("damaged: %v", parts)
	}
}

// sealedConversation builds messages as conversation does, where a word with @ in front is the seal of its part. A piece
// that begins with "entry" is the entry of an envelope for the part behind it.
func sealedConversation(lines ...string) []*pb.Message {
	messages := conversation(lines...)
	for i, line := range lines {
		_, content, _ := strings.Cut(line, ":")
		for j, piece := range strings.Split(content, ",") {
			words := strings.Fields(piece)
			entry := words[0] == "entry"
			if entry {
				words = words[1:]
			}
			p := messages[i].Parts[j]
			if at := slices.IndexFunc(words, func(w string) bool { return w[0] == '@' }); at >= 0 {
				p = sealed(piecePart(slices.Delete(slices.Clone(words), at, at+1)), pb.Dialect_DIALECT_GEMINI, words[at][1:])
			}
			if entry {
				p = canon.SealEntry(p)
			}
			messages[i].Parts[j] = p
		}
	}
	return messages
}

func showSealed(messages []*pb.Message) []string {
	var out []string
	for _, m := range messages {
		var pieces []string
		for _, p := range m.Parts {
			s := showPart(p)
			if p.Seal != nil {
				s += " @" + p.Seal.Data
			}
			pieces = append(pieces, s)
		}
		out = append(out, strings.Join(pieces, ", "))
	}
	return out
}

func TestAttachSeals(t *testing.T) {
	odd := "functions.f:0"
	alias := canon.CallID(odd, 64, canon.WordByte)
	for _, c := range []struct {
		name string
		in   []string
		want []string
	}{
		{"call", []string{"assistant: entry call x @1, call x, call y"}, []string{"call x @1, call y"}},
		{"call_in_a_later_message", []string{"assistant: entry call x @1", "assistant: say hi", "assistant: call x"}, []string{"", "say hi", "call x @1"}},
		{"call_known_by_another_id", []string{"assistant: entry call " + odd + " @1, call " + alias}, []string{"call " + alias + " @1"}},
		{"call_before_its_entry", []string{"assistant: call x", "assistant: entry call x @1"}, []string{"call x @1", ""}},
		{"call_of_another_turn", []string{"assistant: call x", "tool: result x 1", "assistant: entry call x @1, call x"}, []string{"call x", "result x 1", "call x @1"}},
		{"call_left_out", []string{"assistant: entry call x @1, call y"}, []string{"call y"}},
		{"text", []string{"assistant: entry say @1, say hi, say ho"}, []string{"say hi @1, say ho"}},
		{"text_in_the_next_message", []string{"assistant: entry say @1", "assistant: say hi"}, []string{"", "say hi @1"}},
		{"text_of_another_turn", []string{"assistant: entry say @1, call x", "tool: result x 1", "assistant: say hi"}, []string{"say  @1, call x", "result x 1", "say hi"}},
		{"no_text", []string{"assistant: say hi, entry say @1"}, []string{"say hi, say  @1"}},
		{"two_texts", []string{"assistant: entry say @1, entry say @2, say hi"}, []string{"say  @1, say hi @2"}},
		{"text_with_a_seal", []string{"assistant: entry say @1, say hi @2, say ho"}, []string{"say hi @2, say ho @1"}},
		{"call_with_a_seal", []string{"assistant: entry call x @1, call x @2"}, []string{"call x @2"}},
		{"users_have_none", []string{"user: say hi", "assistant: say ho"}, []string{"say hi", "say ho"}},
		{"all", []string{"assistant: entry call x @1, entry say @2, say hi, call x", "user: say more"}, []string{"say hi @2, call x @1", "say more"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			messages := sealedConversation(c.in...)
			canon.AttachSeals(messages)
			if got := showSealed(messages); !slices.Equal(got, c.want) {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
		})
	}
}

func TestSealEntryOfReasoning(t *testing.T) {
	p := sealed(reasoning("thought"), pb.Dialect_DIALECT_CLAUDE, "c2ln")
	p.Extensions = []*pb.Extension{{MembersJson: `{"a":1}`}}
	p.Id = "rs_1"
	e := canon.SealEntry(p)
	if e.GetReasoning().Text != "thought" || e.Seal != p.Seal || e.Id != "rs_1" || e.Extensions != nil {
		t.Errorf("got %v", e)
	}
}
