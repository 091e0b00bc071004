package gemini

import "strings"

// mappedNames are the members that some wire object maps, as answers spell them. Requests may spell each in snake_case
// too, as Google's own Python clients do.
var mappedNames = [...]string{
	// requests
	"contents", "systemInstruction", "tools", "toolConfig", "generationConfig", "cachedContent", "labels", "serviceTier",
	"safetySettings", "model",
	// content
	"role", "parts", "text", "thought", "thoughtSignature", "inlineData", "fileData", "mimeType", "data", "fileUri",
	"displayName", "functionCall", "functionResponse", "name", "args", "partialArgs", "willContinue", "id", "response", "mediaResolution", "level",
	// tools
	"functionDeclarations", "description", "parameters", "parametersJsonSchema", "responseJsonSchema",
	"functionCallingConfig", "mode", "allowedFunctionNames", "includeServerSideToolInvocations", "streamableHttpTransport", "url", "headers",
	// generationConfig
	"temperature", "topP", "topK", "candidateCount", "maxOutputTokens", "stopSequences", "presencePenalty",
	"frequencyPenalty", "seed", "responseLogprobs", "logprobs", "responseMimeType", "responseSchema",
	"responseModalities", "thinkingConfig", "includeThoughts", "thinkingBudget", "thinkingLevel",
	// responses
	"candidates", "promptFeedback", "usageMetadata", "modelVersion", "responseId", "createTime", "content",
	"finishReason", "finishMessage", "index", "groundingMetadata", "citationMetadata", "logprobsResult", "blockReason",
	"blockReasonMessage",
	// errors
	"error", "code", "message", "status", "details",
	// grounding and citations
	"groundingChunks", "groundingSupports", "segment", "partIndex", "startIndex", "endIndex", "groundingChunkIndices",
	"uri", "title", "citations", "citationSources",
	// log probabilities
	"chosenCandidates", "topCandidates", "token", "logProbability",
	// usage
	"promptTokenCount", "cachedContentTokenCount", "candidatesTokenCount", "thoughtsTokenCount",
	"toolUsePromptTokenCount", "totalTokenCount", "promptTokensDetails", "cacheTokensDetails",
	"candidatesTokensDetails", "toolUsePromptTokensDetails", "modality", "tokenCount",
}

// mapped is what a spelling means: the member's name in lowerCamelCase, its position in mappedNames, and whether it is
// spelled otherwise here.
type mapped struct {
	name    string
	id      int
	respelt bool
}

// spellings finds a member by its spelling.
var spellings = func() map[string]mapped {
	t := make(map[string]mapped, 2*len(mappedNames))
	for id, name := range mappedNames {
		t[name] = mapped{name: name, id: id}
		if s := snakeCase(name); s != name {
			t[s] = mapped{name: name, id: id, respelt: true}
		}
		if name == "responseJsonSchema" {
			// Servers knew it by this name first.
			t["_"+name] = mapped{name: name, id: id, respelt: true}
		}
	}
	return t
}()

// snakeCase spells a lowerCamelCase name in snake_case.
func snakeCase(name string) string {
	var b strings.Builder
	for _, c := range name {
		if 'A' <= c && c <= 'Z' {
			b.WriteByte('_')
			c += 'a' - 'A'
		}
		b.WriteRune(c)
	}
	return b.String()
}

// memberSet is a set of positions in mappedNames.
type memberSet [2]uint64

func (s *memberSet) add(id int)      { s[id>>6] |= 1 << (id & 63) }
func (s *memberSet) has(id int) bool { return s[id>>6]>>(id&63)&1 == 1 }
