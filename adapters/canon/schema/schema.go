// Package schema rewrites JSON Schema within what a target takes. It works on text and keeps what it need not touch.
package schema

import "github.com/interlingua/interlingua/adapters/jsonx"

// Rules says which JSON Schema a target takes. MinItemsMax apart, whose zero is a bound, the zero value of a rule
// asks for nothing.
type Rules struct {
	// RootObject makes the root a schema of type object, and puts what a $ref at the root names in its place.
	RootObject bool
	// PlainRoot leaves no alternatives at the root, which becomes one object with the properties of all, and nothing that it must
	// not be.
	PlainRoot bool
	// InlineRefs puts what a $ref names in its place and leaves $defs out.
	InlineRefs bool
	// NoRecursion turns the references that close a circle into plain objects. InlineRefs implies it.
	NoRecursion bool
	// UpperTypes writes types in upper case. Without it they are written in lower case.
	UpperTypes bool
	// NullableKey turns lists of types and unions with null into nullable. Without it nullable becomes a list of types or
	// a union with null.
	NullableKey bool
	// FullyTyped gives every schema a type, also the empty one, and every array its items, and lets required name only
	// properties that are there.
	FullyTyped bool
	// ArrayItems gives every array items: without any they are the schema that takes every value, as it is anyway.
	ArrayItems bool
	// ConstToEnum turns const into an enum of one value.
	ConstToEnum bool
	// StringEnums turns the values of enums into strings that are not empty.
	StringEnums bool
	// OneOfToAnyOf turns oneOf into anyOf.
	OneOfToAnyOf bool
	// MergeAllOf merges the schemas of allOf into the schema that has it.
	MergeAllOf bool
	// ForceClosedObjects adds additionalProperties false to every object.
	ForceClosedObjects bool
	// Keywords are the keywords that the target takes; nil means all.
	Keywords []string
	// Formats are the values of format that the target takes; nil means all.
	Formats []string
	// MinItemsMax is the largest minItems that the target takes; -1 means any.
	MinItemsMax int
}

// Lower writes a JSON Schema, in any of its drafts or in OpenAPI's dialect, within the rules. It returns schema
// itself, and allocates nothing, where nothing has to change, and for text that is no JSON or nests too deeply. The order of
// members is kept.
//
// Each keyword that is left out or changes its meaning is passed to report, which may be nil, with its JSON Pointer inside
// schema; what it demanded is added to the description, for the model to read. Spellings change without a report: case of
// types, nullable, const for enum, resolved references, values that are the default anyway.
func Lower(schema string, rules Rules, report func(pointer, detail string)) string {
	if !mayChange(schema, rules) {
		return schema
	}
	return lower(schema, rules, report)
}

// lower is Lower without the look beforehand that makes it cheap.
func lower(schema string, rules Rules, report func(pointer, detail string)) string {
	l := lowerer{rules: &rules, report: report, source: schema, budget: maxInlined}
	root := l.parse(schema, nil, &chain{})
	l.lower(root, true)
	if !root.dirty {
		return schema
	}
	w := jsonx.NewWriter(make([]byte, 0, len(schema)+len(schema)/4))
	root.write(w)
	return string(w.Bytes())
}

// Same reports whether two schemas say the same, in whatever spelling: case of types, nullable, const or enum,
// references or what they name, order of members.
func Same(a, b string) bool {
	if a == b {
		return true
	}
	plain := Rules{InlineRefs: true, NullableKey: true, ArrayItems: true, ConstToEnum: true, MinItemsMax: -1}
	return jsonx.Equal([]byte(Lower(a, plain, nil)), []byte(Lower(b, plain, nil)))
}
