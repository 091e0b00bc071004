package validate

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
)

// claudeEvents are the shapes of a stream's events.
var claudeEvents = map[string]rule{
	"message_start":       object(fields{"type!": str, "message!": ref("started message")}),
	"content_block_start": object(fields{"type!": str, "index!": tally, "content_block!": ref("started block")}),
	"content_block_delta": object(fields{"type!": str, "index!": tally, "delta!": ref("delta")}),
	"content_block_stop":  object(fields{"type!": str, "index!": tally}),
	"message_delta": object(fields{
		"type!": str,
		"delta!": object(fields{
			"stop_reason!": claudeStopReason, "stop_sequence": nullable(str),
			"stop_details": nullable(ref("stop details")), "container": nullable(ref("used container")),
		}),
		"usage!":                object(claudeUsageMembers, fields{"output_tokens!": tally, "input_tokens": nullable(tally)}),
		"context_management":    nullable(object(fields{"applied_edits!": array(record)})),
		"input_transformations": nullable(array(record)),
	}),
	"message_stop": object(fields{"type!": str}),
	"ping":         object(fields{"type!": str}),
	"error":        claudeError,
}

// claudeStreamDefs are the named shapes of the parts of events.
var claudeStreamDefs = map[string]rule{
	"started message": object(claudeMessage, fields{
		"content!": bounded(0, 0, anything), "stop_reason!": isNull, "usage!": ref("usage"),
	}),
	"started block": claudeStartedBlock,
	"delta": tagged("type", map[string]fields{
		"text_delta":       {"text!": str},
		"input_json_delta": {"partial_json!": str},
		"thinking_delta":   {"thinking!": str, "estimated_tokens": nullable(tally)},
		"signature_delta":  {"signature!": base64Text},
		"citations_delta":  {"citation!": ref("citation")},
		"compaction_delta": {"content": nullable(str), "encrypted_content": nullable(str)},
	}),
}

// claudeStartedBlock takes the skeleton of a block: what deltas fill is empty in it.
func claudeStartedBlock(c *check, at string, v any) {
	ref("answer block")(c, at, v)
	for _, name := range []string{"text", "thinking", "signature"} {
		if textOf(v, name) != "" {
			c.fail(under(at, name), "is not empty at the start")
		}
	}
	byCode := textOf(member(v, "caller"), "type") != "" && textOf(member(v, "caller"), "type") != "direct" // then it comes whole
	if input, ok := member(v, "input").(map[string]any); ok && len(input) > 0 && !byCode {
		c.fail(under(at, "input"), "is not empty at the start")
	}
}

// claudeDeltas are the kinds of deltas that a block takes.
var claudeDeltas = map[string][]string{
	"text":            {"text_delta", "citations_delta"},
	"thinking":        {"thinking_delta", "signature_delta"},
	"tool_use":        {"input_json_delta"},
	"server_tool_use": {"input_json_delta"},
	"mcp_tool_use":    {"input_json_delta"},
	"compaction":      {"compaction_delta"},
}

// claudeStream reads a stream as its clients do.
type claudeStream struct {
	*check
	message map[string]any   // what the stream stands for; nil before it starts
	blocks  []map[string]any // its blocks so far
	open    int              // the index of the open block; -1 for none
	json    strings.Builder  // the input of the open block
	signed  bool             // the open block has its signature
	broken  string           // where a block ended whose input is not an object; "" for nowhere
	delta   bool             // the final delta came
	ended   string           // the event that ended it
}

// checkClaudeStream holds a stream against the shapes of its events, their order, and what it stands for.
func checkClaudeStream(c *check, sse []byte) {
	s := &claudeStream{check: c, open: -1}
	for _, f := range split(c, sse) {
		f.parse(c)
		s.frame(f)
	}
	s.end()
}

func (s *claudeStream) frame(f *frame) {
	name := textOf(f.doc, "type")
	if f.name() != name {
		s.fail(f.at, "the event is called %.40q and is of type %.40q", f.name(), name)
	}
	shape := claudeEvents[name]
	if shape == nil {
		s.fail(f.at, "%.40q is no event", name)
		return
	}
	shape(s.check, f.at, f.doc)
	switch {
	case s.ended != "":
		s.fail(f.at, "%s comes after the end", name)
	case name == "error":
		s.ended = name
	case s.message == nil && name != "message_start":
		s.fail(f.at, "%s comes before message_start", name)
	default:
		s.event(f.at, name, f.doc)
	}
}

