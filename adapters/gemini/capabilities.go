package gemini

import (
	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/canon"
)

// maxOutput is the output limit of the models since 2.5, oldMaxOutput that of those before.
const (
	maxOutput    = 65536
	oldMaxOutput = 8192
)

// Models up to 2.5 take a thinking budget, those since 3 a level; those since 3 also take media in function responses, and
// demand thought signatures.
var capabilities = []canon.Capabilities{
	{Match: "gemini-2.5-*image*", NoReasoning: true, NoMediaResults: true, MaxOutputTokens: maxOutput},
	{Match: "gemini-2.5-*tts*", NoReasoning: true, NoMediaResults: true, MaxOutputTokens: maxOutput},
	{
		Match: "gemini-2.5-pro*", AlwaysReasons: true, Adaptive: true, MinBudget: 128, MaxBudget: 32768,
		NoMediaResults: true, MaxOutputTokens: maxOutput,
	},
	{
		Match: "gemini-2.5-flash-lite*", Adaptive: true, MinBudget: 512, MaxBudget: 24576,
		NoMediaResults: true, MaxOutputTokens: maxOutput,
	},
	{Match: "gemini-2.5*", Adaptive: true, MinBudget: 1, MaxBudget: 24576, NoMediaResults: true, MaxOutputTokens: maxOutput},
	{Match: "gemini-2*", NoReasoning: true, NoMediaResults: true, MaxOutputTokens: oldMaxOutput},
	{Match: "gemini-1*", NoReasoning: true, NoMediaResults: true, MaxOutputTokens: oldMaxOutput},
	{Match: "gemini-pro*", NoReasoning: true, NoMediaResults: true, MaxOutputTokens: oldMaxOutput},
	{Match: "gemma-*", NoReasoning: true, NoMediaResults: true},
	{Match: "gemini-3*-image*", NoReasoning: true, NoBudget: true},
	{Match: "gemini-3-pro*", Efforts: []string{"low", "high"}, NoBudget: true, AlwaysReasons: true, MaxOutputTokens: maxOutput},
	{
		Match: "gemini-*", Efforts: []string{"minimal", "low", "medium", "high"}, NoBudget: true, AlwaysReasons: true,
		MaxOutputTokens: maxOutput,
	},
	{Match: "*", Efforts: []string{"minimal", "low", "medium", "high"}, NoBudget: true, AlwaysReasons: true},
}

// modelCapabilities gives what the target model takes.
func modelCapabilities(x *adapters.Exchange, model string) *canon.Capabilities {
	if x.Capabilities != nil {
		return x.Capabilities
	}
	return canon.Find(capabilities, canon.BareModel(model))
}

// ModelCapabilities implements adapters.ModelKnower.
func (adapter) ModelCapabilities(model string) *canon.Capabilities {
	return canon.FindKnown(capabilities, canon.BareModel(model))
}

// takesLevel reports whether a model takes a thinking level; otherwise it takes a budget.
func takesLevel(c *canon.Capabilities) bool { return c.NoBudget || c.MaxBudget == 0 }

// isThird reports whether a model is of the third generation or later: it takes media in function responses, functions
// beside hosted tools and a resolution for each part, and refuses a function call without its thought signature.
func isThird(c *canon.Capabilities) bool { return !c.NoMediaResults }
