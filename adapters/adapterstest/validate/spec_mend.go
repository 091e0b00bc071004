package validate

import "strings"

// mend turns a schema of a description into one that can be compiled, and that leaves to the tables what they know better:
// words that are newer than the description, and members that it does not know. Tags stay, since they tell the parts of a
// union apart.
func mend(v any) any {
	switch v := v.(type) {
	case []any:
		for i, e := range v {
			v[i] = mend(e)
		}
	case map[string]any:
		for name, e := range v {
			switch name {
			case "enum", "default", "example", "examples":
				// values, not schemas
			case "properties":
				for member, schema := range asObject(e) {
					asObject(e)[member] = mend(schema)
				}
			default:
				v[name] = mend(e)
			}
		}
		mendProperties(v)
		mendKeywords(v)
		optionalNull(v)
		if v["nullable"] == true {
			delete(v, "nullable")
			return map[string]any{"anyOf": []any{v, map[string]any{"type": "null"}}}
		}
	}
	return v
}

// mendProperties takes the lists of words away from properties that are no tags.
func mendProperties(v map[string]any) {
	properties := asObject(v["properties"])
	for name, p := range properties {
		if name != "type" && name != "object" && name != "role" {
			properties[name] = anyWord(p)
		}
	}
	if items := asObject(v["items"]); items != nil {
		v["items"] = anyWord(items)
	}
}

// anyWord removes the words of a schema, also inside a union.
func anyWord(v any) any {
	s := asObject(v)
	if s["enum"] != nil {
		delete(s, "type") // a word may be spelled as a number
	}
	delete(s, "enum")
	delete(s, "const")
	for _, name := range []string{"anyOf", "oneOf", "allOf"} {
		for _, e := range listOf(s, name) {
			if inner := asObject(e); inner != nil && inner["properties"] == nil {
				anyWord(inner)
			}
		}
	}
	return v
}

// mendKeywords changes single keywords: members that are not known pass, several parts of a union may fit, numbers of 64
// bits may stand in strings, and what the compiler does not know goes.
func mendKeywords(v map[string]any) {
	if v["additionalProperties"] == false {
		delete(v, "additionalProperties")
	}
	if parts, ok := v["oneOf"]; ok && v["anyOf"] == nil {
		delete(v, "oneOf")
		v["anyOf"] = parts
	}
	for name := range v {
		if strings.HasPrefix(name, "$recursive") || strings.HasPrefix(name, "x-") || name == "discriminator" {
			delete(v, name)
		}
	}
	if format := v["format"]; format == "int64" && v["type"] == "string" {
		v["type"] = []any{"string", "integer"}
	}
	delete(v, "format")
	delete(v, "minItems") // an empty list stands for none
}
