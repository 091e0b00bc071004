package adapterstest

import (
	"bytes"
	"fmt"
	"io"
	"testing/iotest"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/sse"
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
	// beginning is how far a reader is given every cut itself: there it may look at bytes before there are frames.
	beginning = 64
	// pieceSize is the size of the pieces that a reader is given.
	pieceSize = 16
)

func isShort(_ adapters.Adapter, c *Case) bool { return len(c.Body) <= shortStream }

// streamCut: a stream that is cut in two at any place gives the same events. A reader sees whole frames only, so that it is
// enough that every cut gives the same frames; the reader itself is given the cuts at which frames are made, those in its
// beginning, and pieces from every place.
func streamCut(a adapters.Adapter, c *Case) []Finding {
	if at, ok := framesOf(c).cutAnywhere(c.Body); !ok {
		return []Finding{{Where: "frames", What: fmt.Sprintf("cut in two at byte %d the stream gives other frames", at)}}
	}
	want := trace(a, c, bytes.NewReader(c.Body), nil)
	var got []byte
	differs := func(src io.Reader) bool {
		got = trace(a, c, src, got[:0])
		return !bytes.Equal(want, got)
	}
	for i := 1; i < len(c.Body); i++ {
		if (i < beginning || delicate(c.Body, i)) && differs(&pieces{rest: c.Body, first: i, size: len(c.Body)}) {
			return []Finding{{Where: "events", What: fmt.Sprintf("cut in two at byte %d the stream gives other events", i)}}
		}
	}
	for first := 1; first <= pieceSize; first++ {
		if differs(&pieces{rest: c.Body, first: first, size: pieceSize}) {
			return []Finding{{Where: "events", What: fmt.Sprintf("cut into pieces from byte %d the stream gives other events", first)}}
		}
	}
	return nil
}

// frames opens a stream as the frames that it is made of.
type frames func(io.Reader) sse.Events

func framesOf(c *Case) frames {
	if c.Array {
		return func(r io.Reader) sse.Events { return sse.NewJSONArrayReader(r) }
	}
	return func(r io.Reader) sse.Events { return sse.NewReader(r) }
}

// cutAnywhere reports whether a stream cut in two at every place gives the same frames, and a place where it does not.
func (open frames) cutAnywhere(body []byte) (at int, ok bool) {
	var want []sse.Event
	src := open(bytes.NewReader(body))
	ev, end := src.Next()
	for ; end == nil; ev, end = src.Next() {
		want = append(want, sse.Event{Name: ev.Name, Data: bytes.Clone(ev.Data), Cut: ev.Cut})
	}
	same := func(src sse.Events) bool {
		for _, w := range want {
			ev, err := src.Next()
			if err != nil || ev.Name != w.Name || ev.Cut != w.Cut || !bytes.Equal(ev.Data, w.Data) {
				return false
			}
		}
		_, err := src.Next()
		return fmt.Sprint(err) == fmt.Sprint(end)
	}
	for i := 1; i < len(body); i++ {
		if !same(open(&pieces{rest: body, first: i, size: len(body)})) {
			return i, false
		}
	}
	return 0, true
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
