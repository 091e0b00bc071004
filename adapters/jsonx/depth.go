package jsonx

import "strings"

const (
	// MaxDepth is how deeply objects and arrays may nest in JSON that some
	// function is to walk level by level: far more than anybody needs.
	MaxDepth = 256

	// hardDepth is the limit of the JSON library, and of everything here that
	// checks a value without entering it.
	hardDepth = 10000
)

// TooDeep reports whether raw nests beyond [MaxDepth]. A function that walks
// the user's JSON by [Members] and [Elements] reads the inner text once for
// each level around it; it should refuse what is too deep, lest a small
// document cost it minutes. [Unmarshal] and [Valid] do not check this: the
// check costs a third of a validation. raw may be any text.
func TooDeep(raw string) bool {
	if strings.Count(raw, "{")+strings.Count(raw, "[") <= MaxDepth {
		return false
	}
	depth := 0
	for i := 0; i < len(raw); i++ {
		switch raw[i] {
		case '"':
			i = stringEnd(raw, i) - 1
		case '{', '[':
			if depth++; depth > MaxDepth {
				return true
			}
		case '}', ']':
			depth--
		}
	}
	return false
}
