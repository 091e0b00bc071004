package jsonx

import "strings"

// Indent lays a JSON document out for reading, two spaces a level. Names, strings and numbers keep their spelling.
func Indent(doc string) string {
	var b strings.Builder
	indent(&b, doc, "\n")
	b.WriteByte('\n')
	return b.String()
}

func indent(b *strings.Builder, raw, newline string) {
	inner := newline + "  "
	n := 0
	next := func() {
		if n++; n > 1 {
			b.WriteByte(',')
		}
		b.WriteString(inner)
	}
	switch {
	case KindOf(raw) == '{':
		b.WriteByte('{')
		for name, value := range Members(raw) {
			next()
			b.WriteString(Quote(name) + ": ")
			indent(b, value, inner)
		}
	case KindOf(raw) == '[':
		b.WriteByte('[')
		for value := range Elements(raw) {
			next()
			indent(b, value, inner)
		}
	default:
		b.WriteString(raw)
		return
	}
	if n > 0 {
		b.WriteString(newline)
	}
	if KindOf(raw) == '{' {
		b.WriteByte('}')
	} else {
		b.WriteByte(']')
	}
}
