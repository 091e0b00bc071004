package jsonx

import (
	"math"
	"strconv"
)

// The scalars below are members of wire structs that take whatever comes. Each
// follows one rule:
//
//   - null leaves everything zero, as if the member were absent;
//   - a value of the right kind gives V and Set;
//   - anything else leaves Set false and keeps the value in Raw.
//
// So Raw is non-nil exactly where V alone would not bring the member back.

// String takes a JSON string.
type String struct {
	V   string
	Set bool
	Raw Value
}

// UnmarshalJSONFrom reads the next value of dec; it fails only on bad syntax.
func (s *String) UnmarshalJSONFrom(dec *Decoder) error {
	*s = String{}
	if dec.PeekKind() != '"' {
		return readOther(dec, &s.Raw)
	}
	v, err := dec.ReadString()
	s.V, s.Set = v, err == nil
	return err
}

// Ptr returns a pointer to V, nil unless Set.
func (s *String) Ptr() *string { return ptr(&s.V, s.Set) }

// Bool takes true or false.
type Bool struct {
	V   bool
	Set bool
	Raw Value
}

// UnmarshalJSONFrom reads the next value of dec; it fails only on bad syntax.
func (b *Bool) UnmarshalJSONFrom(dec *Decoder) error {
	*b = Bool{}
	k := dec.PeekKind()
	if k != 't' && k != 'f' {
		return readOther(dec, &b.Raw)
	}
	b.V, b.Set = k == 't', true
	return dec.Skip()
}

// Ptr returns a pointer to V, nil unless Set.
func (b *Bool) Ptr() *bool { return ptr(&b.V, b.Set) }

// Int takes a JSON number that is an integer within int64, in any spelling:
// 5, 5.0, 1e3. Fractions and numbers out of range are kept raw.
type Int struct {
	V   int64
	Set bool
	Raw Value
}

// UnmarshalJSONFrom reads the next value of dec; it fails only on bad syntax.
func (n *Int) UnmarshalJSONFrom(dec *Decoder) error {
	*n = Int{}
	return readNumber(dec, &n.Raw, func(raw string) bool {
		n.V, n.Set = ParseInt(raw)
		return n.Set
	})
}

// Ptr returns a pointer to V, nil unless Set.
func (n *Int) Ptr() *int64 { return ptr(&n.V, n.Set) }

// Int32 is [Int] within int32.
type Int32 struct {
	V   int32
	Set bool
	Raw Value
}

// UnmarshalJSONFrom reads the next value of dec; it fails only on bad syntax.
func (n *Int32) UnmarshalJSONFrom(dec *Decoder) error {
	*n = Int32{}
	return readNumber(dec, &n.Raw, func(raw string) bool {
		v, ok := ParseInt(raw)
		if ok = ok && v == int64(int32(v)); ok {
			n.V, n.Set = int32(v), true
		}
		return ok
	})
}

// Ptr returns a pointer to V, nil unless Set.
func (n *Int32) Ptr() *int32 { return ptr(&n.V, n.Set) }

// Float takes any JSON number that is finite as a float64. Where V, written
// back, would be another number than the text (more digits than a float64
// holds), Set is true and Raw keeps the text as well.
type Float struct {
	V   float64
	Set bool
	Raw Value
}

// UnmarshalJSONFrom reads the next value of dec; it fails only on bad syntax.
func (f *Float) UnmarshalJSONFrom(dec *Decoder) error {
	*f = Float{}
	return readNumber(dec, &f.Raw, func(raw string) bool {
		v, err := strconv.ParseFloat(raw, 64)
		if err != nil || math.IsInf(v, 0) {
			return false
		}
		f.V, f.Set = v, true
		return floatIsExact(raw, v)
	})
}

// Ptr returns a pointer to V, nil unless Set.
func (f *Float) Ptr() *float64 { return ptr(&f.V, f.Set) }

func ptr[T any](v *T, set bool) *T {
	if !set {
		return nil
	}
	p := *v
	return &p
}

// readOther reads the next value into raw, unless it is null.
func readOther(dec *Decoder, raw *Value) error {
	v, err := dec.ReadValue()
	if err == nil && v.Kind() != 'n' {
		*raw = v
	}
	return err
}

// readNumber reads the next value; it goes to raw when it is neither null nor
// a number that take says it holds completely.
func readNumber(dec *Decoder, raw *Value, take func(string) bool) error {
	v, err := dec.ReadValue()
	if err != nil || v.Kind() == 'n' {
		return err
	}
	if v.Kind() != '0' || !take(stringOf(v)) {
		*raw = v
	}
	return nil
}
