package claude

import "github.com/interlingua/interlingua/adapters/jsonx"

// wireRequest is the body of a request. Members are in the order of the table in the package's documentation.
type wireRequest struct {
	Model         jsonx.String      `json:"model"`
	MaxTokens     jsonx.Int         `json:"max_tokens"`
	System        wireContent       `json:"system"`
	Messages      *[]wireMessage    `json:"messages"`
	Tools         *[]wireTool       `json:"tools"`
	MCPServers    wireServers       `json:"mcp_servers"`
	ToolChoice    *wireToolChoice   `json:"tool_choice"`
	Thinking      *wireThinking     `json:"thinking"`
	OutputConfig  *wireOutputConfig `json:"output_config"`
	OutputFormat  *wireFormat       `json:"output_format"`
	Temperature   jsonx.Float       `json:"temperature"`
	TopP          jsonx.Float       `json:"top_p"`
	TopK          jsonx.Float       `json:"top_k"`
	StopSequences wireStrings       `json:"stop_sequences"`
	Stream        jsonx.Bool        `json:"stream"`
	Metadata      *wireMetadata     `json:"metadata"`
	ServiceTier   jsonx.String      `json:"service_tier"`
	Speed         jsonx.String      `json:"speed"`
	CacheControl  *wireCacheControl `json:"cache_control"`
	Unknown       jsonx.Value       `json:",inline,embed"`
}

// wireMetadata is metadata of a request.
type wireMetadata struct {
	UserID  jsonx.String `json:"user_id"`
	Unknown jsonx.Value  `json:",inline,embed"`
}

// wireResponse is the body of a response, and the message of a message_start event.
type wireResponse struct {
	ID           jsonx.String     `json:"id"`
	Type         jsonx.String     `json:"type"`
	Role         jsonx.String     `json:"role"`
	Model        jsonx.String     `json:"model"`
	Content      wireContent      `json:"content"`
	StopReason   jsonx.String     `json:"stop_reason"`
	StopSequence jsonx.String     `json:"stop_sequence"`
	StopDetails  *wireStopDetails `json:"stop_details"`
	Usage        *wireUsage       `json:"usage"`
	Unknown      jsonx.Value      `json:",inline,embed"`
}

// wireStopDetails is stop_details.
type wireStopDetails struct {
	Type        jsonx.String `json:"type"`
	Explanation jsonx.String `json:"explanation"`
	Unknown     jsonx.Value  `json:",inline,embed"`
}
