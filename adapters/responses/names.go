package responses

import (
	"github.com/interlingua/interlingua/adapters/canon"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// pair joins a word of the dialect with its canonical meaning.
type pair[T comparable] struct {
	word string
	is   T
}

// names is a two-way table. Of several words with one meaning, or several meanings of one word, the first is written.
type names[T comparable] []pair[T]

// read gives the meaning of a word; false for a word that the table lacks.
func (t names[T]) read(word string) (is T, ok bool) {
	for _, p := range t {
		if p.word == word {
			return p.is, true
		}
	}
	return is, false
}

// write gives the word for a meaning; "" for a meaning that the table lacks.
func (t names[T]) write(is T) string {
	for _, p := range t {
		if p.is == is {
			return p.word
		}
	}
	return ""
}

var roles = names[pb.Role]{
	{"user", pb.Role_ROLE_USER},
	{"assistant", pb.Role_ROLE_ASSISTANT},
	{"developer", pb.Role_ROLE_DEVELOPER},
	{"system", pb.Role_ROLE_SYSTEM},
	{"tool", pb.Role_ROLE_TOOL},
}

var choiceModes = names[pb.ToolChoiceMode]{
	{"auto", pb.ToolChoiceMode_TOOL_CHOICE_MODE_AUTO},
	{"none", pb.ToolChoiceMode_TOOL_CHOICE_MODE_NONE},
	{"required", pb.ToolChoiceMode_TOOL_CHOICE_MODE_REQUIRED},
}

// toolKinds are the types of tools that the client runs, and of namespaces. All other types are hosted.
var toolKinds = names[pb.ToolKind]{
	{"function", pb.ToolKind_TOOL_KIND_FUNCTION},
	{"custom", pb.ToolKind_TOOL_KIND_CUSTOM},
	{"namespace", pb.ToolKind_TOOL_KIND_NAMESPACE},
}

// hostedKinds are the types of hosted tools that other dialects may have too.
var hostedKinds = names[pb.HostedKind]{
	{"web_search", pb.HostedKind_HOSTED_KIND_WEB_SEARCH},
	{"web_search_2025_08_26", pb.HostedKind_HOSTED_KIND_WEB_SEARCH},
	{"web_search_preview", pb.HostedKind_HOSTED_KIND_WEB_SEARCH},
	{"web_search_preview_2025_03_11", pb.HostedKind_HOSTED_KIND_WEB_SEARCH},
	{"code_interpreter", pb.HostedKind_HOSTED_KIND_CODE_EXECUTION},
	{"file_search", pb.HostedKind_HOSTED_KIND_FILE_SEARCH},
	{"mcp", pb.HostedKind_HOSTED_KIND_MCP},
	{"image_generation", pb.HostedKind_HOSTED_KIND_IMAGE_GENERATION},
	{"computer", pb.HostedKind_HOSTED_KIND_COMPUTER},
	{"computer_use_preview", pb.HostedKind_HOSTED_KIND_COMPUTER},
	{"computer_use", pb.HostedKind_HOSTED_KIND_COMPUTER},
	{"tool_search", pb.HostedKind_HOSTED_KIND_TOOL_SEARCH},
}

var summaries = names[pb.ReasoningVisibility]{
	{"auto", pb.ReasoningVisibility_REASONING_VISIBILITY_SUMMARY},
	{"concise", pb.ReasoningVisibility_REASONING_VISIBILITY_CONCISE},
	{"detailed", pb.ReasoningVisibility_REASONING_VISIBILITY_DETAILED},
	{"none", pb.ReasoningVisibility_REASONING_VISIBILITY_NONE},
}

// cacheTTLs are the times to live of prompt-cache breakpoints, in seconds.
var cacheTTLs = names[int32]{
	{"30m", 30 * 60},
	{"12h", 12 * 3600},
}

// toolNames is what names of tools may look like.
var toolNames = canon.NameRule{Max: 128, First: canon.WordByte, Rest: canon.WordByte}

// Values of include that the canonical model says in fields.
const (
	includeSeal     = "reasoning.encrypted_content"
	includeLogprobs = "message.output_text.logprobs"
)
