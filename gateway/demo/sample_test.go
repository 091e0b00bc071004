package demo

import "testing"

func TestSample(t *testing.T) {
	for name, c := range map[string]struct{ schema, want string }{
		"optional, as Pydantic says it": {
			`{"type":"object","properties":{"a":{"anyOf":[{"type":"string"},{"type":"null"}]}},"required":["a"]}`, `{"a":"demo"}`,
		},
		"bounds, as Zod says them": {`{"type":"integer","minimum":-9007199254740991,"maximum":9007199254740991}`, `1`},
		"a minimum above":          {`{"type":"number","minimum":2.5}`, `2.5`},
		"a definition": {
			`{"type":"object","properties":{"a":{"$ref":"#/$defs/A~1B"}},"required":["a"],"$defs":{"A/B":{"enum":["x"]}}}`, `{"a":"x"}`,
		},
		"a loop": {
			`{"type":"object","properties":{"a":{"$ref":"#"}},"required":["a"]}`,
			`{"a":{"a":{"a":{"a":{}}}}}`,
		},
		"a reference to nowhere": {`{"type":"object","properties":{"a":{"$ref":"#/$defs/A"}},"required":["a"]}`, `{"a":{}}`},
		"no schema":              {``, `{}`},
	} {
		if got := sample(c.schema); got != c.want {
			t.Errorf("%s: got %s, want %s", name, got, c.want)
		}
	}
}
