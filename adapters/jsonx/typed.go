package jsonx

import (
	"reflect"
	"sync"

	"github.com/go-json-experiment/json"
)

// The functions in this file find out once how a Go type is read. The JSON library does the same and more, at two to three
// times the cost: it gives every string memory of its own, and reads texts with escapes three times over.

// reader reads the next value of a Decoder into an addressable v.
type reader func(d *Decoder, v reflect.Value) error

// readers remembers what readerOf found: a function of the type alone.
var readers sync.Map // reflect.Type to reader

// unmarshaler is a wire type that reads itself.
type unmarshaler interface {
	UnmarshalJSONFrom(dec *Decoder) error
}

// readerOf returns how a type is read.
func readerOf(t reflect.Type) reader {
	if r, ok := readers.Load(t); ok {
		return r.(reader)
	}
	r := newReader(t)
	readers.Store(t, r)
	return r
}

func newReader(t reflect.Type) reader {
	switch {
	case t == reflect.TypeFor[Value]():
		return readRaw
	case reflect.PointerTo(t).Implements(reflect.TypeFor[unmarshaler]()):
		return readItself
	}
	switch t.Kind() {
	case reflect.String:
		return readString
	case reflect.Pointer:
		return pointerReader(t)
	case reflect.Slice:
		return sliceReader(t)
	case reflect.Map:
		return mapReader(t)
	case reflect.Struct:
		return newStructReader(t).read
	}
	return readByLibrary
}

func readRaw(d *Decoder, v reflect.Value) error {
	raw, err := d.ReadValue()
	v.SetBytes(raw)
	return err
}

func readItself(d *Decoder, v reflect.Value) error {
	return v.Addr().Interface().(unmarshaler).UnmarshalJSONFrom(d)
}

func readString(d *Decoder, v reflect.Value) error {
	if d.PeekKind() != '"' {
		return readNull(d, v)
	}
	s, err := d.ReadString()
	v.SetString(s)
	return err
}

// readNull reads what is no value of v's type: null is its zero.
func readNull(d *Decoder, v reflect.Value) error {
	if d.PeekKind() != 'n' {
		return d.Mismatch(typeName(v.Type()))
	}
	v.SetZero()
	return d.Skip()
}

// readByLibrary reads numbers and booleans of Go, which no document of a dialect needs.
func readByLibrary(d *Decoder, v reflect.Value) error {
	start := d.scan
	raw, err := d.ReadValue()
	if err != nil {
		return err
	}
	if err := json.Unmarshal(raw, v.Addr().Interface()); err != nil {
		d.scan = start // for the position
		return newError(err)
	}
	return nil
}

// The readers of types that hold others look for those when they first need them: a type may hold itself.
func pointerReader(t reflect.Type) reader {
	elem := sync.OnceValue(func() reader { return readerOf(t.Elem()) })
	return func(d *Decoder, v reflect.Value) error {
		if d.PeekKind() == 'n' {
			return readNull(d, v)
		}
		v.Set(reflect.New(t.Elem()))
		return elem()(d, v.Elem())
	}
}

// sliceReader reads an array. A null among objects or texts is no element: a member that is null counts as absent, but the place of an
// element tells where the others stand, and its zero value would be another document.
func sliceReader(t reflect.Type) reader {
	bare := !reflect.PointerTo(t.Elem()).Implements(reflect.TypeFor[unmarshaler]()) &&
		(t.Elem().Kind() == reflect.Struct || t.Elem().Kind() == reflect.String)
	elem := sync.OnceValue(func() reader { return readerOf(t.Elem()) })
	empty := reflect.MakeSlice(t, 0, 0)
	return func(d *Decoder, v reflect.Value) error {
		if !d.BeginArray() {
			return readNull(d, v)
		}
		v.Set(empty)
		read := elem()
		for n := 0; d.More(); n++ {
			if n == v.Cap() {
				v.Grow(1)
			}
			v.SetLen(n + 1)
			if bare && d.PeekKind() == 'n' {
				return d.Mismatch(typeName(t.Elem()))
			}
			if err := read(d, v.Index(n)); err != nil {
				return err
			}
		}
		return d.Err()
	}
}

// mapReader reads an object into a map from strings.
func mapReader(t reflect.Type) reader {
	elem := sync.OnceValue(func() reader { return readerOf(t.Elem()) })
	return func(d *Decoder, v reflect.Value) error {
		if !d.BeginObject() {
			return readNull(d, v)
		}
		v.Set(reflect.MakeMap(t))
		read := elem()
		for name, ok := d.Next(); ok; name, ok = d.Next() {
			value := reflect.New(t.Elem()).Elem()
			if err := read(d, value); err != nil {
				return err
			}
			v.SetMapIndex(reflect.ValueOf(name), value)
		}
		return d.Err()
	}
}
