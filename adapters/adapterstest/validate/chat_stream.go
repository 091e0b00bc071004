package validate

import (
	"maps"
	"reflect"
	"slices"
)

// chatStreamDefs are the named shapes of a chunk's parts.
var chatStreamDefs = map[string]rule{
	"chunk": object(chatEnvelope, fields{
		"object!": word("chat.completion.chunk"), "choices!": array(ref("chunk choice")), "usage": nullable(ref("usage")),
		"obfuscation": str, "latency_checkpoint": record,
	}),
	"chunk choice": object(fields{
		"index!": tally, "delta!": ref("delta"), "finish_reason!": nullable(chatFinish), "logprobs": nullable(ref("logprobs")),
		"content_filter_results": record,
	}),
	"delta": object(chatReasoning, fields{
		"role": word("assistant"), "content": nullable(str), "refusal": nullable(str), "tool_calls": bounded(
			1, huge, ref("fragment"),
		),
		"function_call": object(fields{"name": filled, "arguments": str}),
		"audio":         object(fields{"id": filled, "data": base64Text, "expires_at": tally, "transcript": str}),
		"annotations":   array(ref("annotation")),
	}),
	"fragment": object(fields{
		"index!": tally, "id": filled, "type": word("function", "custom"), "extra_content": record,
		"function": object(fields{"name": matching(openaiName), "arguments": str}),
		"custom":   object(fields{"name": matching(openaiName), "input": str}),
	}),
}

// chatStream reads a stream as its clients do.
type chatStream struct {
	*check
	head    map[string]any      // the members that all chunks repeat
	choices map[int]*chatChoice // by index
	usage   any                 // what the usage chunk says
	failed  bool                // an error came
	mark    bool                // [DONE] came
}

// chatChoice is what a stream said of one choice.
type chatChoice struct {
	message  map[string]any
	calls    []map[string]any
	finish   string
	started  bool
	finished bool
}

// checkChatStream holds a stream against the shape of its chunks, their order, and what it stands for.
func checkChatStream(c *check, sse []byte) {
	s := &chatStream{check: c, head: map[string]any{}, choices: map[int]*chatChoice{}}
	for _, f := range split(c, sse) {
		if f.names != nil {
			c.fail(f.at, "has a name")
		}
		s.frame(f)
	}
	s.end()
}

func (s *chatStream) frame(f *frame) {
	if s.mark {
		s.fail(f.at, "comes after %s", done)
		return
	}
	if f.payload() == done {
		s.mark = true
		return
	}
	f.parse(s.check)
	switch {
	case s.failed:
		s.fail(f.at, "comes after the error")
	case has(f.doc, "error"):
		openaiError(s.check, f.at, f.doc)
		s.failed = true
	case chatPrompt(f.doc):
		// Azure judges the prompt before anything else.
	default:
		ref("chunk")(s.check, f.at, f.doc)
		s.described(f.at, description{"openai", "CreateChatCompletionStreamResponse"}, f.doc)
		s.chunk(f.at, f.doc)
	}
}

// chatPrompt reports whether a chunk says only how the prompt was judged.
func chatPrompt(doc any) bool {
	return has(doc, "prompt_filter_results") && len(listOf(doc, "choices")) == 0
}

func (s *chatStream) chunk(at string, doc any) {
	for _, name := range []string{"id", "created", "model"} {
		v := member(doc, name)
		if s.head[name] == nil {
			s.head[name] = v
		}
		if !reflect.DeepEqual(s.head[name], v) {
			s.fail(under(at, name), "is not that of the chunks before")
		}
	}
	if has(doc, "usage") {
		s.usage = member(doc, "usage")
	}
	for i, choice := range listOf(doc, "choices") {
		s.choice(under(under(at, "choices"), i), choice)
	}
}

func (s *chatStream) choice(at string, v any) {
	index := indexOf(v, "index")
	choice := s.choices[index]
	if choice == nil {
		choice = &chatChoice{message: map[string]any{}}
		s.choices[index] = choice
	}
	delta := member(v, "delta")
	if choice.finished && len(asObject(delta)) > 0 {
		s.fail(at, "comes after the choice's finish")
	}
	if !choice.started && textOf(delta, "role") == "" {
		s.fail(under(at, "delta"), "the first one has no role")
	}
	choice.started = true
	for _, name := range []string{"content", "refusal"} {
		if has(delta, name) {
			choice.message[name] = textOf(choice.message, name) + textOf(delta, name)
		}
	}
	choice.message["annotations"] = append(listOf(choice.message, "annotations"), listOf(delta, "annotations")...)
	if has(delta, "function_call") {
		choice.message["function_call"] = member(delta, "function_call")
	}
	for i, f := range listOf(delta, "tool_calls") {
		s.fragment(under(under(under(at, "delta"), "tool_calls"), i), choice, f)
	}
	if reason := textOf(v, "finish_reason"); reason != "" {
		if choice.finished {
			s.fail(at, "finishes twice")
		}
		choice.finish, choice.finished = reason, true
	}
}

func (s *chatStream) fragment(at string, choice *chatChoice, f any) {
	index := indexOf(f, "index")
	switch {
	case index == len(choice.calls):
		choice.calls = append(choice.calls, map[string]any{"id": textOf(f, "id")})
		if textOf(f, "id") == "" || textOf(f, "type") == "" || chatToolName(f) == "" {
			s.fail(at, "the first fragment of a call lacks its id, type or name")
		}
	case index > len(choice.calls):
		s.fail(under(at, "index"), "is %d, not %d", index, len(choice.calls))
	default:
		if index != len(choice.calls)-1 {
			s.fail(under(at, "index"), "goes back to an earlier call")
		}
		if chatToolName(f) != "" || textOf(f, "id") != "" && textOf(f, "id") != textOf(choice.calls[index], "id") {
			s.fail(at, "a later fragment names the call again")
		}
	}
}

// end checks that the stream and every choice ended, and holds what it stands for against the laws of whole responses.
func (s *chatStream) end() {
	switch {
	case s.failed:
		return
	case !s.mark:
		s.fail("", "has no end: neither %s nor an error", done)
	case len(s.choices) == 0:
		s.fail("", "has no choice")
	}
	var choices []any
	for _, i := range slices.Sorted(maps.Keys(s.choices)) {
		choice := s.choices[i]
		if !choice.finished {
			s.fail("", "choice %d has no finish_reason", i)
			continue
		}
		for _, call := range choice.calls {
			choice.message["tool_calls"] = append(listOf(choice.message, "tool_calls"), call)
		}
		choices = append(choices, map[string]any{"finish_reason": choice.finish, "message": choice.message})
	}
	s.obey(chatResponseLaws, map[string]any{"choices": choices, "usage": s.usage})
}
