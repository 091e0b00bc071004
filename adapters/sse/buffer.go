package sse

import "io"

const (
	startSize = 4 << 10  // what most streams never outgrow
	burstSize = 16 << 10 // for a source that has more than that ready at once
	relaySize = 32 << 10 // the same where it is passed on: each read is a write there
	keepSize  = 1 << 20  // a larger buffer is not kept once it is empty
	readSize  = 1 << 9   // less room than this is not worth a read
)

// buffer holds what was read of the source and not yet consumed: b[r:w].
// Callers keep positions relative to r, which filling leaves valid.
type buffer struct {
	src  io.Reader
	b    []byte
	r, w int
	max  int
	err  error // what ended the source

	full  bool // the last read left no room: the source may have more
	relay relay
}

func newBuffer(src io.Reader) buffer { return buffer{src: src, max: MaxEvent} }

// SetMax sets how many bytes one event may have, instead of [MaxEvent].
func (b *buffer) SetMax(n int) { b.max = n }

func (b *buffer) bytes() []byte { return b.b[b.r:b.w] }

// fill reads once, so that bytes returns more, or sets err.
func (b *buffer) fill() {
	if b.w-b.r > b.max {
		b.err = ErrTooLong
		return
	}
	if b.relay.wait != nil {
		if b.err = b.relay.wait(); b.err != nil {
			return
		}
	}
	b.makeRoom()
	for range 100 {
		n, err := b.src.Read(b.b[b.w:])
		b.w += n
		b.err = err
		if n > 0 || err != nil {
			b.full = b.w == len(b.b)
			return
		}
	}
	b.err = io.ErrNoProgress
}

// makeRoom makes room for a read worth its cost. What was consumed makes way; a source that filled the last read gets a buffer
// for all that it may have ready.
func (b *buffer) makeRoom() {
	from := b.r + b.relay.from
	n, size := b.w-from, len(b.b)
	switch {
	case n == 0 && size > keepSize, size == 0:
		size = startSize
	case b.full && size < b.burst():
		size = b.burst()
	case size-n < readSize, from > 0 && size-n < size/2:
		size *= 2
	case from == 0:
		return
	}
	to := b.b
	if size != len(b.b) {
		to = make([]byte, size)
	}
	copy(to, b.b[from:b.w])
	b.b, b.r, b.w = to, b.r-from, n
}

func (b *buffer) burst() int {
	if b.relay.wait != nil {
		return relaySize
	}
	return burstSize
}
