package canon

import "github.com/interlingua/interlingua/adapters/canon/schema"

// SchemaRules says which JSON Schema a target takes. See schema.Rules.
type SchemaRules = schema.Rules

// LowerSchema writes a JSON Schema within the rules, and returns the text itself where nothing has to change. What is left
// out or changes its meaning is reported with its JSON Pointer inside the schema. See schema.Lower.
func LowerSchema(text string, rules SchemaRules, report func(pointer, detail string)) string {
	return schema.Lower(text, rules, report)
}

// SchemaWalk visits a JSON Schema, all schemas in it, and their keywords. See schema.Walk.
func SchemaWalk(text string, visit func(pointer, keyword, value string) bool) bool {
	return schema.Walk(text, visit)
}

// SameSchema reports whether two schemas say the same, in whatever spelling. See schema.Same.
func SameSchema(a, b string) bool { return schema.Same(a, b) }
