package adapterstest

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/interlingua/interlingua/adapters/jsonx"
)

// Frame is one event of an event stream: its name and its data.
type Frame struct{ Name, Data string }

// Frames splits an event stream as the HTML standard says, with its own few lines, so that no reader tests itself. A
// last event without its blank line counts.
func Frames(stream []byte) []Frame {
	text := strings.TrimPrefix(string(stream), "\ufeff")
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	var frames []Frame
	var name string
	var data []string
	for _, line := range strings.Split(text+"\n\n", "\n") {
		if line == "" {
			if data != nil {
				frames = append(frames, Frame{Name: name, Data: strings.Join(data, "\n")})
			}
			name, data = "", nil
			continue
		}
		field, value, _ := strings.Cut(line, ":")
		value = strings.TrimPrefix(value, " ")
		switch field {
		case "event":
			name = value
		case "data":
			data = append(data, value)
		}
	}
	return frames
}

// ArrayFrames gives the elements of a stream that is one JSON array.
func ArrayFrames(array []byte) []Frame {
	var frames []Frame
	for e := range jsonx.Elements(string(bytes.TrimSpace(array))) {
		frames = append(frames, Frame{Data: e})
	}
	return frames
}

// SameFrames compares two streams event by event. Where the source was cut, a last event of it that is no whole JSON does
// not count.
func SameFrames(want, got []Frame, cut bool) []Finding {
	if n := len(want); cut && n > len(got) && !jsonx.ValidText(want[n-1].Data) {
		want = want[:n-1]
	}
	var found []Finding
	for i := range min(len(want), len(got)) {
		w, g := want[i], got[i]
		if w.Name != g.Name {
			found = append(found, Finding{Where: "event name", What: fmt.Sprintf("frame %d: %q against %q", i, w.Name, g.Name)})
		}
		if w.Data == g.Data {
			continue
		}
		if !jsonx.ValidText(w.Data) {
			found = append(found, Finding{Where: "data", What: fmt.Sprintf("frame %d: %.40q against %.40q", i, w.Data, g.Data)})
			continue
		}
		for _, f := range SameDocument([]byte(w.Data), []byte(g.Data)) {
			f.What = fmt.Sprintf("%s (frame %d %s)", f.What, i, w.Name)
			found = append(found, f)
		}
	}
	if len(want) != len(got) {
		found = append(found, Finding{Where: "frames", What: fmt.Sprintf("count: %d against %d", len(want), len(got))})
	}
	return found
}
