package chat

import (
	"strings"

	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// What the vendor asks of any schema: its root is an object, and arrays say what they hold. Tools have no alternatives at the root.
var (
	schemaRules = canon.SchemaRules{RootObject: true, ArrayItems: true, MinItemsMax: -1}
	toolRules   = canon.SchemaRules{RootObject: true, PlainRoot: true, ArrayItems: true, MinItemsMax: -1}
)

// schema writes a schema within rules and reports what they cost.
func (e *requestEncoder) schema(schema string, rules canon.SchemaRules, path string, class pb.LossClass) string {
	return canon.LowerSchema(schema, rules, func(pointer, detail string) {
		e.losses.Approximate(path+pointer, class, detail)
	})
}

// strict gives the strictness to ask for: none where the schema is not of the subset that the vendor takes for it.
func (e *requestEncoder) strict(strict *bool, schema, path string, class pb.LossClass) *bool {
	if strict == nil || !*strict || fitsStrict(schema) {
		return strict
	}
	e.losses.Approximate(path, class, "the schema is not of the subset that the target can follow strictly")
	loose := false
	return &loose
}

// looseKeywords are keywords that a strict schema may not have.
var looseKeywords = map[string]bool{
	"oneOf": true, "allOf": true, "not": true, "if": true, "then": true, "else": true, "patternProperties": true,
	"propertyNames": true, "dependentRequired": true, "dependentSchemas": true, "unevaluatedProperties": true,
	"unevaluatedItems": true, "contains": true, "minContains": true, "maxContains": true, "minProperties": true,
	"maxProperties": true, "uniqueItems": true, "prefixItems": true, "default": true, "examples": true,
}

// fitsStrict reports whether a schema is of the strict subset: every object is closed and requires all its properties,
// the root is an object without alternatives, and no keyword is of those that the vendor refuses.
func fitsStrict(schema string) bool {
	fits := true
	whole := canon.SchemaWalk(schema, func(pointer, keyword, value string) bool {
		switch {
		case keyword == "":
			fits = closedObject(value)
		case looseKeywords[keyword], pointer == "" && keyword == "anyOf":
			fits = false
		}
		return fits
	})
	return whole && fits
}

// closedObject reports whether a schema is no object, or one that is closed and requires all its properties.
func closedObject(schema string) bool {
	kind, _ := jsonx.Get(schema, "type")
	properties, has := jsonx.Get(schema, "properties")
	if !has && !strings.Contains(kind, `"object"`) {
		return true
	}
	if extra, _ := jsonx.Get(schema, "additionalProperties"); extra != "false" {
		return false
	}
	required, _ := jsonx.Get(schema, "required")
	names := map[string]bool{}
	for r := range jsonx.Elements(required) {
		if name, ok := jsonx.Unquote(r); ok {
			names[name] = true
		}
	}
	for name := range jsonx.Members(properties) {
		if !names[name] {
			return false
		}
	}
	return true
}
