package claude

import (
	"github.com/interlingua/interlingua/adapters/canon"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// finish lowers why the answer ended.
func (a *answer) finish(candidate *pb.Candidate, block *pb.PromptBlock) *pb.Finish {
	f := candidate.GetFinish()
	out, exact := lowerFinish(f, block, a.calls)
	if block != nil {
		a.losses.Approximate("/prompt_block/reason", pb.LossClass_LOSS_CLASS_FINISH, "the target says it as a refusal")
		if block.Message != "" {
			a.losses.Approximate("/prompt_block/message", pb.LossClass_LOSS_CLASS_FINISH, "the target says it as a refusal")
		}
	}
	if candidate != nil && !exact {
		a.losses.Approximate("/candidates/0/finish", pb.LossClass_LOSS_CLASS_FINISH, "the target has another word for it")
	}
	if f.GetStopSequence() != "" && out.StopSequence == "" {
		a.losses.Drop("/candidates/0/finish/stop_sequence", pb.LossClass_LOSS_CLASS_FINISH, "the target has it with the reason only")
	}
	if f.GetMessage() != "" && out.Message == "" {
		a.losses.Drop("/candidates/0/finish/message", pb.LossClass_LOSS_CLASS_FINISH, "the target has no words for it")
	}
	return out
}

// beatenByCalls are the words that count for less than a call.
var beatenByCalls = map[string]bool{"end_turn": true, "stop_sequence": true}

// lowerFinish gives why an answer ended in the words of this dialect; exact says that they read back to the same reason.
// What was called counts for more than what was said: a client that is told to run tools needs some.
func lowerFinish(f *pb.Finish, block *pb.PromptBlock, calls int) (out *pb.Finish, exact bool) {
	reason := f.GetReason()
	switch {
	case block != nil && f == nil:
		reason = pb.FinishReason_FINISH_REASON_SAFETY
	case reason == pb.FinishReason_FINISH_REASON_TOOL_CALLS && calls == 0:
		reason = pb.FinishReason_FINISH_REASON_END
	case reason == pb.FinishReason_FINISH_REASON_STOP_SEQUENCE && f.StopSequence == "":
		reason = pb.FinishReason_FINISH_REASON_END
	}
	word, ok := stopReasons.word(reason)
	if !ok {
		word, _ = stopReasons.word(pb.FinishReason_FINISH_REASON_OTHER)
	}
	if calls > 0 && beatenByCalls[word] {
		reason = pb.FinishReason_FINISH_REASON_TOOL_CALLS
		word, _ = stopReasons.word(reason)
	}
	out = &pb.Finish{Reason: reason, Raw: word}
	if reason == pb.FinishReason_FINISH_REASON_STOP_SEQUENCE {
		out.StopSequence = f.GetStopSequence()
	}
	filtered := reason == pb.FinishReason_FINISH_REASON_SAFETY || reason == pb.FinishReason_FINISH_REASON_RECITATION
	if filtered {
		if out.Message = f.GetMessage(); out.Message == "" {
			out.Message = block.GetMessage()
		}
		out.Extensions = canon.KeepSpelling(nil, dialect, atStopDetails, "type", `"`+detailsType+`"`)
	}
	return out, readStopReason(word, filtered) == f.GetReason()
}

// usage lowers the counts, and reports those that have no place here.
func (a *answer) usage(u *pb.Usage) *pb.Usage {
	if u != nil {
		for _, m := range []struct {
			name  string
			count *int64
		}{
			{"tool_input_tokens", u.ToolInputTokens},
			{"input_audio_tokens", u.InputAudioTokens},
			{"input_image_tokens", u.InputImageTokens},
			{"output_audio_tokens", u.OutputAudioTokens},
			{"output_image_tokens", u.OutputImageTokens},
		} {
			if canon.Count(m.count) != 0 {
				a.losses.Drop("/usage/"+m.name, pb.LossClass_LOSS_CLASS_USAGE, "the target does not count it apart")
			}
		}
	}
	input, output, _ := canon.UsageTotals(u)
	if u.GetTotalTokens() != 0 && u.GetTotalTokens() != input+output {
		a.losses.Drop("/usage/total_tokens", pb.LossClass_LOSS_CLASS_USAGE, "the target has no total of its own")
	}
	return lowerUsage(u)
}

// lowerUsage gives the counts that this dialect has. Its clients need those of input and output even where the upstream
// gave none.
func lowerUsage(u *pb.Usage) *pb.Usage {
	input, output, _ := canon.UsageTotals(u)
	out := &pb.Usage{InputTokens: &input, OutputTokens: &output}
	if u != nil {
		out.CacheReadTokens, out.CacheWriteTokens = u.CacheReadTokens, u.CacheWriteTokens
		out.CacheWrite_5MTokens, out.CacheWrite_1HTokens = writesByTTL(u)
		out.ReasoningTokens, out.Extensions = u.ReasoningTokens, u.Extensions
	}
	return out
}

// writesByTTL gives what was written to caches of each kind: clients need both counts or neither. What one does not say of the
// whole the other does.
func writesByTTL(u *pb.Usage) (fiveMinutes, oneHour *int64) {
	fiveMinutes, oneHour = u.CacheWrite_5MTokens, u.CacheWrite_1HTokens
	if (fiveMinutes == nil) == (oneHour == nil) {
		return fiveMinutes, oneHour
	}
	rest := max(canon.Count(u.CacheWriteTokens)-canon.Count(fiveMinutes)-canon.Count(oneHour), 0)
	if fiveMinutes == nil {
		return &rest, oneHour
	}
	return fiveMinutes, &rest
}
