package claude

import (
	"strings"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/canon"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// Output limits of models, in tokens.
const (
	output128k = 128000
	output64k  = 64000
	output32k  = 32000
	output8k   = 8192
	output4k   = 4096
)

// minBudget is the smallest thinking budget.
const minBudget = 1024

// Efforts of models, lowest first.
var (
	effortsToMax  = []string{"low", "medium", "high", "max"}
	effortsXHigh  = []string{"low", "medium", "high", "xhigh", "max"}
	effortsNobody = []string{}
)

// capabilities is what is known of models, by name with every dot as a hyphen. The first line that matches counts.
var capabilities = []canon.Capabilities{
	{
		Match: "*claude-fable-*", Efforts: effortsXHigh, Adaptive: true, NoBudget: true, AlwaysReasons: true, NoSampling: true,
		SystemMessages: true, NoPrefill: true, MaxOutputTokens: output128k,
	},
	{
		Match: "*claude-mythos-*", Efforts: effortsXHigh, Adaptive: true, NoBudget: true, AlwaysReasons: true, NoSampling: true,
		SystemMessages: true, NoPrefill: true, MaxOutputTokens: output128k,
	},
	{
		Match: "*claude-*-4-8*", Efforts: effortsXHigh, Adaptive: true, NoBudget: true, NoSampling: true,
		SystemMessages: true, NoPrefill: true, MaxOutputTokens: output128k,
	},
	{
		Match: "*claude-*-4-7*", Efforts: effortsXHigh, Adaptive: true, NoBudget: true, NoSampling: true,
		NoPrefill: true, MaxOutputTokens: output128k,
	},
	{
		Match: "*claude-*-4-6*", Efforts: effortsToMax, Adaptive: true, MinBudget: minBudget,
		NoPrefill: true, MaxOutputTokens: output128k,
	},
	{Match: "*claude-*-4-5*", Efforts: effortsNobody, MinBudget: minBudget, TempOrTopP: true, MaxOutputTokens: output64k},
	{Match: "*claude-opus-4-1*", Efforts: effortsNobody, MinBudget: minBudget, TempOrTopP: true, MaxOutputTokens: output32k},
	{
		Match: "*claude-opus-4*", Efforts: effortsNobody, MinBudget: minBudget, NoStructuredOutput: true,
		MaxOutputTokens: output32k,
	},
	{
		Match: "*claude-sonnet-4*", Efforts: effortsNobody, MinBudget: minBudget, NoStructuredOutput: true,
		MaxOutputTokens: output64k,
	},
	{
		Match: "*claude-3-7-*", Efforts: effortsNobody, MinBudget: minBudget, NoStructuredOutput: true,
		MaxOutputTokens: output64k,
	},
	{
		Match: "*claude-3-5-*", Efforts: effortsNobody, NoReasoning: true, NoStructuredOutput: true,
		MaxOutputTokens: output8k,
	},
	{Match: "*claude-3-*", Efforts: effortsNobody, NoReasoning: true, NoStructuredOutput: true, MaxOutputTokens: output4k},
	{
		Match: "*claude-haiku-*", Efforts: effortsXHigh, Adaptive: true, NoBudget: true, NoSampling: true,
		SystemMessages: true, NoPrefill: true, MaxOutputTokens: output64k,
	},
	{
		Match: "*claude-*", Efforts: effortsXHigh, Adaptive: true, NoBudget: true, NoSampling: true,
		SystemMessages: true, NoPrefill: true, MaxOutputTokens: output128k,
	},
	// A model of somebody else's that is served in this dialect.
	{Match: "*", MinBudget: minBudget},
}

// capabilitiesOf gives what the target model can do.
func capabilitiesOf(x *adapters.Exchange, req *pb.GenerateRequest) *canon.Capabilities {
	if x.Capabilities != nil {
		return x.Capabilities
	}
	return canon.Find(capabilities, hyphened(req.Model))
}

// hyphened is the name of a model with every dot as a hyphen.
func hyphened(model string) string { return strings.ReplaceAll(model, ".", "-") }

// ModelCapabilities implements adapters.ModelKnower.
func (adapter) ModelCapabilities(model string) *canon.Capabilities {
	return canon.FindKnown(capabilities, hyphened(model))
}

// Output limits where the client gives none.
const (
	defaultStreamed = 64000
	defaultWhole    = 16000
	defaultUnknown  = 4096
)

// defaultLimit is the output limit for a request that has none, although this dialect demands one.
func defaultLimit(caps *canon.Capabilities, stream bool) int64 {
	limit := int64(defaultWhole)
	if stream {
		limit = defaultStreamed
	}
	if caps.MaxOutputTokens == 0 {
		return defaultUnknown
	}
	return min(limit, caps.MaxOutputTokens)
}
