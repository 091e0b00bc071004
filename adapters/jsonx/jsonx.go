package jsonx

import (
	"reflect"
	"unsafe"

	"github.com/go-json-experiment/json/jsontext"
)

// Value is one JSON value as text.
type Value = jsontext.Value

// Kind is the kind of a JSON value: 'n', 'f', 't', '"', '0', '{', '[', or 0
// for what is no JSON value.
type Kind = jsontext.Kind

// Unmarshal decodes the one JSON value in data into v, a non-nil pointer.
//
// Duplicate member names, invalid UTF-8, lone surrogates, data after the value
// and nesting beyond 10,000 levels, [MaxDepth] of them read by wire types, are errors. Members that a struct has no field
// for are appended, byte for byte, to its fallback field, a [Value] with the
// tag `json:",inline,embed"`; a struct without such a field loses them. v
// shares no memory with data. Types that have a method
// UnmarshalJSONFrom(*[Decoder]) error read themselves.
//
// The error is always a *[Error]; v may then be partly filled.
func Unmarshal(data []byte, v any) error { return unmarshal(string(data), v) }

// UnmarshalAlias is [Unmarshal] without a copy: texts and raw values in v are
// parts of data, which must not change while v, or anything taken from it, is in use.
func UnmarshalAlias(data []byte, v any) error { return unmarshal(stringOf(data), v) }

// UnmarshalText is [UnmarshalAlias] for a string.
func UnmarshalText(text string, v any) error { return unmarshal(text, v) }

func unmarshal(doc string, v any) error {
	d := newDecoder(doc)
	err := UnmarshalDecode(d, v)
	if err == nil && d.scan.Finish() == nil {
		return nil
	}
	return d.explain(doc, err)
}

// UnmarshalDecode decodes the next value of dec into v, under the rules of the
// Unmarshal call that dec belongs to. An UnmarshalJSONFrom method returns its
// error as it is: the outermost Unmarshal turns it into a *[Error].
func UnmarshalDecode(dec *Decoder, v any) error {
	if u, ok := v.(unmarshaler); ok {
		return u.UnmarshalJSONFrom(dec)
	}
	p := reflect.ValueOf(v)
	return readerOf(p.Type().Elem())(dec, p.Elem())
}

// Valid reports whether data is exactly one JSON value that [Unmarshal] would
// accept: no duplicate names, valid UTF-8, no lone surrogate.
func Valid(data []byte) bool {
	return Value(data).IsValid()
}

// ValidText is [Valid] for a string.
func ValidText(s string) bool { return Valid(bytesOf(s)) }

// IsObject reports whether s is exactly one valid JSON object.
func IsObject(s string) bool { return KindOf(s) == '{' && ValidText(s) }

// bytesOf views s as bytes without a copy; the result must not be written to.
func bytesOf(s string) []byte {
	return unsafe.Slice(unsafe.StringData(s), len(s))
}

// stringOf views b as a string without a copy; b must not change while the
// result is in use.
func stringOf(b []byte) string {
	return unsafe.String(unsafe.SliceData(b), len(b))
}
