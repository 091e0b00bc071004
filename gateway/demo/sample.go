package demo

import (
	"github.com/interlingua/interlingua/adapters/jsonx"
)

// sampleDepth bounds how deep a sample follows a schema.
const sampleDepth = 8

// sample makes a JSON value that a simple schema accepts: its required properties, the first of an enumeration, small values.
func sample(schema string) string {
	if !jsonx.IsObject(schema) {
		return "{}"
	}
	return value(schema, sampleDepth)
}

func value(schema string, depth int) string {
	if v, ok := jsonx.Get(schema, "const"); ok {
		return v
	}
	if enum, ok := jsonx.Get(schema, "enum"); ok {
		for v := range jsonx.Elements(enum) {
			return v
		}
	}
	switch typeOf(schema) {
	case "string":
		return `"demo"`
	case "integer", "number":
		if low, ok := jsonx.Get(schema, "minimum"); ok {
			return low
		}
		return "1"
	case "boolean":
		return "true"
	case "array":
		return "[]"
	case "null":
		return "null"
	}
	return object(schema, depth)
}

// typeOf is the schema's type; the first where it names several.
func typeOf(schema string) string {
	raw, ok := jsonx.Get(schema, "type")
	if !ok {
		return "object"
	}
	for first := range jsonx.Elements(raw) {
		raw = first
		break
	}
	t, _ := jsonx.Unquote(raw)
	return t
}

// object fills the required properties.
func object(schema string, depth int) string {
	w := jsonx.NewWriter(nil)
	o := w.Object("")
	properties, _ := jsonx.Get(schema, "properties")
	required, ok := jsonx.Get(schema, "required")
	if ok && properties != "" && depth > 0 {
		for raw := range jsonx.Elements(required) {
			name, _ := jsonx.Unquote(raw)
			if p, ok := jsonx.Get(properties, name); ok && jsonx.IsObject(p) {
				o.Raw(name, value(p, depth-1))
			}
		}
	}
	o.End()
	return string(w.Bytes())
}
