package validate

import (
	"maps"
	"slices"
	"strings"
)

// eachSchema visits a JSON Schema and every schema inside it.
func eachSchema(at string, v any, visit func(at string, s map[string]any)) {
	s, ok := v.(map[string]any)
	if !ok {
		return
	}
	visit(at, s)
	for _, name := range slices.Sorted(maps.Keys(s)) {
		inner := under(at, name)
		switch holds[name] {
		case oneSchema:
			eachSchema(inner, s[name], visit)
			for i, e := range listOf(s, name) {
				eachSchema(under(inner, i), e, visit)
			}
		case manySchemas:
			m, _ := s[name].(map[string]any)
			for _, key := range slices.Sorted(maps.Keys(m)) {
				eachSchema(under(inner, key), m[key], visit)
			}
		}
	}
}

// content says what a keyword holds.
type content int

const (
	noSchema    content = iota
	oneSchema           // a schema or a list of schemas
	manySchemas         // an object of schemas
)

// holds are the keywords that hold schemas.
var holds = map[string]content{
	"items": oneSchema, "prefixItems": oneSchema, "additionalItems": oneSchema, "contains": oneSchema,
	"additionalProperties": oneSchema, "propertyNames": oneSchema, "unevaluatedItems": oneSchema,
	"unevaluatedProperties": oneSchema, "anyOf": oneSchema, "oneOf": oneSchema, "allOf": oneSchema, "not": oneSchema,
	"if": oneSchema, "then": oneSchema, "else": oneSchema,
	"properties": manySchemas, "patternProperties": manySchemas, "$defs": manySchemas, "definitions": manySchemas,
	"dependentSchemas": manySchemas,
}

// jsonSchema takes a JSON Schema as far as every service demands one: types that there are, members of the right kind.
func jsonSchema(c *check, at string, v any) {
	if b, ok := v.(bool); ok {
		_ = b // true and false are schemas
		return
	}
	if _, ok := v.(map[string]any); !ok {
		c.fail(at, "is %s, not a JSON Schema", kind(v))
		return
	}
	eachSchema(at, v, func(at string, s map[string]any) { schemaWords(c, at, s) })
}

// schemaWords checks the keywords of one schema.
func schemaWords(c *check, at string, s map[string]any) {
	for _, name := range slices.Sorted(maps.Keys(s)) {
		if r := keywordRules[name]; r != nil {
			r(c, under(at, name), s[name])
		}
	}
}

var typeWord = word("object", "array", "string", "integer", "number", "boolean", "null")

// keywordRules are the kinds of values that keywords take. Schemas inside are visited on their own.
var keywordRules = map[string]rule{
	"type":       oneKind(kinds{text: typeWord, list: bounded(1, 7, typeWord)}),
	"properties": mapOf(oneKind(kinds{object: anything, boolean: anything})),
	"required":   array(str), "enum": bounded(1, huge, anything), "description": str, "title": str, "$ref": str, "pattern": str,
	"anyOf": bounded(1, huge, anything), "oneOf": bounded(1, huge, anything), "allOf": bounded(1, huge, anything),
	"minItems": tally, "maxItems": tally, "minLength": tally, "maxLength": tally, "minProperties": tally,
	"maxProperties": tally,
	"minimum":       anyNumber, "maximum": anyNumber, "multipleOf": anyNumber, "exclusiveMinimum": oneKind(kinds{
		number: anything, boolean: anything,
	}),
	"exclusiveMaximum": oneKind(kinds{number: anything, boolean: anything}),
	"$defs":            record, "definitions": record, "patternProperties": record,
}

// objectSchema takes a JSON Schema whose root is an object.
func objectSchema(c *check, at string, v any) {
	jsonSchema(c, at, v)
	if s, ok := v.(map[string]any); ok && textOf(s, "type") != "object" {
		c.fail(under(at, "type"), "the root of a schema is of type object")
	}
}

// plainRoot refuses unions at the root of a schema.
func plainRoot(keywords ...string) rule {
	return func(c *check, at string, v any) {
		for _, k := range keywords {
			if has(v, k) {
				c.fail(under(at, k), "stands at the root of a tool's schema")
			}
		}
	}
}

// isObjectSchema reports whether a schema is one of objects, its type a word or a list.
func isObjectSchema(s map[string]any) bool {
	if _, ok := s["properties"]; ok {
		return true
	}
	return textOf(s, "type") == "object" || slices.Contains(listOf(s, "type"), any("object"))
}

// deref finds the schema that an internal reference means; ok is false where there is none.
func deref(root any, reference string) (any, bool) {
	path, internal := strings.CutPrefix(reference, "#")
	if !internal {
		return nil, false
	}
	v := root
	for _, step := range strings.Split(path, "/")[1:] {
		m, ok := v.(map[string]any)
		if !ok {
			return nil, false
		}
		if v, ok = m[strings.NewReplacer("~1", "/", "~0", "~").Replace(step)]; !ok {
			return nil, false
		}
	}
	return v, true
}

// isRecursive reports whether a schema refers to itself; follow says which members of a schema lead on.
func isRecursive(root any) bool {
	done := map[string]bool{} // references that were followed; false while they are being followed
	var walk func(v any) bool
	walk = func(v any) bool {
		found := false
		eachSchema("", v, func(_ string, s map[string]any) {
			reference := textOf(s, "$ref")
			if reference == "" || found {
				return
			}
			finished, seen := done[reference]
			if seen {
				found = found || !finished
				return
			}
			done[reference] = false
			if target, ok := deref(root, reference); ok {
				found = walk(target)
			}
			done[reference] = true
		})
		return found
	}
	return walk(withoutDefinitions(root))
}

// withoutDefinitions leaves the definitions of a schema out: they count only where they are referred to.
func withoutDefinitions(v any) any {
	s, ok := v.(map[string]any)
	if !ok {
		return v
	}
	s = maps.Clone(s)
	delete(s, "$defs")
	delete(s, "definitions")
	return s
}
