package schema

import (
	"slices"

	"github.com/interlingua/interlingua/adapters/jsonx"
)

// plainRoot takes what the root says beside one object out of it: its alternatives become one object that has the properties of all
// and demands those that every one demands. What does not fit in is noted.
func (l *lowerer) plainRoot(n *node) {
	for _, name := range []string{"anyOf", "oneOf"} {
		if k := n.get(name); k != nil && k.holds == holdsList {
			l.unite(n, *k)
		}
	}
	for _, name := range []string{"not", "enum"} {
		if k := n.get(name); k != nil {
			l.lose(n, *k, "the root can only say which properties there are")
			n.remove(name)
		}
	}
}

// unite makes the objects among the alternatives of a keyword part of the schema that has it.
func (l *lowerer) unite(n *node, union keyword) {
	n.remove(union.name)
	var objects []*node
	others := false
	for _, kid := range union.kids {
		if types := kid.typed(); len(types) > 0 && !slices.Contains(types, "object") {
			// The root is an object. That it may be missing is no alternative to that, anything else is one.
			others = others || !slices.Equal(types, []string{"null"})
			continue
		}
		l.references(kid, true)
		l.mergeAllOf(kid, true)
		l.plainRoot(kid)
		objects = append(objects, kid)
	}
	if others || len(objects) != 1 {
		l.lose(n, union, "alternatives at the root became one object with the properties of all")
	}
	if len(objects) == 1 {
		l.merge(n, objects[0])
		return
	}
	offered := keyword{name: "properties", holds: holdsMap, dirty: true, at: n.at, put: true}
	for _, object := range objects {
		if p := object.get("properties"); p != nil && p.holds == holdsMap {
			l.offer(&offered, p)
		}
	}
	switch own := n.get("properties"); {
	case len(offered.kids) == 0:
	case own == nil:
		n.kws = append(n.kws, offered)
	case own.holds == holdsMap:
		own.dirty = true
		for i, name := range offered.names {
			// What the root itself says of a property holds for all alternatives.
			if !slices.Contains(own.names, name) {
				own.names, own.kids = append(own.names, name), append(own.kids, offered.kids[i])
			}
		}
	}
	if always := demanded(objects); len(always) > 0 {
		if own := n.get("required"); own != nil {
			own.joinLists(keyword{raw: listText(always)}, false)
		} else {
			n.set("required", listText(always))
		}
	}
}

// offer adds the properties of one alternative. One that several have may be what any of them says.
func (l *lowerer) offer(all, one *keyword) {
	for i, name := range one.names {
		at := slices.Index(all.names, name)
		if at < 0 {
			all.names, all.kids = append(all.names, name), append(all.kids, one.kids[i])
			continue
		}
		known, kid := all.kids[at], one.kids[i]
		if known.raw == kid.raw && !known.dirty && !kid.dirty {
			continue
		}
		if !isChoice(known) {
			choice := &node{at: known.at, within: known.within, object: true, dirty: true}
			choice.kws = []keyword{{name: "anyOf", kids: []*node{known}, holds: holdsList, dirty: true, at: known.at, put: true}}
			all.kids[at], known = choice, choice
		}
		k := known.get("anyOf")
		if !slices.ContainsFunc(k.kids, func(old *node) bool { return old.raw == kid.raw && !old.dirty && !kid.dirty }) {
			k.kids = append(k.kids, kid)
		}
	}
}

// isChoice reports whether a schema is one that offer made.
func isChoice(n *node) bool { return n.raw == "" && len(n.kws) == 1 && n.kws[0].put }

// demanded are the names that every one of some objects requires.
func demanded(objects []*node) []string {
	var names []string
	for i, object := range objects {
		var own []string
		if k := object.get("required"); k != nil {
			own = slices.Collect(jsonx.Elements(k.raw))
		}
		if i == 0 {
			names = own
			continue
		}
		names = slices.DeleteFunc(names, func(name string) bool { return !slices.Contains(own, name) })
	}
	return names
}
