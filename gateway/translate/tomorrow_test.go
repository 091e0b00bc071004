package translate_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/all"
	"github.com/interlingua/interlingua/gateway/translate"
)

const (
	claudeStream = `event: message_start
data: {"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"m","content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":1,"output_tokens":1}}}

event: content_block_start
data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

event: content_block_delta
data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Hi"}}

event: content_block_stop
data: {"type":"content_block_stop","index":0}

event: message_delta
data: {"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":{"output_tokens":2}}

event: message_stop
data: {"type":"message_stop"}

`
	responsesStream = `event: response.created
data: {"type":"response.created","sequence_number":0,"response":{"id":"resp_1","object":"response","created_at":1,"status":"in_progress","model":"m","output":[]}}

event: response.output_item.added
data: {"type":"response.output_item.added","sequence_number":1,"output_index":0,"item":{"id":"msg_1","type":"message","status":"in_progress","role":"assistant","content":[]}}

event: response.content_part.added
data: {"type":"response.content_part.added","sequence_number":2,"item_id":"msg_1","output_index":0,"content_index":0,"part":{"type":"output_text","text":"","annotations":[]}}

event: response.output_text.delta
data: {"type":"response.output_text.delta","sequence_number":3,"item_id":"msg_1","output_index":0,"content_index":0,"delta":"Hi","obfuscation":"x"}

event: response.output_text.done
data: {"type":"response.output_text.done","sequence_number":4,"item_id":"msg_1","output_index":0,"content_index":0,"text":"Hi"}

event: response.output_item.done
data: {"type":"response.output_item.done","sequence_number":5,"output_index":0,"item":{"id":"msg_1","type":"message","status":"completed","role":"assistant","content":[{"type":"output_text","text":"Hi","annotations":[]}]}}

event: response.completed
data: {"type":"response.completed","sequence_number":6,"response":{"id":"resp_1","object":"response","created_at":1,"status":"completed","model":"m","output":[{"id":"msg_1","type":"message","status":"completed","role":"assistant","content":[{"type":"output_text","text":"Hi","annotations":[]}]}]}}

`
)

// TestTomorrowsEvents has events and members of events that nobody knows yet reported where they are lost, and only there.
func TestTomorrowsEvents(t *testing.T) {
	for _, tc := range []struct {
		name, from, stream string
		old, new           string
		want               string
	}{
		{"nothing of tomorrow", "claude", claudeStream, "", "", ""},
		{"an event", "claude", claudeStream, "event: message_delta", "event: x\ndata: {\"type\":\"x\"}\n\nevent: message_delta", "/content/0"},
		{"an event before all content", "claude", claudeStream, "event: content_block_start", "event: x\ndata: {\"type\":\"x\"}\n\nevent: content_block_start", "/content/0"},
		{"a delta", "claude", claudeStream, `"text_delta","text"`, `"x_delta","x"`, "/content/0"},
		{"a delta of no block", "claude", claudeStream, `"content_block_delta","index":0`, `"content_block_delta","index":7`, "/content/0"},
		{"a member of a delta", "claude", claudeStream, `"text":"Hi"`, `"text":"Hi","x":1`, "/content/0/x"},
		{"a member of a delta's event", "claude", claudeStream, `"content_block_delta"`, `"content_block_delta","x":1`, "/content/0/x"},
		{"a member of the beginning of a block", "claude", claudeStream, `"content_block_start"`, `"content_block_start","x":1`, "/content/0/x"},
		{"a member of the end of a block", "claude", claudeStream, `"content_block_stop"`, `"content_block_stop","x":1`, "/content/0/x"},
		{"a member of the first event", "claude", claudeStream, `"message_start"`, `"message_start","x":1`, "/x"},
		{"a member of the last event", "claude", claudeStream, `"message_stop"`, `"message_stop","x":1`, "/x"},
		{"an empty signature", "claude", claudeStream, "event: content_block_stop", "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"signature_delta\",\"signature\":\"\"}}\n\nevent: content_block_stop", ""},

		{"nothing of tomorrow", "responses", responsesStream, "", "", ""},
		{"progress", "responses", responsesStream, "event: response.completed", "event: response.web_search_call.searching\ndata: {\"type\":\"response.web_search_call.searching\",\"output_index\":0}\n\nevent: response.completed", ""},
		{"an event", "responses", responsesStream, "event: response.completed", "event: x\ndata: {\"type\":\"x\",\"delta\":\"words\"}\n\nevent: response.completed", "/output/0/content/0"},
		{"a member of a delta", "responses", responsesStream, `"obfuscation"`, `"x"`, "/output/0/content/0/x"},
		{"a member of the end of a text", "responses", responsesStream, `"response.output_text.done"`, `"response.output_text.done","x":1`, "/output/0/content/0"},
		{"a member of the beginning of an item", "responses", responsesStream, `"response.output_item.added"`, `"response.output_item.added","x":1`, "/output/0/x"},
		{"a member of the last event", "responses", responsesStream, `"response.completed"`, `"response.completed","x":1`, "/x"},
		{"another answer behind the end", "responses", responsesStream + responsesStream, "", "", "/output/0/content/0"},
	} {
		stream := strings.Replace(tc.stream, tc.old, tc.new, 1)
		if tc.old != "" && stream == tc.stream {
			t.Fatalf("%s: %s has no %q", tc.name, tc.from, tc.old)
		}
		for _, to := range []string{"responses", "chat", "claude", "gemini"} {
			var written strings.Builder
			s := translate.Stream{Source: all.ByName(tc.from), Target: all.ByName(to), Exchange: &adapters.Exchange{}, Losses: true}
			s.Flush = func(b []byte) error { written.Write(b); return nil }
			losses, err := s.Run(strings.NewReader(stream))
			if err != nil {
				t.Errorf("%s, %s to %s: %v", tc.name, tc.from, to, err)
			}
			var got []string
			for _, l := range losses {
				got = append(got, l.Path)
			}
			want := []string{tc.want}
			if to == tc.from || tc.want == "" {
				want = nil
			}
			if !slices.Equal(got, want) {
				t.Errorf("%s, %s to %s: lost %q, want %q", tc.name, tc.from, to, got, want)
			}
			if n := strings.Count(written.String(), `"x"`); to == tc.from && n != strings.Count(stream, `"x"`) {
				t.Errorf("%s, %s: its own dialect got\n%s", tc.name, tc.from, written.String())
			}
		}
	}
}
