package canon

import (
	"fmt"
	"slices"

	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

func (c *comparer) request(a, b *pb.GenerateRequest) {
	c.fields("", a, b)
	saidA, saidB := requestSayings(a), requestSayings(b)
	c.said("/messages", saidA, saidB, callLinks("/messages", a.Messages), callLinks("/messages", b.Messages))
	c.tools(a, b)
	c.fields("/sampling", a.Sampling, b.Sampling)
	c.settings(a, b, saidB)
	c.fields("/output", a.Output, b.Output)
	c.modalities(a.GetOutput().GetModalities(), b.GetOutput().GetModalities())
	c.fields("/caching", a.Caching, b.Caching)
	if a.GetCaching().GetAutomatic() == nil && b.GetCaching().GetAutomatic() != nil {
		c.differ("/caching/automatic", "the second alone caches by itself", "/caching/key")
	} else {
		c.cacheHint("/caching/automatic", a.GetCaching().GetAutomatic(), b.GetCaching().GetAutomatic())
	}
	c.fields("/continuation", a.Continuation, b.Continuation)
	c.metadata(a.Metadata, b.Metadata)
	c.extensions(a.ProtoReflect(), b.ProtoReflect())
}

// requestSayings gives all that is said in a request: instructions are system messages that stand first.
func requestSayings(r *pb.GenerateRequest) []saying {
	first := sayingsOf("/instructions", pb.Role_ROLE_SYSTEM, r.Instructions)
	return finished(append(first, conversation("/messages", r.Messages)...))
}

// settings compares reasoning and format, for which changes within the conversation may stand at the top of b. How much to
// reason, and to see of it, is one wish in four fields: a loss of it may be reported at any of them.
func (c *comparer) settings(a, b *pb.GenerateRequest, saidB []saying) {
	ra, fa := plainReasoning(a.Reasoning), a.GetOutput().GetFormat()
	rb, fb := plainReasoning(b.Reasoning), b.GetOutput().GetFormat()
	latest, paths := SettingsInEffect(a)
	for _, s := range saidB {
		if s.part.GetSettings() != nil {
			latest = nil
		}
	}
	if latest.GetEffort() != "" && latest.GetEffort() == rb.GetEffort() {
		ra.Effort = latest.Effort
	}
	if latest.GetFormat() != nil && fb != nil {
		fa = latest.Format
	}
	first := len(c.diffs)
	c.fields("/reasoning", ra, rb)
	for i := range c.diffs[first:] {
		c.diffs[first+i].also = append(c.diffs[first+i].also, "/reasoning/mode", "/reasoning/effort", "/reasoning/budget_tokens",
			"/reasoning/visibility")
	}
	c.format("/output/format", fa, fb)
	if latest == nil {
		return
	}
	for i := range c.diffs[first:] {
		d := &c.diffs[first+i]
		for _, p := range paths {
			d.also = append(d.also, p, p+"/settings", p+"/effort", p+"/settings/effort")
		}
	}
}

// plainReasoning spells in one way what dialects spell in several: no reasoning is the effort none; an effort means that
// the model decides how much; a budget says its mode itself.
func plainReasoning(r *pb.ReasoningConfig) *pb.ReasoningConfig {
	p := &pb.ReasoningConfig{Mode: r.GetMode(), Visibility: r.GetVisibility()}
	if r.GetEffort() != "" {
		p.Effort = r.Effort
	}
	if r.GetBudgetTokens() > 0 {
		p.BudgetTokens = r.BudgetTokens
	}
	off := r.GetMode() == pb.ReasoningMode_REASONING_MODE_OFF || r != nil && r.BudgetTokens != nil && *r.BudgetTokens == 0
	switch {
	case off || p.GetEffort() == noEffort:
		none := noEffort
		p.Effort, p.BudgetTokens, p.Mode = &none, nil, pb.ReasoningMode_REASONING_MODE_UNSPECIFIED
	case p.BudgetTokens != nil && p.Mode == pb.ReasoningMode_REASONING_MODE_BUDGET,
		p.Effort != nil && p.Mode == pb.ReasoningMode_REASONING_MODE_ADAPTIVE:
		p.Mode = pb.ReasoningMode_REASONING_MODE_UNSPECIFIED
	}
	return p
}

// noEffort is the effort that means no reasoning.
const noEffort = "none"

// modalities compares the kinds of output wanted. Text is what everybody gives unasked.
func (c *comparer) modalities(a, b []string) {
	given := func(list []string, m string) bool {
		return slices.Contains(list, m) || m == "text" && len(list) == 0
	}
	var gone []string
	for i, m := range a {
		if !given(b, m) {
			gone = append(gone, Path("output", "modalities", i))
			c.differ(gone[len(gone)-1], m+" is gone")
		}
	}
	for _, m := range b {
		if !given(a, m) {
			c.differ("/output/modalities", "the second alone wants "+m, gone...)
		}
	}
}

// format compares two formats of the answer. Where the media type had to change, the rest may be reported with it.
func (c *comparer) format(path string, a, b *pb.OutputFormat) {
	first := len(c.diffs)
	c.fields(path, a, b)
	if a.GetMediaType() == b.GetMediaType() {
		return
	}
	for i := range c.diffs[first:] {
		c.diffs[first+i].also = append(c.diffs[first+i].also, path+"/media_type")
	}
}

func (c *comparer) metadata(a, b []*pb.MetadataEntry) {
	left := slices.Clone(b)
	for i, e := range a {
		k := slices.IndexFunc(left, func(other *pb.MetadataEntry) bool { return other.Key == e.Key && other.Value == e.Value })
		if k < 0 {
			c.differ(Path("metadata", i), fmt.Sprintf("%q is gone or changed", e.Key))
			continue
		}
		left = slices.Delete(left, k, k+1)
	}
	for _, e := range left {
		if !slices.ContainsFunc(a, func(other *pb.MetadataEntry) bool { return other.Key == e.Key }) {
			c.differ("/metadata", fmt.Sprintf("the second alone has %q", e.Key))
		}
	}
}
