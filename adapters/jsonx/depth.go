package jsonx

import "bytes"

// MaxDepth is how deeply objects and arrays may nest in a document that comes
// from outside: far more than any dialect needs, far less than would trouble
// a recursive reader.
const MaxDepth = 256

// tooDeep reports whether data nests deeper than limit. It reads anything;
// what is not JSON is for others to refuse.
func tooDeep(data []byte, limit int) bool {
	if bytes.Count(data, []byte{'{'})+bytes.Count(data, []byte{'['}) <= limit {
		return false
	}
	s, depth := stringOf(data), 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '"':
			i = stringEnd(s, i) - 1
		case '{', '[':
			if depth++; depth > limit {
				return true
			}
		case '}', ']':
			depth--
		}
	}
	return false
}
