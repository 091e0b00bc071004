package jsonx

import (
	"math"
	"strconv"
	"strings"
)

// Writer appends one JSON document to a byte slice. What it writes is a single
// line: line breaks between the tokens of raw JSON become spaces, so that a
// document may stand in one data line of an event stream.
//
// Commas come by themselves: a value directly after another one is its next
// neighbour. The caller sees to the rest of the grammar. A Writer belongs to
// one goroutine; reused by Reset it does not allocate beyond its buffer.
type Writer struct {
	buf   []byte
	start int      // where the document begins in buf
	own   []member // own members of the objects now open, innermost last
}

// NewWriter returns a Writer that appends to dst, and owns it until Bytes.
func NewWriter(dst []byte) *Writer {
	return &Writer{buf: dst, start: len(dst)}
}

// Reset starts a new document at the end of dst, which the Writer owns until
// Bytes. What dst holds already is left alone.
func (w *Writer) Reset(dst []byte) {
	clear(w.own)
	w.buf, w.start, w.own = dst, len(dst), w.own[:0]
}

// Bytes returns dst with what was appended. The Writer may go on after it.
func (w *Writer) Bytes() []byte { return w.buf }

// BeginArray opens an array as the next value.
func (w *Writer) BeginArray() {
	w.sep()
	w.buf = append(w.buf, '[')
}

// EndArray closes the innermost array.
func (w *Writer) EndArray() { w.buf = append(w.buf, ']') }

// Str writes a string. Bytes of v that are no UTF-8 become U+FFFD.
func (w *Writer) Str(v string) {
	w.sep()
	w.buf = appendQuoted(w.buf, v)
}

// Int writes an integer.
func (w *Writer) Int(v int64) {
	w.sep()
	w.buf = strconv.AppendInt(w.buf, v, 10)
}

// Float writes a number, the shortest that reads back as v. Infinities and NaN,
// which JSON lacks, are written as null.
func (w *Writer) Float(v float64) {
	w.sep()
	w.buf = appendFloat(w.buf, v)
}

// Bool writes true or false.
func (w *Writer) Bool(v bool) {
	w.sep()
	w.buf = strconv.AppendBool(w.buf, v)
}

// Null writes null.
func (w *Writer) Null() { w.Raw("null") }

// Raw writes json, one valid JSON value, as it is but for line breaks between
// tokens. An empty text is written as null.
func (w *Writer) Raw(json string) {
	w.sep()
	if json == "" {
		json = "null"
	}
	from := len(w.buf)
	w.buf = append(w.buf, json...)
	if strings.IndexByte(json, '\n') >= 0 || strings.IndexByte(json, '\r') >= 0 {
		for i, c := range w.buf[from:] {
			if c == '\n' || c == '\r' {
				w.buf[from+i] = ' '
			}
		}
	}
}

// RawBytes is [Writer.Raw] for bytes.
func (w *Writer) RawBytes(json []byte) { w.Raw(stringOf(json)) }

// sep writes a comma where the last byte ends a value.
func (w *Writer) sep() {
	if n := len(w.buf); n > w.start {
		switch w.buf[n-1] {
		case '{', '[', ':', ',':
		default:
			w.buf = append(w.buf, ',')
		}
	}
}

// appendFloat appends v as encoding/json writes it.
func appendFloat(dst []byte, v float64) []byte {
	if math.IsInf(v, 0) || math.IsNaN(v) {
		return append(dst, "null"...)
	}
	format := byte('f')
	if abs := math.Abs(v); abs != 0 && (abs < 1e-6 || abs >= 1e21) {
		format = 'e'
	}
	dst = strconv.AppendFloat(dst, v, format, -1, 64)
	// e-09 becomes e-9.
	if n := len(dst); format == 'e' && n >= 4 && dst[n-4] == 'e' && dst[n-3] == '-' && dst[n-2] == '0' {
		dst[n-2] = dst[n-1]
		dst = dst[:n-1]
	}
	return dst
}
