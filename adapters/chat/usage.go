package chat

import (
	"strconv"

	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

const (
	classUsage = pb.LossClass_LOSS_CLASS_USAGE

	promptDetails     = "prompt_tokens_details"
	completionDetails = "completion_tokens_details"
)

// decodeUsage reads usage. Numbers that other servers write in places of their own fill the fields that the vendor's
// places leave empty; their spelling is kept.
func decodeUsage(w *wireUsage) *pb.Usage {
	k := keep(w.Extra)
	u := &pb.Usage{
		InputTokens:  k.intPtr("prompt_tokens", &w.Prompt),
		OutputTokens: k.intPtr("completion_tokens", &w.Completion),
		TotalTokens:  k.intPtr("total_tokens", &w.Total),
	}
	in, out := usageDetails(&w.PromptDetails, promptDetails, &k), usageDetails(&w.CompletionDetails, completionDetails, &k)
	if d := w.PromptDetails.V; d != nil {
		u.CacheReadTokens = in.intPtr("cached_tokens", &d.Cached)
		u.CacheWriteTokens = in.intPtr("cache_write_tokens", &d.CacheWrite)
		u.InputAudioTokens = in.intPtr("audio_tokens", &d.Audio)
		u.InputImageTokens = in.intPtr("image_tokens", &d.Image)
		keepNumber(&in, "reasoning_tokens", &d.Reasoning)
	}
	if d := w.CompletionDetails.V; d != nil {
		u.ReasoningTokens = out.intPtr("reasoning_tokens", &d.Reasoning)
		u.OutputAudioTokens = out.intPtr("audio_tokens", &d.Audio)
		u.OutputImageTokens = out.intPtr("image_tokens", &d.Image)
		keepNumber(&out, "cached_tokens", &d.Cached)
		keepNumber(&out, "cache_write_tokens", &d.CacheWrite)
	}
	for _, other := range []struct {
		name  string
		n     *jsonx.Int
		field **int64
		place *kept
		known string
	}{
		{"prompt_cache_hit_tokens", &w.CacheHit, &u.CacheReadTokens, &in, "cached_tokens"},
		{"cached_tokens", &w.Cached, &u.CacheReadTokens, &in, "cached_tokens"},
		{"cache_creation_input_tokens", &w.CacheWrite, &u.CacheWriteTokens, &in, "cache_write_tokens"},
		{"reasoning_tokens", &w.Reasoning, &u.ReasoningTokens, &out, "reasoning_tokens"},
	} {
		n := k.intPtr(other.name, other.n)
		switch {
		case n == nil:
			continue
		case *other.field == nil:
			*other.field = n
			other.place.lacks(other.known)
		case **other.field != *n:
			k.unknown.Keep(other.name, number(*n))
			continue
		}
		k.spelling.Keep(other.name, number(*n))
	}
	if miss := k.intPtr("prompt_cache_miss_tokens", &w.CacheMiss); miss != nil {
		if *miss == u.GetInputTokens()-u.GetCacheReadTokens() {
			k.spelling.Keep("prompt_cache_miss_tokens", number(*miss))
		} else {
			k.unknown.Keep("prompt_cache_miss_tokens", number(*miss))
		}
	}
	if u.CacheReadTokens != nil && u.InputTokens != nil && *u.CacheReadTokens > *u.InputTokens {
		// A vendor that counts what it read from a cache beside the input.
		k.spelling.Keep("prompt_tokens", number(*u.InputTokens))
		input := *u.InputTokens + *u.CacheReadTokens
		u.InputTokens = &input
	}
	if read := w.Completion.V; canon.FixUsage(u) {
		k.spelling.Keep("completion_tokens", number(read))
	}
	if input, output := u.GetInputTokens(), u.GetOutputTokens(); u.TotalTokens != nil && *u.TotalTokens < input+output {
		k.spelling.Keep("total_tokens", number(*u.TotalTokens))
		total := input + output
		u.TotalTokens = &total
	}
	u.Extensions = in.into(u.Extensions, "/"+promptDetails)
	u.Extensions = out.into(u.Extensions, "/"+completionDetails)
	u.Extensions = k.into(u.Extensions, "")
	return u
}

// usageDetails begins with one of the details objects: that it lacks or is empty is remembered.
func usageDetails(o *object[wireUsageDetails], name string, k *kept) kept {
	k.raw(name, o.Raw, false)
	switch {
	case o.V != nil && o.V.empty():
		k.spell(name, "{}")
	case o.V != nil:
		return keep(o.V.Extra)
	case o.Raw == nil:
		k.lacks(name)
	}
	return kept{}
}

func keepNumber(k *kept, name string, n *jsonx.Int) {
	if p := k.intPtr(name, n); p != nil {
		k.unknown.Keep(name, number(*p))
	}
}

func number(n int64) jsonx.Value { return jsonx.Value(strconv.FormatInt(n, 10)) }

// writeUsage writes the members of usage.
func writeUsage(o jsonx.Object, u *pb.Usage) {
	o.IntOpt("prompt_tokens", u.InputTokens)
	o.IntOpt("completion_tokens", u.OutputTokens)
	o.IntOpt("total_tokens", u.TotalTokens)
	at := "/" + promptDetails
	if members := ours(u.Extensions, at); members != "" || u.CacheReadTokens != nil || u.CacheWriteTokens != nil ||
		u.InputAudioTokens != nil || u.InputImageTokens != nil {
		if d, ok := o.Object(promptDetails, members); ok {
			d.IntOpt("cached_tokens", u.CacheReadTokens)
			d.IntOpt("cache_write_tokens", u.CacheWriteTokens)
			d.IntOpt("audio_tokens", u.InputAudioTokens)
			d.IntOpt("image_tokens", u.InputImageTokens)
			d.End()
		}
	}
	at = "/" + completionDetails
	if members := ours(u.Extensions, at); members != "" || u.ReasoningTokens != nil || u.OutputAudioTokens != nil ||
		u.OutputImageTokens != nil {
		if d, ok := o.Object(completionDetails, members); ok {
			d.IntOpt("reasoning_tokens", u.ReasoningTokens)
			d.IntOpt("audio_tokens", u.OutputAudioTokens)
			d.IntOpt("image_tokens", u.OutputImageTokens)
			d.End()
		}
	}
}

// foreignUsage gives the usage of another dialect's answer with the totals that clients need.
func foreignUsage(u *pb.Usage) *pb.Usage {
	input, output, total := canon.UsageTotals(u)
	return &pb.Usage{
		InputTokens: &input, OutputTokens: &output, TotalTokens: &total,
		CacheReadTokens: u.CacheReadTokens, CacheWriteTokens: u.CacheWriteTokens,
		InputAudioTokens: u.InputAudioTokens, InputImageTokens: u.InputImageTokens,
		ReasoningTokens: u.ReasoningTokens, OutputAudioTokens: u.OutputAudioTokens,
	}
}

// reportUsage reports the counts that the target has no place for.
func reportUsage(u *pb.Usage, losses *canon.Losses) {
	for _, f := range []struct {
		path string
		n    *int64
	}{
		{"/usage/cache_write_5m_tokens", u.CacheWrite_5MTokens},
		{"/usage/cache_write_1h_tokens", u.CacheWrite_1HTokens},
		{"/usage/tool_input_tokens", u.ToolInputTokens},
		{"/usage/output_image_tokens", u.OutputImageTokens},
	} {
		if f.n != nil {
			losses.Drop(f.path, classUsage, "the target has no such count")
		}
	}
	if _, _, total := canon.UsageTotals(u); u.TotalTokens != nil && *u.TotalTokens != total {
		losses.Approximate("/usage/total_tokens", classUsage, "the total is less than the sum of its parts")
	}
}
