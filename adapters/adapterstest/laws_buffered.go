package adapterstest

import (
	"bytes"
	"errors"
	"io"

	"github.com/interlingua/interlingua/adapters"
)

// countingReader counts how often it is read.
type countingReader struct {
	io.Reader
	reads int
}

// Read implements io.Reader.
func (r *countingReader) Read(p []byte) (int, error) {
	r.reads++
	return r.Reader.Read(p)
}

// streamBuffered: where a reader says that an event waits in its buffer, it gives one without reading from the source. A
// relay that trusts it would otherwise hold back what it has while it waits for more.
func streamBuffered(a adapters.Adapter, c *Case) []Finding {
	// Pieces of an odd size end in the middle of events.
	src := &countingReader{Reader: &pieces{rest: c.Body, size: 97}}
	r := c.Reader(a, src)
	buffered, ok := r.(adapters.BufferedReader)
	if !ok {
		return []Finding{{Where: "reader", What: "does not know what it has buffered"}}
	}
	for {
		waits, before := buffered.Buffered(), src.reads
		_, err := r.Next()
		if waits && src.reads != before {
			return []Finding{{Where: "buffered", What: "an event was said to wait, but the reader went to the source"}}
		}
		if err != nil {
			if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
				return nil
			}
			return broken("read", err)
		}
	}
}

// streamFlushes: with the whole stream at hand, a relay need not flush after every event.
func streamFlushes(a adapters.Adapter, c *Case) []Finding {
	r := c.Reader(a, bytes.NewReader(c.Body))
	buffered, ok := r.(adapters.BufferedReader)
	if !ok {
		return nil
	}
	flushes := 0
	for {
		if _, err := r.Next(); err != nil {
			break
		}
		if !buffered.Buffered() {
			flushes++
		}
	}
	// Whether a last event without its blank line is whole, and whether anything follows the last one, only the source tells.
	if flushes > 2+len(c.Body)/1024 {
		return []Finding{{Where: "buffered", What: "most events are said to be the last at hand though all are"}}
	}
	return nil
}
