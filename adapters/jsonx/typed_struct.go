package jsonx

import (
	"reflect"
	"strings"
)

// structReader reads an object into a struct.
type structReader struct {
	fields map[string]field
	rest   int // the fallback field; -1 for none
}

// field is a member with a field.
type field struct {
	index int
	read  reader
}

// newStructReader reads the tags of a struct. Of the library's options it knows those that wire types use: a name, and the
// fallback.
func newStructReader(t reflect.Type) *structReader {
	s := &structReader{fields: make(map[string]field), rest: -1}
	for i := range t.NumField() {
		f := t.Field(i)
		if !f.IsExported() {
			continue
		}
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		switch {
		case strings.Contains(options, "embed"):
			s.rest = i
		case name == "":
			s.fields[f.Name] = field{i, readerOf(f.Type)}
		case name != "-":
			s.fields[name] = field{i, readerOf(f.Type)}
		}
	}
	return s
}

func (s *structReader) read(d *Decoder, v reflect.Value) error {
	if !d.BeginObject() {
		return readNull(d, v)
	}
	var rest Rest
	for name, ok := d.Next(); ok; name, ok = d.Next() {
		if f, known := s.fields[name]; known {
			if err := f.read(d, v.Field(f.index)); err != nil {
				return err
			}
		} else if s.rest >= 0 {
			raw, err := d.ReadValue()
			if err != nil {
				return err
			}
			rest.Keep(name, raw)
		}
	}
	if s.rest >= 0 {
		v.Field(s.rest).SetBytes(rest.text)
	}
	return d.Err()
}
