package responses

import "github.com/interlingua/interlingua/adapters/jsonx"

// list takes an array. A value of another kind is kept raw; null leaves both fields nil, as if absent.
type list[T any] struct {
	Items []T
	Raw   jsonx.Value
}

// UnmarshalJSONFrom reads the next value of dec.
func (l *list[T]) UnmarshalJSONFrom(dec *jsonx.Decoder) error {
	switch dec.PeekKind() {
	case '[':
		return jsonx.UnmarshalDecode(dec, &l.Items)
	case 'n':
		return dec.Skip()
	}
	return read(dec, &l.Raw)
}

// empty reports whether the document has an empty array.
func (l *list[T]) empty() bool { return l.Items != nil && len(l.Items) == 0 }

// object takes an object. A value of another kind is kept raw; null leaves both fields nil, as if absent.
type object[T any] struct {
	V   *T
	Raw jsonx.Value
}

// UnmarshalJSONFrom reads the next value of dec.
func (o *object[T]) UnmarshalJSONFrom(dec *jsonx.Decoder) error {
	switch dec.PeekKind() {
	case '{':
		o.V = new(T)
		return jsonx.UnmarshalDecode(dec, o.V)
	case 'n':
		return dec.Skip()
	}
	return read(dec, &o.Raw)
}

// rawText takes any value as its text; null leaves it empty, as if absent.
type rawText string

// UnmarshalJSONFrom reads the next value of dec.
func (v *rawText) UnmarshalJSONFrom(dec *jsonx.Decoder) error {
	if dec.PeekKind() == 'n' {
		return dec.Skip()
	}
	raw, err := dec.ReadText()
	*v = rawText(raw)
	return err
}

// ptr gives the text, nil for none.
func (v rawText) ptr() *string {
	if v == "" {
		return nil
	}
	s := string(v)
	return &s
}

func read(dec *jsonx.Decoder, into *jsonx.Value) error {
	raw, err := dec.ReadValue()
	if err == nil {
		*into = raw
	}
	return err
}

// content is the content of a message or a tool result: one string, or a list of parts.
type content struct {
	Text  jsonx.String
	Parts []wirePart
}

// UnmarshalJSONFrom reads the next value of dec.
func (c *content) UnmarshalJSONFrom(dec *jsonx.Decoder) error {
	if dec.PeekKind() == '[' {
		return jsonx.UnmarshalDecode(dec, &c.Parts)
	}
	return jsonx.UnmarshalDecode(dec, &c.Text)
}

// input is the input of a request: one string, or a list of items.
type input struct {
	Text  jsonx.String
	Items []wireItem
}

// UnmarshalJSONFrom reads the next value of dec.
func (in *input) UnmarshalJSONFrom(dec *jsonx.Decoder) error {
	switch kind := dec.PeekKind(); kind {
	case '[':
		return jsonx.UnmarshalDecode(dec, &in.Items)
	case '"', 'n':
		return jsonx.UnmarshalDecode(dec, &in.Text)
	default:
		return jsonx.Mismatch("string or array", kind)
	}
}
