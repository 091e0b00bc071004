package claude

import (
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// Places inside usage.
const (
	atCacheCreation = "/cache_creation"
	atOutputDetails = "/output_tokens_details"
)

// wireUsage is usage. Its input_tokens leaves out what was read from and written to a cache; the canonical total
// includes it.
type wireUsage struct {
	InputTokens   jsonx.Int          `json:"input_tokens"`
	CacheWrite    jsonx.Int          `json:"cache_creation_input_tokens"`
	CacheRead     jsonx.Int          `json:"cache_read_input_tokens"`
	CacheCreation *wireCacheCreation `json:"cache_creation"`
	OutputTokens  jsonx.Int          `json:"output_tokens"`
	OutputDetails *wireOutputDetails `json:"output_tokens_details"`
	ServiceTier   jsonx.String       `json:"service_tier"`
	Unknown       jsonx.Value        `json:",inline,embed"`
}

type wireCacheCreation struct {
	FiveMinutes jsonx.Int   `json:"ephemeral_5m_input_tokens"`
	OneHour     jsonx.Int   `json:"ephemeral_1h_input_tokens"`
	Unknown     jsonx.Value `json:",inline,embed"`
}

type wireOutputDetails struct {
	Thinking jsonx.Int   `json:"thinking_tokens"`
	Unknown  jsonx.Value `json:",inline,embed"`
}

// prompt is the sum of which input tokens are the rest: what usage of a stream said last.
type prompt struct{ fresh, read, write int64 }

func (p prompt) total() int64 { return p.fresh + p.read + p.write }

// usage gives the canonical counts. before is what earlier usage of the same stream said of the prompt; it is brought up
// to date.
func (w *wireUsage) usage(before *prompt) *pb.Usage {
	if w == nil {
		return nil
	}
	l := leftovers{}
	u := &pb.Usage{
		CacheReadTokens:  w.CacheRead.Ptr(),
		CacheWriteTokens: w.CacheWrite.Ptr(),
		OutputTokens:     w.OutputTokens.Ptr(),
	}
	l.raw("input_tokens", w.InputTokens.Raw)
	l.raw("cache_read_input_tokens", w.CacheRead.Raw)
	l.raw("cache_creation_input_tokens", w.CacheWrite.Raw)
	l.raw("output_tokens", w.OutputTokens.Raw)
	update(&before.fresh, &w.InputTokens)
	update(&before.read, &w.CacheRead)
	update(&before.write, &w.CacheWrite)
	if w.InputTokens.Set || w.CacheRead.Set || w.CacheWrite.Set {
		total := before.total()
		u.InputTokens = &total
		if !w.InputTokens.Set && w.InputTokens.Raw == nil {
			l.spell("input_tokens", "null")
		}
	}
	u.Extensions = keepUsage(u.Extensions, string(w.Unknown))
	if c := w.CacheCreation; c != nil {
		inner := leftovers{at: atCacheCreation, unknown: c.Unknown}
		u.CacheWrite_5MTokens, u.CacheWrite_1HTokens = c.FiveMinutes.Ptr(), c.OneHour.Ptr()
		inner.raw("ephemeral_5m_input_tokens", c.FiveMinutes.Raw)
		inner.raw("ephemeral_1h_input_tokens", c.OneHour.Raw)
		if u.CacheWrite_5MTokens == nil && u.CacheWrite_1HTokens == nil && inner.none() {
			inner.spell("ephemeral_5m_input_tokens", "null")
		}
		u.Extensions = inner.keep(u.Extensions)
	}
	if d := w.OutputDetails; d != nil {
		inner := leftovers{at: atOutputDetails, unknown: d.Unknown}
		u.ReasoningTokens = d.Thinking.Ptr()
		inner.raw("thinking_tokens", d.Thinking.Raw)
		if u.ReasoningTokens == nil && inner.none() {
			inner.spell("thinking_tokens", "null")
		}
		u.Extensions = inner.keep(u.Extensions)
	}
	u.Extensions = l.keep(u.Extensions)
	return u
}

func update(count *int64, n *jsonx.Int) {
	if n.Set {
		*count = n.V
	}
}

// keepUsage keeps the members that have no field. Those that say no more than the default are nothing to miss elsewhere.
func keepUsage(exts []*pb.Extension, unknown string) []*pb.Extension {
	for name, raw := range jsonx.Members(unknown) {
		if isDefaultUsage(name, raw) {
			exts = canon.KeepTransport(exts, dialect, "", jsonx.Wrap(name, raw))
		} else {
			exts = canon.KeepUnknown(exts, dialect, "", jsonx.Wrap(name, raw))
		}
	}
	return exts
}

// isDefaultUsage reports whether a member of usage says what goes without saying: where the model ran, the standard
// speed, or that no hosted tool was used.
func isDefaultUsage(name, raw string) bool {
	switch name {
	case "inference_geo":
		return true
	case "speed":
		return raw == jsonx.Quote(speedStandard)
	case "server_tool_use":
		for _, n := range jsonx.Members(raw) {
			if n != "0" {
				return false
			}
		}
		return true
	}
	return false
}

// tierOf gives the neutral word for the tier that served an answer.
func (w *wireUsage) tierOf() *string {
	if w == nil || !w.ServiceTier.Set {
		return nil
	}
	tier, ok := usageTiers.value(w.ServiceTier.V)
	if !ok {
		tier = w.ServiceTier.V
	}
	return &tier
}

// keepTier keeps a tier that cannot be read back from its neutral word.
func (w *wireUsage) keepTier(u *pb.Usage) {
	if w == nil {
		return
	}
	l := leftovers{}
	l.raw("service_tier", w.ServiceTier.Raw)
	if tier := w.tierOf(); tier != nil {
		if word, ok := usageTiers.word(*tier); ok && word != w.ServiceTier.V {
			l.spell("service_tier", jsonx.Quote(w.ServiceTier.V))
		}
	}
	u.Extensions = l.keep(u.Extensions)
}

// writeUsage writes usage as member k of an object. before is what earlier usage of the same stream said of the prompt; it
// is brought up to date. nulls asks for optional members to be there as null.
func writeUsage(o jsonx.Object, u *pb.Usage, tier *string, before *prompt, nulls bool) {
	members := own(u.GetExtensions(), "")
	t, ok := o.Object("usage", members)
	if !ok {
		return
	}
	if u.CacheReadTokens != nil {
		before.read = *u.CacheReadTokens
	}
	if u.CacheWriteTokens != nil {
		before.write = *u.CacheWriteTokens
	}
	if u.InputTokens != nil {
		t.Int("input_tokens", max(*u.InputTokens-before.read-before.write, 0))
	}
	t.IntOpt("cache_creation_input_tokens", u.CacheWriteTokens)
	t.IntOpt("cache_read_input_tokens", u.CacheReadTokens)
	writeCacheCreation(t, u)
	t.IntOpt("output_tokens", u.OutputTokens)
	details := own(u.Extensions, atOutputDetails)
	if u.ReasoningTokens != nil || details != "" {
		if d, ok := t.Object("output_tokens_details", details); ok {
			d.IntOpt("thinking_tokens", u.ReasoningTokens)
			d.End()
		}
	}
	if tier != nil {
		word, ok := usageTiers.word(*tier)
		if !ok {
			word = *tier
		}
		t.Str("service_tier", word)
	}
	if nulls {
		writeUsageNulls(t, u, tier)
	}
	t.End()
}

// writeUsageNulls writes the optional members that are not there.
func writeUsageNulls(t jsonx.Object, u *pb.Usage, tier *string) {
	for _, m := range []struct {
		name  string
		there bool
	}{
		{"cache_creation_input_tokens", u.CacheWriteTokens != nil},
		{"cache_read_input_tokens", u.CacheReadTokens != nil},
		{"cache_creation", u.CacheWrite_5MTokens != nil || u.CacheWrite_1HTokens != nil},
		{"output_tokens_details", u.ReasoningTokens != nil},
		{"server_tool_use", false},
		{"service_tier", tier != nil},
		{"speed", false},
		{"inference_geo", false},
	} {
		if !m.there {
			t.Null(m.name)
		}
	}
}

func writeCacheCreation(t jsonx.Object, u *pb.Usage) {
	members := own(u.Extensions, atCacheCreation)
	if u.CacheWrite_5MTokens == nil && u.CacheWrite_1HTokens == nil && members == "" {
		return
	}
	if c, ok := t.Object("cache_creation", members); ok {
		c.IntOpt("ephemeral_5m_input_tokens", u.CacheWrite_5MTokens)
		c.IntOpt("ephemeral_1h_input_tokens", u.CacheWrite_1HTokens)
		c.End()
	}
}
