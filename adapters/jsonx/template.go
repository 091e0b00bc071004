package jsonx

import "bytes"

// Template recognizes documents that equal one seen before but for a few
// values: most chunks of a stream do. It relies on nothing else, so that it
// holds for every sender. It belongs to one goroutine; once it has learned it
// does not allocate. The zero value has learned nothing.
type Template struct {
	text   []byte // the document without the values
	blanks []blank
	values []string
	tries  int // how often Worth was asked since what was learned was of use
}

// blank is the place of a value: end is where the text before it ends.
type blank struct {
	end  int
	kind Kind
}

// Worth reports whether to learn from a document: only from few where what was
// learned from those before was of no use.
func (t *Template) Worth() bool {
	const always, every = 8, 64
	t.tries++
	return t.tries <= always || t.tries%every == 0
}

// Used says that what was learned is of use, as a match does.
func (t *Template) Used() { t.tries = 0 }

// Learn takes a document that is known to be valid and the values that may
// differ, each a part of doc and one after the other. Only strings and numbers
// can be matched. Where it returns false nothing will.
func (t *Template) Learn(doc []byte, values ...string) bool {
	return t.LearnText(stringOf(doc), values...)
}

// LearnText is [Template.Learn] for a string.
func (t *Template) LearnText(doc string, values ...string) bool {
	t.text, t.blanks = t.text[:0], t.blanks[:0]
	from := 0
	for _, v := range values {
		start, end := Span(bytesOf(doc), v)
		kind := KindOf(v)
		if start < from || start == end {
			t.blanks = t.blanks[:0]
			return false
		}
		t.text = append(t.text, doc[from:start]...)
		t.blanks = append(t.blanks, blank{len(t.text), kind})
		from = end
	}
	t.text = append(t.text, doc[from:]...)
	return len(values) > 0
}

// LearnAt is [Template.Learn] for the values at places, each an RFC 6901
// pointer into what doc holds from an index on.
func (t *Template) LearnAt(doc []byte, from int, places ...string) bool {
	values := t.values[:0]
	for _, place := range places {
		raw, _ := Lookup(stringOf(doc[from:]), place)
		values = append(values, raw)
	}
	t.values = values
	return t.Learn(doc, values...)
}

// Match returns the values of a document that is like the one learned, in
// order; nil for any other. They are parts of doc, and valid until the next
// call. Whitespace before the last bracket does not count: some servers hide
// the length of a text by it.
func (t *Template) Match(doc []byte) []string {
	if len(t.blanks) == 0 {
		return nil
	}
	s := stringOf(doc)
	t.values = t.values[:0]
	i, from := 0, 0
	for _, b := range t.blanks {
		fixed := t.text[from:b.end]
		if len(doc)-i < len(fixed) || !bytes.Equal(doc[i:i+len(fixed)], fixed) {
			return nil
		}
		i, from = i+len(fixed), b.end
		var end int
		var f fault
		switch b.kind {
		case '"':
			end, _, f = scanString(s, i)
		case '0':
			end, f = scanNumber(s, i)
		default:
			return nil
		}
		if f != fine {
			return nil
		}
		t.values = append(t.values, s[i:end])
		i = end
	}
	if !sameEnd(doc[i:], t.text[from:]) {
		return nil
	}
	t.Used()
	return t.values
}

// sameEnd compares the ends of two documents.
func sameEnd(a, b []byte) bool {
	if bytes.Equal(a, b) {
		return true
	}
	n, m := len(a)-1, len(b)-1
	return n >= 0 && m >= 0 && a[n] == b[m] && (a[n] == '}' || a[n] == ']') && bytes.Equal(trimEnd(a[:n]), trimEnd(b[:m]))
}

func trimEnd(b []byte) []byte {
	for len(b) > 0 && isSpace(b[len(b)-1]) {
		b = b[:len(b)-1]
	}
	return b
}

// Piece returns what stands before the i-th value of the document that was
// learned; for i beyond the last what stands behind it. It is valid until the
// next call of Learn.
func (t *Template) Piece(i int) []byte {
	from, end := 0, len(t.text)
	if i > 0 {
		from = t.blanks[i-1].end
	}
	if i < len(t.blanks) {
		end = t.blanks[i].end
	}
	return t.text[from:end]
}
