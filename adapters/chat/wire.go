package chat

import "github.com/interlingua/interlingua/adapters/jsonx"

// The wire structs mirror the vendor's objects. They hold the members that the model has fields for; what else comes is
// in Extra, byte for byte. Every scalar is lenient: compatible servers and clients spell many of them loosely.

// rawJSON is the text of any JSON value; "" where the member is absent or null.
type rawJSON string

// UnmarshalJSONFrom takes the next value as it is.
func (r *rawJSON) UnmarshalJSONFrom(dec *jsonx.Decoder) error {
	if dec.PeekKind() == 'n' {
		return dec.Skip()
	}
	raw, err := dec.ReadText()
	*r = rawJSON(raw)
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
	if !dec.BeginArray() {
		return readRaw(dec, &l.Raw)
	}
	l.V = []*T{}
	for dec.More() {
		if dec.PeekKind() == 'n' {
			return dec.Mismatch("object")
		}
		v := new(T)
		if err := jsonx.UnmarshalDecode(dec, v); err != nil {
			return err
		}
		l.V = append(l.V, v)
	}
	return dec.Err()
}

func readRaw(dec *jsonx.Decoder, raw *jsonx.Value) error {
	v, err := dec.ReadValue()
	if err == nil && v.Kind() != 'n' {
		*raw = v
	}
	return err
}
