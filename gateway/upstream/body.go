package upstream

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/interlingua/interlingua/adapters"
)

// Lease counts who may still read the memory of a document that is sent: a transport may do so after its upstream answered. The zero
// value is ready. It is safe for concurrent use.
type Lease struct{ readers atomic.Int64 }

// Over reports whether nobody reads it now. No call may be under way that could begin to.
func (l *Lease) Over() bool { return l.readers.Load() == 0 }

// setBody gives a request its document.
func setBody(req *http.Request, w adapters.Wire, lease *Lease) {
	if w.Body == nil {
		return
	}
	parts := w.Change.Parts(w.Body)
	open := func() io.ReadCloser { return newBody(parts, lease) }
	for _, p := range parts {
		req.ContentLength += int64(len(p))
	}
	switch size := req.ContentLength; {
	case size == 0:
		open = func() io.ReadCloser { return http.NoBody }
	case size <= smallBytes:
		text := w.Body
		if lease != nil || w.Change.End > 0 {
			text = slices.Concat(parts[:]...)
		}
		open = func() io.ReadCloser { return io.NopCloser(bytes.NewReader(text)) }
	}
	req.Body = open()
	// A kept connection may turn out to be dead: the transport then sends the document again.
	req.GetBody = func() (io.ReadCloser, error) { return open(), nil }
}

// smallBytes is how large a document may be that is copied for the transport: what it knows to be in memory goes out in one piece
// with the header.
const smallBytes = 8 << 10

// body reads a document in parts. Once it is closed nothing of the document is read, whoever still tries.
type body struct {
	mu    sync.Mutex
	parts [3][]byte
	next  int
	open  bool
	lease *Lease
}

func newBody(parts [3][]byte, lease *Lease) *body {
	if lease != nil {
		lease.readers.Add(1)
	}
	return &body{parts: parts, open: true, lease: lease}
}

// errClosed is what is read of a closed body.
var errClosed = errors.New("the body is closed")

// Read implements io.Reader.
func (b *body) Read(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if !b.open {
		return 0, errClosed
	}
	n := 0
	for b.next < len(b.parts) {
		part := b.parts[b.next]
		m := copy(p[n:], part)
		n += m
		if b.parts[b.next] = part[m:]; m < len(part) {
			return n, nil
		}
		b.next++
	}
	if n == 0 && len(p) > 0 {
		return 0, io.EOF
	}
	return n, nil
}

// Close implements io.Closer.
func (b *body) Close() error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.open && b.lease != nil {
		b.lease.readers.Add(-1)
	}
	b.open, b.parts = false, [3][]byte{}
	return nil
}
