package validate

import (
	"encoding/json"
	"maps"
)

// member is a member of an object; nil where there is none or v is no object.
func member(v any, name string) any {
	m, _ := v.(map[string]any)
	return m[name]
}

// has reports whether an object has a member that is not null.
func has(v any, name string) bool { return member(v, name) != nil }

// asObject is a value as an object; nil where it is none.
func asObject(v any) map[string]any {
	o, _ := v.(map[string]any)
	return o
}

// copyOf is a copy of a value that is an object, and an empty object for any other.
func copyOf(v any) map[string]any {
	out := map[string]any{}
	maps.Copy(out, asObject(v))
	return out
}

// textOf is a member as a string; "" where it is none.
func textOf(v any, name string) string {
	s, _ := member(v, name).(string)
	return s
}

// listOf is a member as an array; nil where it is none.
func listOf(v any, name string) []any {
	l, _ := member(v, name).([]any)
	return l
}

// isTrue reports whether a member is true.
func isTrue(v any, name string) bool {
	b, _ := member(v, name).(bool)
	return b
}

// numberOf is a member as a number.
func numberOf(v any, name string) (float64, bool) {
	n, ok := member(v, name).(json.Number)
	if !ok {
		return 0, false
	}
	f, err := n.Float64()
	return f, err == nil
}

// count is a member as a number of tokens; 0 where it is none.
func count(v any, name string) float64 {
	n, _ := numberOf(v, name)
	return n
}

// nowhere is an index that no list has.
const nowhere = 1 << 30

// indexOf is a member as an index: 0 where it is left out, nowhere where it is none.
func indexOf(v any, name string) int {
	n, _ := numberOf(v, name)
	if n < 0 || n >= nowhere || n != float64(int(n)) || has(v, name) && !isNumber(member(v, name)) {
		return nowhere
	}
	return int(n)
}

func isNumber(v any) bool {
	_, ok := v.(json.Number)
	return ok
}

// kind is the JSON kind of a value, for messages.
func kind(v any) string {
	switch v.(type) {
	case nil:
		return "null"
	case bool:
		return "a boolean"
	case json.Number:
		return "a number"
	case string:
		return "a string"
	case []any:
		return "an array"
	}
	return "an object"
}
