package adapterstest

import (
	"bytes"
	"fmt"
	"io"
	"runtime"
	"slices"
	"sync"
	"testing/iotest"

	"github.com/interlingua/interlingua/adapters"
)

// streamSingleBytes: it does not matter how the network cuts a stream.
func streamSingleBytes(a adapters.Adapter, c *Case) []Finding {
	whole := record(a, c)
	if !whole.repeats(c.Reader(a, iotest.OneByteReader(bytes.NewReader(c.Body)))) {
		return []Finding{{Where: "events", What: "read in single bytes the stream gives other events"}}
	}
	return nil
}

// shortStream is the longest stream that is cut at every place: the work grows with the square of the length.
const shortStream = 8 << 10

func isShort(_ adapters.Adapter, c *Case) bool { return len(c.Body) <= shortStream }

// sampledPlaces is how far apart the cuts are where a sample must do.
const sampledPlaces = 7

// streamCut: a stream that is cut in two, at whatever place, gives the same events. All cores share the places.
func streamCut(a adapters.Adapter, c *Case) []Finding {
	workers, step := runtime.GOMAXPROCS(0), 1
	if sampled() {
		step = sampledPlaces
	}
	found := make([][]Finding, workers)
	var group sync.WaitGroup
	for w := range workers {
		group.Go(func() {
			found[w] = Guard(func() []Finding {
				whole := record(a, c)
				for at := 1 + w*step; at < len(c.Body); at += workers * step {
					if !whole.repeats(c.Reader(a, &pieces{rest: c.Body, first: at, size: len(c.Body)})) {
						return []Finding{{Where: "events", What: fmt.Sprintf("cut in two at byte %d the stream gives other events", at)}}
					}
				}
				return nil
			})
		})
	}
	group.Wait()
	return slices.Concat(found...)
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
