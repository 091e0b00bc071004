package validate

import "slices"

// geminiResponse is the shape of a whole response, and of every chunk of a stream.
var geminiResponse = object(fields{
	"candidates": array(ref("candidate")),
	"promptFeedback": object(fields{
		"blockReason": geminiBlock, "blockReasonMessage": str, "safetyRatings": array(ref("safety rating")),
	}),
	"usageMetadata": ref("usage"),
	"modelVersion":  filled,
	"responseId":    filled,
	"createTime":    matching(`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$`),
	"modelStatus":   record,
	"turnToken":     filled,
})

var geminiBlock = word(
	"BLOCK_REASON_UNSPECIFIED", "SAFETY", "OTHER", "BLOCKLIST", "PROHIBITED_CONTENT", "IMAGE_SAFETY", "MODEL_ARMOR",
	"JAILBREAK",
)

var geminiFinish = word("FINISH_REASON_UNSPECIFIED", "STOP", "MAX_TOKENS", "SAFETY", "RECITATION", "LANGUAGE", "OTHER", "BLOCKLIST",
	"PROHIBITED_CONTENT", "SPII", "MALFORMED_FUNCTION_CALL", "UNEXPECTED_TOOL_CALL", "TOO_MANY_TOOL_CALLS", "IMAGE_SAFETY",
	"IMAGE_PROHIBITED_CONTENT", "IMAGE_RECITATION", "IMAGE_OTHER", "NO_IMAGE", "CONTINUATION", "MALFORMED_RESPONSE", "MISSING_THOUGHT_SIGNATURE", "MODEL_ARMOR")

// geminiResponseDefs are the named shapes of a response's parts.
var geminiResponseDefs = map[string]rule{
	"candidate": object(fields{
		"content":           object(fields{"role": word("model"), "parts": array(ref("answer part"))}),
		"finishReason":      geminiFinish,
		"finishMessage":     str,
		"index":             tally,
		"safetyRatings":     array(ref("safety rating")),
		"citationMetadata":  ref("citation metadata"),
		"groundingMetadata": ref("grounding metadata"),
		"urlContextMetadata": object(fields{"urlMetadata": array(object(fields{
			"retrievedUrl": str, "urlRetrievalStatus": matching(`^URL_RETRIEVAL_STATUS_`),
		}))}),
		"avgLogprobs":       anyNumber,
		"logprobsResult":    ref("logprobs"),
		"tokenCount":        tally,
		"continuationToken": base64Text,
		"score":             anyNumber,

		"groundingAttributions": array(record),
	}),
	"answer part": object(geminiFlags, geminiExchange, fields{
		"text":             str,
		"inlineData":       geminiBlob(base64Text),
		"fileData":         object(fields{"fileUri!": filled, "mimeType": filled, "displayName": str}),
		"functionResponse": ref("function response"),
		"thoughtSignature": both(filled, base64Text),
		"":                 geminiOneMember,
	}),
	"safety rating": object(fields{
		"category!": matching(`^HARM_CATEGORY_[A-Z_]+$`), "probability": word("NEGLIGIBLE", "LOW", "MEDIUM", "HIGH"),
		"blocked":          boolean,
		"probabilityScore": number(0, 1), "severity": matching(`^HARM_SEVERITY_`), "severityScore": number(0, 1),
		"overwrittenThreshold": str,
	}),
	"usage": object(fields{
		"promptTokenCount": tally, "cachedContentTokenCount": tally, "candidatesTokenCount": tally, "thoughtsTokenCount": tally,
		"toolUsePromptTokenCount": tally, "totalTokenCount": tally,
		"promptTokensDetails": array(ref("modality count")), "cacheTokensDetails": array(ref("modality count")),
		"candidatesTokensDetails": array(ref("modality count")), "toolUsePromptTokensDetails": array(ref("modality count")),
		"trafficType": str, "serviceTier": word("unspecified", "flex", "standard", "priority"), "billablePromptUsage": record,
	}),
	"modality count": object(fields{
		"modality!": word("MODALITY_UNSPECIFIED", "TEXT", "IMAGE", "AUDIO", "VIDEO", "DOCUMENT"), "tokenCount": tally,
	}),
	"logprobs": object(fields{
		"chosenCandidates": array(ref("logprob")), "topCandidates": array(object(fields{"candidates": array(ref("logprob"))})),
		"logProbabilitySum": anyNumber,
	}),
	"logprob": object(fields{"token": str, "tokenId": integer(-huge, huge), "logProbability": anyNumber}),
}

// geminiResponseLaws are the laws about whole responses, and about what a stream stands for.
var geminiResponseLaws = []law{
	{"gemini: there is an answer or a reason for none", geminiAnswers},
	{"gemini: every candidate has its reason", geminiFinished},
	{"gemini: candidates are numbered from 0", geminiNumbered},
	{"gemini: the content of a candidate is the model's", geminiRole},
	{"gemini: usage adds up", geminiUsageAdds},
	{"gemini: segments lie within the text", geminiSegments},
}

func geminiAnswers(c *check, doc any) {
	if len(listOf(doc, "candidates")) == 0 && !has(member(doc, "promptFeedback"), "blockReason") {
		c.fail("/candidates", "is missing or empty, and nothing says why")
	}
}

