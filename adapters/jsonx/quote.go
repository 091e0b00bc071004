package jsonx

import (
	"encoding/binary"
	"math/bits"
	"unicode/utf8"
	"unsafe"
)

// Eight bytes at a time: a byte constant repeated, and the top bit of each.
const (
	ones  = 0x0101010101010101
	tops  = 0x8080808080808080
	space = ' ' * ones
	quote = '"' * ones
	slash = '\\' * ones
)

// Quote returns s as a JSON string.
func Quote(s string) string {
	return stringOf(appendQuoted(make([]byte, 0, sizeQuoted(s)), s))
}

// AppendQuote appends s as a JSON string. Bytes of s that are no UTF-8 become
// U+FFFD.
func AppendQuote(dst []byte, s string) []byte { return appendQuoted(dst, s) }

// sizeQuoted estimates how long s is as a JSON string: a little too long for most texts.
func sizeQuoted(s string) int {
	if len(s) < 64 {
		return len(s) + 2
	}
	return len(s) + len(s)/8
}

// appendQuoted appends s as a JSON string.
func appendQuoted(dst []byte, s string) []byte {
	dst = append(dst, '"')
	dst = appendEscaped(dst, s)
	return append(dst, '"')
}

// appendEscaped appends s as the inside of a JSON string: what must be escaped
// is, nothing else; bytes that are no UTF-8 become U+FFFD.
func appendEscaped(dst []byte, s string) []byte {
	for {
		n, ascii := cleanRun(s)
		switch run := s[:n]; {
		case ascii || utf8.ValidString(run):
			dst = append(dst, run...)
		default:
			for _, r := range run {
				dst = utf8.AppendRune(dst, r)
			}
		}
		if n == len(s) {
			return dst
		}
		dst = appendEscape(dst, s[n])
		s = s[n+1:]
	}
}

// cleanRun returns the length of the longest start of s without a byte that
// JSON escapes, and whether all of it is ASCII.
func cleanRun(s string) (n int, ascii bool) {
	var high uint64
	for ; n+8 <= len(s); n += 8 {
		x := load64(s, n)
		if m := ((x - space) | ((x ^ quote) - ones) | ((x ^ slash) - ones)) &^ x & tops; m != 0 {
			k := bits.TrailingZeros64(m) &^ 7
			high |= x & (1<<k - 1)
			return n + k>>3, high&tops == 0
		}
		high |= x
	}
	for ; n < len(s); n++ {
		c := s[n]
		if c < ' ' || c == '"' || c == '\\' {
			break
		}
		high |= uint64(c)
	}
	return n, high&tops == 0
}

// load64 reads s[i:i+8], the first byte lowest. The caller has checked that
// they are there.
func load64(s string, i int) uint64 {
	p := unsafe.Add(unsafe.Pointer(unsafe.StringData(s)), i)
	return binary.LittleEndian.Uint64((*[8]byte)(p)[:])
}

func appendEscape(dst []byte, c byte) []byte {
	switch c {
	case '"', '\\':
		return append(dst, '\\', c)
	case '\n':
		return append(dst, '\\', 'n')
	case '\t':
		return append(dst, '\\', 't')
	case '\r':
		return append(dst, '\\', 'r')
	case '\b':
		return append(dst, '\\', 'b')
	case '\f':
		return append(dst, '\\', 'f')
	}
	const hex = "0123456789abcdef"
	return append(dst, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
}
