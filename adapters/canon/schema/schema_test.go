package schema_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/interlingua/interlingua/adapters/canon/schema"
	"github.com/interlingua/interlingua/adapters/jsonx"
)

// Rules like those that targets have.
var (
	anything = schema.Rules{MinItemsMax: -1}
	root     = schema.Rules{RootObject: true, MinItemsMax: -1}
	plain    = schema.Rules{RootObject: true, PlainRoot: true, MinItemsMax: -1}
	openAPI  = schema.Rules{
		RootObject: true, InlineRefs: true, UpperTypes: true, NullableKey: true, FullyTyped: true, ConstToEnum: true,
		StringEnums: true, OneOfToAnyOf: true, MergeAllOf: true, MinItemsMax: -1,
		Keywords: []string{
			"type", "format", "title", "description", "nullable", "enum", "items", "minItems", "maxItems",
			"minProperties", "maxProperties", "minLength", "maxLength", "properties", "required", "minimum", "maximum",
			"pattern", "example", "default", "anyOf", "propertyOrdering",
		},
	}
	strict = schema.Rules{
		OneOfToAnyOf: true, MergeAllOf: true, NoRecursion: true, ForceClosedObjects: true, MinItemsMax: 1,
		Formats: []string{"date-time", "email", "uuid"},
		Keywords: []string{
			"$ref", "$defs", "definitions", "type", "title", "description", "enum", "const", "anyOf", "properties",
			"required", "additionalProperties", "items", "minItems", "format", "pattern",
		},
	}
	inline = schema.Rules{InlineRefs: true, MergeAllOf: true, MinItemsMax: -1}

	items = schema.Rules{ArrayItems: true, MinItemsMax: -1}
	typed = schema.Rules{FullyTyped: true, MinItemsMax: -1}

	allRules = map[string]schema.Rules{
		"anything": anything, "root": root, "plain": plain, "openAPI": openAPI, "strict": strict, "inline": inline, "typed": typed, "items": items,
	}
)

