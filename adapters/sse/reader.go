package sse

import (
	"bytes"
	"errors"
	"io"
)

// Reader reads a text/event-stream: lines that end in LF, CR or CRLF, with or
// without a byte order mark at the start; comments and the fields id and retry
// are skipped, and so are events without data. It differs from the standard
// in one point: an event that the end of the stream cuts off is returned, with
// Cut set, since not every server sends the last blank line.
//
// An error of the source comes after the events that were complete before it.
// In a steady state Next does not allocate.
type Reader struct {
	buffer
	next    int  // where the unread rest begins, relative to r
	started bool // the first line is behind us
	skipLF  bool // the last line ended in CR: an LF now belongs to it
	names   names

	// The event so far, positions relative to r.
	line    int // start of the line being read
	scanned int // nothing ends a line before this
	name    string
	data    span // the first data line
	lines   int  // number of data lines
	joined  []byte
}

type span struct{ from, to int }

// NewReader returns a Reader of src. It reads ahead, up to its buffer.
func NewReader(src io.Reader) *Reader { return &Reader{buffer: newBuffer(src)} }

// Next implements [Events]. It returns an error of src as it is, io.EOF among
// them, and [ErrTooLong].
func (r *Reader) Next() (Event, error) {
	r.begin(r.next)
	for {
		line, ok := r.readLine()
		if r.line > r.max {
			r.err, ok = ErrTooLong, false
		}
		switch {
		case ok && len(line.of(r.bytes())) > 0:
			r.field(line)
		case ok && r.lines > 0:
			return r.event(false), nil
		case ok: // nothing to dispatch
			r.relay.to = r.line
			r.begin(r.line)
		case r.err == nil:
			r.fill()
		case errors.Is(r.err, io.EOF) && r.finish():
			return r.event(true), nil
		default:
			r.drop()
			return Event{}, r.err
		}
	}
}

// begin forgets the first n bytes and starts a new event after them.
func (r *Reader) begin(n int) {
	r.r += n
	r.relay.move(n)
	r.line, r.scanned, r.next = r.line-n, r.scanned-n, 0
	r.name, r.lines = "", 0
}

// drop forgets what came of an event that will not come whole, so that the end of the stream does not dispatch it again.
func (r *Reader) drop() {
	r.begin(0)
	if r.relay.wait == nil {
		r.r = r.w
	}
	r.line, r.scanned = len(r.bytes()), len(r.bytes())
}

// event returns the event that ends where the next line begins.
func (r *Reader) event(cut bool) Event {
	b := r.bytes()
	r.next = r.line
	if !cut {
		r.relay.to = r.line
	}
	e := Event{Name: r.name, Data: r.data.of(b), Raw: b[:r.line:r.line], Cut: cut}
	if r.lines > 1 {
		e.Data = r.joined
	}
	return e
}

// finish takes the rest of the stream for a line, and reports whether that
// leaves an event.
func (r *Reader) finish() bool {
	rest := r.bytes()
	if len(rest) > r.max {
		r.err = ErrTooLong
		return false
	}
	if r.line < len(rest) {
		line := r.trimmed(span{r.line, len(rest)})
		r.line, r.scanned = len(rest), len(rest)
		if len(line.of(rest)) > 0 {
			r.field(line)
		}
	}
	return r.lines > 0
}

// readLine steps over the next line if it is complete.
func (r *Reader) readLine() (line span, ok bool) {
	b := r.bytes()
	if r.skipLF && r.line < len(b) {
		r.skipLF = false
		switch {
		case b[r.line] != '\n':
		case r.line == 0: // it belongs to the event before
			r.r++
			r.relay.lead()
			b = b[1:]
		default:
			r.line++
			r.scanned = r.line
		}
	}
	end, after := lineEnd(b, r.scanned)
	if end < 0 {
		r.scanned = len(b)
		return span{}, false
	}
	line = r.trimmed(span{r.line, end})
	r.skipLF = b[end] == '\r' && end+1 == len(b)
	r.line, r.scanned = after, after
	return line, true
}

// trimmed returns line without the byte order mark that the first may have.
func (r *Reader) trimmed(line span) span {
	if !r.started {
		r.started = true
		if bytes.HasPrefix(line.of(r.bytes()), []byte("\uFEFF")) {
			line.from += len("\uFEFF")
		}
	}
	return line
}

// field takes one line that is not empty.
func (r *Reader) field(line span) {
	b := line.of(r.bytes())
	name, value := b, line
	if i := bytes.IndexByte(b, ':'); i >= 0 {
		name = b[:i]
		if i++; i < len(b) && b[i] == ' ' {
			i++
		}
		value.from += i
	} else {
		value.from = value.to
	}
	switch string(name) {
	case "data":
		r.addData(value)
	case "event":
		r.name = r.names.intern(value.of(r.bytes()))
	}
}

func (r *Reader) addData(value span) {
	b := r.bytes()
	switch r.lines++; r.lines {
	case 1:
		r.data = value
	case 2:
		r.joined = append(append(r.joined[:0], r.data.of(b)...), '\n')
		r.joined = append(r.joined, value.of(b)...)
	default:
		r.joined = append(append(r.joined, '\n'), value.of(b)...)
	}
}

// Buffered implements [Events].
func (r *Reader) Buffered() bool {
	b, data := r.bytes()[r.next:], false
	if r.skipLF && len(b) > 0 && b[0] == '\n' {
		b = b[1:]
	}
	for {
		end, after := lineEnd(b, 0)
		switch {
		case end < 0:
			return errors.Is(r.err, io.EOF) && (data || isData(b))
		case end == 0 && data:
			return true
		case end > 0:
			data = data || isData(b[:end])
		}
		b = b[after:]
	}
}

// isData reports whether line is a data line.
func isData(line []byte) bool {
	rest, ok := bytes.CutPrefix(line, []byte("data"))
	return ok && (len(rest) == 0 || rest[0] == ':')
}

// lineEnd returns where the line ends that goes on at b[from], and where the
// next one begins; -1 if it does not end.
func lineEnd(b []byte, from int) (end, after int) {
	n := bytes.IndexByte(b[from:], '\n')
	line := b[from:]
	if n >= 0 {
		line = line[:n]
	}
	if i := bytes.IndexByte(line, '\r'); i >= 0 {
		after = from + i + 1
		if i+1 == n {
			after++
		}
		return from + i, after
	}
	if n < 0 {
		return -1, 0
	}
	return from + n, from + n + 1
}

func (s span) of(b []byte) []byte { return b[s.from:s.to:s.to] }
