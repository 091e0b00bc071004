package jsonx

import (
	"iter"
	"strings"
)

// The functions in this file read JSON text that is known to be valid. On
// other text they do not fail, they only end early. What they return is a part
// of what they were given.

// Members yields the members of a JSON object in order: the name, unescaped,
// and the text of the value. Nothing for what is no object. It allocates only
// for names with escapes.
func Members(object string) iter.Seq2[string, string] {
	return func(yield func(string, string) bool) { eachMember(object, yield) }
}

// Elements yields the text of each element of a JSON array in order. Nothing
// for what is no array.
func Elements(array string) iter.Seq[string] {
	return func(yield func(string) bool) { eachElement(array, yield) }
}

// Get returns the text of the member of that name, the first if a document
// holds several.
func Get(object, name string) (string, bool) {
	for n, raw := range Members(object) {
		if n == name {
			return raw, true
		}
	}
	return "", false
}

// Empty reports whether object has no members: "", {} or no object at all.
func Empty(object string) bool {
	for range Members(object) {
		return false
	}
	return true
}

// KindOf returns the kind that raw begins as, 0 if as none.
func KindOf(raw string) Kind {
	for i := 0; i < len(raw); i++ {
		switch c := raw[i]; c {
		case ' ', '\t', '\r', '\n':
		case '{', '[', '"', 't', 'f', 'n':
			return Kind(c)
		case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
			return '0'
		default:
			return 0
		}
	}
	return 0
}

func eachMember(s string, yield func(name, raw string) bool) {
	i := skipSpace(s, 0)
	if i == len(s) || s[i] != '{' {
		return
	}
	for i++; ; {
		if i = skipSpaceAnd(s, i, ','); i == len(s) || s[i] != '"' {
			return
		}
		end := stringEnd(s, i)
		if end-i < 2 {
			return
		}
		name := unquoted(s[i:end])
		i = skipSpaceAnd(s, end, ':')
		end = valueEnd(s, i)
		if end == i || !yield(name, s[i:end]) {
			return
		}
		i = end
	}
}

func eachElement(s string, yield func(raw string) bool) {
	i := skipSpace(s, 0)
	if i == len(s) || s[i] != '[' {
		return
	}
	for i++; ; {
		i = skipSpaceAnd(s, i, ',')
		end := valueEnd(s, i)
		if end == i || !yield(s[i:end]) {
			return
		}
		i = end
	}
}

// valueEnd returns the index after the value that begins at s[i], i itself
// where none does.
func valueEnd(s string, i int) int {
	depth := 0
	for i < len(s) {
		switch s[i] {
		case '"':
			i = stringEnd(s, i)
		case '{', '[':
			depth++
			i++
			continue
		case '}', ']':
			if depth == 0 {
				return i
			}
			depth--
			i++
		case ',', ':', ' ', '\t', '\r', '\n':
			if depth == 0 {
				return i
			}
			i++
			continue
		default:
			for i++; i < len(s) && !delimiter[s[i]]; i++ {
			}
		}
		if depth == 0 {
			return i
		}
	}
	return len(s)
}

// delimiter holds the bytes that end a number or literal.
var delimiter = [256]bool{
	'"': true, '{': true, '}': true, '[': true, ']': true, ',': true, ':': true,
	' ': true, '\t': true, '\r': true, '\n': true,
}

// stringEnd returns the index after the string that begins at s[i].
func stringEnd(s string, i int) int {
	for j := i + 1; ; {
		k := strings.IndexByte(s[j:], '"')
		if k < 0 {
			return len(s)
		}
		j += k + 1
		// An even number of backslashes before it leaves the quote a quote.
		b := j - 2
		for b > i && s[b] == '\\' {
			b--
		}
		if (j-2-b)%2 == 0 {
			return j
		}
	}
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }

// skipSpace returns the first index from i on that holds no whitespace.
func skipSpace(s string, i int) int {
	for i < len(s) && isSpace(s[i]) {
		i++
	}
	return i
}

// skipSpaceAnd is skipSpace that takes c for whitespace as well.
func skipSpaceAnd(s string, i int, c byte) int {
	for i < len(s) && (s[i] == c || isSpace(s[i])) {
		i++
	}
	return i
}

func trim(s string) string { return strings.Trim(s, " \t\r\n") }
