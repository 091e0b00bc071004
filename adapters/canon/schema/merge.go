package schema

import (
	"slices"
	"strconv"
	"strings"

	"github.com/interlingua/interlingua/adapters/jsonx"
)

// mergeAllOf merges the schemas of allOf into the schema that has it, as the rules want it.
func (l *lowerer) mergeAllOf(n *node, root bool) {
	k := n.get("allOf")
	wanted := l.rules.MergeAllOf || root && l.rules.PlainRoot
	if !wanted || k == nil || k.holds != holdsList {
		return
	}
	kids := k.kids
	n.remove("allOf")
	for _, kid := range kids {
		l.references(kid, root && l.rules.PlainRoot)
		l.mergeAllOf(kid, root)
		if ref := kid.get("$ref"); ref != nil && n.has("$ref") {
			// A schema has one reference: the second is put in place.
			l.inline(kid, *ref, false)
		}
		l.merge(n, kid)
	}
}

// merge makes a schema demand what another one demands as well. Where one keyword cannot say both, that of the other is
// lost.
func (l *lowerer) merge(n, other *node) {
	n.dirty = true
	n.nullable = n.nullable || other.nullable
	for _, line := range other.notes {
		n.note(line)
	}
	if !other.object && jsonx.KindOf(other.raw) == 'f' {
		l.tell(other.at, "a schema that takes no value cannot be said")
		n.note("no value is valid")
	}
	for _, k := range other.kws {
		mine := n.get(k.name)
		switch {
		case mine == nil:
			n.kws = append(n.kws, k)
		case mine.raw == k.raw && !mine.dirty && !k.dirty, l.join(mine, k):
		case isAnnotation(k.name):
			l.tell(k.place(), "another one stands there already")
		default:
			l.lose(n, k, "two demands cannot be said as one")
		}
	}
}

// isAnnotation reports whether a keyword demands nothing, so that one of several is enough.
func isAnnotation(name string) bool {
	switch name {
	case "title", "default", "examples", "example", "deprecated", "readOnly", "writeOnly":
		return true
	}
	return mute(name) && name != "$ref"
}

// join makes one keyword say what two of the same name say; false where it cannot.
func (l *lowerer) join(mine *keyword, other keyword) bool {
	switch mine.name {
	case "description":
		return mine.joinText(other)
	case "type":
		return mine.joinTypes(other)
	case "enum":
		return mine.joinLists(other, true)
	case "required":
		return mine.joinLists(other, false)
	case "properties", "patternProperties", "$defs", "definitions", "dependentSchemas":
		return l.joinMaps(mine, other)
	case "minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties", "minContains":
		return mine.joinBounds(other, func(a, b float64) bool { return a >= b })
	case "maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties", "maxContains":
		return mine.joinBounds(other, func(a, b float64) bool { return a <= b })
	case "uniqueItems", "nullable", "additionalProperties", "items", "unevaluatedProperties", "propertyNames":
		return l.joinSchemas(mine, other)
	}
	return false
}

func (k *keyword) joinText(other keyword) bool {
	a, okA := jsonx.Unquote(k.raw)
	b, okB := jsonx.Unquote(other.raw)
	if okA && okB && !strings.Contains(a, b) {
		k.raw = jsonx.Quote(a + "\n" + b)
	}
	return okA && okB
}

func (k *keyword) joinTypes(other keyword) bool {
	a, b := typeList(k.raw), typeList(other.raw)
	var both []string
	for _, t := range a {
		switch {
		case slices.Contains(b, t), t == "integer" && slices.Contains(b, "number"):
			both = append(both, t)
		case t == "number" && slices.Contains(b, "integer"):
			both = append(both, "integer")
		}
	}
	if len(both) == 0 {
		return false
	}
	k.raw = typeText(both)
	return true
}

// joinLists makes one list of two: what is in both, or what is in any.
func (k *keyword) joinLists(other keyword, both bool) bool {
	a, b := slices.Collect(jsonx.Elements(k.raw)), slices.Collect(jsonx.Elements(other.raw))
	var out []string
	for _, e := range a {
		if !both || slices.Contains(b, e) {
			out = append(out, e)
		}
	}
	if both && len(out) == 0 {
		return false
	}
	if !both {
		for _, e := range b {
			if !slices.Contains(out, e) {
				out = append(out, e)
			}
		}
	}
	k.raw = listText(out)
	return true
}

func (l *lowerer) joinMaps(mine *keyword, other keyword) bool {
	if mine.holds != holdsMap || other.holds != holdsMap {
		return false
	}
	mine.dirty = true
	for i, name := range other.names {
		if at := slices.Index(mine.names, name); at >= 0 {
			l.mergeKid(mine.kids[at], other.kids[i])
			continue
		}
		mine.names = append(mine.names, name)
		mine.kids = append(mine.kids, other.kids[i])
	}
	return true
}

// mergeKid merges two schemas that were not looked at yet.
func (l *lowerer) mergeKid(n, other *node) {
	if n.raw == other.raw {
		return
	}
	for _, kid := range []*node{n, other} {
		l.references(kid, false)
		l.mergeAllOf(kid, false)
	}
	n.object = n.object || other.object
	l.merge(n, other)
}

// joinBounds keeps the narrower of two bounds.
func (k *keyword) joinBounds(other keyword, narrower func(a, b float64) bool) bool {
	a, errA := strconv.ParseFloat(k.raw, 64)
	b, errB := strconv.ParseFloat(other.raw, 64)
	if errA != nil || errB != nil {
		return false
	}
	if !narrower(a, b) {
		k.raw, k.at, k.from = other.raw, other.at, other.from
	}
	return true
}

// joinSchemas joins what may be a schema, true or false: true demands nothing, but for uniqueItems and nullable.
func (l *lowerer) joinSchemas(mine *keyword, other keyword) bool {
	idle := "true"
	if mine.name == "uniqueItems" {
		idle = "false"
	}
	switch {
	case other.raw == idle:
		return true
	case mine.raw == idle:
		*mine = other
		return true
	case mine.holds != holdsOne || other.holds != holdsOne:
		return false
	}
	mine.dirty = true
	l.mergeKid(mine.kids[0], other.kids[0])
	return true
}

func listText(elements []string) string { return "[" + strings.Join(elements, ",") + "]" }
