package compliance

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
)

type object = map[string]any

// read reads a JSON document, its numbers as they are spelled.
func read(t *testing.T, raw []byte) any {
	t.Helper()
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil {
		t.Fatalf("no JSON: %v: %s", err, raw)
	}
	return v
}

// responseOf checks a response object and gives it.
func responseOf(t *testing.T, v any) object {
	t.Helper()
	for _, problem := range []string{response.check(v), described().check("ResponseResource", v)} {
		if problem != "" {
			t.Fatalf("response%s\n%v", problemOf(problem), v)
		}
	}
	return v.(object)
}

// completed checks that a response came to its end and says something.
func completed(t *testing.T, r object) {
	t.Helper()
	if r["status"] != "completed" {
		t.Errorf("status %v", r["status"])
	}
	if len(r["output"].([]any)) == 0 {
		t.Error("no output")
	}
}

// itemsOf gives the items of a type.
func itemsOf(r object, typ string) []object {
	var out []object
	for _, item := range r["output"].([]any) {
		if o := item.(object); o["type"] == typ {
			out = append(out, o)
		}
	}
	return out
}

// stream is a stream as the compliance tests read it: the writes that the server made, each of whole events.
type stream struct {
	events []object
	done   bool
}

// streamOf checks the writes of a stream: that no event is spread over two, that each is known and whole, that its name is its
// type, that they are numbered, and that only the sentinel follows the last.
func streamOf(t *testing.T, writes [][]byte) stream {
	t.Helper()
	var s stream
	for _, w := range writes {
		frames, rest, _ := cutLast(string(w), "\n\n")
		if rest != "" {
			t.Fatalf("a write ends inside an event: %q", rest)
		}
		for frame := range strings.SplitSeq(frames, "\n\n") {
			s.frame(t, frame)
		}
	}
	if !s.done {
		t.Error("no sentinel")
	}
	return s
}

// cutLast cuts a text after the last separator.
func cutLast(s, sep string) (before, after string, ok bool) {
	i := strings.LastIndex(s, sep)
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+len(sep):], true
}

func (s *stream) frame(t *testing.T, frame string) {
	t.Helper()
	name, data := "", ""
	for line := range strings.SplitSeq(frame, "\n") {
		switch field, value, _ := strings.Cut(line, ": "); field {
		case "event":
			name = value
		case "data":
			data += value
		case "id", "retry":
			t.Errorf("a line %q", line)
		}
	}
	switch {
	case data == "":
		return // a comment
	case s.done:
		t.Errorf("after the sentinel: %s", frame)
		return
	case data == "[DONE]":
		s.done = true
		return
	}
	ev, ok := read(t, []byte(data)).(object)
	if !ok {
		t.Fatalf("no object: %s", data)
	}
	typ, _ := ev["type"].(string)
	if typ != name {
		t.Errorf("event %q has the type %q", name, typ)
	}
	if n := fmt.Sprint(ev["sequence_number"]); n != fmt.Sprint(len(s.events)) {
		t.Errorf("%s has the number %s, want %d", typ, n, len(s.events))
	}
	for _, problem := range []string{byType(events)(ev), described().event(typ, ev)} {
		if problem != "" {
			t.Errorf("%s%s\n%s", typ, problemOf(problem), data)
		}
	}
	s.events = append(s.events, ev)
}

// types gives the types of the events.
func (s *stream) types() []string {
	out := make([]string, len(s.events))
	for i, ev := range s.events {
		out[i] = ev["type"].(string)
	}
	return out
}

// last gives the response of the last event, which must be of a type.
func (s *stream) last(t *testing.T, typ string) object {
	t.Helper()
	if len(s.events) == 0 {
		t.Fatal("no events")
	}
	ev := s.events[len(s.events)-1]
	if ev["type"] != typ {
		t.Fatalf("the last event is %v, want %s: %v", ev["type"], typ, s.types())
	}
	return responseOf(t, ev["response"])
}

// has checks that events of some types came.
func (s *stream) has(t *testing.T, types ...string) {
	t.Helper()
	for _, typ := range types {
		if !slices.Contains(s.types(), typ) {
			t.Errorf("no %s in %v", typ, s.types())
		}
	}
}

// recorder keeps each write of an answer.
type recorder struct {
	header http.Header
	status int
	writes [][]byte
}

func (r *recorder) Header() http.Header    { return r.header }
func (r *recorder) WriteHeader(status int) { r.status = status }
func (r *recorder) FlushError() error      { return nil }
func (r *recorder) Write(p []byte) (int, error) {
	r.writes = append(r.writes, bytes.Clone(p))
	return len(p), nil
}

// faultOf checks an error body and gives the object that says what went wrong.
func faultOf(t *testing.T, raw []byte) object {
	t.Helper()
	v := read(t, raw)
	if problem := (shape{"error": fault.check}).check(v); problem != "" {
		t.Fatalf("error%s: %s", problemOf(problem), raw)
	}
	return v.(object)["error"].(object)
}
