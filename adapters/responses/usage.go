package responses

import (
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// Places of the parts of the totals.
const (
	atInputDetails  = "/input_tokens_details"
	atOutputDetails = "/output_tokens_details"
)

// usage reads counts of tokens; nil where there are none.
func (r *remains) usage(o *object[wireUsage]) *pb.Usage {
	r.keepKind("usage", o.Raw)
	w := o.V
	if w == nil {
		return nil
	}
	in := beside(w.Extra)
	u := &pb.Usage{
		InputTokens:  in.intPtr("input_tokens", w.InputTokens),
		OutputTokens: in.intPtr("output_tokens", w.OutputTokens),
		TotalTokens:  in.intPtr("total_tokens", w.TotalTokens),
	}
	in.keepKind("input_tokens_details", w.InputDetails.Raw)
	if d := w.InputDetails.V; d != nil {
		at := beside(d.Extra)
		u.CacheReadTokens = at.intPtr("cached_tokens", d.CachedTokens)
		u.CacheWriteTokens = at.intPtr("cache_write_tokens", d.CacheWriteTokens)
		if u.CacheReadTokens == nil && u.CacheWriteTokens == nil && at.none() {
			in.spell("input_tokens_details", emptyObject)
		}
		u.Extensions = at.put(u.Extensions, atInputDetails)
	}
	in.keepKind("output_tokens_details", w.OutputDetails.Raw)
	if d := w.OutputDetails.V; d != nil {
		at := beside(d.Extra)
		u.ReasoningTokens = at.intPtr("reasoning_tokens", d.ReasoningTokens)
		if u.ReasoningTokens == nil && at.none() {
			in.spell("output_tokens_details", emptyObject)
		}
		u.Extensions = at.put(u.Extensions, atOutputDetails)
	}
	if canon.FixUsage(u) {
		in.spell("output_tokens", spellInt(w.OutputTokens.V))
	}
	u.Extensions = in.put(u.Extensions, "")
	return u
}

func spellInt(n int64) jsonx.Value {
	w := jsonx.NewWriter(nil)
	w.Int(n)
	return w.Bytes()
}

// usage writes counts of tokens that were read from this dialect, or fitted into it.
func (e *encoder) usage(o jsonx.Object, u *pb.Usage) {
	if u == nil {
		return
	}
	t, ok := o.Object("usage", own(u.Extensions, ""))
	if !ok {
		return
	}
	t.IntOpt("input_tokens", u.InputTokens)
	if members := own(u.Extensions, atInputDetails); u.CacheReadTokens != nil || u.CacheWriteTokens != nil || members != "" {
		if d, ok := t.Object("input_tokens_details", members); ok {
			d.IntOpt("cached_tokens", u.CacheReadTokens)
			d.IntOpt("cache_write_tokens", u.CacheWriteTokens)
			d.End()
		}
	}
	t.IntOpt("output_tokens", u.OutputTokens)
	if members := own(u.Extensions, atOutputDetails); u.ReasoningTokens != nil || members != "" {
		if d, ok := t.Object("output_tokens_details", members); ok {
			d.IntOpt("reasoning_tokens", u.ReasoningTokens)
			d.End()
		}
	}
	t.IntOpt("total_tokens", u.TotalTokens)
	t.End()
}
