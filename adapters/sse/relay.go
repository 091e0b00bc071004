package sse

// relay is what a [Reader] knows of a stream that is also passed on.
type relay struct {
	wait func() error
	// What nobody took yet of the whole events: positions relative to r, where from is never greater than 0.
	from, to int
}

// move follows r, which moves n bytes on.
func (k *relay) move(n int) {
	if k.wait != nil {
		k.from, k.to = k.from-n, k.to-n
	}
}

// lead follows r over a byte that ends the event before it: to is 0.
func (k *relay) lead() {
	if k.wait != nil {
		k.from--
	}
}

// Relay prepares the reader of a stream that is also passed on as it came. The
// reader then keeps the bytes of all events until [Reader.Whole] takes them,
// and calls wait each time before it reads from its source, where it may be
// kept waiting. An error of wait is returned like one of the source.
func (r *Reader) Relay(wait func() error) { r.relay.wait = wait }

// Whole takes the bytes of the events that came whole, with all that stood
// between them. They are valid until the next call of Next.
func (r *Reader) Whole() []byte {
	whole := r.b[r.r+r.relay.from : r.r+r.relay.to]
	r.relay.from = r.relay.to
	return whole
}

// Rest returns what was read and does not belong to an event that came whole.
func (r *Reader) Rest() []byte { return r.b[r.r+r.relay.to : r.w] }
