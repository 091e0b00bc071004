package jsonx

// Rest gathers the members of one wire object that no mapped field takes: the
// unknown ones of the fallback field, and mapped ones that came as something
// else than the field holds. The zero value is empty.
type Rest struct{ text []byte }

// NewRest begins with the content of a fallback field, which it takes over.
func NewRest(unknown Value) Rest { return Rest{unknown} }

// Keep adds a member; a nil raw, which is what the lenient scalars leave when
// nothing is to be kept, adds none.
func (r *Rest) Keep(name string, raw Value) {
	if raw == nil {
		return
	}
	if len(r.text) == 0 {
		r.text = append(r.text, '{')
	} else {
		r.text[len(r.text)-1] = ','
	}
	r.text = append(appendQuoted(r.text, name), ':')
	r.text = append(append(r.text, raw...), '}')
}

// String returns the text of the object, "" if it has no members.
func (r *Rest) String() string { return string(r.text) }
