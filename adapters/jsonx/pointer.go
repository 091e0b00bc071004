package jsonx

import (
	"strconv"
	"strings"
)

// Lookup returns the text that an RFC 6901 pointer names in doc, which is
// known to be valid; false where there is nothing or the pointer is malformed.
func Lookup(doc, pointer string) (string, bool) {
	doc = trim(doc)
	for pointer != "" {
		if pointer[0] != '/' {
			return "", false
		}
		token, rest := pointer[1:], ""
		if i := strings.IndexByte(token, '/'); i >= 0 {
			token, rest = token[:i], token[i:]
		}
		var ok bool
		switch KindOf(doc) {
		case '{':
			doc, ok = Get(doc, UnescapePointer(token))
		case '[':
			doc, ok = element(doc, token)
		}
		if !ok {
			return "", false
		}
		pointer = rest
	}
	return doc, true
}

func element(array, token string) (string, bool) {
	n, err := strconv.ParseUint(token, 10, 31)
	if err != nil || len(token) > 1 && token[0] == '0' {
		return "", false
	}
	for raw := range Elements(array) {
		if n == 0 {
			return raw, true
		}
		n--
	}
	return "", false
}

// pointerTo returns the pointer of the value that begins or ends at an offset of doc, which is well formed up to there.
func pointerTo(doc string, offset int) string {
	type level struct {
		object, name bool // the next string is the name of a member
		at           string
		index        int
	}
	var open []level
	for i := 0; i < min(offset, len(doc)); i++ {
		last := len(open) - 1
		switch c := doc[i]; c {
		case '{', '[':
			open = append(open, level{object: c == '{', name: c == '{'})
		case '}', ']':
			open = open[:last]
		case ',':
			open[last].name = open[last].object
			open[last].index++
		case '"':
			end := stringEnd(doc, i)
			if last >= 0 && open[last].name {
				open[last].name, open[last].at = false, unquoted(doc[i:end])
			}
			i = end - 1
		}
	}
	var b strings.Builder
	for _, l := range open {
		switch {
		case !l.object:
			b.WriteString("/" + strconv.Itoa(l.index))
		case !l.name:
			b.WriteString("/" + EscapePointer(l.at))
		}
	}
	return b.String()
}

// EscapePointer returns token as it stands in a pointer: ~ as ~0, / as ~1.
func EscapePointer(token string) string {
	if !strings.ContainsAny(token, "~/") {
		return token
	}
	return strings.ReplaceAll(strings.ReplaceAll(token, "~", "~0"), "/", "~1")
}

// UnescapePointer undoes [EscapePointer].
func UnescapePointer(token string) string {
	if strings.IndexByte(token, '~') < 0 {
		return token
	}
	return strings.ReplaceAll(strings.ReplaceAll(token, "~1", "/"), "~0", "~")
}
