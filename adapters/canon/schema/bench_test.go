package schema_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/interlingua/interlingua/adapters/canon/schema"
)

// toolSchema is a schema of 3.6 KB like those of coding agents' tools.
var toolSchema = func() string {
	var b strings.Builder
	b.WriteString(`{"$schema":"http://json-schema.org/draft-07/schema#","type":"object","properties":{`)
	for i := range 9 {
		fmt.Fprintf(&b, `"option_%d":{"type":"string","description":"The option with the number %d: what it does is told in a few plain words, as such descriptions do.","minLength":1},`, i, i)
		fmt.Fprintf(&b, `"list_%d":{"type":"array","items":{"type":"object","properties":{"path":{"type":"string","enum":["a","b","c"]},"line":{"type":"integer","exclusiveMinimum":0}},"required":["path"],"additionalProperties":false}},`, i)
	}
	b.WriteString(`"last":{"type":"boolean","default":false}},"required":["option_0"],"additionalProperties":false}`)
	return b.String()
}()

func BenchmarkLower(b *testing.B) {
	for _, name := range []string{"root", "strict", "openAPI"} {
		rules := allRules[name]
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(toolSchema)))
			b.ReportAllocs()
			for b.Loop() {
				schema.Lower(toolSchema, rules, nil)
			}
		})
	}
}

func BenchmarkWalk(b *testing.B) {
	b.SetBytes(int64(len(toolSchema)))
	b.ReportAllocs()
	for b.Loop() {
		schema.Walk(toolSchema, func(string, string, string) bool { return true })
	}
}
