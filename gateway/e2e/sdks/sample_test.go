package sdks

import (
	"encoding/json"
	"strings"
	"testing"
)

// sample makes JSON that a schema accepts, with something in every place: each property, one element of a list, the first choice.
func sample(schema json.RawMessage) string {
	var root any
	if err := json.Unmarshal(schema, &root); err != nil {
		return "null"
	}
	out, err := json.Marshal(fill(root, root))
	if err != nil {
		return "null"
	}
	return string(out)
}

func fill(root, schema any) any {
	s, _ := schema.(map[string]any)
	if ref, ok := s["$ref"].(string); ok {
		return fill(root, follow(root, ref))
	}
	if e, ok := s["enum"].([]any); ok && len(e) > 0 {
		return e[0]
	}
	if c, ok := s["const"]; ok {
		return c
	}
	for _, name := range []string{"anyOf", "oneOf", "allOf"} {
		if choices, ok := s[name].([]any); ok && len(choices) > 0 {
			return fill(root, choices[0])
		}
	}
	kind, _ := s["type"].(string)
	if kinds, ok := s["type"].([]any); ok && len(kinds) > 0 {
		kind, _ = kinds[0].(string)
	}
	switch strings.ToLower(kind) {
	case "object":
		o := map[string]any{}
		properties, _ := s["properties"].(map[string]any)
		for name, p := range properties {
			o[name] = fill(root, p)
		}
		return o
	case "array":
		return []any{fill(root, s["items"])}
	case "integer":
		return 7
	case "number":
		return 1.5
	case "boolean":
		return true
	case "string":
		return "a string"
	}
	return nil
}

// follow finds what a reference inside the schema points to.
func follow(root any, ref string) any {
	at := root
	for _, name := range strings.Split(strings.TrimPrefix(ref, "#/"), "/") {
		o, _ := at.(map[string]any)
		at = o[name]
	}
	return at
}

func TestSample(t *testing.T) {
	schema := `{"type":"object","properties":{"a":{"$ref":"#/$defs/A"},"b":{"anyOf":[{"type":"string"},{"type":"null"}]},
		"c":{"type":"ARRAY","items":{"enum":["x"]}},"d":{"type":["integer","null"]}},"$defs":{"A":{"type":"number"}}}`
	if got, want := sample([]byte(schema)), `{"a":1.5,"b":"a string","c":["x"],"d":7}`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
