package gemini

import (
	"strconv"

	"github.com/interlingua/interlingua/adapters/jsonx"
)

// str takes a string of l, which stands at a place. What is none stays an unknown member of l; so too in the methods below.
func (k *keeper) str(at string, l *leftover, name string, s *jsonx.String) (v string, ok bool) {
	l.keep(name, s.Raw)
	if s.Set && s.V == "" {
		k.exact(at, l.spelling(name), `""`)
	}
	return s.V, s.Set
}

// boolean takes true or false.
func (k *keeper) boolean(l *leftover, name string, b *jsonx.Bool) *bool {
	l.keep(name, b.Raw)
	return b.Ptr()
}

// flag keeps a boolean that says nothing beside what other members say.
func (k *keeper) flag(at string, l *leftover, name string, b *jsonx.Bool) {
	l.keep(name, b.Raw)
	if b.Set {
		k.exact(at, l.spelling(name), strconv.FormatBool(b.V))
	}
}

// float takes a number of l, which stands at a place.
func (k *keeper) float(at string, l *leftover, name string, f *jsonx.Float) *float64 {
	if f.Set && f.Raw != nil {
		k.exact(at, l.spelling(name), string(f.Raw))
	} else {
		l.keep(name, f.Raw)
	}
	return f.Ptr()
}

// integer takes a whole number of l, which stands at a place. Numbers of 64 bits may be written as strings.
func (k *keeper) integer(at string, l *leftover, name string, n *jsonx.Int) *int64 {
	if n.Raw == nil {
		return n.Ptr()
	}
	digits, _ := jsonx.Unquote(string(n.Raw))
	v, ok := jsonx.ParseInt(digits)
	if !ok {
		l.keep(name, n.Raw)
		return nil
	}
	k.exact(at, l.spelling(name), string(n.Raw))
	return &v
}

// integer32 is integer for fields of 32 bits.
func (k *keeper) integer32(at string, l *leftover, name string, n *jsonx.Int) *int32 {
	if n.Set && n.V != int64(int32(n.V)) {
		l.keep(name, strconv.AppendInt(nil, n.V, 10))
		return nil
	}
	v := k.integer(at, l, name, n)
	if v == nil || *v != int64(int32(*v)) {
		return nil
	}
	small := int32(*v)
	return &small
}