// event takes an event that is in its time.
func (s *claudeStream) event(at, name string, doc any) {
	index := indexOf(doc, "index")
	switch name {
	case "message_start":
		if s.message != nil {
			s.fail(at, "the message starts twice")
		}
		s.message = copyOf(member(doc, "message"))
	case "content_block_start":
		if index != len(s.blocks) {
			s.fail(under(at, "index"), "is %d, not %d", index, len(s.blocks))
		}
		if s.open >= 0 {
			s.fail(at, "starts while a block is open")
		}
		if s.delta {
			s.fail(at, "starts after message_delta")
		}
		s.blocks = append(s.blocks, copyOf(member(doc, "content_block")))
		s.open, s.signed = len(s.blocks)-1, false
		s.json.Reset()
	case "content_block_delta":
		s.blockDelta(at, index, member(doc, "delta"))
	case "content_block_stop":
		s.blockStop(at, index)
	case "message_delta":
		s.messageDelta(at, doc)
	case "message_stop":
		if !s.delta {
			s.fail(at, "comes without message_delta")
		}
		s.ended = name
	}
}

func (s *claudeStream) blockDelta(at string, index int, delta any) {
	if index != s.open {
		s.fail(under(at, "index"), "the block is not open")
		return
	}
	block, kind := s.blocks[s.open], textOf(delta, "type")
	if !slices.Contains(claudeDeltas[textOf(block, "type")], kind) {
		s.fail(under(at, "delta"), "%s in a block of type %s", kind, textOf(block, "type"))
		return
	}
	if s.signed {
		s.fail(at, "comes after the signature")
	}
	switch kind {
	case "text_delta":
		block["text"] = textOf(block, "text") + textOf(delta, "text")
	case "thinking_delta":
		block["thinking"] = textOf(block, "thinking") + textOf(delta, "thinking")
	case "signature_delta":
		block["signature"], s.signed = textOf(delta, "signature"), true
	case "input_json_delta":
		s.json.WriteString(textOf(delta, "partial_json"))
	case "citations_delta":
		block["citations"] = append(listOf(block, "citations"), member(delta, "citation"))
	}
}

func (s *claudeStream) blockStop(at string, index int) {
	if index != s.open {
		s.fail(under(at, "index"), "the block is not open")
		return
	}
	if input := s.json.String(); input != "" {
		var v map[string]any
		if json.Unmarshal([]byte(input), &v) != nil || v == nil {
			s.broken = at
		}
		s.blocks[s.open]["input"] = v
	}
	s.open = -1
}

func (s *claudeStream) messageDelta(at string, doc any) {
	if s.open >= 0 {
		s.fail(at, "comes while a block is open")
	}
	if s.delta {
		s.fail(at, "comes twice")
	}
	s.delta = true
	maps.Copy(s.message, asObject(member(doc, "delta")))
	usage := copyOf(member(s.message, "usage"))
	for name, v := range asObject(member(doc, "usage")) {
		if v != nil {
			usage[name] = v
		}
	}
	s.message["usage"] = usage
}

// end checks that the stream ended, and holds what it stands for against the laws of whole responses.
func (s *claudeStream) end() {
	if s.ended == "" {
		s.fail("", "has no end: neither message_stop nor an error")
	}
	if s.ended != "message_stop" || s.message == nil {
		return
	}
	if s.broken != "" && !claudeCut[textOf(s.message, "stop_reason")] {
		s.fail(s.broken, "the input of the block is not a JSON object")
	}
	content := []any{}
	for _, b := range s.blocks {
		content = append(content, b)
	}
	s.message["content"] = content
	s.obey(claudeResponseLaws, s.message)
}

// claudeCut are the reasons for which a call may end in the middle of its input.
var claudeCut = map[string]bool{"max_tokens": true, "model_context_window_exceeded": true, "refusal": true}
