package responses

import (
	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/canon"
)

// Efforts that families of models take, lowest first.
var (
	effortsThree   = []string{"low", "medium", "high"}
	effortsFive    = []string{"minimal", "low", "medium", "high"}
	effortsFiveOne = []string{"none", "low", "medium", "high"}
	effortsCodex   = []string{"low", "medium", "high", "xhigh"}
	effortsFiveTwo = []string{"none", "low", "medium", "high", "xhigh"}
	effortsNewest  = []string{"none", "low", "medium", "high", "xhigh", "max"}
	effortsPro     = []string{"medium", "high", "xhigh"}
	effortsHigh    = []string{"high"}
)

// models is what is known of models, by name without a provider before it; the first entry that matches counts. What
// came with gpt-5.6, others are not trusted with.
var models = []canon.Capabilities{
	{Match: "gpt-3.5*", NoReasoning: true, NoCacheMarks: true, NoTurnChanges: true},
	{Match: "gpt-4*", NoReasoning: true, NoCacheMarks: true, NoTurnChanges: true},
	{Match: "chatgpt-4*", NoReasoning: true, NoCacheMarks: true, NoTurnChanges: true},
	{Match: "ft:gpt-4*", NoReasoning: true, NoCacheMarks: true, NoTurnChanges: true},
	{Match: "o1*", Efforts: effortsThree, AlwaysReasons: true, NoSampling: true, NoCacheMarks: true, NoTurnChanges: true},
	{Match: "o3*", Efforts: effortsThree, AlwaysReasons: true, NoSampling: true, NoCacheMarks: true, NoTurnChanges: true},
	{Match: "o4*", Efforts: effortsThree, AlwaysReasons: true, NoSampling: true, NoCacheMarks: true, NoTurnChanges: true},
	{Match: "codex-*", Efforts: effortsThree, AlwaysReasons: true, NoSampling: true, NoCacheMarks: true, NoTurnChanges: true},
	{Match: "gpt-oss*", Efforts: effortsThree, AlwaysReasons: true, NoCacheMarks: true, NoTurnChanges: true},
	{Match: "gpt-5-chat*", NoReasoning: true, NoCacheMarks: true, NoTurnChanges: true},
	{Match: "gpt-5-pro*", Efforts: effortsHigh, AlwaysReasons: true, NoSampling: true, NoCacheMarks: true, NoTurnChanges: true},
	{Match: "gpt-5-codex*", Efforts: effortsThree, AlwaysReasons: true, NoSampling: true, NoCacheMarks: true, NoTurnChanges: true},
	{Match: "gpt-5.1-codex-max*", Efforts: effortsCodex, AlwaysReasons: true, NoSampling: true, NoCacheMarks: true, NoTurnChanges: true},
	{Match: "gpt-5.1-codex*", Efforts: effortsThree, AlwaysReasons: true, NoSampling: true, NoCacheMarks: true, NoTurnChanges: true},
	{Match: "gpt-5.1*", Efforts: effortsFiveOne, NoSampling: true, NoCacheMarks: true, NoTurnChanges: true},
	{Match: "gpt-5.*-pro*", Efforts: effortsPro, AlwaysReasons: true, NoSampling: true, NoCacheMarks: true, NoTurnChanges: true},
	{Match: "gpt-5.2-codex*", Efforts: effortsCodex, AlwaysReasons: true, NoSampling: true, NoCacheMarks: true, NoTurnChanges: true},
	{Match: "gpt-5.3-codex*", Efforts: effortsCodex, AlwaysReasons: true, NoSampling: true, NoCacheMarks: true, NoTurnChanges: true},
	{Match: "gpt-5.6*", Efforts: effortsNewest, NoSampling: true},
	{Match: "gpt-5.*", Efforts: effortsFiveTwo, NoSampling: true, NoCacheMarks: true, NoTurnChanges: true},
	{Match: "gpt-5*", Efforts: effortsFive, AlwaysReasons: true, NoSampling: true, NoCacheMarks: true, NoTurnChanges: true},
	{Match: "gpt-6*", Efforts: effortsNewest, NoSampling: true},
	{Match: "*", NoCacheMarks: true, NoTurnChanges: true},
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