func geminiFinished(c *check, doc any) {
	for i, candidate := range listOf(doc, "candidates") {
		if !has(candidate, "finishReason") {
			c.fail(under(under("/candidates", i), "finishReason"), "is missing")
		}
	}
}

func geminiNumbered(c *check, doc any) {
	for i, candidate := range listOf(doc, "candidates") {
		if indexOf(candidate, "index") != i {
			c.fail(under(under("/candidates", i), "index"), "is not %d", i)
		}
	}
}

func geminiRole(c *check, doc any) {
	for i, candidate := range listOf(doc, "candidates") {
		if content := member(candidate, "content"); len(listOf(content, "parts")) > 0 && !has(content, "role") {
			c.fail(under("/candidates", i)+"/content/role", "is missing")
		}
	}
}

func geminiUsageAdds(c *check, doc any) {
	u := member(doc, "usageMetadata")
	if u == nil {
		return
	}
	sum := 0.0
	for _, name := range []string{"promptTokenCount", "candidatesTokenCount", "thoughtsTokenCount", "toolUsePromptTokenCount"} {
		sum += count(u, name)
	}
	if sum != count(u, "totalTokenCount") {
		c.fail("/usageMetadata/totalTokenCount", "is %g, but the parts add up to %g", count(u, "totalTokenCount"), sum)
	}
	if count(u, "cachedContentTokenCount") > count(u, "promptTokenCount") {
		c.fail("/usageMetadata/cachedContentTokenCount", "is more than promptTokenCount")
	}
}

func geminiSegments(c *check, doc any) {
	for i, candidate := range listOf(doc, "candidates") {
		parts := listOf(member(candidate, "content"), "parts")
		grounding := member(candidate, "groundingMetadata")
		for k, s := range listOf(grounding, "groundingSupports") {
			at := under(under(under(under("/candidates", i), "groundingMetadata"), "groundingSupports"), k)
			geminiSegment(c, at+"/segment", parts, member(s, "segment"))
			for n, index := range listOf(s, "groundingChunkIndices") {
				if indexOf(map[string]any{"": index}, "") >= len(listOf(grounding, "groundingChunks")) {
					c.fail(under(under(at, "groundingChunkIndices"), n), "there is no such chunk")
				}
			}
		}
	}
}

// geminiSegment checks one place, which is counted in bytes: within its part, or within the whole text of the answer.
func geminiSegment(c *check, at string, parts []any, segment any) {
	index, start, end := indexOf(segment, "partIndex"), indexOf(segment, "startIndex"), indexOf(segment, "endIndex")
	if index >= len(parts) {
		c.fail(under(at, "partIndex"), "there is no such part")
		return
	}
	whole := ""
	for _, p := range parts {
		if !isTrue(p, "thought") {
			whole += textOf(p, "text")
		}
	}
	for _, text := range []string{textOf(parts[index], "text"), whole} {
		if start <= end && end <= len(text) && (!has(segment, "text") || textOf(segment, "text") == text[start:end]) {
			return
		}
	}
	c.fail(at, "from %d to %d stands no such text", start, end)
}

// geminiError is the shape of an error, in a body or in a stream.
var geminiError = object(fields{"error!": object(fields{
	"code!": integer(400, 599), "message!": filled,
	"status!": word("INVALID_ARGUMENT", "FAILED_PRECONDITION", "OUT_OF_RANGE", "UNAUTHENTICATED", "PERMISSION_DENIED", "NOT_FOUND",
		"ABORTED", "ALREADY_EXISTS", "RESOURCE_EXHAUSTED", "CANCELLED", "INTERNAL", "UNKNOWN", "DATA_LOSS", "UNIMPLEMENTED",
		"UNAVAILABLE", "DEADLINE_EXCEEDED"),
	"details": array(open(fields{"@type!": matching(`^type\.googleapis\.com/`), "retryDelay": matching(geminiDuration)})),
})})

// geminiStatuses are the words that go with a status. A status that is not listed goes with any.
var geminiStatuses = map[int][]string{
	400: {"INVALID_ARGUMENT", "FAILED_PRECONDITION", "OUT_OF_RANGE"},
	401: {"UNAUTHENTICATED"},
	403: {"PERMISSION_DENIED"},
	404: {"NOT_FOUND"},
	409: {"ABORTED", "ALREADY_EXISTS"},
	429: {"RESOURCE_EXHAUSTED"},
	499: {"CANCELLED"},
	500: {"INTERNAL", "UNKNOWN", "DATA_LOSS"},
	501: {"UNIMPLEMENTED"},
	503: {"UNAVAILABLE"},
	504: {"DEADLINE_EXCEEDED"},
}

var geminiErrorLaws = []law{
	{"gemini: the code is the status", func(c *check, doc any) {
		if n := count(member(doc, "error"), "code"); int(n) != c.status {
			c.fail("/error/code", "is %g, not %d", n, c.status)
		}
	}},
	{"gemini: the word fits the status", func(c *check, doc any) {
		fits(c, "/error/status", textOf(member(doc, "error"), "status"), geminiStatuses[c.status])
	}},
}

// geminiIsError reports whether a document is an error.
func geminiIsError(doc any) bool { return has(doc, "error") }

// geminiThings are the data members in which a part says something.
func geminiThings(p any) bool {
	return slices.ContainsFunc(geminiData, func(name string) bool { return has(p, name) })
}
