package gemini

import (
	"bytes"
	"io"
)

// bareTail passes an event stream through and keeps what follows it as a bare JSON object: servers answer so when they
// fail in the middle. The object begins with a line that begins with a brace, which no line of an event stream does.
type bareTail struct {
	src io.Reader
	// inLine says that the last byte passed on did not end a line.
	inLine bool
	tail   []byte
}

// maxBare is the longest error body that is kept.
const maxBare = 1 << 20

// Read implements io.Reader.
func (b *bareTail) Read(p []byte) (int, error) {
	if b.tail != nil {
		return 0, b.drain()
	}
	n, err := b.src.Read(p)
	at := b.find(p[:n])
	if at < 0 {
		if n > 0 {
			b.inLine = p[n-1] != '\n'
		}
		return n, err
	}
	b.tail = append([]byte{}, p[at:n]...)
	if err == nil && at == 0 {
		err = b.drain()
	}
	return at, err
}

// find gives the place of a line that begins with a brace; -1 for none.
func (b *bareTail) find(p []byte) int {
	if !b.inLine && len(p) > 0 && p[0] == '{' {
		return 0
	}
	if i := bytes.Index(p, []byte("\n{")); i >= 0 {
		return i + 1
	}
	return -1
}

// drain reads the rest of the source into the tail.
func (b *bareTail) drain() error {
	rest, err := io.ReadAll(io.LimitReader(b.src, maxBare))
	b.tail = append(b.tail, rest...)
	if err == nil {
		err = io.EOF
	}
	return err
}

// body is the bare object; nil where there is none.
func (b *bareTail) body() []byte {
	if b == nil {
		return nil
	}
	return bytes.TrimSpace(b.tail)
}
