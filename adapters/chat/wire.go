package chat

import (
	"strings"

	"github.com/interlingua/interlingua/adapters/jsonx"
)

// The wire structs mirror the vendor's objects. They hold the members that the model has fields for; what else comes is
// in Extra, byte for byte. Every scalar is lenient: compatible servers and clients spell many of them loosely.

// rawJSON is the text of any JSON value; "" where the member is absent or null.
type rawJSON string

// UnmarshalJSONFrom takes the next value as it is.
func (r *rawJSON) UnmarshalJSONFrom(dec *jsonx.Decoder) error {
	v, err := dec.ReadValue()
	if err == nil && v.Kind() != 'n' {
		*r = rawJSON(v)
	}
	return err
}

// object is a member that ought to be an object; anything else but null is kept raw.
type object[T any] struct {
	V   *T
	Raw jsonx.Value
}

// UnmarshalJSONFrom reads an object into V.
func (o *object[T]) UnmarshalJSONFrom(dec *jsonx.Decoder) error {
	if dec.PeekKind() == '{' {
		o.V = new(T)
		return jsonx.UnmarshalDecode(dec, o.V)
	}
	return readRaw(dec, &o.Raw)
}

// list is a member that ought to be an array of objects; anything else but null is kept raw, though an array with other
// elements than objects is an error. V is not nil where an array came.
type list[T any] struct {
	V   []*T
	Raw jsonx.Value
}

// UnmarshalJSONFrom reads an array into V.
func (l *list[T]) UnmarshalJSONFrom(dec *jsonx.Decoder) error {
	if dec.PeekKind() != '[' {
		return readRaw(dec, &l.Raw)
	}
	if _, err := dec.ReadToken(); err != nil {
		return err
	}
	l.V = []*T{}
	for dec.PeekKind() != ']' {
		if kind := dec.PeekKind(); kind == 'n' {
			return jsonx.Mismatch("object", kind)
		}
		v := new(T)
		if err := jsonx.UnmarshalDecode(dec, v); err != nil {
			return err
		}
		l.V = append(l.V, v)
	}
	_, err := dec.ReadToken()
	return err
}

// span is where an object stands in the document, for what is kept whole.
type span struct{ From, To int64 }

// of is the text of the object.
func (s span) of(body []byte) string {
	return strings.TrimLeft(string(body[s.From:s.To]), ", \t\r\n")
}

func readRaw(dec *jsonx.Decoder, raw *jsonx.Value) error {
	v, err := dec.ReadValue()
	if err == nil && v.Kind() != 'n' {
		*raw = v.Clone()
	}
	return err
}
