package schema

import (
	"slices"

	"github.com/interlingua/interlingua/adapters/jsonx"
)

// typeWords gives the types that the value of type names, as spelled; nil for what is no type.
func typeWords(raw string) []string {
	if t, ok := jsonx.Unquote(raw); ok {
		return []string{t}
	}
	if jsonx.KindOf(raw) == '0' {
		return []string{raw}
	}
	var types []string
	for e := range jsonx.Elements(raw) {
		if t, ok := jsonx.Unquote(e); ok {
			types = append(types, t)
		}
	}
	return types
}

// typeList is typeWords in lower case.
func typeList(raw string) []string {
	types := typeWords(raw)
	for i, t := range types {
		types[i] = lowerType(t)
	}
	return types
}

// typeText is the value of type for a list of types.
func typeText(types []string) string {
	if len(types) == 1 {
		return jsonx.Quote(types[0])
	}
	quoted := make([]string, len(types))
	for i, t := range types {
		quoted[i] = jsonx.Quote(t)
	}
	return listText(quoted)
}

// typed gives the types of a schema, nil where it has none.
func (n *node) typed() []string {
	if k := n.get("type"); k != nil {
		return typeList(k.raw)
	}
	return nil
}

// names reports whether the type of a schema names t, alone or among others.
func (n *node) names(t string) bool {
	return slices.Contains(n.typed(), t)
}

// constant turns const into an enum, as the rules want it.
func (l *lowerer) constant(n *node) {
	if !l.rules.ConstToEnum || !n.has("const") {
		return
	}
	n.remove("enum")
	k := n.get("const")
	k.name, k.from, k.raw = "enum", "const", listText([]string{k.raw})
	n.dirty = true
}

// typeOfValue is the type of a value.
func typeOfValue(raw string) string {
	switch jsonx.KindOf(raw) {
	case '{':
		return "object"
	case '[':
		return "array"
	case '"':
		return "string"
	case 't', 'f':
		return "boolean"
	case 'n':
		return "null"
	}
	if _, ok := jsonx.ParseInt(raw); ok {
		return "integer"
	}
	return "number"
}

// upperTypes writes types in upper case.
func (l *lowerer) upperTypes(n *node) {
	types := n.typed()
	if len(types) == 0 {
		return
	}
	for i, t := range types {
		types[i] = upperType(t)
	}
	n.set("type", typeText(types))
}
