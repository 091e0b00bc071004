package schema

import (
	"slices"
	"strconv"

	"github.com/interlingua/interlingua/adapters/jsonx"
)

// enum brings the values of an enum to the form that the rules want.
func (l *lowerer) enum(n *node) {
	if l.rules.NullableKey {
		l.enumWithoutNull(n)
	}
	if l.rules.StringEnums {
		l.stringEnum(n)
	}
	if k := n.get("nullable"); n.nullable && (k == nil || k.raw != "true") {
		n.set("nullable", "true")
	}
}

// enumWithoutNull takes null out of an enum; the schema becomes nullable if its type allows.
func (l *lowerer) enumWithoutNull(n *node) {
	k := n.get("enum")
	if k == nil {
		return
	}
	values := slices.Collect(jsonx.Elements(k.raw))
	rest := slices.DeleteFunc(slices.Clone(values), func(v string) bool { return v == "null" })
	if len(rest) == len(values) {
		return
	}
	if len(rest) == 0 {
		n.remove("enum")
		n.set("type", `"null"`)
		n.nullable = false
		return
	}
	n.nullable = n.nullable || !n.has("type")
	k.raw, n.dirty = listText(rest), true
}

// stringEnum turns the values of an enum into strings. Of true and false nothing but the type is kept: a string in their
// place would not be what the client waits for.
func (l *lowerer) stringEnum(n *node) {
	k := n.get("enum")
	if k == nil || jsonx.KindOf(k.raw) != '[' {
		return
	}
	var texts []string
	converted, flags := false, 0
	count := 0
	for v := range jsonx.Elements(k.raw) {
		count++
		kind := jsonx.KindOf(v)
		if kind == 't' || kind == 'f' {
			flags++
		}
		text := v
		if kind != '"' {
			converted = true
			text = jsonx.Quote(jsonx.Compact(v))
		}
		if text != `""` && !slices.Contains(texts, text) {
			texts = append(texts, text)
		}
	}
	switch {
	case count > 0 && flags == count:
		lost := *k
		if count == 1 {
			lost.raw = jsonx.Compact(k.raw[1 : len(k.raw)-1])
		}
		l.lose(n, lost, "true and false cannot be listed")
		n.remove("enum")
		n.set("type", `"boolean"`)
	case len(texts) == 0:
		l.lose(n, *k, "an enum without values cannot be said")
		n.remove("enum")
	case converted || len(texts) < count:
		l.tell(k.place(), "values became strings that are not empty")
		n.set("enum", listText(texts))
		n.set("type", `"string"`)
	case !n.has("type"):
		n.set("type", `"string"`)
	}
}

// bounds brings counts and formats within the rules.
func (l *lowerer) bounds(n *node) {
	for _, name := range counts {
		// OpenAPI's dialect may write a count as a string.
		if k := n.get(name); k != nil {
			if digits, ok := jsonx.Unquote(k.raw); ok {
				if count, err := strconv.ParseUint(digits, 10, 63); err == nil {
					n.set(name, strconv.FormatUint(count, 10))
				}
			}
		}
	}
	if k := n.get("minItems"); k != nil && l.rules.MinItemsMax >= 0 {
		if m, ok := jsonx.ParseInt(k.raw); ok && m > int64(l.rules.MinItemsMax) {
			l.lose(n, *k, "the target takes smaller bounds only")
			n.set("minItems", strconv.Itoa(l.rules.MinItemsMax))
		}
	}
	if k := n.get("format"); k != nil && l.rules.Formats != nil && !slices.Contains(l.rules.Formats, n.text("format")) {
		l.lose(n, *k, "the target does not take the format")
		n.remove("format")
	}
}
