package validate

import (
	"maps"
	"slices"
	"strings"
)

// closedObjects demands that every object of a schema says that it takes no further members.
func closedObjects(c *check, at string, s map[string]any) {
	if isObjectSchema(s) && s["additionalProperties"] != false {
		c.fail(under(at, "additionalProperties"), "is not false, as a strict schema demands")
	}
}

// without refuses keywords.
func without(keywords ...string) func(c *check, at string, s map[string]any) {
	return func(c *check, at string, s map[string]any) {
		for _, k := range keywords {
			if _, ok := s[k]; ok {
				c.fail(under(at, k), "is a keyword that a strict schema may not have")
			}
		}
	}
}

// formats refuses formats that are not listed.
func formats(names ...string) func(c *check, at string, s map[string]any) {
	return func(c *check, at string, s map[string]any) {
		if f := textOf(s, "format"); f != "" && !slices.Contains(names, f) {
			c.fail(under(at, "format"), "%.40q is none of %s", f, strings.Join(names, ", "))
		}
	}
}

// resolves demands that references lead somewhere within the schema.
func resolves(c *check, root any, at string, v any) {
	eachSchema(at, v, func(at string, s map[string]any) {
		if r := textOf(s, "$ref"); r != "" {
			if _, ok := deref(root, r); !ok {
				c.fail(under(at, "$ref"), "leads nowhere within the schema")
			}
		}
	})
}

// allRequired demands that every member of every object is required.
func allRequired(c *check, at string, s map[string]any) {
	properties, _ := s["properties"].(map[string]any)
	required := listOf(s, "required")
	for _, name := range slices.Sorted(maps.Keys(properties)) {
		if !slices.Contains(required, any(name)) {
			c.fail(under(at, "required"), "does not list all members, as a strict schema demands")
			return
		}
	}
}

// subset takes schemas of which every part obeys rules.
func subset(rules ...func(c *check, at string, s map[string]any)) rule {
	return func(c *check, at string, v any) {
		jsonSchema(c, at, v)
		resolves(c, v, at, v)
		eachSchema(at, v, func(at string, s map[string]any) {
			for _, r := range rules {
				r(c, at, s)
			}
		})
	}
}
