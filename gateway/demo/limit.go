package demo

import (
	"strings"

	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// limited is an answer within the limits of its request.
type limited struct {
	parts             []*pb.Part
	reason            pb.FinishReason
	stop              string
	tokens, reasoning int64
}

// limit cuts the answer at the request's stop sequences and output limit. A word counts as a token.
func limit(req *pb.GenerateRequest, parts []*pb.Part) limited {
	out := limited{reason: pb.FinishReason_FINISH_REASON_END}
	left := int64(1 << 40)
	if req.MaxOutputTokens != nil {
		left = max(*req.MaxOutputTokens, 0)
	}
	for _, p := range parts {
		n := size(p)
		if t := p.GetText(); t != nil {
			if cut, stop, ok := cutAt(t.Text, req.GetSampling().GetStop()); ok {
				t.Text, out.stop, out.reason = cut, stop, pb.FinishReason_FINISH_REASON_STOP_SEQUENCE
				n = size(p)
			}
			if n > left {
				t.Text, n = strings.Join(strings.SplitAfter(t.Text, " ")[:left], ""), left
				out.reason, out.stop = pb.FinishReason_FINISH_REASON_MAX_TOKENS, ""
			}
		} else if n > left {
			out.reason = pb.FinishReason_FINISH_REASON_MAX_TOKENS
			break
		}
		left -= n
		out.tokens += n
		if p.GetReasoning() != nil {
			out.reasoning += n
		}
		if p.GetToolCall() != nil {
			out.reason = pb.FinishReason_FINISH_REASON_TOOL_CALLS
		}
		out.parts = append(out.parts, p)
	}
	return out
}

// size counts the words of a part.
func size(p *pb.Part) int64 {
	count := func(s string) int64 { return int64(len(strings.Fields(s))) }
	switch c := p.Content.(type) {
	case *pb.Part_Text:
		return count(c.Text.Text)
	case *pb.Part_Reasoning:
		return count(strings.Join(c.Reasoning.Summaries, " "))
	case *pb.Part_ToolCall:
		return count(c.ToolCall.ArgumentsJson+c.ToolCall.Input) + 1
	}
	return 0
}

// cutAt cuts a text before the stop sequence that comes first.
func cutAt(text string, stops []string) (cut, stop string, ok bool) {
	at := len(text)
	for _, s := range stops {
		if i := strings.Index(text, s); s != "" && i >= 0 && i < at {
			at, stop, ok = i, s, true
		}
	}
	return text[:at], stop, ok
}
