package gemini

import (
	"github.com/interlingua/interlingua/adapters/jsonx"
)

// wireObject is a wire object being read. Every member has two legal spellings, which struct tags cannot say; member is
// the table in their place.
type wireObject interface {
	// member gives where to put the member of a name, spelled in lowerCamelCase; nil for one that is not mapped.
	member(name string) any
	// rest gives the place of everything else.
	rest() *leftover
}

// leftover is what a wire object held beside the values of its mapped members. Wire structs embed it.
type leftover struct {
	// present says that the object was there at all.
	present bool
	// unknown are the members without a field, as they came.
	unknown jsonx.Rest
	// renamed are the mapped members that were not spelled in lowerCamelCase.
	renamed []rename
}

// rename is a mapped member and how it was spelled.
type rename struct{ name, spelling string }

func (l *leftover) rest() *leftover { return l }

// spelling is how a mapped member was spelled.
func (l *leftover) spelling(name string) string {
	for _, r := range l.renamed {
		if r.name == name {
			return r.spelling
		}
	}
	return name
}

// keep makes a mapped member an unknown one: its value says nothing that a field could hold.
func (l *leftover) keep(name string, raw []byte) { l.unknown.Keep(l.spelling(name), raw) }

// readObject reads the next value, which must be an object, into o. A member that is null counts as absent. Of two
// spellings of one member the second is unknown.
func readObject(dec *jsonx.Decoder, o wireObject) error {
	if !dec.BeginObject() {
		return dec.Mismatch("object")
	}
	l := o.rest()
	l.present = true
	var seen memberSet
	for spelling, ok := dec.Next(); ok; spelling, ok = dec.Next() {
		m, known := spellings[spelling]
		if dec.PeekKind() == 'n' {
			continue
		}
		var field any
		if known && !seen.has(m.id) {
			field = o.member(m.name)
		}
		if field == nil {
			raw, err := dec.ReadValue()
			if err != nil {
				return err
			}
			l.unknown.Keep(spelling, raw)
			continue
		}
		seen.add(m.id)
		if m.respelt {
			l.renamed = append(l.renamed, rename{m.name, spelling})
		}
		if err := readField(dec, field); err != nil {
			return err
		}
	}
	return dec.Err()
}

// unmarshaler is a value that reads itself.
type unmarshaler interface {
	UnmarshalJSONFrom(dec *jsonx.Decoder) error
}

func readField(dec *jsonx.Decoder, field any) error {
	if f, ok := field.(unmarshaler); ok {
		return f.UnmarshalJSONFrom(dec)
	}
	return jsonx.UnmarshalDecode(dec, field)
}

// rawJSON is any JSON value as it came; "" where there is none.
type rawJSON string

// UnmarshalJSONFrom reads the next value of dec.
func (r *rawJSON) UnmarshalJSONFrom(dec *jsonx.Decoder) error {
	raw, err := dec.ReadText()
	*r = rawJSON(raw)
	return err
}

// bytes gives the value as bytes; nil where there is none.
func (r rawJSON) bytes() []byte {
	if r == "" {
		return nil
	}
	return []byte(r)
}

// ptr gives the value; nil where there is none.
func (r rawJSON) ptr() *string {
	if r == "" {
		return nil
	}
	s := string(r)
	return &s
}

// list is a list of objects. Google takes one object for a list of one.
type list[T any] struct {
	items []T
	// set says that there was a list, or an object in its place, which single says.
	set, single bool
}

// UnmarshalJSONFrom reads the next value of dec.
func (l *list[T]) UnmarshalJSONFrom(dec *jsonx.Decoder) error {
	l.set = true
	switch dec.PeekKind() {
	case '{':
		l.single = true
		return l.read(dec)
	case '[':
	default:
		return dec.Mismatch("array")
	}
	dec.BeginArray()
	for dec.More() {
		if err := l.read(dec); err != nil {
			return err
		}
	}
	return dec.Err()
}

func (l *list[T]) read(dec *jsonx.Decoder) error {
	var zero T
	l.items = append(l.items, zero)
	item := &l.items[len(l.items)-1]
	return readField(dec, item)
}
