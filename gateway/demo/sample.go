package demo

import (
	"strconv"
	"strings"

	"github.com/interlingua/interlingua/adapters/jsonx"
)

// sampleDepth bounds how deep a sample follows a schema.
const sampleDepth = 8

// sample makes a JSON value that a simple schema accepts: its required properties, the first of an enumeration, small values.
func sample(schema string) string {
	if !jsonx.IsObject(schema) {
		return "{}"
	}
	return sampler{schema}.value(schema, sampleDepth)
}

// sampler makes samples of the parts of a schema.
type sampler struct{ root string }

func (s sampler) value(schema string, depth int) string {
	if raw, ok := jsonx.Get(schema, "$ref"); ok && depth > 0 {
		return s.value(s.referred(raw), depth-1)
	}
	for _, choice := range [...]string{"anyOf", "oneOf"} {
		if choices, ok := jsonx.Get(schema, choice); ok && depth > 0 {
			for first := range jsonx.Elements(choices) {
				return s.value(first, depth-1)
			}
		}
	}
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
		const usual = 1
		raw, _ := jsonx.Get(schema, "minimum")
		if low, err := strconv.ParseFloat(raw, 64); err == nil && low > usual {
			return raw
		}
		return strconv.Itoa(usual)
	case "boolean":
		return "true"
	case "array":
		return "[]"
	case "null":
		return "null"
	}
	return s.object(schema, depth)
}

// referred is what a reference into the schema points to; an empty schema where it points elsewhere.
func (s sampler) referred(ref string) string {
	pointer, _ := jsonx.Unquote(ref)
	pointer, inside := strings.CutPrefix(pointer, "#")
	if found, ok := jsonx.Lookup(s.root, pointer); inside && ok && jsonx.IsObject(found) {
		return found
	}
	return "{}"
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
func (s sampler) object(schema string, depth int) string {
	w := jsonx.NewWriter(nil)
	o := w.Object("")
	properties, _ := jsonx.Get(schema, "properties")
	required, ok := jsonx.Get(schema, "required")
	if ok && properties != "" && depth > 0 {
		for raw := range jsonx.Elements(required) {
			name, _ := jsonx.Unquote(raw)
			if p, ok := jsonx.Get(properties, name); ok && jsonx.IsObject(p) {
				o.Raw(name, s.value(p, depth-1))
			}
		}
	}
	o.End()
	return string(w.Bytes())
}
