package chat

import "github.com/interlingua/interlingua/adapters/jsonx"

// wireChunk is the data of one event of a stream. Head holds all members beside those of the answer itself.
type wireChunk struct {
	Choices rawJSON     `json:"choices"`
	Usage   rawJSON     `json:"usage"`
	Error   rawJSON     `json:"error"`
	Head    jsonx.Value `json:",inline,embed"`
}

// wireChunkChoice is one element of the choices of a chunk.
type wireChunkChoice struct {
	Index        jsonx.Int32          `json:"index"`
	Delta        object[wireDelta]    `json:"delta"`
	FinishReason jsonx.String         `json:"finish_reason"`
	Logprobs     object[wireLogprobs] `json:"logprobs"`
	Extra        jsonx.Value          `json:",inline,embed"`
}

// wireDelta is what a chunk adds to a message.
type wireDelta struct {
	Role             jsonx.String       `json:"role"`
	Content          rawJSON            `json:"content"`
	Refusal          jsonx.String       `json:"refusal"`
	ReasoningContent jsonx.String       `json:"reasoning_content"`
	Reasoning        jsonx.String       `json:"reasoning"`
	ReasoningDetails rawJSON            `json:"reasoning_details"`
	Annotations      rawJSON            `json:"annotations"`
	Audio            object[wireAudio]  `json:"audio"`
	ToolCalls        rawJSON            `json:"tool_calls"`
	FunctionCall     object[wireCallee] `json:"function_call"`
	Extra            jsonx.Value        `json:",inline,embed"`
}
