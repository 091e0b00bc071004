package claude

import (
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// Names of events, which are the types of their data too.
const (
	eventMessageStart = "message_start"
	eventBlockStart   = "content_block_start"
	eventBlockDelta   = "content_block_delta"
	eventBlockStop    = "content_block_stop"
	eventMessageDelta = "message_delta"
	eventMessageStop  = "message_stop"
	eventPing         = "ping"
)

// Types of deltas.
const (
	deltaText       = "text_delta"
	deltaArguments  = "input_json_delta"
	deltaThinking   = "thinking_delta"
	deltaSignature  = "signature_delta"
	deltaCitation   = "citations_delta"
	deltaCompaction = "compaction_delta"
)

// Places inside the data of an event.
const (
	atMessage = "/message"
	atBlock   = "/content_block"
	atDelta   = "/delta"

	// atSentinel is at the frame of an end, for the frame that followed it.
	atSentinel = "/sentinel"
)

// wireBare is the data of an event that says no more than its type, or its block.
type wireBare struct {
	Type    jsonx.String `json:"type"`
	Index   jsonx.Int    `json:"index"`
	Unknown jsonx.Value  `json:",inline,embed"`
}

// wireMessageStart is the data of message_start.
type wireMessageStart struct {
	Type    jsonx.String  `json:"type"`
	Message *wireResponse `json:"message"`
	Unknown jsonx.Value   `json:",inline,embed"`
}

// wireBlockStart is the data of content_block_start.
type wireBlockStart struct {
	Type    jsonx.String `json:"type"`
	Index   jsonx.Int    `json:"index"`
	Block   wireBlock    `json:"content_block"`
	Unknown jsonx.Value  `json:",inline,embed"`
}

// wireBlock is one block by itself.
type wireBlock struct{ part *pb.Part }

// UnmarshalJSONFrom reads the next value of dec.
func (b *wireBlock) UnmarshalJSONFrom(dec *jsonx.Decoder) (err error) {
	b.part, err = readBlock(dec)
	return err
}

// wireBlockDelta is the data of content_block_delta.
type wireBlockDelta struct {
	Type    jsonx.String `json:"type"`
	Index   jsonx.Int    `json:"index"`
	Delta   wireDelta    `json:"delta"`
	Unknown jsonx.Value  `json:",inline,embed"`
}

// wireDelta is a delta of any type.
type wireDelta struct {
	Type      jsonx.String  `json:"type"`
	Text      jsonx.String  `json:"text"`
	Partial   jsonx.String  `json:"partial_json"`
	Thinking  jsonx.String  `json:"thinking"`
	Signature jsonx.String  `json:"signature"`
	Citation  *wireCitation `json:"citation"`
	Content   jsonx.String  `json:"content"`
	Encrypted jsonx.String  `json:"encrypted_content"`
	Unknown   jsonx.Value   `json:",inline,embed"`
}

// wireMessageDelta is the data of message_delta.
type wireMessageDelta struct {
	Type    jsonx.String `json:"type"`
	Delta   *wireChange  `json:"delta"`
	Usage   *wireUsage   `json:"usage"`
	Unknown jsonx.Value  `json:",inline,embed"`
}

// wireChange is what message_delta changes of the message.
type wireChange struct {
	StopReason   jsonx.String     `json:"stop_reason"`
	StopSequence jsonx.String     `json:"stop_sequence"`
	StopDetails  *wireStopDetails `json:"stop_details"`
	Unknown      jsonx.Value      `json:",inline,embed"`
}
