package canon

import (
	"slices"
	"strings"
)

// Capabilities is what one model can do, as far as an encoder has to know. The zero value of a field means that nothing
// is known to be forbidden.
type Capabilities struct {
	// Match is the model name, with * as a wildcard at any place.
	Match string
	// Efforts are the reasoning efforts that the model takes, lowest first; nil means any.
	Efforts []string
	// NoReasoning means that the model takes no reasoning options at all.
	NoReasoning bool
	// Adaptive means that the model decides by itself how much to think, when asked to think without a budget.
	Adaptive bool
	// NoBudget means that a thinking budget is refused.
	NoBudget bool
	// AlwaysReasons means that reasoning cannot be switched off.
	AlwaysReasons bool
	// MinBudget and MaxBudget bound a thinking budget in tokens; zero means no bound.
	MinBudget, MaxBudget int64
	// NoSampling means that temperature, top_p and top_k are refused.
	NoSampling bool
	// TempOrTopP means that temperature and top_p are refused together.
	TempOrTopP bool
	// SystemMessages means that system messages may stand in the middle of a conversation.
	SystemMessages bool
	// NoPrefill means that a conversation may not end with the assistant.
	NoPrefill bool
	// NoStructuredOutput means that a schema for the answer is refused.
	NoStructuredOutput bool
	// NoMediaResults means that tool results take no media.
	NoMediaResults bool
	// MaxOutputTokens is the largest output limit; zero means unknown.
	MaxOutputTokens int64
	// NoMaxTokens means that only the newer name of the output limit is taken.
	NoMaxTokens bool
	// NoStop means that stop sequences are refused.
	NoStop bool
	// NoCacheMarks means that prompt-cache breakpoints on parts are refused.
	NoCacheMarks bool
	// NoTurnChanges means that tools and settings cannot change in the middle of a conversation.
	NoTurnChanges bool
}

// Find gives the first entry of a table whose pattern matches the model name, or nil.
func Find(table []Capabilities, model string) *Capabilities {
	for i := range table {
		if Match(table[i].Match, model) {
			return &table[i]
		}
	}
	return nil
}

// BareModel gives the name of a model without the provider that routers put before it, as in "google/gemini-2.5-flash".
func BareModel(model string) string { return model[strings.LastIndexByte(model, '/')+1:] }

// AnyModel is the pattern of the entry for models of which nothing is known.
const AnyModel = "*"

// FindKnown is Find, but gives nil for a model that only the last entry, for any model, matches.
func FindKnown(table []Capabilities, model string) *Capabilities {
	if c := Find(table, model); c != nil && c.Match != AnyModel {
		return c
	}
	return nil
}

// Covers reports whether a model takes all options that another one takes, so that a request that was written for that one may
// go to it as it is. Of a nil receiver nothing is known that it refuses; the nil other may take anything.
func (c *Capabilities) Covers(other *Capabilities) bool {
	if c == nil || c == other {
		return true
	}
	if other == nil {
		other = &Capabilities{Adaptive: true, SystemMessages: true}
	}
	for _, refused := range [...][2]bool{
		{c.NoReasoning, other.NoReasoning},
		{c.NoBudget, other.NoBudget || other.NoReasoning},
		{c.AlwaysReasons, other.AlwaysReasons || other.NoReasoning},
		{c.NoSampling, other.NoSampling},
		{c.TempOrTopP, other.TempOrTopP || other.NoSampling},
		{c.NoPrefill, other.NoPrefill},
		{c.NoStructuredOutput, other.NoStructuredOutput},
		{c.NoMediaResults, other.NoMediaResults},
		{c.NoMaxTokens, other.NoMaxTokens},
		{c.NoStop, other.NoStop},
		{c.NoCacheMarks, other.NoCacheMarks},
		{c.NoTurnChanges, other.NoTurnChanges},
		{other.Adaptive, c.Adaptive},
		{other.SystemMessages, c.SystemMessages},
	} {
		if refused[0] && !refused[1] {
			return false
		}
	}
	return coversEfforts(c, other) && bounds(c.MaxOutputTokens, other.MaxOutputTokens) &&
		(c.NoBudget || other.NoBudget || bounds(c.MaxBudget, other.MaxBudget) && c.MinBudget <= other.MinBudget)
}

// coversEfforts reports whether a model takes all efforts of another one.
func coversEfforts(c, other *Capabilities) bool {
	if c.Efforts == nil || other.NoReasoning {
		return true
	}
	if other.Efforts == nil {
		return false
	}
	for _, e := range other.Efforts {
		if !slices.Contains(c.Efforts, e) {
			return false
		}
	}
	return true
}

// bounds reports whether an upper bound leaves room for all that another one does; 0 is no bound.
func bounds(most, other int64) bool { return most == 0 || other != 0 && other <= most }

// Match reports whether a name matches a pattern in which each * stands for any text.
func Match(pattern, name string) bool {
	head, rest, wild := strings.Cut(pattern, "*")
	if !wild {
		return pattern == name
	}
	if !strings.HasPrefix(name, head) {
		return false
	}
	for i := len(head); i <= len(name); i++ {
		if Match(rest, name[i:]) {
			return true
		}
	}
	return false
}

// Quirks are switches for an upstream that differs from its dialect's first-party service. The zero value is the
// first-party service.
type Quirks struct {
	// MaxTokensField is the name of the output limit where it is not the dialect's own choice.
	MaxTokensField string
	// NoDeveloperRole means that developer messages are written as system messages.
	NoDeveloperRole bool
	// NoStreamUsage means that usage in streams may not be asked for.
	NoStreamUsage bool
	// ReasoningField is the member that carries readable reasoning; empty means that none is known to the upstream.
	ReasoningField string
	// HostedTools are the hosted tools that the upstream has, by type as the dialect spells it; nil means its vendor's.
	HostedTools []string
	// LeadingSystemOnly means that one system message at the very front is all that the upstream takes.
	LeadingSystemOnly bool
	// StringContent means that the upstream takes message content as plain strings only.
	StringContent bool
	// ThinkTags means that the upstream leaves readable reasoning in the text, between tags.
	ThinkTags bool
	// ThinkOpened means that the text begins inside such reasoning: only the tag that ends it is there.
	ThinkOpened bool
	// NoCustomTools means that the upstream knows functions only: one stands for a tool with free input.
	NoCustomTools bool
	// OpenResponses means that the upstream speaks the variety of the dialect that is Open Responses.
	OpenResponses bool
	// OpenAPISchemas means that the upstream knows schemas in the dialect of OpenAPI only.
	OpenAPISchemas bool
}
