package validate

import (
	"bytes"
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strings"
)

// geminiStream reads the chunks of a stream as its clients do.
type geminiStream struct {
	*check
	head       map[string]any // the members that all chunks repeat
	candidates map[int]*geminiCandidate
	usage      any
	blocked    any
	ended      bool // an error came
}

// geminiCandidate is what a stream said of one candidate.
type geminiCandidate struct {
	parts     []any
	finish    string
	grounding any
	ran       bool // the service ran a tool; then it may finish more than once
}

func newGeminiStream(c *check) *geminiStream {
	return &geminiStream{check: c, head: map[string]any{}, candidates: map[int]*geminiCandidate{}}
}

// geminiFrame is the one form of a frame that every client reads.
var geminiFrame = regexp.MustCompile(`^data: ([^\r\n]*)(\n\n|\r\n\r\n)`)

// checkGeminiStream holds an event stream against its framing, the shape of its chunks, and what it stands for.
func checkGeminiStream(c *check, sse []byte) {
	s := newGeminiStream(c)
	rest := string(sse)
	if rest == "" {
		c.fail("", "is empty")
		return
	}
	for n := 0; rest != ""; n++ {
		at := under("", n)
		m := geminiFrame.FindStringSubmatch(rest)
		if m == nil {
			c.fail(at, "is not one line that begins with \"data: \" and a blank line")
			break
		}
		rest = strings.TrimPrefix(rest, m[0])
		f := &frame{at: at, data: []string{m[1]}}
		f.parse(c)
		s.chunk(at, f.doc)
	}
	s.end()
}

// checkGeminiArray holds a stream that is one JSON array against the shape of its chunks, and what it stands for.
func checkGeminiArray(c *check, body []byte) {
	doc, problems := decode(bytes.TrimSpace(body))
	c.problems = append(c.problems, problems...)
	chunks, ok := doc.([]any)
	if !ok {
		c.fail("", "is %s, not an array", kind(doc))
		return
	}
	s := newGeminiStream(c)
	for i, chunk := range chunks {
		s.chunk(under("", i), chunk)
	}
	s.end()
}

func (s *geminiStream) chunk(at string, doc any) {
	if s.ended {
		s.fail(at, "comes after the error")
	}
	if geminiIsError(doc) {
		geminiError(s.check, at, doc)
		s.ended = true
		return
	}
	geminiResponse(s.check, at, doc)
	s.described(at, description{"gemini", "GenerateContentResponse"}, doc)
	for _, name := range []string{"responseId", "modelVersion"} {
		v := member(doc, name)
		if first := s.head[name]; first != nil && v != nil && !reflect.DeepEqual(v, first) {
			s.fail(under(at, name), "is not that of the chunks before")
		} else if first == nil {
			s.head[name] = v
		}
	}
	if has(doc, "usageMetadata") {
		s.usage = member(doc, "usageMetadata")
	}
	if has(member(doc, "promptFeedback"), "blockReason") {
		s.blocked = member(doc, "promptFeedback")
	}
	for i, candidate := range listOf(doc, "candidates") {
		s.candidate(under(under(at, "candidates"), i), candidate)
	}
}

func (s *geminiStream) candidate(at string, v any) {
	index := indexOf(v, "index")
	candidate := s.candidates[index]
	if candidate == nil {
		candidate = &geminiCandidate{}
		s.candidates[index] = candidate
	}
	parts := listOf(member(v, "content"), "parts")
	if len(parts) > 0 && textOf(member(v, "content"), "role") != "model" {
		s.fail(at+"/content/role", "is not model")
	}
	for i, p := range parts {
		candidate.ran = candidate.ran || has(p, "executableCode") || has(p, "toolCall")
		if candidate.finish != "" && geminiThings(p) && !candidate.ran {
			s.fail(under(at+"/content/parts", i), "comes after the candidate's finish")
		}
		candidate.add(p)
	}
	if reason := textOf(v, "finishReason"); reason != "" {
		if candidate.finish != "" && !candidate.ran {
			s.fail(under(at, "finishReason"), "stands twice")
		}
		candidate.finish = reason
	}
	if has(v, "groundingMetadata") {
		candidate.grounding = member(v, "groundingMetadata")
	}
}

// add takes a part; text goes on where text of the same kind was before.
func (g *geminiCandidate) add(p any) {
	if n := len(g.parts); n > 0 && has(p, "text") && has(g.parts[n-1], "text") && isTrue(p, "thought") == isTrue(
		g.parts[n-1], "thought",
	) {
		last := maps.Clone(asObject(g.parts[n-1]))
		last["text"] = textOf(last, "text") + textOf(p, "text")
		g.parts[n-1] = last
		return
	}
	g.parts = append(g.parts, p)
}

// end checks that every candidate ended, and holds what the stream stands for against the laws of whole responses.
func (s *geminiStream) end() {
	if s.ended {
		return
	}
	whole := map[string]any{"usageMetadata": s.usage, "promptFeedback": s.blocked}
	var candidates []any
	for _, i := range slices.Sorted(maps.Keys(s.candidates)) {
		g := s.candidates[i]
		candidate := map[string]any{
			"content": map[string]any{"role": "model", "parts": g.parts}, "groundingMetadata": g.grounding,
		}
		if g.finish != "" {
			candidate["finishReason"] = g.finish
		}
		candidates = append(candidates, candidate)
	}
	whole["candidates"] = candidates
	laws := slices.DeleteFunc(
		slices.Clone(geminiResponseLaws),
		func(l law) bool { return l.name == "gemini: candidates are numbered from 0" },
	)
	s.obey(laws, whole)
}
