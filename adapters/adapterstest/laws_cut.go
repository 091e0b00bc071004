package adapterstest

import (
	"bytes"
	"fmt"
	"io"
	"testing/iotest"

	"github.com/interlingua/interlingua/adapters"
)

// streamSingleBytes: it does not matter how the network cuts a stream.
func streamSingleBytes(a adapters.Adapter, c *Case) []Finding {
	want := trace(a, c, bytes.NewReader(c.Body), nil)
	if got := trace(a, c, iotest.OneByteReader(bytes.NewReader(c.Body)), nil); !bytes.Equal(want, got) {
		return []Finding{{Where: "events", What: "read in single bytes the stream gives other events"}}
	}
	return nil
}

const (
	// shortStream is the longest stream that is cut at every place.
	shortStream = 8 << 10
	// tinyStream is the longest stream that is cut in two at every place. Longer ones are cut in two around the ends of
	// lines and in characters of several bytes, and in pieces of pieceSize everywhere else: that is a twentieth of the work.
	tinyStream = 2 << 10
	pieceSize  = 128
)

func isShort(_ adapters.Adapter, c *Case) bool { return len(c.Body) <= shortStream }

// streamCut: a stream that is cut at any place gives the same events.
func streamCut(a adapters.Adapter, c *Case) []Finding {
	want := trace(a, c, bytes.NewReader(c.Body), nil)
	var got []byte
	differs := func(src io.Reader) bool {
		got = trace(a, c, src, got[:0])
		return !bytes.Equal(want, got)
	}
	for i := 1; i < len(c.Body); i++ {
		if (len(c.Body) <= tinyStream || delicate(c.Body, i)) && differs(&pieces{rest: c.Body, first: i, size: len(c.Body)}) {
			return []Finding{{Where: "events", What: fmt.Sprintf("cut in two at byte %d the stream gives other events", i)}}
		}
	}
	for first := 1; len(c.Body) > tinyStream && first <= pieceSize; first++ {
		if differs(&pieces{rest: c.Body, first: first, size: pieceSize}) {
			return []Finding{{Where: "events", What: fmt.Sprintf("cut into pieces from byte %d the stream gives other events", first)}}
		}
	}
	return nil
}

// delicate reports whether a place is next to the end of a line, or inside a character.
func delicate(text []byte, i int) bool {
	for _, b := range text[max(0, i-2):min(len(text), i+2)] {
		if b == '\n' || b == '\r' {
			return true
		}
	}
	return text[i] >= 0x80
}

// pieces is a reader that gives a first piece of one size and further ones of another.
type pieces struct {
	rest        []byte
	first, size int
}

// Read implements io.Reader.
func (r *pieces) Read(p []byte) (int, error) {
	if len(r.rest) == 0 {
		return 0, io.EOF
	}
	size := r.size
	if r.first > 0 {
		size = r.first
	}
	n := copy(p, r.rest[:min(size, len(r.rest))])
	r.rest = r.rest[n:]
	r.first = max(0, r.first-n)
	return n, nil
}
