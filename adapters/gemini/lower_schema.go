package gemini

import (
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// jsonSchemaKeywords are the keywords of JSON Schema that Gemini honours, and default, which it lets stand.
var jsonSchemaKeywords = []string{
	"$id", "$defs", "$ref", "$anchor", "type", "format", "title", "description", "enum", "items", "prefixItems", "minItems",
	"maxItems", "minimum", "maximum", "anyOf", "oneOf", "properties", "additionalProperties", "required",
	"propertyOrdering", "default",
}

// openAPIKeywords are the keywords of Google's own kind of schema.
var openAPIKeywords = []string{
	"type", "format", "title", "description", "nullable", "enum", "items", "minItems", "maxItems", "minProperties",
	"maxProperties", "minLength", "maxLength", "properties", "required", "minimum", "maximum", "pattern", "example",
	"default", "anyOf", "propertyOrdering",
}

// openAPIFormats are the formats that it knows.
var openAPIFormats = []string{"float", "double", "int32", "int64", "enum", "date-time"}

// schemaRules gives the schemas that the upstream takes; those of functions are objects.
func (l *lowerer) schemaRules(function bool) canon.SchemaRules {
	if l.x.Quirks.OpenAPISchemas {
		return canon.SchemaRules{
			RootObject: function, InlineRefs: true, UpperTypes: true, NullableKey: true, FullyTyped: true, ConstToEnum: true,
			StringEnums: true, OneOfToAnyOf: true, MergeAllOf: true, Keywords: openAPIKeywords, Formats: openAPIFormats,
			MinItemsMax: -1,
		}
	}
	return canon.SchemaRules{
		RootObject: function, ConstToEnum: true, MergeAllOf: true, Keywords: jsonSchemaKeywords, MinItemsMax: -1,
	}
}

// schema lowers a schema that stands at a canonical path.
func (l *lowerer) schema(text, path string, class pb.LossClass, rules canon.SchemaRules) string {
	return canon.LowerSchema(text, rules, func(pointer, detail string) {
		l.losses.Approximate(path+pointer, class, detail)
	})
}

// oldSchema makes a schema stand in the member for Google's own kind, where the upstream knows no other.
func (l *lowerer) oldSchema(exts *[]*pb.Extension, name, oldName string) {
	if l.x.Quirks.OpenAPISchemas {
		k := keeper{(*exts)[:len(*exts):len(*exts)]}
		k.exact(namesMark, name, jsonx.Quote(oldName))
		*exts = k.exts
	}
}
