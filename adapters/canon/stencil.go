package canon

import (
	"bytes"
	"strconv"

	"github.com/interlingua/interlingua/adapters/jsonx"
)

// Stencil writes the frames of one text, which differ in its pieces, and perhaps in numbers, and in nothing else. All that
// a frame depends on beside these is in the key. The zero value has learned nothing.
type Stencil[K comparable] struct {
	frame jsonx.Template
	key   K
	known bool
}

// Forget makes the next frame unlike those before it.
func (s *Stencil[K]) Forget() { s.known = false }

// Append appends the frame of another piece of the text; false, and it appends nothing, where the key is another one.
func (s *Stencil[K]) Append(dst []byte, key K, text string, numbers ...int64) ([]byte, bool) {
	if !s.known || s.key != key {
		return dst, false
	}
	s.frame.Used()
	for i, n := range numbers {
		dst = strconv.AppendInt(append(dst, s.frame.Piece(i)...), n, 10)
	}
	dst = jsonx.AppendQuote(append(dst, s.frame.Piece(len(numbers))...), text)
	return append(dst, s.frame.Piece(len(numbers)+1)...), true
}

// Learn takes a frame, whose data is an object with the values at the places: the numbers, then the text.
func (s *Stencil[K]) Learn(key K, frame []byte, places ...string) {
	s.known = s.frame.Worth() && s.frame.LearnAt(frame, bytes.IndexByte(frame, '{'), places...)
	s.key = key
}
