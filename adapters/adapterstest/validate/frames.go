package validate

import (
	"strings"
)

// frame is one event of an event stream.
type frame struct {
	// at is its pointer into the list of frames.
	at string
	// names and data are the values of its lines, in order.
	names, data []string
	// doc is the decoded data; nil where it is no JSON, or a mark such as [DONE].
	doc any
}

// payload is the data of a frame as a client joins it.
func (f *frame) payload() string { return strings.Join(f.data, "\n") }

// name is the name of the event; "" where it has none.
func (f *frame) name() string {
	if len(f.names) == 0 {
		return ""
	}
	return f.names[len(f.names)-1]
}

// split cuts a stream into frames and reports what no client should have to bear: lines that are no fields, an end that is
// cut off, several names or data lines in one frame. Comments pass; a dialect that knows none says so by itself.
func split(c *check, sse []byte) []*frame {
	text := strings.ReplaceAll(string(sse), "\r\n", "\n")
	if text == "" {
		c.fail("", "is empty")
		return nil
	}
	if !strings.HasSuffix(text, "\n\n") {
		c.fail("", "does not end in a blank line")
	}
	var frames []*frame
	for block := range strings.SplitSeq(strings.Trim(text, "\n"), "\n\n") {
		f := &frame{at: under("", len(frames))}
		for line := range strings.SplitSeq(block, "\n") {
			f.line(c, line)
		}
		if f.data != nil || f.names != nil {
			frames = append(frames, f)
			f.whole(c)
		}
	}
	return frames
}

// line takes one line of a frame.
func (f *frame) line(c *check, line string) {
	field, value, _ := strings.Cut(line, ":")
	value = strings.TrimPrefix(value, " ")
	switch field {
	case "data":
		f.data = append(f.data, value)
	case "event":
		f.names = append(f.names, value)
	case "":
		// a comment
	default:
		c.fail(f.at, "has a line that is neither event nor data")
	}
}

// whole checks that a frame is one name at most and one line of data.
func (f *frame) whole(c *check) {
	if len(f.names) > 1 {
		c.fail(f.at, "has %d names", len(f.names))
	}
	if len(f.data) != 1 {
		c.fail(f.at, "has %d lines of data", len(f.data))
	}
}

// parse decodes the data of a frame.
func (f *frame) parse(c *check) {
	doc, problems := decode([]byte(f.payload()))
	for _, p := range problems {
		c.problems = append(c.problems, f.at+p)
	}
	f.doc = doc
}

// done is the mark that ends some streams.
const done = "[DONE]"
