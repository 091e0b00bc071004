package chat

import "github.com/interlingua/interlingua/adapters/jsonx"

// wireRequest is the body of POST /chat/completions.
type wireRequest struct {
	Model    jsonx.String       `json:"model"`
	Messages list[wireMessage]  `json:"messages"`
	Tools    list[wireTool]     `json:"tools"`
	Legacy   list[wireFunction] `json:"functions"`

	ToolChoice   rawJSON    `json:"tool_choice"`
	FunctionCall rawJSON    `json:"function_call"`
	Parallel     jsonx.Bool `json:"parallel_tool_calls"`

	MaxCompletionTokens jsonx.Int   `json:"max_completion_tokens"`
	MaxTokens           jsonx.Int   `json:"max_tokens"`
	N                   jsonx.Int32 `json:"n"`

	Temperature      jsonx.Float `json:"temperature"`
	TopP             jsonx.Float `json:"top_p"`
	TopK             jsonx.Float `json:"top_k"`
	FrequencyPenalty jsonx.Float `json:"frequency_penalty"`
	PresencePenalty  jsonx.Float `json:"presence_penalty"`
	Seed             jsonx.Int   `json:"seed"`
	RandomSeed       jsonx.Int   `json:"random_seed"`
	Stop             rawJSON     `json:"stop"`
	Logprobs         jsonx.Bool  `json:"logprobs"`
	TopLogprobs      jsonx.Int32 `json:"top_logprobs"`

	ReasoningEffort  jsonx.String `json:"reasoning_effort"`
	Reasoning        rawJSON      `json:"reasoning"`
	Thinking         rawJSON      `json:"thinking"`
	EnableThinking   rawJSON      `json:"enable_thinking"`
	IncludeReasoning rawJSON      `json:"include_reasoning"`

	ResponseFormat object[wireResponseFormat] `json:"response_format"`
	Modalities     rawJSON                    `json:"modalities"`
	Verbosity      jsonx.String               `json:"verbosity"`

	WebSearch object[wireWebSearch] `json:"web_search_options"`

	Metadata         rawJSON                   `json:"metadata"`
	Store            jsonx.Bool                `json:"store"`
	ServiceTier      jsonx.String              `json:"service_tier"`
	CacheKey         jsonx.String              `json:"prompt_cache_key"`
	CacheOptions     object[wireCacheOptions]  `json:"prompt_cache_options"`
	CacheRetention   jsonx.String              `json:"prompt_cache_retention"`
	CacheControl     object[wireCacheControl]  `json:"cache_control"`
	SafetyIdentifier jsonx.String              `json:"safety_identifier"`
	User             jsonx.String              `json:"user"`
	Stream           jsonx.Bool                `json:"stream"`
	StreamOptions    object[wireStreamOptions] `json:"stream_options"`
	Extra            jsonx.Value               `json:",inline,embed"`
}

// wireStreamOptions is stream_options.
type wireStreamOptions struct {
	IncludeUsage jsonx.Bool  `json:"include_usage"`
	Obfuscation  rawJSON     `json:"include_obfuscation"`
	Extra        jsonx.Value `json:",inline,embed"`
}

// wireResponseFormat is response_format.
type wireResponseFormat struct {
	Type       jsonx.String `json:"type"`
	JSONSchema rawJSON      `json:"json_schema"`
	Schema     rawJSON      `json:"schema"`
	Extra      jsonx.Value  `json:",inline,embed"`
}

// wireJSONSchema is response_format.json_schema.
type wireJSONSchema struct {
	Name        jsonx.String `json:"name"`
	Description jsonx.String `json:"description"`
	Schema      rawJSON      `json:"schema"`
	Strict      jsonx.Bool   `json:"strict"`
	Extra       jsonx.Value  `json:",inline,embed"`
}

// wireWebSearch is web_search_options.
type wireWebSearch struct {
	ContextSize  jsonx.String             `json:"search_context_size"`
	UserLocation object[wireUserLocation] `json:"user_location"`
	Extra        jsonx.Value              `json:",inline,embed"`
}

// wireUserLocation is web_search_options.user_location.
type wireUserLocation struct {
	Type        jsonx.String           `json:"type"`
	Approximate object[wireRoughPlace] `json:"approximate"`
	Extra       jsonx.Value            `json:",inline,embed"`
}

// wireRoughPlace is web_search_options.user_location.approximate.
type wireRoughPlace struct {
	City     jsonx.String `json:"city"`
	Country  jsonx.String `json:"country"`
	Region   jsonx.String `json:"region"`
	Timezone jsonx.String `json:"timezone"`
	Extra    jsonx.Value  `json:",inline,embed"`
}

// wireCacheOptions is prompt_cache_options.
type wireCacheOptions struct {
	Mode  jsonx.String `json:"mode"`
	TTL   jsonx.String `json:"ttl"`
	Extra jsonx.Value  `json:",inline,embed"`
}

// wireCacheControl is the cache mark of routers.
type wireCacheControl struct {
	Type  jsonx.String `json:"type"`
	TTL   jsonx.String `json:"ttl"`
	Extra jsonx.Value  `json:",inline,embed"`
}

// wireTool is one element of tools.
type wireTool struct {
	wireToolMembers
	// whole is the text of the object, for what is kept whole.
	whole string
}

// UnmarshalJSONFrom reads an object.
func (t *wireTool) UnmarshalJSONFrom(dec *jsonx.Decoder) error {
	from := dec.Offset()
	err := jsonx.UnmarshalDecode(dec, &t.wireToolMembers)
	t.whole = dec.Since(from)
	return err
}

// wireToolMembers are the members of all types of tools.
type wireToolMembers struct {
	Type         jsonx.String             `json:"type"`
	Function     object[wireFunction]     `json:"function"`
	Custom       object[wireCustomTool]   `json:"custom"`
	CacheControl object[wireCacheControl] `json:"cache_control"`
	Extra        jsonx.Value              `json:",inline,embed"`
}

// wireFunction is a function tool, or one element of the older functions.
type wireFunction struct {
	Name        jsonx.String `json:"name"`
	Description jsonx.String `json:"description"`
	Parameters  rawJSON      `json:"parameters"`
	Strict      jsonx.Bool   `json:"strict"`
	Extra       jsonx.Value  `json:",inline,embed"`
}

// wireCustomTool is a tool with free-text input.
type wireCustomTool struct {
	Name        jsonx.String             `json:"name"`
	Description jsonx.String             `json:"description"`
	Format      object[wireCustomFormat] `json:"format"`
	Extra       jsonx.Value              `json:",inline,embed"`
}

// wireCustomFormat is the format of a custom tool.
type wireCustomFormat struct {
	Type    jsonx.String `json:"type"`
	Grammar rawJSON      `json:"grammar"`
	Extra   jsonx.Value  `json:",inline,embed"`
}

// wireGrammar is the grammar of a custom tool.
type wireGrammar struct {
	Syntax     jsonx.String `json:"syntax"`
	Definition jsonx.String `json:"definition"`
	Extra      jsonx.Value  `json:",inline,embed"`
}
