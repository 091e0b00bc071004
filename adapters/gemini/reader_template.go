package gemini

import (
	"slices"

	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// template is the way past the parser: a chunk that equals the last plain one but for its text and its token counts means the same
// events with others. Plain is a piece of text that goes on with the text before it. A match does not allocate.
type template struct {
	chunk jsonx.Template
	// running is the candidate whose text goes on; nil where nothing is learned.
	running *candidateReader
	// at is the place of the text among the values.
	at     int
	counts counts
	// text and usage are the events of a chunk, used again and again.
	text    pb.GenerateEvent
	delta   pb.GenerateEvent_TextDelta
	thought pb.GenerateEvent_ReasoningDelta
	usage   pb.GenerateEvent

	scan    jsonx.Scanner
	scratch []byte
	values  []string
}

// forget makes nothing match until the next plain chunk is learned.
func (t *template) forget() { t.running = nil }

// match gives the first event of a chunk that is like the last one, nil for any other.
func (t *template) match(data []byte) *pb.GenerateEvent {
	s := t.running
	if s == nil {
		return nil
	}
	values := t.chunk.Match(data)
	if values == nil || !t.counts.set(values) {
		return nil
	}
	text := jsonx.UnquoteInto(&t.scratch, values[t.at])
	ev := &t.text
	ev.Candidate, ev.Part, ev.More, ev.Frame = s.number, s.part, t.counts.known(), nil
	if s.kind == thoughtRunning {
		t.thought.ReasoningDelta = text
		ev.Event = &t.thought
	} else {
		s.text.grow(text)
		t.delta.TextDelta = text
		ev.Event = &t.delta
	}
	return ev
}

// giveUsage is the state after the text of a chunk that was like the last one.
func (r *reader) giveUsage() (*pb.GenerateEvent, error) {
	r.state = (*reader).readChunk
	r.inChunk = false
	r.template.usage.Event = &r.template.counts.event
	return &r.template.usage, nil
}

// learn takes a chunk, if it is plain, by the events that it gave.
func (t *template) learn(r *reader, data []byte, events []*pb.GenerateEvent) {
	ev := events[0]
	said, ok := piece(ev)
	if !ok || len(ev.Frame)+len(ev.Extensions) > 0 || len(events) > 2 || len(events) == 2 && events[1].GetUsage() == nil {
		return
	}
	s := r.candidate(ev.Candidate)
	if s.kind == noRun || s.partial != nil || !t.chunk.Worth() {
		return
	}
	t.scan.Reset(data)
	doc, _ := t.scan.Value()
	if !isPlain(doc) {
		return
	}
	raw, _ := jsonx.Lookup(doc, placeOfText)
	if text, _ := jsonx.Unquote(raw); text != said {
		return
	}
	usage, _ := jsonx.Get(doc, "usageMetadata")
	t.values = t.values[:0]
	start, _ := jsonx.Span(data, raw)
	if before, _ := jsonx.Span(data, usage); usage != "" && before < start {
		t.values, ok = t.counts.learn(t.values, usage, events)
		t.at, t.values = len(t.values), append(t.values, raw)
	} else {
		t.at, t.values = 0, append(t.values, raw)
		t.values, ok = t.counts.learn(t.values, usage, events)
	}
	if ok && t.chunk.Learn(data, t.values...) {
		t.running = s
	}
}

// piece gives the text of an event that is a piece of one.
func piece(ev *pb.GenerateEvent) (text string, ok bool) {
	switch e := ev.Event.(type) {
	case *pb.GenerateEvent_TextDelta:
		return e.TextDelta, true
	case *pb.GenerateEvent_ReasoningDelta:
		return e.ReasoningDelta, true
	}
	return "", false
}

// placeOfText is where a chunk has its text.
const placeOfText = "/candidates/0/content/parts/0/text"

// plain are the objects around the text of a plain chunk, with the members that they may have: any other may mean something about
// the text as a whole.
var plain = []struct {
	at    string
	names []string
}{
	{"/candidates/0", []string{"content", "index"}},
	{"/candidates/0/content", []string{"parts", "role"}},
	{"/candidates/0/content/parts/0", []string{"text", "thought"}},
}

// isPlain reports whether a chunk says nothing of its candidate but a piece of text.
func isPlain(doc string) bool {
	for _, p := range plain {
		object, _ := jsonx.Lookup(doc, p.at)
		for name := range jsonx.Members(object) {
			if !slices.Contains(p.names, name) {
				return false
			}
		}
	}
	return true
}
