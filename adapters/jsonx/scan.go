package jsonx

import (
	"math/bits"
	"unicode/utf16"
	"unicode/utf8"
)

// The functions in this file find the end of one piece of JSON and check it on
// the way. Each takes the index where the piece begins and returns the index
// after it, or the index of the fault. depth is the number of objects and arrays
// around it; n, unless nil, refuses names that an object has twice.

// scanValue checks a value of any kind.
func scanValue(s string, i, depth int, n *names) (int, fault) {
	if i >= len(s) {
		return i, faultEnd
	}
	switch s[i] {
	case '"':
		end, _, f := scanString(s, i)
		return end, f
	case '{':
		return scanObject(s, i, depth+1, n)
	case '[':
		return scanArray(s, i, depth+1, n)
	case 't':
		if len(s)-i >= 4 && s[i:i+4] == "true" {
			return i + 4, fine
		}
		return scanLiteral(s, i, "true")
	case 'f':
		return scanLiteral(s, i, "false")
	case 'n':
		if len(s)-i >= 4 && s[i:i+4] == "null" {
			return i + 4, fine
		}
		return scanLiteral(s, i, "null")
	}
	return scanNumber(s, i)
}

func scanObject(s string, i, depth int, n *names) (int, fault) {
	if depth > hardDepth {
		return i, faultDepth
	}
	if i = skipSpace(s, i+1); i < len(s) && s[i] == '}' {
		return i + 1, fine
	}
	g := n.open()
	for {
		end, escaped, f := scanString(s, i)
		if f == fine && n != nil && !n.add(&g, nameText(s[i+1:end-1], escaped)) {
			return i, faultDuplicate
		}
		if f == fine {
			if end, f = scanByte(s, end, ':'); f == fine {
				end, f = scanValue(s, skipSpace(s, end), depth, n)
			}
		}
		if f != fine {
			return end, f
		}
		var more bool
		if i, more, f = scanNext(s, end, '}'); !more {
			n.close(g)
			return i, f
		}
	}
}

func scanArray(s string, i, depth int, n *names) (int, fault) {
	if depth > hardDepth {
		return i, faultDepth
	}
	if i = skipSpace(s, i+1); i < len(s) && s[i] == ']' {
		return i + 1, fine
	}
	for {
		end, f := scanValue(s, i, depth, n)
		if f != fine {
			return end, f
		}
		var more bool
		if i, more, f = scanNext(s, end, ']'); !more {
			return i, f
		}
	}
}

// nameText returns what the inside of a name stands for.
func nameText(inside string, escaped bool) string {
	if !escaped {
		return inside
	}
	return stringOf(appendUnescaped(make([]byte, 0, len(inside)), inside))
}

// scanNext takes the comma before the next member, whose index it returns, or
// the closing byte.
func scanNext(s string, i int, closing byte) (next int, more bool, f fault) {
	i = skipSpace(s, i)
	switch {
	case i >= len(s):
		return i, false, faultEnd
	case s[i] == ',':
		return skipSpace(s, i+1), true, fine
	case s[i] == closing:
		return i + 1, false, fine
	}
	return i, false, faultSyntax
}

// scanByte takes c, after whitespace.
func scanByte(s string, i int, c byte) (int, fault) {
	i = skipSpace(s, i)
	if i >= len(s) {
		return i, faultEnd
	}
	if s[i] != c {
		return i, faultSyntax
	}
	return i + 1, fine
}

func scanLiteral(s string, i int, word string) (int, fault) {
	if len(s)-i >= len(word) && s[i:i+len(word)] == word {
		return i + len(word), fine
	}
	if rest := s[i:]; len(rest) < len(word) && rest == word[:len(rest)] {
		return len(s), faultEnd
	}
	return i, faultSyntax
}

// scanString checks a string; escaped tells whether it holds escapes.
func scanString(s string, i int) (end int, escaped bool, f fault) {
	if i >= len(s) {
		return i, false, faultEnd
	}
	if s[i] != '"' {
		return i, false, faultSyntax
	}
	if i = skipPlain(s, i+1); i < len(s) && s[i] == '"' {
		return i + 1, false, fine
	}
	return scanStringRest(s, i)
}

// scanStringRest is scanString from a byte on that is not plain.
func scanStringRest(s string, i int) (end int, escaped bool, f fault) {
	for ; i < len(s); i = skipPlain(s, i) {
		switch c := s[i]; {
		case c == '"':
			return i + 1, escaped, fine
		case c == '\\':
			escaped = true
			if i, f = scanEscape(s, i); f != fine {
				return i, escaped, f
			}
		case c < ' ':
			return i, escaped, faultString
		default:
			for i < len(s) && s[i] >= utf8.RuneSelf {
				r, n := utf8.DecodeRuneInString(s[i:])
				if r == utf8.RuneError && n == 1 {
					return i, escaped, faultUTF8
				}
				i += n
			}
		}
	}
	return i, escaped, faultEnd
}

// skipPlain returns the first index from i on that holds no plain byte.
func skipPlain(s string, i int) int {
	for ; i+8 <= len(s); i += 8 {
		x := load64(s, i)
		if m := ((x - space) | ((x ^ quote) - ones) | ((x ^ slash) - ones) | x) & tops; m != 0 {
			return i + bits.TrailingZeros64(m)>>3
		}
	}
	for i < len(s) && plain[s[i]] {
		i++
	}
	return i
}

// plain holds the ASCII bytes that stand for themselves in a string.
var plain = func() (t [256]bool) {
	for c := byte(' '); c < utf8.RuneSelf; c++ {
		t[c] = c != '"' && c != '\\'
	}
	return t
}()

// scanEscape checks the escape that begins at s[i].
func scanEscape(s string, i int) (int, fault) {
	if i+1 >= len(s) {
		return len(s), faultEnd
	}
	switch s[i+1] {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		return i + 2, fine
	case 'u':
	default:
		return i, faultEscape
	}
	r := hex4(s[i+2:])
	switch {
	case r < 0:
		return i, faultEscape
	case !utf16.IsSurrogate(r):
		return i + 6, fine
	case len(s) >= i+12 && s[i+6] == '\\' && s[i+7] == 'u' &&
		utf16.DecodeRune(r, hex4(s[i+8:])) != utf8.RuneError:
		return i + 12, fine
	}
	return i, faultSurrogate
}

// scanNumber checks a number, and refuses what begins no value at all.
func scanNumber(s string, i int) (int, fault) {
	from := i
	if i < len(s) && s[i] == '-' {
		i++
	}
	switch {
	case i < len(s) && s[i] == '0':
		i++
	case i < len(s) && '1' <= s[i] && s[i] <= '9':
		i = skipDigits(s, i)
	case i > from:
		return i, faultNumber
	default:
		return i, faultSyntax
	}
	if i < len(s) && s[i] == '.' {
		from = i + 1
		if i = skipDigits(s, from); i == from {
			return i, faultNumber
		}
	}
	if i < len(s) && (s[i] == 'e' || s[i] == 'E') {
		if i++; i < len(s) && (s[i] == '+' || s[i] == '-') {
			i++
		}
		from = i
		if i = skipDigits(s, from); i == from {
			return i, faultNumber
		}
	}
	return i, fine
}

func skipDigits(s string, i int) int {
	for i < len(s) && '0' <= s[i] && s[i] <= '9' {
		i++
	}
	return i
}
