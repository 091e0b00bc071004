package jsonx

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// Unquote returns the text of the JSON string raw, which may have whitespace
// around it; false for any other kind. Without escapes the result is a part of
// raw, otherwise a new string.
func Unquote(raw string) (string, bool) {
	raw = trim(raw)
	if len(raw) < 2 || raw[0] != '"' || raw[len(raw)-1] != '"' {
		return "", false
	}
	return unquoted(raw), true
}

// UnquoteInto is [Unquote] for the text of a string without whitespace around
// it. With escapes the result is written over *buf, which grows as needed, and
// is valid until *buf is used again.
func UnquoteInto(buf *[]byte, raw string) string {
	in := raw[1 : len(raw)-1]
	if strings.IndexByte(in, '\\') < 0 {
		return in
	}
	*buf = appendUnescaped((*buf)[:0], in)
	return stringOf(*buf)
}

// unquoted is Unquote for text that begins and ends with a quote.
func unquoted(raw string) string {
	in := raw[1 : len(raw)-1]
	if strings.IndexByte(in, '\\') < 0 {
		return in
	}
	return stringOf(appendUnescaped(make([]byte, 0, len(in)), in))
}

// appendUnescaped appends what the inside of a JSON string stands for. Escapes
// that JSON does not have and lone surrogates become U+FFFD.
func appendUnescaped(dst []byte, s string) []byte {
	for {
		i := strings.IndexByte(s, '\\')
		if i < 0 || i+1 == len(s) {
			return append(dst, s...)
		}
		dst = append(dst, s[:i]...)
		c := s[i+1]
		s = s[i+2:]
		switch c {
		case '"', '\\', '/':
			dst = append(dst, c)
		case 'n':
			dst = append(dst, '\n')
		case 't':
			dst = append(dst, '\t')
		case 'r':
			dst = append(dst, '\r')
		case 'b':
			dst = append(dst, '\b')
		case 'f':
			dst = append(dst, '\f')
		case 'u':
			r := hex4(s)
			if r < 0 {
				dst = utf8.AppendRune(dst, utf8.RuneError)
				continue
			}
			s = s[4:]
			if utf16.IsSurrogate(r) {
				low := rune(-1)
				if strings.HasPrefix(s, `\u`) {
					low = hex4(s[2:])
				}
				if r = utf16.DecodeRune(r, low); r != utf8.RuneError {
					s = s[6:]
				}
			}
			dst = utf8.AppendRune(dst, r)
		default:
			dst = utf8.AppendRune(dst, utf8.RuneError)
		}
	}
}

// hex4 returns the value of the four hex digits that s begins with, or -1.
func hex4(s string) rune {
	if len(s) < 4 {
		return -1
	}
	var r rune
	for i := range 4 {
		c := s[i]
		switch {
		case '0' <= c && c <= '9':
			c -= '0'
		case 'a' <= c && c <= 'f':
			c -= 'a' - 10
		case 'A' <= c && c <= 'F':
			c -= 'A' - 10
		default:
			return -1
		}
		r = r<<4 | rune(c)
	}
	return r
}
