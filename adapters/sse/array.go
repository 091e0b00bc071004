package sse

import (
	"bytes"
	"errors"
	"io"
)

// JSONArrayReader reads the elements of a JSON array that is still being written.
// Data of an [Event] is the text of one element, complete as to brackets and
// quotes but not checked further; there are no names. A lone object in the
// place of the array, as a server sends it for an error, is the one element.
//
// A stream that ends before the array does gives io.ErrUnexpectedEOF, and what
// is no array [ErrNotArray]. In a steady state Next does not allocate.
type JSONArrayReader struct {
	buffer
	next  int // where the unread rest begins, relative to r
	state arrayState
}

// arrayState is how far the bytes are read: pos is relative to r.
type arrayState struct {
	pos    int
	start  int // where the element begins
	place  place
	depth  int  // objects and arrays open within the element
	quoted bool // within a string
	lone   bool // the element is the whole document
}

// place is where in the document the next byte stands.
type place uint8

const (
	beforeArray   place = iota
	betweenValues       // within the array, whitespace and commas
	inValue             // within an element
	afterArray
	broken
)

// NewJSONArrayReader returns an JSONArrayReader of src. It reads ahead, up to its buffer.
func NewJSONArrayReader(src io.Reader) *JSONArrayReader {
	return &JSONArrayReader{buffer: newBuffer(src)}
}

// Next implements [Events]. It returns an error of src as it is, save io.EOF
// before the end of the array, and [ErrTooLong].
func (r *JSONArrayReader) Next() (Event, error) {
	r.r += r.next
	r.state.pos -= r.next
	r.next = 0
	for {
		b := r.bytes()
		if r.state.advance(b) {
			s := &r.state
			if s.pos-s.start > r.max {
				r.err, s.place = ErrTooLong, broken
				return Event{}, r.err
			}
			r.next = s.pos
			return Event{Data: b[s.start:s.pos:s.pos], Raw: b[:s.pos:s.pos]}, nil
		}
		switch {
		case r.state.place == afterArray:
			return Event{}, io.EOF
		case r.state.place == broken && !errors.Is(r.err, ErrTooLong):
			return Event{}, ErrNotArray
		case errors.Is(r.err, io.EOF):
			return Event{}, io.ErrUnexpectedEOF
		case r.err != nil:
			return Event{}, r.err
		}
		r.fill()
	}
}

// Buffered implements [Events].
func (r *JSONArrayReader) Buffered() bool {
	ahead := r.state
	return ahead.advance(r.bytes())
}

// advance goes on in b and reports whether an element ends, at pos.
func (s *arrayState) advance(b []byte) bool {
	for s.pos < len(b) {
		if s.place == inValue {
			if !s.value(b) {
				return false
			}
			if s.place = betweenValues; s.lone {
				s.place = afterArray
			}
			return true
		}
		switch c := b[s.pos]; {
		case s.place > inValue:
			return false
		case c == ' ' || c == '\t' || c == '\r' || c == '\n':
			s.pos++
		case s.place == beforeArray && c == '[':
			s.pos++
			s.place = betweenValues
		case s.place == beforeArray:
			s.lone = c == '{'
			if s.place = broken; s.lone {
				s.place, s.start = inValue, s.pos
			}
		case c == ',':
			s.pos++
		case c == ']':
			s.pos++
			s.place = afterArray
		case c == '}' || c == ':':
			s.place = broken
		default:
			s.place, s.start = inValue, s.pos
		}
	}
	return false
}

// value goes on within an element and reports whether it ends, at pos.
func (s *arrayState) value(b []byte) bool {
	for s.pos < len(b) {
		if s.quoted {
			i := bytes.IndexByte(b[s.pos:], '"')
			in := b[s.pos:]
			if i >= 0 {
				in = in[:i]
			}
			switch j := bytes.IndexByte(in, '\\'); {
			case j >= 0 && s.pos+j+1 == len(b):
				s.pos += j // the escaped byte is to come
				return false
			case j >= 0:
				s.pos += j + 2
			case i < 0:
				s.pos = len(b)
			default:
				s.pos += i + 1
				if s.quoted = false; s.depth == 0 {
					return true
				}
			}
			continue
		}
		switch b[s.pos] {
		case '"':
			s.quoted = true
		case '{', '[':
			s.depth++
		case '}', ']':
			if s.depth == 0 {
				return true // the array ends after a number or literal
			}
			if s.depth--; s.depth == 0 {
				s.pos++
				return true
			}
		case ',', ' ', '\t', '\r', '\n':
			if s.depth == 0 {
				return true
			}
		}
		s.pos++
	}
	return false
}
