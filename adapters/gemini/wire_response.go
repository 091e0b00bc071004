package gemini

import "github.com/interlingua/interlingua/adapters/jsonx"

// wireResponse is a GenerateContentResponse: a whole answer, or one chunk of a streamed one.
type wireResponse struct {
	leftover
	candidates     list[wireCandidate]
	promptFeedback wireFeedback
	usage          wireUsage
	modelVersion   jsonx.String
	responseID     jsonx.String
	createTime     jsonx.String
	failure        rawJSON
}

// UnmarshalJSONFrom reads the next value of dec.
func (r *wireResponse) UnmarshalJSONFrom(dec *jsonx.Decoder) error { return readObject(dec, r) }

func (r *wireResponse) member(name string) any {
	switch name {
	case "candidates":
		return &r.candidates
	case "promptFeedback":
		return &r.promptFeedback
	case "usageMetadata":
		return &r.usage
	case "modelVersion":
		return &r.modelVersion
	case "responseId":
		return &r.responseID
	case "createTime":
		return &r.createTime
	case "error":
		return &r.failure
	}
	return nil
}

// wireCandidate is a Candidate.
type wireCandidate struct {
	leftover
	content       wireContent
	finishReason  jsonx.String
	finishMessage jsonx.String
	index         jsonx.Int
	grounding     wireGrounding
	citations     wireCitations
	logprobs      rawJSON
}

// UnmarshalJSONFrom reads the next value of dec.
func (c *wireCandidate) UnmarshalJSONFrom(dec *jsonx.Decoder) error { return readObject(dec, c) }

func (c *wireCandidate) member(name string) any {
	switch name {
	case "content":
		return &c.content
	case "finishReason":
		return &c.finishReason
	case "finishMessage":
		return &c.finishMessage
	case "index":
		return &c.index
	case "groundingMetadata":
		return &c.grounding
	case "citationMetadata":
		return &c.citations
	case "logprobsResult":
		return &c.logprobs
	}
	return nil
}

// wireFeedback is a PromptFeedback.
type wireFeedback struct {
	leftover
	blockReason        jsonx.String
	blockReasonMessage jsonx.String
}

// UnmarshalJSONFrom reads the next value of dec.
func (f *wireFeedback) UnmarshalJSONFrom(dec *jsonx.Decoder) error { return readObject(dec, f) }

func (f *wireFeedback) member(name string) any {
	switch name {
	case "blockReason":
		return &f.blockReason
	case "blockReasonMessage":
		return &f.blockReasonMessage
	}
	return nil
}

// wireUsage is a UsageMetadata.
type wireUsage struct {
	leftover
	prompt, cached, candidates, thoughts, toolUse, total           jsonx.Int
	promptDetails, cacheDetails, candidatesDetails, toolUseDetails rawJSON
	serviceTier                                                    jsonx.String
}

// UnmarshalJSONFrom reads the next value of dec.
func (u *wireUsage) UnmarshalJSONFrom(dec *jsonx.Decoder) error { return readObject(dec, u) }

func (u *wireUsage) member(name string) any {
	switch name {
	case "promptTokenCount":
		return &u.prompt
	case "cachedContentTokenCount":
		return &u.cached
	case "candidatesTokenCount":
		return &u.candidates
	case "thoughtsTokenCount":
		return &u.thoughts
	case "toolUsePromptTokenCount":
		return &u.toolUse
	case "totalTokenCount":
		return &u.total
	case "promptTokensDetails":
		return &u.promptDetails
	case "cacheTokensDetails":
		return &u.cacheDetails
	case "candidatesTokensDetails":
		return &u.candidatesDetails
	case "toolUsePromptTokensDetails":
		return &u.toolUseDetails
	case "serviceTier":
		return &u.serviceTier
	}
	return nil
}
