package translate_test

import (
	"fmt"
	"slices"
	"strings"

	"github.com/interlingua/interlingua/adapters/canon"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// said is what a conversation says, read off without the help of canon's equivalence, so that the one proves the other.
type said struct {
	texts   []utterance
	calls   []utterance
	results []utterance
}

type utterance struct{ path, text string }

// listen walks messages. Text that hosted tools or reasoning produced is no part of it.
func (s *said) listen(path string, messages []*pb.Message) {
	for i, m := range messages {
		s.parts(fmt.Sprintf("%s/%d/parts", path, i), m.Parts)
	}
}

func (s *said) parts(path string, parts []*pb.Part) {
	for i, p := range parts {
		at := fmt.Sprintf("%s/%d", path, i)
		switch c := p.Content.(type) {
		case *pb.Part_Text:
			if strings.TrimSpace(c.Text.Text) != "" {
				s.texts = append(s.texts, utterance{at, c.Text.Text})
			}
		case *pb.Part_ToolCall:
			if c.ToolCall.Kind != pb.ToolKind_TOOL_KIND_HOSTED {
				s.calls = append(s.calls, utterance{at, c.ToolCall.ArgumentsJson + c.ToolCall.Input})
			}
		case *pb.Part_ToolResult:
			if c.ToolResult.Kind != pb.ToolKind_TOOL_KIND_HOSTED {
				text, _ := canon.ResultText(c.ToolResult)
				s.results = append(s.results, utterance{at, text})
			}
		}
	}
}

// compare: every text of a is in b; calls come in the same order with the same arguments, and results in the same number
// with their text. What a loss stands at is free.
func (s *said) compare(b *said, losses []*pb.Loss) (found []finding) {
	var all strings.Builder
	for _, group := range [][]utterance{b.texts, b.results, b.calls} {
		for _, u := range group {
			all.WriteString(u.text)
			all.WriteByte('\n')
		}
	}
	whole := all.String()
	for _, u := range s.texts {
		if !strings.Contains(whole, strings.TrimSpace(u.text)) && !reported(losses, u.path) {
			found = append(found, finding{Where: u.path, What: "the text is gone"})
		}
	}
	return append(append(found, inOrder("call", s.calls, b.calls, losses)...), inOrder("result", s.results, b.results, losses)...)
}

// inOrder matches two lists of which each may have more than the other where losses say so.
func inOrder(what string, a, b []utterance, losses []*pb.Loss) (found []finding) {
	left := b
	for _, u := range last(a, func(u utterance) bool { return reported(losses, u.path) }) {
		hit := slices.IndexFunc(left, func(v utterance) bool { return sameJSON(u.text, v.text) })
		if hit < 0 && !reported(losses, u.path) {
			hit = slices.IndexFunc(left, func(v utterance) bool { return strings.Contains(v.text, u.text) })
		}
		switch {
		case hit >= 0:
			left = append(append([]utterance(nil), left[:hit]...), left[hit+1:]...)
		case !reported(losses, u.path):
			found = append(found, finding{Where: u.path, What: "the " + what + " is gone"})
		}
	}
	return found
}

// last gives utterances with those for which behind holds behind the others.
func last(list []utterance, behind func(utterance) bool) (out []utterance) {
	var others []utterance
	for _, u := range list {
		if behind(u) {
			others = append(others, u)
		} else {
			out = append(out, u)
		}
	}
	return append(out, others...)
}
