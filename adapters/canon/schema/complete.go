package schema

import (
	"slices"

	"github.com/interlingua/interlingua/adapters/jsonx"
)

// rootObject makes the root a schema of type object.
func (l *lowerer) rootObject(n *node) {
	types := n.typed()
	switch k := n.get("type"); {
	case k == nil:
	case !slices.Contains(types, "object"):
		l.lose(n, *k, "the root takes objects only")
	case len(types) > 1:
		l.tell(k.place(), "the root takes objects only")
	}
	if len(types) != 1 || types[0] != "object" {
		n.set("type", `"object"`)
	}
	if k := n.get("enum"); k != nil && l.rules.StringEnums {
		l.lose(n, *k, "objects cannot be listed")
		n.remove("enum")
	}
	if k := n.get("nullable"); k != nil && k.raw == "true" {
		n.nullable = true
		n.remove("nullable")
	}
	if n.nullable {
		n.nullable = false
		l.tell(n.at, "the root takes objects only")
	}
}

// closeObject forbids further properties.
func (l *lowerer) closeObject(n *node) {
	if !n.names("object") && !n.has("properties") {
		return
	}
	k := n.get("additionalProperties")
	switch {
	case k == nil:
		l.tell(n.at, "the object is closed to further properties")
	case k.raw == "false":
		return
	case isFallback(*k):
		l.tell(k.place(), "the object is closed to further properties")
	default:
		l.lose(n, *k, "the object is closed to further properties")
	}
	n.set("additionalProperties", "false")
}

// complete gives a schema a type, an array its items, and takes unknown names out of required.
func (l *lowerer) complete(n *node) {
	if !n.has("type") && !slices.ContainsFunc(n.kws, l.saysType) {
		t, sure := inferType(n)
		if !sure {
			l.tell(n.at, "a schema for values of several types became one for strings")
		}
		n.set("type", jsonx.Quote(t))
	}
	if n.names("array") {
		l.completeItems(n)
	}
	k := n.get("required")
	if k == nil {
		return
	}
	var known []string
	if p := n.get("properties"); p != nil {
		known = p.names
	}
	var names, unknown []string
	for raw := range jsonx.Elements(k.raw) {
		if name, ok := jsonx.Unquote(raw); ok && slices.Contains(known, name) {
			names = append(names, raw)
		} else {
			unknown = append(unknown, raw)
		}
	}
	if len(unknown) == 0 {
		return
	}
	lost := *k
	lost.raw = listText(unknown)
	l.lose(n, lost, "required names properties that the schema does not have")
	if n.set("required", listText(names)); len(names) == 0 {
		n.remove("required")
	}
}

// saysType reports whether a keyword says in place of type what values are.
func (l *lowerer) saysType(k keyword) bool {
	switch k.name {
	case "anyOf", "oneOf", "allOf":
		return l.takes(k.name) && k.holds == holdsList
	}
	return k.name == "$ref" && l.takes(k.name)
}

// inferType finds the type that the keywords of a schema are about. Not sure means that others would do as well.
func inferType(n *node) (t string, sure bool) {
	if k := n.get("enum"); k != nil {
		if types := typesOfValues(k.raw); len(types) > 0 {
			return types[0], len(types) == 1
		}
	}
	for _, k := range n.kws {
		if about := words[k.name].about; about != "" {
			return about, true
		}
	}
	return "string", n.has("format")
}

// typesOfValues gives the types of the values in a list, each once. Where there are several, string comes first: a text can
// stand for any value.
func typesOfValues(list string) []string {
	var types []string
	for v := range jsonx.Elements(list) {
		t := typeOfValue(v)
		switch {
		case slices.Contains(types, t), t == "integer" && slices.Contains(types, "number"):
		case t == "number" && slices.Contains(types, "integer"):
			types[slices.Index(types, "integer")] = t
		default:
			types = append(types, t)
		}
	}
	if len(types) > 1 {
		return append([]string{"string"}, types...)
	}
	return types
}

// completeItems gives an array one schema for its items.
func (l *lowerer) completeItems(n *node) {
	var tuple []*node
	if k := n.get("prefixItems"); k != nil && !l.takes("prefixItems") {
		tuple = k.kids
	}
	switch items := n.get("items"); {
	case items == nil && len(tuple) == 0:
		l.tell(n.at, "an array without items got strings as items")
	case items == nil:
	case items.holds == holdsList:
		l.lose(n, *items, "items in fixed places cannot be said")
		tuple = items.kids
	case items.kids[0].object:
		return
	case len(tuple) == 0:
		l.tell(items.place(), "items of any type became strings")
	}
	var kid *node
	switch len(tuple) {
	case 0:
		kid = l.parse(`{"type":"string"}`, n.at, n.within)
	case 1:
		kid = tuple[0]
	default:
		kid = &node{at: n.at, within: n.within, object: true, dirty: true}
		kid.kws = []keyword{{name: "anyOf", kids: tuple, holds: holdsList, dirty: true, at: n.at}}
	}
	n.set("items", "")
	k := n.get("items")
	k.kids, k.holds, k.dirty = []*node{kid}, holdsOne, true
}

// takes reports whether the target takes a keyword.
func (l *lowerer) takes(name string) bool {
	return l.rules.Keywords == nil || slices.Contains(l.rules.Keywords, name)
}
