package jsonx

import "strings"

// The functions in this file build JSON text from text that is known to be
// valid; line breaks between tokens survive.

// member is one member of an object: its name, unescaped, and its value.
type member struct{ name, raw string }

// few is the number of members up to which a search costs less than a map.
const few = 16

// appendMembers appends the members of object to dst, in the order in which
// their names first come, each with the last value given for its name.
func appendMembers(dst []member, object string) []member {
	from := len(dst)
	var index map[string]int
next:
	for name, raw := range Members(object) {
		switch added := dst[from:]; {
		case len(added) < few:
			for i := range added {
				if added[i].name == name {
					added[i].raw = raw
					continue next
				}
			}
		case index == nil:
			index = make(map[string]int, 4*few)
			for i := range added {
				index[added[i].name] = i
			}
			fallthrough
		default:
			if i, ok := index[name]; ok {
				added[i].raw = raw
				continue next
			}
			index[name] = len(added)
		}
		dst = append(dst, member{name, raw})
	}
	return dst
}

func objectText(members []member, size int) string {
	buf := append(make([]byte, 0, size), '{')
	for i, m := range members {
		if i > 0 {
			buf = append(buf, ',')
		}
		buf = append(appendQuoted(buf, m.name), ':')
		buf = append(buf, m.raw...)
	}
	return stringOf(append(buf, '}'))
}

// Wrap returns the object that has raw as its only member.
func Wrap(name, raw string) string {
	return objectText([]member{{name, raw}}, len(name)+len(raw)+5)
}

// WrapText returns the object that has a string as its only member.
func WrapText(name, text string) string {
	buf := append(make([]byte, 0, len(name)+sizeQuoted(text)+5), '{')
	buf = append(appendQuoted(buf, name), ':')
	return stringOf(append(appendQuoted(buf, text), '}'))
}

// Merge returns the members of two objects as one. A member of both has its
// place from a and its value from b. Where one has no members, the other is
// returned as it is; "" counts as an object without any.
func Merge(a, b string) string {
	switch {
	case Empty(b):
		return a
	case Empty(a):
		return b
	}
	// One text with all members, the later ones winning, says the same.
	all := strings.TrimSuffix(trim(a), "}") + "," + strings.TrimPrefix(trim(b), "{")
	return objectText(appendMembers(nil, all), len(all)+2)
}

// Without returns object without the members of those names; as it is, if it
// has none of them.
func Without(object string, names ...string) string {
	var kept []member
	found := false
	for name, raw := range Members(object) {
		if contains(names, name) {
			found = true
			continue
		}
		kept = append(kept, member{name, raw})
	}
	if !found {
		return object
	}
	return objectText(kept, len(object))
}

func contains(names []string, name string) bool {
	for _, n := range names {
		if n == name {
			return true
		}
	}
	return false
}

// Compact returns raw without the whitespace between tokens; raw itself if
// there is none. Names, strings and numbers keep their spelling.
func Compact(raw string) string {
	var buf []byte
	from := 0 // raw[from:i] is to be copied still
	for i := 0; i < len(raw); {
		switch c := raw[i]; {
		case c == '"':
			i = stringEnd(raw, i)
		case isSpace(c):
			buf = append(buf, raw[from:i]...)
			i = skipSpace(raw, i)
			from = i
		default:
			i++
		}
	}
	if from == 0 {
		return raw
	}
	return stringOf(append(buf, raw[from:]...))
}
