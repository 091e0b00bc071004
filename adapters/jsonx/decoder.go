package jsonx

import "errors"

// Decoder is what the UnmarshalJSONFrom method of a wire type reads its value from. It belongs to the running Unmarshal call and
// must not be kept; the texts that it gives may be, as Unmarshal or UnmarshalAlias says.
//
// A method reads exactly one value: with one of the Read methods, with UnmarshalDecode, or by stepping through it:
//
//	if !dec.BeginObject() {
//		return dec.Mismatch("object")
//	}
//	for name, ok := dec.Next(); ok; name, ok = dec.Next() {
//		…
//	}
//	return dec.Err()
//
// What a step through an object or array does not take is skipped, and checked all the same.
type Decoder struct {
	scan   Scanner
	names  names
	groups []group // of the objects that were entered and are open
	text   []byte  // room for strings that had escapes
}

// newDecoder starts on a document.
func newDecoder(doc string) *Decoder {
	d := &Decoder{groups: make([]group, 0, 8)}
	d.names.list = make([]string, 0, min(few/2+len(doc)/64, 4*few))
	d.scan.ResetText(doc)
	d.scan.names = &d.names
	return d
}

// errSyntax says that the text is no JSON. [Unmarshal] knows where.
var errSyntax = errors.New("malformed JSON")

// Err returns an error where the text turned out to be no JSON. Everything read since is empty then.
func (d *Decoder) Err() error {
	if d.scan.fault != fine {
		return errSyntax
	}
	return nil
}

// PeekKind returns the kind of the value that comes next, 0 where none does.
func (d *Decoder) PeekKind() Kind { return d.scan.Kind() }

// Mismatch is [Mismatch] for the value that comes next.
func (d *Decoder) Mismatch(want string) error {
	if err := d.Err(); err != nil {
		return err
	}
	return Mismatch(want, d.PeekKind())
}

// BeginObject enters the next value; false, and nothing is read, unless it is an object.
func (d *Decoder) BeginObject() bool {
	if !d.scan.BeginObject() {
		return false
	}
	d.groups = append(d.groups, d.names.open())
	return true
}

// Next steps to the next member of the innermost open object and returns its name. After the last one, or a fault, it returns
// false and the object is closed.
func (d *Decoder) Next() (name string, ok bool) {
	name, ok = d.scan.Next()
	last := len(d.groups) - 1
	switch {
	case !ok:
		d.names.close(d.groups[last])
		d.groups = d.groups[:last]
	case !d.names.add(&d.groups[last], name):
		d.scan.fail(d.scan.pos, faultDuplicate)
		return "", false
	}
	return name, ok
}

// BeginArray enters the next value; false, and nothing is read, unless it is an array.
func (d *Decoder) BeginArray() bool { return d.scan.BeginArray() }

// More steps to the next element of the innermost open array. After the last one, or a fault, it returns false and the array is
// closed.
func (d *Decoder) More() bool { return d.scan.More() }

// Skip reads the next value, of any kind.
func (d *Decoder) Skip() error {
	d.scan.Skip()
	return d.Err()
}

// ReadText reads the next value, of any kind, as it stands in the document.
func (d *Decoder) ReadText() (string, error) {
	raw, _ := d.scan.Value()
	if raw == "" {
		d.scan.Skip() // which finds the fault
		return "", errSyntax
	}
	return raw, nil
}

// ReadValue is [Decoder.ReadText] for bytes, which must not be changed.
func (d *Decoder) ReadValue() (Value, error) {
	raw, err := d.ReadText()
	return Value(bytesOf(raw)), err
}

// ReadString reads the next value, which must be a string.
func (d *Decoder) ReadString() (string, error) {
	s := &d.scan
	if s.Kind() != '"' {
		return "", d.Mismatch("string")
	}
	from := s.pos
	end, escaped, f := scanString(s.src, from)
	if f != fine {
		s.fail(end, f)
		return "", errSyntax
	}
	inside := s.src[from+1 : end-1]
	s.pos, s.pending = end, false
	if escaped {
		inside = d.unescape(inside)
	}
	return inside, nil
}

// Strings with escapes share blocks of this size, but for those that are larger.
const textBlock = 8 << 10

// unescape returns what the inside of a string stands for, which is never longer.
func (d *Decoder) unescape(inside string) string {
	if cap(d.text)-len(d.text) < len(inside) {
		d.text = make([]byte, 0, max(len(inside), min(textBlock, len(d.scan.src))))
	}
	from := len(d.text)
	d.text = appendUnescaped(d.text, inside)
	return stringOf(d.text[from:])
}

// Offset returns where in the document the next value begins, or the last one ended.
func (d *Decoder) Offset() int { return d.scan.pos }

// Since returns the document from an offset to what was read last.
func (d *Decoder) Since(offset int) string {
	if d.scan.fault != fine {
		return ""
	}
	return d.scan.src[offset:d.scan.pos]
}

// PeekMember returns the text of a member of the object that dec reads next,
// and reads nothing: for an UnmarshalJSONFrom method that chooses a Go type by
// one member. The text may be malformed where the document is. It returns false
// where there is no such member.
func PeekMember(dec *Decoder, name string) (raw string, ok bool) {
	if dec.PeekKind() != '{' {
		return "", false
	}
	return Get(dec.scan.src[dec.scan.pos:], name)
}
