package sse

import "io"

const (
	startSize = 4 << 10 // what most streams never outgrow
	keepSize  = 1 << 20 // a larger buffer is not kept once it is empty
	readSize  = 1 << 9  // less room than this is not worth a read
)

// buffer holds what was read of the source and not yet consumed: b[r:w].
// Callers keep positions relative to r, which filling leaves valid.
type buffer struct {
	src  io.Reader
	b    []byte
	r, w int
	max  int
	err  error // what ended the source
}

func newBuffer(src io.Reader) buffer { return buffer{src: src, max: MaxEvent} }

// SetMax sets how many bytes one event may have, instead of [MaxEvent].
func (b *buffer) SetMax(n int) { b.max = n }

func (b *buffer) bytes() []byte { return b.b[b.r:b.w] }

// fill reads once, so that bytes returns more, or sets err.
func (b *buffer) fill() {
	n := b.w - b.r
	switch {
	case n > b.max:
		b.err = ErrTooLong
		return
	case n == 0 && len(b.b) > keepSize:
		b.b, b.r, b.w = make([]byte, startSize), 0, 0
	case len(b.b)-b.w >= readSize:
	case len(b.b)-n >= max(readSize, len(b.b)/2):
		copy(b.b, b.bytes())
		b.r, b.w = 0, n
	default:
		grown := make([]byte, max(startSize, 2*len(b.b)))
		copy(grown, b.bytes())
		b.b, b.r, b.w = grown, 0, n
	}
	for range 100 {
		n, err := b.src.Read(b.b[b.w:])
		b.w += n
		b.err = err
		if n > 0 || err != nil {
			return
		}
	}
	b.err = io.ErrNoProgress
}
