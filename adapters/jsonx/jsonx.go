package jsonx

import (
	"unsafe"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// Value is one JSON value as text.
type Value = jsontext.Value

// Kind is the kind of a JSON value: 'n', 'f', 't', '"', '0', '{', '[', or 0
// for what is no JSON value.
type Kind = jsontext.Kind

// Decoder is the token reader handed to the UnmarshalJSONFrom method of a wire
// type. It belongs to the running Unmarshal call and must not be kept.
type Decoder = jsontext.Decoder

// Unmarshal decodes the one JSON value in data into v, a non-nil pointer.
//
// Duplicate member names, invalid UTF-8, lone surrogates, data after the value
// and nesting beyond 10,000 levels are errors. Members that a struct has no field
// for are appended, byte for byte, to its fallback field, a [Value] with the
// tag `json:",inline,embed"`; a struct without such a field loses them. v
// shares no memory with data.
//
// The error is always a *[Error]; v may then be partly filled.
func Unmarshal(data []byte, v any) error {
	if err := json.Unmarshal(data, v); err != nil {
		return newError(err)
	}
	return nil
}

// UnmarshalDecode decodes the next value of dec into v, under the rules of the
// Unmarshal call that dec belongs to. An UnmarshalJSONFrom method returns its
// error as it is: the outermost Unmarshal turns it into a *[Error].
func UnmarshalDecode(dec *Decoder, v any) error {
	return json.UnmarshalDecode(dec, v)
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
