package responses

import "github.com/interlingua/interlingua/adapters/jsonx"

// wireResponse is the response object. What it repeats of the request is left to Extra.
type wireResponse struct {
	ID                jsonx.String           `json:"id"`
	Object            jsonx.String           `json:"object"`
	CreatedAt         jsonx.Int              `json:"created_at"`
	Status            jsonx.String           `json:"status"`
	Error             object[wireFault]      `json:"error"`
	IncompleteDetails object[wireIncomplete] `json:"incomplete_details"`
	Model             jsonx.String           `json:"model"`
	Output            list[wireItem]         `json:"output"`
	Usage             object[wireUsage]      `json:"usage"`
	ServiceTier       jsonx.String           `json:"service_tier"`
	Extra             jsonx.Value            `json:",inline,embed"`
}

// wireIncomplete says why a response is incomplete.
type wireIncomplete struct {
	Reason jsonx.String `json:"reason"`
	Extra  jsonx.Value  `json:",inline,embed"`
}

// wireUsage counts tokens.
type wireUsage struct {
	InputTokens   jsonx.Int                 `json:"input_tokens"`
	InputDetails  object[wireInputDetails]  `json:"input_tokens_details"`
	OutputTokens  jsonx.Int                 `json:"output_tokens"`
	OutputDetails object[wireOutputDetails] `json:"output_tokens_details"`
	TotalTokens   jsonx.Int                 `json:"total_tokens"`
	Extra         jsonx.Value               `json:",inline,embed"`
}

// wireInputDetails are parts of the input tokens.
type wireInputDetails struct {
	CachedTokens     jsonx.Int   `json:"cached_tokens"`
	CacheWriteTokens jsonx.Int   `json:"cache_write_tokens"`
	Extra            jsonx.Value `json:",inline,embed"`
}

// wireOutputDetails are parts of the output tokens.
type wireOutputDetails struct {
	ReasoningTokens jsonx.Int   `json:"reasoning_tokens"`
	Extra           jsonx.Value `json:",inline,embed"`
}
