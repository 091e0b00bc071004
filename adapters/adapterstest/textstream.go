package adapterstest

import (
	"fmt"
	"strings"

	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// TextStream gives a made-up stream of one text in n pieces in a dialect.
func TextStream(d pb.Dialect, n int) []byte {
	t := textStreams[d]
	var b, text strings.Builder
	b.WriteString(t.head)
	for i := range n {
		piece := fmt.Sprintf(" some words, number %d", i)
		text.WriteString(piece)
		b.WriteString(strings.ReplaceAll(t.delta, "PIECE", piece))
	}
	b.WriteString(strings.ReplaceAll(t.tail, "TEXT", text.String()))
	return []byte(b.String())
}

// textStream is the text of a stream: its beginning, one PIECE of the text, and its end, which may repeat the whole TEXT.
type textStream struct{ head, delta, tail string }

var textStreams = map[pb.Dialect]textStream{
	pb.Dialect_DIALECT_RESPONSES: {
		head: `event: response.created
data: {"type":"response.created","sequence_number":0,"response":{"id":"resp_1","object":"response","created_at":1750000000,"status":"in_progress","model":"gpt-5.5","output":[]}}

event: response.output_item.added
data: {"type":"response.output_item.added","sequence_number":1,"output_index":0,"item":{"id":"msg_1","type":"message","status":"in_progress","role":"assistant","content":[]}}

event: response.content_part.added
data: {"type":"response.content_part.added","sequence_number":2,"item_id":"msg_1","output_index":0,"content_index":0,"part":{"type":"output_text","text":"","annotations":[]}}

`,
		delta: `event: response.output_text.delta
data: {"type":"response.output_text.delta","sequence_number":3,"item_id":"msg_1","output_index":0,"content_index":0,"delta":"PIECE","logprobs":[],"obfuscation":"x7Pq"}

`,
		tail: `event: response.output_text.done
data: {"type":"response.output_text.done","sequence_number":4,"item_id":"msg_1","output_index":0,"content_index":0,"text":"TEXT"}

event: response.content_part.done
data: {"type":"response.content_part.done","sequence_number":4,"item_id":"msg_1","output_index":0,"content_index":0,"part":{"type":"output_text","text":"TEXT","annotations":[]}}

event: response.output_item.done
data: {"type":"response.output_item.done","sequence_number":5,"output_index":0,"item":{"id":"msg_1","type":"message","status":"completed","role":"assistant","content":[{"type":"output_text","text":"TEXT","annotations":[]}]}}

event: response.completed
data: {"type":"response.completed","sequence_number":6,"response":{"id":"resp_1","object":"response","created_at":1750000000,"status":"completed","model":"gpt-5.5","output":[{"id":"msg_1","type":"message","status":"completed","role":"assistant","content":[{"type":"output_text","text":"TEXT","annotations":[]}]}],"usage":{"input_tokens":10,"input_tokens_details":{"cached_tokens":0},"output_tokens":200,"output_tokens_details":{"reasoning_tokens":0},"total_tokens":210}}}

`,
	},
	pb.Dialect_DIALECT_CHAT: {
		head: `data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1750000000,"model":"gpt-5.5","choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}]}

`,
		delta: `data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1750000000,"model":"gpt-5.5","choices":[{"index":0,"delta":{"content":"PIECE"},"finish_reason":null}]}

`,
		tail: `data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1750000000,"model":"gpt-5.5","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}

data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1750000000,"model":"gpt-5.5","choices":[],"usage":{"prompt_tokens":10,"completion_tokens":200,"total_tokens":210}}

data: [DONE]

`,
	},
	pb.Dialect_DIALECT_CLAUDE: {
		head: `event: message_start
data: {"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"claude-opus-5-5","content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":10,"output_tokens":1}}}

event: content_block_start
data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

`,
		delta: `event: content_block_delta
data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"PIECE"}}

`,
		tail: `event: content_block_stop
data: {"type":"content_block_stop","index":0}

event: message_delta
data: {"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":{"output_tokens":200}}

event: message_stop
data: {"type":"message_stop"}

`,
	},
	pb.Dialect_DIALECT_GEMINI: {
		delta: `data: {"candidates":[{"content":{"parts":[{"text":"PIECE"}],"role":"model"},"index":0}],"usageMetadata":{"promptTokenCount":10,"totalTokenCount":10},"modelVersion":"gemini-3-flash","responseId":"r1"}

`,
		tail: `data: {"candidates":[{"content":{"parts":[{"text":""}],"role":"model"},"finishReason":"STOP","index":0}],"usageMetadata":{"promptTokenCount":10,"candidatesTokenCount":200,"totalTokenCount":210},"modelVersion":"gemini-3-flash","responseId":"r1"}

`,
	},
}
