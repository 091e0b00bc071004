package validate

import (
	"encoding/json"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// responsesStream reads a stream as its clients do.
type responsesStream struct {
	*check
	next     int // the number that the next event has
	started  bool
	id       string
	items    []*responsesItem // by output_index
	failed   bool             // an error event came
	terminal string           // the type of the event that ended it
	mark     bool             // [DONE] came
}

// responsesItem is what a stream said of one item.
type responsesItem struct {
	added, done any
	parts       []*responsesText          // by content_index
	summaries   []*responsesText          // by summary_index
	pieces      map[string]*responsesText // arguments, input and the like, by the event's name
}

// responsesText is one text that comes in pieces.
type responsesText struct {
	text        strings.Builder
	annotations []any
	kind        string
	full        bool // its full text came
	closed      bool // its part is done
}

// checkResponsesStream holds a stream against the shapes of its events, their order, and the response that ends it.
func checkResponsesStream(c *check, sse []byte) {
	s := &responsesStream{check: c}
	for _, f := range split(c, sse) {
		s.frame(f)
	}
	s.end()
}

func (s *responsesStream) frame(f *frame) {
	if s.mark {
		s.fail(f.at, "comes after %s", done)
	}
	if f.payload() == done {
		s.mark = true
		return
	}
	f.parse(s.check)
	name := textOf(f.doc, "type")
	if f.name() != name {
		s.fail(f.at, "the event is called %.60q and is of type %.60q", f.name(), name)
	}
	sent := f.doc
	s.sequence(f)
	responsesEvents(s.check, f.at, f.doc)
	s.describedEvent(f.at, sent)
	switch {
	case s.terminal != "":
		s.fail(f.at, "comes after %s", s.terminal)
	case !s.started && name != "response.created" && name != "error" && name != "keepalive":
		s.fail(f.at, "comes before response.created")
	case s.failed && name != "response.failed":
		s.fail(f.at, "comes after the error")
	}
	s.event(f.at, name, f.doc)
}

// sequence checks the number of an event and takes it out, so that the shapes need not name it.
func (s *responsesStream) sequence(f *frame) {
	doc, ok := f.doc.(map[string]any)
	if !ok {
		return
	}
	n, ok := doc["sequence_number"].(json.Number)
	if !ok {
		s.fail(under(f.at, "sequence_number"), "is missing")
	} else if n.String() != strconv.Itoa(s.next) {
		s.fail(under(f.at, "sequence_number"), "is not %d", s.next)
		s.next = indexOf(doc, "sequence_number")
	}
	s.next++
	doc = maps.Clone(doc)
	delete(doc, "sequence_number")
	f.doc = doc
}

// event takes one event.
func (s *responsesStream) event(at, name string, doc any) {
	switch kind, _ := strings.CutPrefix(name, "response."); kind {
	case "created", "queued", "in_progress", "completed", "incomplete", "failed":
		s.lifecycle(at, kind, member(doc, "response"))
	case "error":
		s.failed = true
	case "keepalive":
	case "output_item.added":
		if index := indexOf(doc, "output_index"); index != len(s.items) {
			s.fail(under(at, "output_index"), "is %d, not %d", index, len(s.items))
		}
		s.items = append(s.items, &responsesItem{added: member(doc, "item"), pieces: map[string]*responsesText{}})
	default:
		if item := s.item(at, doc); item != nil {
			item.event(s.check, at, kind, doc)
		}
	}
}

func (s *responsesStream) lifecycle(at, kind string, response any) {
	id := textOf(response, "id")
	if kind == "created" {
		if s.started {
			s.fail(at, "the response is created twice")
		}
		s.started, s.id = true, id
	}
	if id != s.id {
		s.fail(at+"/response/id", "is not that of response.created")
	}
	wanted := []string{kind}
	switch kind {
	case "created":
		wanted = []string{"in_progress", "queued"}
	case "incomplete":
		wanted = []string{kind, "cancelled"} // a cancelled answer has no event of its own
	}
	if !slices.Contains(wanted, textOf(response, "status")) {
		s.fail(at+"/response/status", "is %q", textOf(response, "status"))
	}
	if kind == "completed" || kind == "incomplete" || kind == "failed" {
		s.finish(at, kind, response)
	}
}

// item finds the item that an event is about; nil, and a problem, where there is none.
func (s *responsesStream) item(at string, doc any) *responsesItem {
	index := indexOf(doc, "output_index")
	if !has(doc, "output_index") || index >= len(s.items) {
		s.fail(under(at, "output_index"), "there is no such item")
		return nil
	}
	item := s.items[index]
	if item.done != nil {
		s.fail(at, "comes after the item is done")
	}
	if id, own := textOf(doc, "item_id"), textOf(item.added, "id"); has(doc, "item_id") && id != own && !placeholder(own) {
		s.fail(under(at, "item_id"), "is not the id of the item")
	}
	return item
}

// finish holds the response that ends a stream against the items that came before.
func (s *responsesStream) finish(at, kind string, response any) {
	s.terminal = "response." + kind
	output := listOf(response, "output")
	var done []any
	for i, item := range s.items {
		if item.done == nil && kind != "failed" {
			s.fail(at, "item %d is not done", i)
		}
		if item.done != nil {
			done = append(done, item.done)
		}
	}
	if len(output) > 0 && !sameItems(output, done) {
		s.fail(at+"/response/output", "is not the items that were done")
	}
	if len(output) == 0 && len(done) > 0 {
		s.fail(at+"/response/output", "lacks the items that were done")
	}
	start := len(s.problems)
	s.obey(responsesResponseLaws, response)
	for i := start; i < len(s.problems); i++ {
		s.problems[i] = at + "/response" + s.problems[i]
	}
}

// sameItems compares items but for what is encrypted, which the service does anew each time.
func sameItems(a, b []any) bool {
	bare := func(items []any) (out []any) {
		for _, item := range items {
			o := maps.Clone(asObject(item))
			delete(o, "encrypted_content")
			out = append(out, o)
		}
		return out
	}
	return reflect.DeepEqual(bare(a), bare(b))
}

// end checks that the stream ended.
func (s *responsesStream) end() {
	if s.terminal == "" {
		s.fail("", "has no end: none of response.completed, incomplete and failed")
	}
}
