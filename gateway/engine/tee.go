package engine

import "io"

// tee keeps what was read until it is taken.
type tee struct {
	r     io.Reader
	buf   []byte
	taken int
}

// Read implements io.Reader.
func (t *tee) Read(p []byte) (int, error) {
	if t.taken > 0 {
		t.buf = t.buf[:copy(t.buf, t.buf[t.taken:])]
		t.taken = 0
	}
	n, err := t.r.Read(p)
	t.buf = append(t.buf, p[:n]...)
	return n, err
}

// take gives the whole frames that were not taken yet. They are valid until the next call of Read.
func (t *tee) take() []byte {
	rest := t.buf[t.taken:]
	n := lastFrameEnd(rest)
	t.taken += n
	return rest[:n]
}

// rest gives all that was not taken.
func (t *tee) rest() []byte { return t.buf[t.taken:] }

// lastFrameEnd gives where the last whole frame ends, 0 where there is none. A frame ends with an empty line, whose line ends may be
// LF, CR or both.
func lastFrameEnd(b []byte) int {
	for i := len(b) - 1; i > 0; i-- {
		switch {
		case b[i] != '\n' && b[i] != '\r':
		case b[i-1] == b[i], b[i] == '\n' && b[i-1] == '\r' && i > 1 && b[i-2] == '\n':
			return i + 1
		}
	}
	return 0
}
