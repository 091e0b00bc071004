package schema

import (
	"slices"

	"github.com/interlingua/interlingua/adapters/jsonx"
)

// node is one schema. It is written as it came unless it is dirty.
type node struct {
	raw string
	// at is where it stands in the source.
	at *place
	// within is the chain of references that led here.
	within *chain
	// kws are the keywords in order; none where the schema is no object.
	kws []keyword
	// notes are lines that the description shall say besides.
	notes []string
	// object tells a schema with keywords from true, false and what is no schema.
	object bool
	// nullable says that null is taken beside what the keywords say.
	nullable bool
	dirty    bool
}

// keyword is a member of a schema.
type keyword struct {
	name string
	// raw is the value, as long as the keyword is not dirty.
	raw string
	// kids are the schemas in the value, names their names in a map.
	kids  []*node
	names []string
	// at is the schema in the source that holds the keyword; from is its name there where it has another one now. One that
	// was put in is in no source, and at is the schema that caused it.
	at    *place
	from  string
	holds holding
	put   bool
	dirty bool
}

// get gives the keyword of a name, or nil. It is valid until kws changes.
func (n *node) get(name string) *keyword {
	for i := range n.kws {
		if n.kws[i].name == name {
			return &n.kws[i]
		}
	}
	return nil
}

// has reports whether there is a keyword of one of the names.
func (n *node) has(names ...string) bool {
	return slices.ContainsFunc(n.kws, func(k keyword) bool { return slices.Contains(names, k.name) })
}

// text gives the value of a keyword where it is a string, else "".
func (n *node) text(name string) string {
	if k := n.get(name); k != nil {
		s, _ := jsonx.Unquote(k.raw)
		return s
	}
	return ""
}

// set gives a keyword a value without schemas, at its place or at the end.
func (n *node) set(name, raw string) {
	n.dirty = true
	if k := n.get(name); k != nil {
		*k = keyword{name: name, raw: raw, at: k.at, from: k.from, put: k.put}
		return
	}
	n.kws = append(n.kws, keyword{name: name, raw: raw, at: n.at, put: true})
}

// remove takes keywords out.
func (n *node) remove(names ...string) {
	count := len(n.kws)
	n.kws = slices.DeleteFunc(n.kws, func(k keyword) bool { return slices.Contains(names, k.name) })
	n.dirty = n.dirty || len(n.kws) < count
}

// write writes the schema.
func (n *node) write(w *jsonx.Writer) {
	if !n.dirty || !n.object {
		w.Raw(n.raw)
		return
	}
	o := w.Object("")
	for i := range n.kws {
		k := &n.kws[i]
		if !k.dirty {
			o.Raw(k.name, k.raw)
		} else if o.Key(k.name) {
			k.write(w)
		}
	}
	o.End()
}

// write writes the schemas that a dirty keyword holds.
func (k *keyword) write(w *jsonx.Writer) {
	switch k.holds {
	case holdsOne:
		k.kids[0].write(w)
	case holdsMap:
		o := w.Object("")
		for i, kid := range k.kids {
			if o.Key(k.names[i]) {
				kid.write(w)
			}
		}
		o.End()
	default:
		w.BeginArray()
		for _, kid := range k.kids {
			kid.write(w)
		}
		w.EndArray()
	}
}

// called is the name of the keyword where it came from.
func (k *keyword) called() string {
	if k.from != "" {
		return k.from
	}
	return k.name
}

// place is where the keyword stands in the source, or what caused it.
func (k *keyword) place() *place {
	if k.put {
		return k.at
	}
	return k.at.child(k.called())
}

// place is where something stands in the source. Nil is the root.
type place struct {
	up    *place
	token string
	// whole is the pointer itself where it is known; up and token say nothing then.
	whole string
}

func (p *place) pointer() string {
	switch {
	case p == nil:
		return ""
	case p.whole != "":
		return p.whole
	}
	return p.up.pointer() + "/" + jsonx.EscapePointer(p.token)
}

func (p *place) child(token string) *place { return &place{up: p, token: token} }

// chain is the references, by pointer, that lead to a schema, the innermost first and the root's "" last.
type chain struct {
	pointer string
	up      *chain
	length  int
}

func (c *chain) has(pointer string) bool {
	for ; c != nil; c = c.up {
		if c.pointer == pointer {
			return true
		}
	}
	return false
}
