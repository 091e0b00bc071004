package gemini

import (
	"strings"

	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// pair joins a word of the wire with what it means. Of several words with one meaning the first is written.
type pair[T comparable] struct {
	word  string
	value T
}

// meaning finds what a word means.
func meaning[T comparable](table []pair[T], word string) (T, bool) {
	for _, p := range table {
		if p.word == word {
			return p.value, true
		}
	}
	var zero T
	return zero, false
}

// wordFor finds the word to write for a meaning; "" for none.
func wordFor[T comparable](table []pair[T], value T) string {
	for _, p := range table {
		if p.value == value {
			return p.word
		}
	}
	return ""
}

// roles are the authors of contents. Google treats function and tool as user.
var roles = []pair[pb.Role]{
	{"user", pb.Role_ROLE_USER},
	{"model", pb.Role_ROLE_ASSISTANT},
	{"function", pb.Role_ROLE_USER},
	{"tool", pb.Role_ROLE_USER},
	{"system", pb.Role_ROLE_SYSTEM},
}

// modes are the modes of function calling. VALIDATED also binds the arguments of the calls to the schema.
var modes = []pair[pb.ToolChoiceMode]{
	{"MODE_UNSPECIFIED", pb.ToolChoiceMode_TOOL_CHOICE_MODE_UNSPECIFIED},
	{"AUTO", pb.ToolChoiceMode_TOOL_CHOICE_MODE_AUTO},
	{"ANY", pb.ToolChoiceMode_TOOL_CHOICE_MODE_REQUIRED},
	{"NONE", pb.ToolChoiceMode_TOOL_CHOICE_MODE_NONE},
	{modeValidated, pb.ToolChoiceMode_TOOL_CHOICE_MODE_AUTO},
}

const modeValidated = "VALIDATED"

// tiers are the service tiers in neutral words.
var tiers = []pair[string]{
	{"unspecified", "auto"},
	{"standard", "default"},
	{"flex", "flex"},
	{"priority", "priority"},
}

// tier gives a service tier in the neutral word, unknown ones as they are.
func tier(word string) string {
	if t, ok := meaning(tiers, word); ok {
		return t
	}
	return word
}

// details are the media resolutions as detail.
var details = []pair[string]{
	{"MEDIA_RESOLUTION_LOW", "low"},
	{"MEDIA_RESOLUTION_HIGH", "high"},
	{"MEDIA_RESOLUTION_ULTRA_HIGH", "original"},
}

// hostedKinds are the tools that Google runs, by the name of their member.
var hostedKinds = []pair[pb.HostedKind]{
	{"googleSearch", pb.HostedKind_HOSTED_KIND_WEB_SEARCH},
	{"googleSearchRetrieval", pb.HostedKind_HOSTED_KIND_WEB_SEARCH},
	{"enterpriseWebSearch", pb.HostedKind_HOSTED_KIND_WEB_SEARCH},
	{"urlContext", pb.HostedKind_HOSTED_KIND_WEB_FETCH},
	{"codeExecution", pb.HostedKind_HOSTED_KIND_CODE_EXECUTION},
	{"fileSearch", pb.HostedKind_HOSTED_KIND_FILE_SEARCH},
	{"computerUse", pb.HostedKind_HOSTED_KIND_COMPUTER},
	{toolMCP, pb.HostedKind_HOSTED_KIND_MCP},
}

const toolMCP = "mcpServers"

// camelCase spells a snake_case name in lowerCamelCase.
func camelCase(name string) string {
	if !strings.Contains(name, "_") {
		return name
	}
	head, rest, _ := strings.Cut(name, "_")
	for _, word := range strings.Split(rest, "_") {
		if word != "" {
			head += strings.ToUpper(word[:1]) + word[1:]
		}
	}
	return head
}

// finishes are the reasons why a candidate ended. STOP also ends a turn with function calls.
var finishes = []pair[pb.FinishReason]{
	{"STOP", pb.FinishReason_FINISH_REASON_END},
	{"MAX_TOKENS", pb.FinishReason_FINISH_REASON_MAX_TOKENS},
	{"SAFETY", pb.FinishReason_FINISH_REASON_SAFETY},
	{"PROHIBITED_CONTENT", pb.FinishReason_FINISH_REASON_SAFETY},
	{"BLOCKLIST", pb.FinishReason_FINISH_REASON_SAFETY},
	{"SPII", pb.FinishReason_FINISH_REASON_SAFETY},
	{"MODEL_ARMOR", pb.FinishReason_FINISH_REASON_SAFETY},
	{"IMAGE_SAFETY", pb.FinishReason_FINISH_REASON_SAFETY},
	{"IMAGE_PROHIBITED_CONTENT", pb.FinishReason_FINISH_REASON_SAFETY},
	{"RECITATION", pb.FinishReason_FINISH_REASON_RECITATION},
	{"IMAGE_RECITATION", pb.FinishReason_FINISH_REASON_RECITATION},
	{"CONTINUATION", pb.FinishReason_FINISH_REASON_PAUSE},
	{"MALFORMED_FUNCTION_CALL", pb.FinishReason_FINISH_REASON_MALFORMED_CALL},
	{"UNEXPECTED_TOOL_CALL", pb.FinishReason_FINISH_REASON_MALFORMED_CALL},
	{"TOO_MANY_TOOL_CALLS", pb.FinishReason_FINISH_REASON_MALFORMED_CALL},
	{"MALFORMED_RESPONSE", pb.FinishReason_FINISH_REASON_MALFORMED_CALL},
	{"MISSING_THOUGHT_SIGNATURE", pb.FinishReason_FINISH_REASON_MALFORMED_CALL},
	{"OTHER", pb.FinishReason_FINISH_REASON_OTHER},
	{"LANGUAGE", pb.FinishReason_FINISH_REASON_OTHER},
	{"IMAGE_OTHER", pb.FinishReason_FINISH_REASON_OTHER},
	{"NO_IMAGE", pb.FinishReason_FINISH_REASON_OTHER},
	{"FINISH_REASON_UNSPECIFIED", pb.FinishReason_FINISH_REASON_UNSPECIFIED},
	// Words to write for reasons that Gemini does not tell apart.
	{"STOP", pb.FinishReason_FINISH_REASON_TOOL_CALLS},
	{"STOP", pb.FinishReason_FINISH_REASON_STOP_SEQUENCE},
	{"STOP", pb.FinishReason_FINISH_REASON_REFUSAL},
	{"STOP", pb.FinishReason_FINISH_REASON_COMPACTED},
	{"MAX_TOKENS", pb.FinishReason_FINISH_REASON_CONTEXT_FULL},
	{"OTHER", pb.FinishReason_FINISH_REASON_CANCELLED},
	{"OTHER", pb.FinishReason_FINISH_REASON_ERROR},
}

// The words of enums by number, for peers that write numbers.
var (
	finishNumbers = []string{
		"FINISH_REASON_UNSPECIFIED", "STOP", "MAX_TOKENS", "SAFETY", "RECITATION", "OTHER", "LANGUAGE", "BLOCKLIST",
		"PROHIBITED_CONTENT", "SPII", "MALFORMED_FUNCTION_CALL", "IMAGE_SAFETY", "UNEXPECTED_TOOL_CALL",
		"TOO_MANY_TOOL_CALLS", "IMAGE_PROHIBITED_CONTENT", "IMAGE_OTHER", "NO_IMAGE", "IMAGE_RECITATION",
	}
	levelNumbers    = []string{"THINKING_LEVEL_UNSPECIFIED", "LOW", "HIGH", "MEDIUM", "MINIMAL"}
	modeNumbers     = []string{"MODE_UNSPECIFIED", "AUTO", "ANY", "NONE", modeValidated}
	blockNumbers    = []string{"BLOCK_REASON_UNSPECIFIED", "SAFETY", "OTHER", "BLOCKLIST", "PROHIBITED_CONTENT", "IMAGE_SAFETY"}
	modalityNumbers = []string{"MODALITY_UNSPECIFIED", "TEXT", "IMAGE", "VIDEO", "AUDIO", "DOCUMENT"}
)

// enumWord reads an enum that was written as a word or as a number; false where it is neither.
func enumWord(s *jsonx.String, numbers []string) (word string, ok bool) {
	if s.Set {
		return s.V, true
	}
	n, ok := jsonx.ParseInt(string(s.Raw))
	if !ok || n < 0 || n >= int64(len(numbers)) {
		return "", false
	}
	return numbers[n], true
}

// nameRule says which function names Gemini takes.
var nameRule = canon.NameRule{
	Max:   128,
	First: func(c byte) bool { return c == '_' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' },
	Rest:  func(c byte) bool { return canon.WordByte(c) || c == '.' || c == ':' },
}
