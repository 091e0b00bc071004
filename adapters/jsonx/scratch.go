package jsonx

import "strings"

// Scratch builds the text of an object, member by member, in a buffer that it
// uses again and again: for what the frames of a stream leave over. The zero
// value has no members. It belongs to one goroutine.
type Scratch struct{ text []byte }

// Reset forgets all members. The text that String gave before is dead.
func (s *Scratch) Reset() { s.text = s.text[:0] }

// Add adds a member; raw is the text of its value. Names are not compared.
func (s *Scratch) Add(name, raw string) {
	if n := len(s.text); n > 0 {
		s.text[n-1] = ','
	} else {
		s.text = append(s.text, '{')
	}
	s.text = append(appendQuoted(s.text, name), ':')
	s.text = append(append(s.text, raw...), '}')
}

// Fill makes the text that which t learned, with other values in it.
func (s *Scratch) Fill(t *Template, values ...string) {
	s.text = s.text[:0]
	for i, raw := range values {
		s.text = append(append(s.text, t.Piece(i)...), raw...)
	}
	s.text = append(s.text, t.Piece(len(values))...)
}

// String returns the object, "" if it has no members. It is valid until the
// next call of Add or Reset.
func (s *Scratch) String() string { return stringOf(s.text) }

// Splice writes the members of object as they are. The caller knows that they
// have other names than all else that is written.
func (o Object) Splice(object string) {
	members := strings.TrimSuffix(strings.TrimPrefix(trim(object), "{"), "}")
	if trim(members) != "" {
		o.w.Raw(members)
	}
}