// cases are schemas as tools and answers have them. Lost are the places reported, in order.
var cases = []struct {
	name  string
	rules string
	in    string
	want  string // empty: as it came
	lost  []string
}{
	{name: "untouched", rules: "anything", in: `{ "type": "object", "properties": {"a": {"type": ["string", "null"]}} }`},
	{name: "untouched_with_every_keyword", rules: "anything", in: `{"$schema":"s","oneOf":[{"const":1},{"not":{}}],"allOf":[{"$ref":"#/$defs/a"}],"$defs":{"a":true}}`},
	{name: "no_json", rules: "openAPI", in: `{"type":`},
	{name: "deep_text_is_refused", rules: "openAPI", in: strings.Repeat(`{"items":`, 300) + `{}` + strings.Repeat(`}`, 300)},

	// Names of properties and the user's own data are no keywords.
	{
		name: "pain37_property_named_like_a_keyword", rules: "openAPI",
		in:   `{"type":"object","properties":{"const":{"type":"string"},"$ref":{"type":"string"},"oneOf":{"type":"integer"},"type":{"type":"string"}},"required":["const","type"]}`,
		want: `{"type":"OBJECT","properties":{"const":{"type":"STRING"},"$ref":{"type":"STRING"},"oneOf":{"type":"INTEGER"},"type":{"type":"STRING"}},"required":["const","type"]}`,
	},
	{
		name: "pain37_data_stays", rules: "openAPI",
		in:   `{"type":"object","default":{"const":1,"$ref":"x","type":"object"},"example":{"oneOf":[{"type":"string"}]}}`,
		want: `{"type":"OBJECT","default":{"const":1,"$ref":"x","type":"object"},"example":{"oneOf":[{"type":"string"}]}}`,
	},

	// Types.
	{
		name: "types_in_upper_case_become_lower", rules: "anything",
		in:   `{"type":"OBJECT","properties":{"a":{"type":"STRING"},"b":{"type":"ARRAY","items":{"type":"NUMBER"}}}}`,
		want: `{"type":"object","properties":{"a":{"type":"string"},"b":{"type":"array","items":{"type":"number"}}}}`,
	},
	{name: "types_as_numbers", rules: "root", in: `{"type":6,"properties":{"a":{"type":1}}}`, want: `{"type":"object","properties":{"a":{"type":"string"}}}`},
	{name: "list_of_types_in_upper_case", rules: "anything", in: `{"type":["STRING","NULL"]}`, want: `{"type":["string","null"]}`},
	{name: "counts_as_strings", rules: "anything", in: `{"type":"ARRAY","minItems":"1","maxItems":"20"}`, want: `{"type":"array","minItems":1,"maxItems":20}`},
	{name: "nullable_becomes_a_type", rules: "anything", in: `{"type":"STRING","nullable":true,"enum":["a"]}`, want: `{"type":["string","null"],"enum":["a",null]}`},
	{name: "nullable_union", rules: "anything", in: `{"nullable":true,"anyOf":[{"type":"string"},{"type":"integer"}]}`, want: `{"anyOf":[{"type":"string"},{"type":"integer"},{"type":"null"}]}`},
	{name: "not_nullable_stays", rules: "anything", in: `{"type":"string","nullable":false}`},
	{name: "pain37_list_with_null", rules: "openAPI", in: `{"type":"object","properties":{"a":{"type":["string","null"]}}}`, want: `{"type":"OBJECT","properties":{"a":{"type":"STRING","nullable":true}}}`},
	{name: "pain37_list_of_one", rules: "openAPI", in: `{"type":["object"]}`, want: `{"type":"OBJECT"}`},
	{
		name: "pain37_list_of_many", rules: "openAPI",
		in:   `{"type":"object","properties":{"a":{"type":["string","integer","null"],"description":"d","minLength":1,"minimum":2,"enum":["x",3,null]}}}`,
		want: `{"type":"OBJECT","properties":{"a":{"anyOf":[{"type":"STRING","minLength":1,"enum":["x"]},{"type":"STRING","minimum":2,"enum":["3"]}],"description":"d","nullable":true}}}`,
		lost: []string{"/properties/a/enum"},
	},
	{
		name: "list_of_types_beside_a_union", rules: "openAPI",
		in:   `{"type":"object","properties":{"a":{"type":["string","integer"],"anyOf":[{"minLength":1},{"minimum":1}]}}}`,
		want: `{"type":"OBJECT","properties":{"a":{"anyOf":[{"minLength":1,"type":"STRING"},{"minimum":1,"type":"NUMBER"}],"description":"type: [\"string\",\"integer\"]"}}}`,
		lost: []string{"/properties/a/type"},
	},
	{
		name: "optional_value", rules: "openAPI",
		in:   `{"type":"object","properties":{"a":{"anyOf":[{"type":"string","maxLength":5},{"type":"null"}],"default":null,"title":"A"}}}`,
		want: `{"type":"OBJECT","properties":{"a":{"default":null,"title":"A","type":"STRING","maxLength":5,"nullable":true}}}`,
	},
	{
		name: "union_with_null", rules: "openAPI",
		in:   `{"type":"object","properties":{"a":{"oneOf":[{"type":"string"},{"const":null},{"type":"integer"}]}}}`,
		want: `{"type":"OBJECT","properties":{"a":{"anyOf":[{"type":"STRING"},{"type":"INTEGER"}],"nullable":true}}}`,
		lost: []string{"/properties/a/oneOf"},
	},
	{
		name: "only_null", rules: "openAPI", in: `{"type":"object","properties":{"a":{"anyOf":[{"type":"null"}]},"b":{"const":null},"c":{"type":["null"]}}}`,
		want: `{"type":"OBJECT","properties":{"a":{"type":"NULL"},"b":{"type":"NULL"},"c":{"type":"NULL"}}}`,
	},

	// Nothing may be without a type.
	{
		name: "pain37_empty_property", rules: "openAPI", in: `{"type":"object","properties":{"a":{},"b":true,"c":{"description":"d"}}}`,
		want: `{"type":"OBJECT","properties":{"a":{"type":"STRING"},"b":{"type":"STRING"},"c":{"description":"d","type":"STRING"}}}`,
		lost: []string{"/properties/a", "/properties/b", "/properties/c"},
	},
	{
		name: "pain37_type_from_keywords", rules: "openAPI",
		in:   `{"properties":{"o":{"properties":{}},"a":{"items":{"type":"string"}},"s":{"pattern":"x"},"n":{"maximum":1},"f":{"format":"date"}}}`,
		want: `{"properties":{"o":{"properties":{},"type":"OBJECT"},"a":{"items":{"type":"STRING"},"type":"ARRAY"},"s":{"pattern":"x","type":"STRING"},"n":{"maximum":1,"type":"NUMBER"},"f":{"format":"date","type":"STRING"}},"type":"OBJECT"}`,
	},
	{name: "pain37_enum_without_type", rules: "openAPI", in: `{"type":"object","properties":{"a":{"enum":["x","y"]}}}`, want: `{"type":"OBJECT","properties":{"a":{"enum":["x","y"],"type":"STRING"}}}`},
	{
		name: "type_from_values", rules: "typed", in: `{"anyOf":[{"enum":[1,2]},{"enum":[1.5]},{"enum":[true]},{"enum":[{}]},{"enum":[[]]},{"enum":[null]},{"enum":[1,"x"]},{"enum":[1,2.5,3]}]}`,
		want: `{"anyOf":[{"enum":[1,2],"type":"integer"},{"enum":[1.5],"type":"number"},{"enum":[true],"type":"boolean"},{"enum":[{}],"type":"object"},{"enum":[[]],"type":"array","items":{"type":"string"}},{"enum":[null],"type":"null"},{"enum":[1,"x"],"type":"string"},{"enum":[1,2.5,3],"type":"number"}]}`,
		lost: []string{"/anyOf/4", "/anyOf/6"},
	},
	{
		name: "array_without_items", rules: "openAPI", in: `{"type":"object","properties":{"a":{"type":"array"},"b":{"type":"array","items":true}}}`,
		want: `{"type":"OBJECT","properties":{"a":{"type":"ARRAY","items":{"type":"STRING"}},"b":{"type":"ARRAY","items":{"type":"STRING"}}}}`,
		lost: []string{"/properties/a", "/properties/b/items"},
	},
	{
		name: "array_without_items_takes_anything", rules: "items",
		in:   `{"properties":{"a":{"type":"array"},"b":{"type":["array","null"]},"c":{"type":"array","items":{"type":"array"}},"d":{"type":"array","items":true}}}`,
		want: `{"properties":{"a":{"type":"array","items":{}},"b":{"type":["array","null"],"items":{}},"c":{"type":"array","items":{"type":"array","items":{}}},"d":{"type":"array","items":true}}}`,
	},
	{name: "array_with_items", rules: "items", in: `{"type":"array","items":{"type":"array","items":{}}}`},
	{
		name: "tuple", rules: "openAPI", in: `{"type":"object","properties":{"a":{"type":"array","items":[{"type":"string"},{"type":"number"}]},"b":{"type":"array","prefixItems":[{"type":"string"}],"items":false}}}`,
		want: `{"type":"OBJECT","properties":{"a":{"type":"ARRAY","items":{"anyOf":[{"type":"STRING"},{"type":"NUMBER"}]},"description":"items: [{\"type\":\"string\"},{\"type\":\"number\"}]"},"b":{"type":"ARRAY","items":{"type":"STRING"},"description":"prefixItems: [{\"type\":\"string\"}]"}}}`,
		lost: []string{"/properties/a/items", "/properties/b/prefixItems"},
	},
	{
		name: "required_names_nothing", rules: "openAPI", in: `{"type":"object","properties":{"a":{"type":"string"}},"required":["a","b"]}`,
		want: `{"type":"OBJECT","properties":{"a":{"type":"STRING"}},"required":["a"],"description":"required: [\"b\"]"}`, lost: []string{"/required"},
	},
	{
		name: "never_valid", rules: "openAPI", in: `{"type":"object","properties":{"a":false}}`, want: `{"type":"OBJECT","properties":{"a":{"type":"STRING","description":"no value is valid"}}}`,
		lost: []string{"/properties/a", "/properties/a"},
	},

	// Values.
	{
		name: "pain37_const", rules: "openAPI", in: `{"type":"object","properties":{"a":{"type":"string","const":"x"},"b":{"const":"y"}}}`,
		want: `{"type":"OBJECT","properties":{"a":{"type":"STRING","enum":["x"]},"b":{"enum":["y"],"type":"STRING"}}}`,
	},
	{
		name: "numbers_in_enum", rules: "openAPI", in: `{"type":"object","properties":{"a":{"type":"integer","enum":[1,2,2]},"b":{"enum":["",1.50,"x"]}}}`,
		want: `{"type":"OBJECT","properties":{"a":{"type":"STRING","enum":["1","2"]},"b":{"enum":["1.50","x"],"type":"STRING"}}}`,
		lost: []string{"/properties/a/enum", "/properties/b/enum"},
	},
	{
		name: "true_alone", rules: "openAPI", in: `{"type":"object","properties":{"a":{"const":true},"b":{"enum":[true,false]}}}`,
		want: `{"type":"OBJECT","properties":{"a":{"type":"BOOLEAN","description":"const: true"},"b":{"type":"BOOLEAN","description":"enum: [true,false]"}}}`,
		lost: []string{"/properties/a/const", "/properties/b/enum"},
	},
	{
		name: "null_in_enum", rules: "openAPI", in: `{"type":"object","properties":{"a":{"type":["string","null"],"enum":["x",null]},"b":{"type":"string","enum":["x",null]},"c":{"enum":["x",null]}}}`,
		want: `{"type":"OBJECT","properties":{"a":{"type":"STRING","enum":["x"],"nullable":true},"b":{"type":"STRING","enum":["x"]},"c":{"enum":["x"],"type":"STRING","nullable":true}}}`,
	},

	// Keywords that a target lacks.
	{
		name: "pain37_lost_bounds", rules: "openAPI", in: `{"type":"object","properties":{"a":{"type":"number","exclusiveMinimum":0,"multipleOf":0.5,"description":"How many."},"b":{"type":"array","items":{"type":"string"},"uniqueItems":true}}}`,
		want: `{"type":"OBJECT","properties":{"a":{"type":"NUMBER","description":"How many.\nexclusiveMinimum: 0\nmultipleOf: 0.5"},"b":{"type":"ARRAY","items":{"type":"STRING"},"description":"uniqueItems: true"}}}`,
		lost: []string{"/properties/a/exclusiveMinimum", "/properties/a/multipleOf", "/properties/b/uniqueItems"},
	},
	{
		name: "defaults_and_mute_keywords", rules: "openAPI", in: `{"$schema":"https://json-schema.org/draft/2020-12/schema","x-order":1,"type":"object","additionalProperties":true,"properties":{"a":{"type":"array","items":{"type":"string"},"uniqueItems":false},"b":{"type":"object","additionalProperties":{}}}}`,
		want: `{"type":"OBJECT","properties":{"a":{"type":"ARRAY","items":{"type":"STRING"}},"b":{"type":"OBJECT"}}}`, lost: []string{"/$schema", "/x-order"},
	},
	{name: "long_keyword_is_not_repeated", rules: "openAPI", in: `{"type":"object","not":{"description":"` + strings.Repeat("x", 2000) + `"}}`, want: `{"type":"OBJECT"}`, lost: []string{"/not"}},
	{
		name: "pain29_bounds", rules: "strict", in: `{"type":"object","properties":{"a":{"type":"array","items":{"type":"string","maxLength":3,"format":"uri"},"minItems":3},"b":{"type":"integer","minimum":1}},"additionalProperties":false}`,
		want: `{"type":"object","properties":{"a":{"type":"array","items":{"type":"string","description":"format: uri\nmaxLength: 3"},"minItems":1,"description":"minItems: 3"},"b":{"type":"integer","description":"minimum: 1"}},"additionalProperties":false}`,
		lost: []string{"/properties/a/minItems", "/properties/a/items/format", "/properties/a/items/maxLength", "/properties/b/minimum"},
	},
	{
		name: "objects_are_closed", rules: "strict", in: `{"type":"object","properties":{"a":{"type":"object","additionalProperties":{"type":"string"}}}}`,
		want: `{"type":"object","properties":{"a":{"type":"object","additionalProperties":false,"description":"additionalProperties: {\"type\":\"string\"}"}},"additionalProperties":false}`,
		lost: []string{"", "/properties/a/additionalProperties"},
	},
	{name: "two_unions", rules: "strict", in: `{"anyOf":[{"type":"string"}],"oneOf":[{"type":"integer"}]}`, want: `{"anyOf":[{"type":"string"}],"description":"oneOf: [{\"type\":\"integer\"}]"}`, lost: []string{"/oneOf"}},

	// References.
	{
		name: "pain37_reference", rules: "openAPI", in: `{"type":"object","properties":{"a":{"$ref":"#/$defs/a~1b%20c","description":"Outer."}},"$defs":{"a/b c":{"type":"string","description":"Inner."}}}`,
		want: `{"type":"OBJECT","properties":{"a":{"description":"Outer.\nInner.","type":"STRING"}}}`,
	},
	{
		name: "reference_at_the_root", rules: "root", in: `{"$ref":"#/definitions/A","definitions":{"A":{"type":"object","properties":{"a":{"$ref":"#/definitions/A"}}}}}`,
		want: `{"definitions":{"A":{"type":"object","properties":{"a":{"$ref":"#/definitions/A"}}}},"type":"object","properties":{"a":{"$ref":"#/definitions/A"}}}`,
	},
	{
		name: "alternatives_at_the_root", rules: "plain",
		in:   `{"anyOf":[{"type":"object","properties":{"a":{"type":"string"},"k":{"const":1}},"required":["k","a"]},{"type":"object","properties":{"k":{"const":2},"b":true},"required":["k"]},{"type":"null"}]}`,
		want: `{"properties":{"a":{"type":"string"},"k":{"anyOf":[{"const":1},{"const":2}]},"b":true},"required":["k"],"type":"object","description":"anyOf: [{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"},\"k\":{\"const\":1}},\"required\":[\"k\",\"a\"]},{\"type\":\"object\",\"properties\":{\"k\":{\"const\":2},\"b\":true},\"required\":[\"k\"]},{\"type\":\"null\"}]"}`,
		lost: []string{"/anyOf"},
	},
	{
		name: "alternatives_at_the_root_beside_properties", rules: "plain",
		in:   `{"type":"object","properties":{"a":{"type":"string"},"b":{"type":"string"}},"required":["c"],"oneOf":[{"required":["a"]},{"required":["b","a"],"properties":{"a":{"const":"x"}}}]}`,
		want: `{"type":"object","properties":{"a":{"type":"string"},"b":{"type":"string"}},"required":["c","a"],"description":"oneOf: [{\"required\":[\"a\"]},{\"required\":[\"b\",\"a\"],\"properties\":{\"a\":{\"const\":\"x\"}}}]"}`,
		lost: []string{"/oneOf"},
	},
	{
		name: "one_object_at_the_root", rules: "plain", in: `{"anyOf":[{"$ref":"#/$defs/A"},{"type":"null"}],"$defs":{"A":{"type":"object","properties":{"a":{"type":"string"}}}}}`,
		want: `{"$defs":{"A":{"type":"object","properties":{"a":{"type":"string"}}}},"type":"object","properties":{"a":{"type":"string"}}}`,
	},
	{
		name: "another_type_at_the_root", rules: "plain", in: `{"anyOf":[{"type":"object","properties":{"a":{}}},{"type":"string"}]}`,
		want: `{"type":"object","properties":{"a":{}},"description":"anyOf: [{\"type\":\"object\",\"properties\":{\"a\":{}}},{\"type\":\"string\"}]"}`,
		lost: []string{"/anyOf"},
	},
	{
		name: "demands_at_the_root_are_joined", rules: "plain", in: `{"allOf":[{"$ref":"#/$defs/A"},{"required":["b"],"allOf":[{"properties":{"b":{"allOf":[{"type":"string"}]}}}]}],"$defs":{"A":{"type":"object","properties":{"a":{"type":"string"}}}}}`,
		want: `{"$defs":{"A":{"type":"object","properties":{"a":{"type":"string"}}}},"type":"object","properties":{"a":{"type":"string"},"b":{"allOf":[{"type":"string"}]}},"required":["b"]}`,
	},
	{
		name: "prohibitions_at_the_root", rules: "plain", in: `{"type":"object","not":{"required":["a"]},"properties":{"a":{"not":{}}}}`,
		want: `{"type":"object","properties":{"a":{"not":{}}},"description":"not: {\"required\":[\"a\"]}"}`, lost: []string{"/not"},
	},
	{
		name: "references_in_a_ring_at_the_root", rules: "root", in: `{"$ref":"#/$defs/a","$defs":{"a":{"$ref":"#/$defs/b"},"b":{"$ref":"#/$defs/a"}}}`,
		want: `{"$defs":{"a":{"$ref":"#/$defs/b"},"b":{"$ref":"#/$defs/a"}},"type":"object"}`, lost: []string{"/$defs/b/$ref"},
	},
	{
		name: "pain37_recursion", rules: "openAPI", in: `{"type":"object","properties":{"root":{"$ref":"#/$defs/N"}},"$defs":{"N":{"type":"object","properties":{"kids":{"type":"array","items":{"$ref":"#/$defs/N"}},"up":{"$ref":"#"}}}}}`,
		want: `{"type":"OBJECT","properties":{"root":{"type":"OBJECT","properties":{"kids":{"type":"ARRAY","items":{"type":"OBJECT"}},"up":{"type":"OBJECT"}}}}}`,
		lost: []string{"/$defs/N/properties/kids/items/$ref", "/$defs/N/properties/up/$ref"},
	},
	{
		name: "union_of_itself", rules: "openAPI", in: `{"type":"object","properties":{"a":{"$ref":"#/$defs/A"}},"$defs":{"A":{"anyOf":[{"$ref":"#/$defs/A"},{"type":"null"}]}}}`,
		want: `{"type":"OBJECT","properties":{"a":{"type":"OBJECT","nullable":true}}}`, lost: []string{"/$defs/A/anyOf/0/$ref"},
	},
	{
		name: "recursion_is_cut_where_it_closes", rules: "strict", in: `{"$ref":"#/$defs/X","$defs":{"X":{"anyOf":[{"$ref":"#/$defs/Y"}]},"Y":{"type":"array","items":{"$ref":"#/$defs/X"}},"Z":{"type":"array","items":{"$ref":"#/$defs/Y"}}}}`,
		want: `{"$ref":"#/$defs/X","$defs":{"X":{"anyOf":[{"$ref":"#/$defs/Y"}]},"Y":{"type":"array","items":{"type":"object","additionalProperties":false}},"Z":{"type":"array","items":{"$ref":"#/$defs/Y"}}}}`,
		lost: []string{"/$defs/Y/items/$ref", "/$defs/Y/items"},
	},
	{
		name: "foreign_reference", rules: "openAPI", in: `{"type":"object","properties":{"a":{"$ref":"https://example.com/a.json","type":"integer"},"b":{"$ref":"#/$defs/none"}}}`,
		want: `{"type":"OBJECT","properties":{"a":{"type":"INTEGER"},"b":{"type":"STRING"}}}`,
		lost: []string{"/properties/a/$ref", "/properties/b/$ref", "/properties/b"},
	},

	// allOf.
	{
		name: "all_of_one_reference", rules: "openAPI", in: `{"type":"object","properties":{"a":{"allOf":[{"$ref":"#/$defs/E"}],"default":"x","description":"d"}},"$defs":{"E":{"type":"string","enum":["x","y"]}}}`,
		want: `{"type":"OBJECT","properties":{"a":{"default":"x","description":"d","type":"STRING","enum":["x","y"]}}}`,
	},
	{
		name: "all_of_merges", rules: "inline", in: `{"allOf":[{"type":"object","properties":{"a":{"type":"string"},"c":{"minLength":1}},"required":["a"],"minProperties":1},{"properties":{"b":{"type":"number"},"c":{"type":"string","minLength":2}},"required":["a","b"],"minProperties":2},true]}`,
		want: `{"type":"object","properties":{"a":{"type":"string"},"c":{"minLength":2,"type":"string"},"b":{"type":"number"}},"required":["a","b"],"minProperties":2}`,
	},
	{
		name: "all_of_narrows", rules: "inline", in: `{"allOf":[{"type":["number","string"],"minimum":1,"maximum":9},{"type":["integer","null"],"minimum":0,"maximum":5},{"enum":[1,2,3]},{"enum":[3,2]},{"allOf":[{"uniqueItems":false}]},{"uniqueItems":true}]}`,
		want: `{"type":"integer","minimum":1,"maximum":5,"enum":[2,3],"uniqueItems":true}`,
	},
	{
		name: "all_of_that_cannot_merge", rules: "inline", in: `{"type":"string","pattern":"^a","title":"T","allOf":[{"pattern":"b$","title":"U"},{"type":"integer"},false]}`,
		want: `{"type":"string","pattern":"^a","title":"T","description":"pattern: b$\ntype: integer\nno value is valid"}`,
		lost: []string{"/allOf/0/pattern", "/allOf/0/title", "/allOf/1/type", "/allOf/2"},
	},
	{
		name: "all_of_schemas_in_schemas", rules: "inline", in: `{"allOf":[{"additionalProperties":true,"items":{"type":"string"},"propertyNames":{"minLength":1}},{"additionalProperties":false,"items":{"minLength":1},"propertyNames":{"minLength":1}},{"additionalProperties":true,"items":true},{"items":{"type":"string"}}]}`,
		want: `{"additionalProperties":false,"items":{"type":"string","minLength":1},"propertyNames":{"minLength":1}}`,
	},
	{
		name: "all_of_closed_and_open", rules: "inline", in: `{"allOf":[{"additionalProperties":false},{"additionalProperties":{"type":"string"}},{"minimum":1},{"minimum":"x"}]}`,
		want: `{"additionalProperties":false,"minimum":1,"description":"additionalProperties: {\"type\":\"string\"}\nminimum: x"}`,
		lost: []string{"/allOf/1/additionalProperties", "/allOf/3/minimum"},
	},
	{name: "all_of_nothing_in_common", rules: "inline", in: `{"allOf":[{"enum":["a"]},{"enum":["b"]}]}`, want: `{"enum":["a"],"description":"enum: [\"b\"]"}`, lost: []string{"/allOf/1/enum"}},
	{
		name: "all_of_two_references", rules: "strict", in: `{"allOf":[{"$ref":"#/$defs/a"},{"$ref":"#/$defs/b"}],"$defs":{"a":{"type":"string"},"b":{"pattern":"x"}}}`,
		want: `{"$defs":{"a":{"type":"string"},"b":{"pattern":"x"}},"$ref":"#/$defs/a","pattern":"x"}`,
	},

	// The root.
	{name: "pain37_root_without_type", rules: "root", in: `{"properties":{"a":{"type":"string"}}}`, want: `{"properties":{"a":{"type":"string"}},"type":"object"}`},
	{name: "root_true", rules: "root", in: `true`, want: `{"type":"object"}`},
	{name: "root_empty", rules: "root", in: `{}`, want: `{"type":"object"}`},
	{name: "root_may_not_be_null", rules: "root", in: `{"type":["object","null"]}`, want: `{"type":"object"}`, lost: []string{"/type"}},
	{name: "root_nullable", rules: "openAPI", in: `{"type":"OBJECT","nullable":true}`, want: `{"type":"OBJECT"}`, lost: []string{""}},
	{name: "root_of_another_type", rules: "root", in: `{"type":"string","description":"d"}`, want: `{"type":"object","description":"d\ntype: string"}`, lost: []string{"/type"}},
}

