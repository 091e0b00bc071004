package responses

import "github.com/interlingua/interlingua/adapters/jsonx"

// wireRequest is the body of POST /responses.
type wireRequest struct {
	Model                jsonx.String            `json:"model"`
	Instructions         jsonx.String            `json:"instructions"`
	Input                input                   `json:"input"`
	Tools                list[wireTool]          `json:"tools"`
	ToolChoice           wireToolChoice          `json:"tool_choice"`
	ParallelToolCalls    jsonx.Bool              `json:"parallel_tool_calls"`
	MaxToolCalls         jsonx.Int32             `json:"max_tool_calls"`
	Text                 object[wireText]        `json:"text"`
	Reasoning            object[wireReasoning]   `json:"reasoning"`
	Include              list[jsonx.String]      `json:"include"`
	MaxOutputTokens      jsonx.Int               `json:"max_output_tokens"`
	Temperature          jsonx.Float             `json:"temperature"`
	TopP                 jsonx.Float             `json:"top_p"`
	TopLogprobs          jsonx.Int32             `json:"top_logprobs"`
	PreviousResponseID   jsonx.String            `json:"previous_response_id"`
	Conversation         rawText                 `json:"conversation"`
	Store                jsonx.Bool              `json:"store"`
	Background           jsonx.Bool              `json:"background"`
	Stream               jsonx.Bool              `json:"stream"`
	StreamOptions        rawText                 `json:"stream_options"`
	Truncation           jsonx.String            `json:"truncation"`
	Metadata             rawText                 `json:"metadata"`
	PromptCacheKey       jsonx.String            `json:"prompt_cache_key"`
	PromptCacheOptions   object[wireCacheOption] `json:"prompt_cache_options"`
	PromptCacheRetention jsonx.String            `json:"prompt_cache_retention"`
	SafetyIdentifier     jsonx.String            `json:"safety_identifier"`
	User                 jsonx.String            `json:"user"`
	ServiceTier          jsonx.String            `json:"service_tier"`
	Extra                jsonx.Value             `json:",inline,embed"`
}

// wireText is the member text: format and verbosity of the answer.
type wireText struct {
	Format    object[wireFormat] `json:"format"`
	Verbosity jsonx.String       `json:"verbosity"`
	Extra     jsonx.Value        `json:",inline,embed"`
}

// wireFormat is the format of the answer, flat.
type wireFormat struct {
	Type        jsonx.String `json:"type"`
	Name        jsonx.String `json:"name"`
	Description jsonx.String `json:"description"`
	Schema      rawText      `json:"schema"`
	Strict      jsonx.Bool   `json:"strict"`
	Extra       jsonx.Value  `json:",inline,embed"`
}

// wireReasoning is the member reasoning of a request.
type wireReasoning struct {
	Effort          jsonx.String `json:"effort"`
	Summary         jsonx.String `json:"summary"`
	GenerateSummary jsonx.String `json:"generate_summary"`
	Extra           jsonx.Value  `json:",inline,embed"`
}

// wireCacheOption is the member prompt_cache_options.
type wireCacheOption struct {
	Mode  jsonx.String `json:"mode"`
	TTL   jsonx.String `json:"ttl"`
	Extra jsonx.Value  `json:",inline,embed"`
}
