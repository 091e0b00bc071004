package api_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/interlingua/interlingua/gateway/config"
	"github.com/interlingua/interlingua/gateway/stubtest"
)

const (
	thinkWhole  = `{"id":"c","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"finish_reason":"stop","message":{"role":"assistant","content":"<think>why</think>so"}}]}`
	thinkStream = `data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"role":"assistant","content":"<think>why</th"}}]}` + "\n\n" +
		`data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"content":"ink>so"},"finish_reason":"stop"}]}` + "\n\ndata: [DONE]\n\n"
	openStream = `event: response.created` + "\n" + `data: {"type":"response.created","sequence_number":0,"response":{"id":"resp_1","object":"response","created_at":1,"status":"in_progress","model":"m","output":[]}}` + "\n\n" +
		`event: response.output_item.added` + "\n" + `data: {"type":"response.output_item.added","sequence_number":1,"output_index":0,"item":{"type":"reasoning","id":"rs_1","summary":[],"content":[]}}` + "\n\n" +
		`event: response.reasoning.delta` + "\n" + `data: {"type":"response.reasoning.delta","sequence_number":2,"item_id":"rs_1","output_index":0,"content_index":0,"delta":"why"}` + "\n\n" +
		`event: response.output_item.done` + "\n" + `data: {"type":"response.output_item.done","sequence_number":3,"output_index":0,"item":{"type":"reasoning","id":"rs_1","summary":[],"content":[{"type":"reasoning_text","text":"why"}]}}` + "\n\n" +
		`event: response.completed` + "\n" + `data: {"type":"response.completed","sequence_number":4,"response":{"id":"resp_1","object":"response","created_at":1,"status":"completed","model":"m","output":[{"type":"reasoning","id":"rs_1","summary":[],"content":[{"type":"reasoning_text","text":"why"}]}]}}` + "\n\n"
)

// TestAnswerQuirks has each switch about answers change what the client gets.
func TestAnswerQuirks(t *testing.T) {
	for name, c := range map[string]struct {
		client, upstream string
		stream           bool
		quirks           config.Quirks
		reply            string
		// without and with are words that the client gets without the switch only, and with it only.
		without, with string
	}{
		"think_tags":           {"claude", "chat", false, config.Quirks{ThinkTags: true}, thinkWhole, `<think>`, `"thinking":"why"`},
		"think_tags, streamed": {"claude", "chat", true, config.Quirks{ThinkTags: true}, thinkStream, "<think>", `"thinking":"why"`},
		"think_opened":         {"claude", "chat", false, config.Quirks{ThinkOpened: true}, strings.Replace(thinkWhole, "<think>", "", 1), "</think>", `"thinking":"why"`},
		"think_opened, streamed": {
			"claude", "chat", true, config.Quirks{ThinkOpened: true}, strings.Replace(thinkStream, "<think>", "", 1), "ink>", `"thinking":"why"`,
		},
		"open_responses": {"responses", "responses", true, config.Quirks{OpenResponses: true}, openStream, "response.reasoning.delta", "response.reasoning_text.delta"},
	} {
		t.Run(name, func(t *testing.T) {
			r := stubtest.Document([]byte(c.reply))
			if c.stream {
				r = stubtest.Stream([]byte(c.reply))
			}
			path, body := request(c.client, c.stream)
			for i, quirks := range []config.Quirks{{}, c.quirks} {
				conf := to(stubtest.New(t, r), c.upstream)
				conf.Upstreams[0].Quirks = quirks
				a := serve(t, conf).post(path, body)
				text := string(bytes.ReplaceAll(a.Bytes, []byte(`\u003c`), []byte("<")))
				with := i == 1
				if c.without != "" && strings.Contains(text, c.without) == with {
					t.Errorf("%s with the switch %v: %s", c.without, with, text)
				}
				if c.without != "" && strings.Contains(text, c.with) != with {
					t.Errorf("%s with the switch %v: %s", c.with, with, text)
				}
				if outcome := outcome(c.client, a); c.stream && outcome != nil {
					t.Error(outcome)
				}
			}
		})
	}
}
