// Package sse reads streams of events and appends frames to them.
//
// [Reader] takes a text/event-stream apart as the HTML standard says,
// [JSONArrayReader] a JSON array that is still being written, as Gemini sends it
// without alt=sse. Both are [Events]. The Append functions build frames in the
// caller's buffer. Neither side looks into the data of an event.
package sse

import "errors"

// MaxEvent is how many bytes one event may have unless SetMax says otherwise.
const MaxEvent = 32 << 20

var (
	// ErrTooLong ends a stream that has an event larger than the maximum.
	ErrTooLong = errors.New("sse: event too long")
	// ErrNotArray ends a stream that was to be a JSON array and is not.
	ErrNotArray = errors.New("sse: stream is not a JSON array")
)

// Event is one event of a stream. Data and Raw belong to the reader and are
// valid until its next call; Name may be kept.
type Event struct {
	Name string // the event field, "" if there was none
	Data []byte // the data lines, joined by line feeds; not nil, may be empty
	Raw  []byte // the event as it came, up to and with what ends it
	Cut  bool   // the stream ended without the blank line after this event
}

// Events is a stream of events. It belongs to one goroutine.
type Events interface {
	// Next returns the next event, reading as much as it needs and no more.
	// After the last one it returns io.EOF, or what went wrong, for ever.
	Next() (Event, error)

	// Buffered reports whether Next would return an event without reading from
	// the source. A writer flushes when it would not.
	Buffered() bool
}
