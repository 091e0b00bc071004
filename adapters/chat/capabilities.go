package chat

import (
	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/canon"
)

// Efforts that families of models take, lowest first.
var (
	effortsThree   = []string{"low", "medium", "high"}
	effortsFive    = []string{"minimal", "low", "medium", "high"}
	effortsFiveOne = []string{"none", "low", "medium", "high"}
	effortsFiveTwo = []string{"none", "low", "medium", "high", "xhigh"}
	effortsNewest  = []string{"none", "low", "medium", "high", "xhigh", "max"}
)

// models is what is known of models, by name without a provider before it; the first entry that matches counts. Of models
// that are not of the vendor nothing is assumed, but that breakpoints for caches are unknown to them.
var models = []canon.Capabilities{
	{Match: "gpt-3.5*", NoReasoning: true, NoCacheMarks: true},
	{Match: "gpt-4*", NoReasoning: true, NoCacheMarks: true},
	{Match: "chatgpt-4*", NoReasoning: true, NoCacheMarks: true},
	{Match: "ft:gpt-*", NoReasoning: true, NoCacheMarks: true},
	{Match: "gpt-5-chat*", NoReasoning: true, NoCacheMarks: true},
	{Match: "o1*", Efforts: effortsThree, AlwaysReasons: true, NoSampling: true, NoMaxTokens: true, NoCacheMarks: true},
	{Match: "o3*", Efforts: effortsThree, AlwaysReasons: true, NoSampling: true, NoMaxTokens: true, NoStop: true, NoCacheMarks: true},
	{Match: "o4*", Efforts: effortsThree, AlwaysReasons: true, NoSampling: true, NoMaxTokens: true, NoStop: true, NoCacheMarks: true},
	{Match: "gpt-oss*", Efforts: effortsThree, AlwaysReasons: true, NoCacheMarks: true},
	{Match: "gpt-5.1*", Efforts: effortsFiveOne, NoSampling: true, NoMaxTokens: true, NoStop: true, NoCacheMarks: true},
	{Match: "gpt-5.6*", Efforts: effortsNewest, NoSampling: true, NoMaxTokens: true, NoStop: true},
	{Match: "gpt-5.*", Efforts: effortsFiveTwo, NoSampling: true, NoMaxTokens: true, NoStop: true, NoCacheMarks: true},
	{Match: "gpt-5*", Efforts: effortsFive, AlwaysReasons: true, NoSampling: true, NoMaxTokens: true, NoStop: true, NoCacheMarks: true},
	{Match: "gpt-6*", Efforts: effortsNewest, NoSampling: true, NoMaxTokens: true, NoStop: true},
	{Match: "*", NoCacheMarks: true},
}

// capabilities is what the target model can do.
func capabilities(x *adapters.Exchange, model string) *canon.Capabilities {
	if x.Capabilities != nil {
		return x.Capabilities
	}
	return canon.Find(models, canon.BareModel(model))
}

// ModelCapabilities implements adapters.ModelKnower.
func (adapter) ModelCapabilities(model string) *canon.Capabilities {
	return canon.FindKnown(models, canon.BareModel(model))
}
