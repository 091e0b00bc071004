package claude

import (
	"math"

	"github.com/interlingua/interlingua/adapters/canon"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// word is one line of a two-way table: a word of the wire and what it means. Where several lines share a meaning or a
// word, the first one counts.
type word[T comparable] struct {
	wire  string
	value T
}

// table is a two-way table of words.
type table[T comparable] []word[T]

// value gives the meaning of a word of the wire.
func (t table[T]) value(wire string) (v T, ok bool) {
	for i := range t {
		if t[i].wire == wire {
			return t[i].value, true
		}
	}
	return v, false
}

// word gives the word of the wire for a meaning.
func (t table[T]) word(v T) (wire string, ok bool) {
	for i := range t {
		if t[i].value == v {
			return t[i].wire, true
		}
	}
	return "", false
}

var roles = table[pb.Role]{
	{"user", pb.Role_ROLE_USER},
	{"assistant", pb.Role_ROLE_ASSISTANT},
	{"system", pb.Role_ROLE_SYSTEM},
}

var toolChoices = table[pb.ToolChoiceMode]{
	{"auto", pb.ToolChoiceMode_TOOL_CHOICE_MODE_AUTO},
	{"any", pb.ToolChoiceMode_TOOL_CHOICE_MODE_REQUIRED},
	{"tool", pb.ToolChoiceMode_TOOL_CHOICE_MODE_REQUIRED},
	{"none", pb.ToolChoiceMode_TOOL_CHOICE_MODE_NONE},
}

var thinkingTypes = table[pb.ReasoningMode]{
	{"adaptive", pb.ReasoningMode_REASONING_MODE_ADAPTIVE},
	{"enabled", pb.ReasoningMode_REASONING_MODE_BUDGET},
	{"disabled", pb.ReasoningMode_REASONING_MODE_OFF},
	{"between_tools", pb.ReasoningMode_REASONING_MODE_BETWEEN_TOOLS},
}

var displays = table[pb.ReasoningVisibility]{
	{"summarized", pb.ReasoningVisibility_REASONING_VISIBILITY_SUMMARY},
	{"omitted", pb.ReasoningVisibility_REASONING_VISIBILITY_NONE},
}

// stopReasons is read and written; the lines after the first of a word are written only.
var stopReasons = table[pb.FinishReason]{
	{"end_turn", pb.FinishReason_FINISH_REASON_END},
	{"max_tokens", pb.FinishReason_FINISH_REASON_MAX_TOKENS},
	{"stop_sequence", pb.FinishReason_FINISH_REASON_STOP_SEQUENCE},
	{"tool_use", pb.FinishReason_FINISH_REASON_TOOL_CALLS},
	{"pause_turn", pb.FinishReason_FINISH_REASON_PAUSE},
	{"refusal", pb.FinishReason_FINISH_REASON_REFUSAL},
	{"model_context_window_exceeded", pb.FinishReason_FINISH_REASON_CONTEXT_FULL},
	{"compaction", pb.FinishReason_FINISH_REASON_COMPACTED},

	{"refusal", pb.FinishReason_FINISH_REASON_SAFETY},
	{"refusal", pb.FinishReason_FINISH_REASON_RECITATION},
	{"end_turn", pb.FinishReason_FINISH_REASON_CANCELLED},
	{"end_turn", pb.FinishReason_FINISH_REASON_OTHER},
	{"end_turn", pb.FinishReason_FINISH_REASON_UNSPECIFIED},
}

// requestTiers are the words of service_tier in a request against the neutral ones.
var requestTiers = table[string]{{"auto", "auto"}, {"standard_only", "default"}}

// usageTiers are the words of usage.service_tier in a response against the neutral ones.
var usageTiers = table[string]{{"standard", "default"}, {"priority", "priority"}, {"batch", "batch"}}

// Lifetimes of cache entries in seconds.
const (
	ttlShort = 300
	ttlLong  = 3600
)

var cacheTTLs = table[int32]{{"5m", ttlShort}, {"1h", ttlLong}}

// hostedTypes are the prefixes of tool types that have a meaning in common with other dialects; what follows is a date.
var hostedTypes = table[pb.HostedKind]{
	{"web_search_", pb.HostedKind_HOSTED_KIND_WEB_SEARCH},
	{"web_fetch_", pb.HostedKind_HOSTED_KIND_WEB_FETCH},
	{"code_execution_", pb.HostedKind_HOSTED_KIND_CODE_EXECUTION},
	{"computer_", pb.HostedKind_HOSTED_KIND_COMPUTER},
	{"tool_search_tool_", pb.HostedKind_HOSTED_KIND_TOOL_SEARCH},
	{"mcp_toolset", pb.HostedKind_HOSTED_KIND_MCP},
}

// nameRule says which tool names the dialect takes.
var nameRule = canon.NameRule{Max: 128, First: canon.WordByte, Rest: canon.WordByte}

// callID gives a legal id for a tool call: letters, digits, underscore and hyphen, of any length.
func callID(id string) string { return canon.CallID(id, math.MaxInt, canon.WordByte) }