func TestLower(t *testing.T) {
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			want := c.want
			if want == "" {
				want = c.in
			}
			var lost []string
			got := schema.Lower(c.in, allRules[c.rules], func(pointer, detail string) {
				lost = append(lost, pointer)
				if detail == "" {
					t.Errorf("no detail for %q", pointer)
				}
			})
			if got != want {
				t.Errorf("got  %s\nwant %s", got, want)
			}
			if !slices.Equal(lost, c.lost) {
				t.Errorf("reported %q, want %q", lost, c.lost)
			}
		})
	}
}

// TestLowerKeepsWhatItCan checks that a change leaves the text around it alone.
func TestLowerKeepsWhatItCan(t *testing.T) {
	in := `{"z": {"type": "A"},  "properties": { "b" : {"type" : "string", "default": 1.0}, "a": {"type":"STRING"}}}`
	want := `{"z":{"type": "A"},"properties":{"b":{"type" : "string", "default": 1.0},"a":{"type":"string"}}}`
	if got := schema.Lower(in, anything, nil); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// TestLowerGrowth checks that definitions which name each other twice do not grow without bound.
func TestLowerGrowth(t *testing.T) {
	var b strings.Builder
	b.WriteString(`{"$ref":"#/$defs/d0","$defs":{`)
	for i := range 40 {
		next := string(rune('0'+(i+1)/10)) + string(rune('0'+(i+1)%10))
		this := string(rune('0'+i/10)) + string(rune('0'+i%10))
		b.WriteString(`"d` + this + `":{"properties":{"a":{"$ref":"#/$defs/d` + next + `"},"b":{"$ref":"#/$defs/d` + next + `"}}},`)
	}
	b.WriteString(`"d40":{"type":"string"}}}`)
	in := strings.Replace(b.String(), `"#/$defs/d0"`, `"#/$defs/d00"`, 1)
	reports := 0
	got := schema.Lower(in, openAPI, func(string, string) { reports++ })
	if len(got) > 1<<20 || reports == 0 || !jsonx.ValidText(got) {
		t.Errorf("%d bytes, %d reports", len(got), reports)
	}
}

func TestLowerDoesNotAllocateForNothing(t *testing.T) {
	rules := schema.Rules{RootObject: true, MinItemsMax: -1}
	n := testing.AllocsPerRun(100, func() {
		if schema.Lower(toolSchema, rules, nil) != toolSchema {
			t.Fatal("changed")
		}
	})
	if n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func TestSame(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{`{"type":"STRING","nullable":true}`, `{"type":["string","null"]}`, true},
		{`{"const":"a","type":"string"}`, `{"type":"string","enum":["a"]}`, true},
		{`{"anyOf":[{"type":"string"},{"type":"null"}]}`, `{"type":["null","string"]}`, true},
		{`{"$ref":"#/$defs/A","$defs":{"A":{"type":"integer"}}}`, `{"type":"integer"}`, true},
		{`{"type":"ARRAY","minItems":"2"}`, `{"minItems":2.0,"type":"array"}`, true},
		{`{"type":"string"}`, `{"type":"string","minLength":1}`, false},
		{`{"default":null}`, `{}`, false},
		{`{"type":"STRING","enum":["a"],"nullable":true}`, `{"type":["string","null"],"enum":["a",null]}`, true},
	} {
		if got := schema.Same(c.a, c.b); got != c.want {
			t.Errorf("Same(%s, %s) = %v", c.a, c.b, got)
		}
	}
}

func TestWalk(t *testing.T) {
	in := `{"type":"object","properties":{"a/b":{"enum":[{"x":1}]},"c":true},"items":[{"not":{}}],"default":{"type":"x"}}`
	want := []string{
		" ", " type", " properties", "/properties/a~1b ", "/properties/a~1b enum", "/properties/c ",
		" items", "/items/0 ", "/items/0 not", "/items/0/not ", " default",
	}
	var got []string
	if !schema.Walk(in, func(pointer, keyword, _ string) bool {
		got = append(got, pointer+" "+keyword)
		return true
	}) {
		t.Error("did not come to the end")
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q\nwant %q", got, want)
	}
	for stop := range want {
		n := 0
		if schema.Walk(in, func(string, string, string) bool { n++; return n <= stop }) || n != stop+1 {
			t.Errorf("stop after %d: visited %d", stop, n)
		}
	}
	if schema.Walk(`{`, func(string, string, string) bool { return true }) {
		t.Error("walked through what is no JSON")
	}
}
