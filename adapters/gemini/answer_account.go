package gemini

import (
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// finish lowers why a candidate ended. One that does not say so gets a reason that says nothing.
func (a *answer) finish(f *pb.Finish, path string, calls bool) *pb.Finish {
	if f == nil {
		// A client takes an answer without any reason for a cut one.
		return &pb.Finish{Raw: finishNumbers[0]}
	}
	const class = pb.LossClass_LOSS_CLASS_FINISH
	out := &pb.Finish{Reason: f.Reason, Raw: wordFor(finishes, f.Reason), Message: f.Message}
	back, _ := meaning(finishes, out.Raw)
	if calls && back == pb.FinishReason_FINISH_REASON_END {
		back = pb.FinishReason_FINISH_REASON_TOOL_CALLS
	}
	other := f.Reason == pb.FinishReason_FINISH_REASON_OTHER && f.Raw != "" && f.Raw != out.Raw
	if back != f.Reason || other {
		a.losses.Approximate(path+"/reason", class, "the reason has no word of its own")
	}
	if f.StopSequence != "" {
		a.losses.Drop(path+"/stop_sequence", class, "it is not told which stop sequence came")
	}
	return out
}

func (a *answer) block(b *pb.PromptBlock) *pb.PromptBlock {
	if b == nil {
		return nil
	}
	out := &pb.PromptBlock{Reason: b.Reason, Message: b.Message, Extensions: b.Extensions}
	if _, ok := meaning(finishes, b.Reason); !ok {
		out.Reason = "OTHER"
		a.losses.Approximate("/prompt_block/reason", pb.LossClass_LOSS_CLASS_FINISH, "the reason has no word of its own")
	}
	return out
}

// tier lowers the tier that served.
func (a *answer) tier(t *string) *string {
	if t == nil || *t == "" {
		return nil
	}
	if near, ok := meaning(neighbourTiers, *t); ok {
		a.losses.Approximate("/service_tier", pb.LossClass_LOSS_CLASS_METADATA, "the nearest tier is priority")
		return &near
	}
	if wordFor(tiers, *t) == "" {
		a.losses.Drop("/service_tier", pb.LossClass_LOSS_CLASS_METADATA, "there is no such tier")
		return nil
	}
	return t
}

// usage lowers token counts. The total is always the sum of its parts.
func (a *answer) usage(u *pb.Usage) *pb.Usage {
	if u == nil {
		return nil
	}
	const class = pb.LossClass_LOSS_CLASS_USAGE
	drop := func(n *int64, name string) {
		if canon.Count(n) != 0 {
			a.losses.Drop("/usage/"+name, class, "writes to a cache are not counted")
		}
	}
	drop(u.CacheWriteTokens, "cache_write_tokens")
	drop(u.CacheWrite_5MTokens, "cache_write_5m_tokens")
	drop(u.CacheWrite_1HTokens, "cache_write_1h_tokens")
	input, output := u.GetInputTokens(), u.GetOutputTokens()
	if u.GetReasoningTokens() > output {
		a.losses.Approximate(countPlace(u.OutputTokens, "/usage/output_tokens", "/usage/reasoning_tokens"), class, "the output holds the reasoning")
		output = u.GetReasoningTokens()
	}
	if u.GetToolInputTokens() > input {
		a.losses.Approximate(countPlace(u.InputTokens, "/usage/input_tokens", "/usage/tool_input_tokens"), class, "the input holds that of tools")
		input = u.GetToolInputTokens()
	}
	cached := u.CacheReadTokens
	if canon.Count(cached) > input {
		a.losses.Approximate("/usage/cache_read_tokens", class, "no more than the input can come from a cache")
		cached = &input
	}
	total := input + output
	if u.TotalTokens != nil && *u.TotalTokens != total {
		a.losses.Approximate("/usage/total_tokens", class, "the total is the sum")
	}
	out := &pb.Usage{
		InputTokens: &input, OutputTokens: &output, TotalTokens: &total, CacheReadTokens: cached,
		ToolInputTokens: u.ToolInputTokens, ReasoningTokens: u.ReasoningTokens,
	}
	k := keeper{u.Extensions[:len(u.Extensions):len(u.Extensions)]}
	k.details("promptTokensDetails", input-u.GetToolInputTokens(), u.GetInputAudioTokens(), u.GetInputImageTokens())
	k.details("candidatesTokensDetails", output-u.GetReasoningTokens(), u.GetOutputAudioTokens(), u.GetOutputImageTokens())
	out.Extensions = k.exts
	return out
}

// details keeps counts by modality, where some are not of text.
func (k *keeper) details(name string, all, audio, image int64) {
	if audio == 0 && image == 0 {
		return
	}
	w := jsonx.NewWriter(nil)
	w.BeginArray()
	for _, m := range []pair[int64]{{"TEXT", max(all-audio-image, 0)}, {"AUDIO", audio}, {"IMAGE", image}} {
		if m.value > 0 {
			o := w.Object("")
			o.Str("modality", m.word)
			o.Int("tokenCount", m.value)
			o.End()
		}
	}
	w.EndArray()
	k.exact("", name, string(w.Bytes()))
}

// countPlace gives the place of a count, or where there is none that of a part of it.
func countPlace(n *int64, place, part string) string {
	if n == nil {
		return part
	}
	return place
}
