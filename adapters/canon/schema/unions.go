package schema

import (
	"slices"

	"github.com/interlingua/interlingua/adapters/jsonx"
)

// oneOf turns oneOf into anyOf, as the rules want it.
func (l *lowerer) oneOf(n *node) {
	k := n.get("oneOf")
	if !l.rules.OneOfToAnyOf || k == nil {
		return
	}
	if n.has("anyOf") {
		l.lose(n, *k, "two unions in one schema cannot be said")
		n.remove("oneOf")
		return
	}
	l.tell(k.place(), "said as anyOf")
	k.name, k.from = "anyOf", "oneOf"
	n.dirty = true
}

// nullUnion takes null out of a union and makes the schema nullable. It returns true where a single schema was left of
// the union and became part of the schema.
func (l *lowerer) nullUnion(n *node) bool {
	k := n.get("anyOf")
	if !l.rules.NullableKey || k == nil || k.holds != holdsList {
		return false
	}
	count := len(k.kids)
	k.kids = slices.DeleteFunc(k.kids, isNull)
	if len(k.kids) == count {
		return false
	}
	n.dirty, k.dirty = true, true
	switch kids := k.kids; len(kids) {
	case 0:
		n.remove("anyOf")
		n.set("type", `"null"`)
	case 1:
		n.nullable = true
		n.remove("anyOf")
		l.references(kids[0], false)
		l.merge(n, kids[0])
		return true
	default:
		n.nullable = true
	}
	return false
}

// isNull reports whether a schema takes null and nothing else.
func isNull(n *node) bool {
	if slices.Equal(n.typed(), []string{"null"}) {
		return true
	}
	for _, k := range n.kws {
		if k.name == "const" && k.raw == "null" || k.name == "enum" && jsonx.Compact(k.raw) == "[null]" {
			return true
		}
	}
	return false
}

// types brings the types of a schema, and whether it takes null, to the form that the rules want.
func (l *lowerer) types(n *node) {
	if t := n.text("type"); t != "" && t == lowerType(t) && !n.has("nullable") {
		return
	}
	types := n.typed()
	switch {
	case l.rules.NullableKey && len(types) > 1:
		rest := slices.DeleteFunc(slices.Clone(types), func(t string) bool { return t == "null" })
		n.nullable = n.nullable || len(rest) < len(types)
		if len(rest) > 1 {
			l.splitTypes(n, rest)
			return
		}
		types = rest
		if len(types) == 0 {
			types = []string{"null"}
		}
	case !l.rules.NullableKey && n.has("nullable"):
		types = l.unionWithNull(n, types)
	}
	k := n.get("type")
	if k == nil || len(types) == 0 || k.raw == typeText(types) {
		return
	}
	if l.rules.NullableKey || jsonx.KindOf(k.raw) == '0' || !slices.Equal(types, typeWords(k.raw)) {
		n.set("type", typeText(types))
	}
}

// unionWithNull turns nullable into a type of its own, and gives the types.
func (l *lowerer) unionWithNull(n *node, types []string) []string {
	nullable := n.get("nullable").raw == "true"
	if !nullable {
		return types
	}
	n.remove("nullable")
	if k := n.get("enum"); k != nil && !slices.Contains(slices.Collect(jsonx.Elements(k.raw)), "null") {
		k.raw = listText(append(slices.Collect(jsonx.Elements(k.raw)), "null"))
	}
	if len(types) > 0 && !slices.Contains(types, "null") {
		return append(types, "null")
	}
	if k := n.get("anyOf"); len(types) == 0 && k != nil && k.holds == holdsList && !slices.ContainsFunc(k.kids, isNull) {
		k.kids = append(k.kids, l.parse(`{"type":"null"}`, n.at, n.within))
		k.dirty = true
	}
	return types
}

// splitTypes turns a list of types into a union, each type with the keywords that are about it.
func (l *lowerer) splitTypes(n *node, types []string) {
	if n.has("anyOf") {
		l.lose(n, *n.get("type"), "a list of types beside a union cannot be said")
		n.remove("type")
		return
	}
	union := keyword{name: "anyOf", from: "type", holds: holdsList, dirty: true, at: n.get("type").at}
	for _, t := range types {
		kid := &node{at: n.at, within: n.within, object: true}
		kid.set("type", jsonx.Quote(t))
		for _, k := range n.kws {
			if own, ok := aboutType(k, t); ok {
				kid.kws = append(kid.kws, own)
			}
		}
		union.kids = append(union.kids, kid)
	}
	n.kws = slices.DeleteFunc(n.kws, func(k keyword) bool {
		return k.name == "enum" || k.name == "format" || words[k.name].about != ""
	})
	*n.get("type") = union
	n.dirty = true
}

// aboutType gives a keyword as far as it is about a type.
func aboutType(k keyword, t string) (keyword, bool) {
	switch about := words[k.name].about; {
	case k.name == "format":
		return k, t == "string" || t == "number" || t == "integer"
	case k.name != "enum":
		return k, about != "" && (about == t || about == "number" && t == "integer")
	}
	var values []string
	for e := range jsonx.Elements(k.raw) {
		if valueType := typeOfValue(e); valueType == t || valueType == "integer" && t == "number" {
			values = append(values, e)
		}
	}
	k.raw = listText(values)
	return k, len(values) > 0
}
