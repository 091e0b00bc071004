package schema

import (
	"slices"

	"github.com/interlingua/interlingua/adapters/jsonx"
)

// checker looks over a schema, once and without allocating, for anything that the rules may change. It may find too much,
// never too little: what it lets pass is written as it came.
type checker struct {
	rules   Rules
	scan    jsonx.Scanner
	scratch []byte
	// array says that the last type was that of arrays.
	array bool
	found bool
}

// mayChange reports whether the rules may change a schema. Text that is no JSON never changes, nor does a
// schema that nests more deeply than the scanner goes, for whose sake those that follow may look at inner text once for
// each level around it.
func mayChange(schema string, rules Rules) bool {
	c := checker{rules: rules}
	c.scan.ResetText(schema)
	c.found = rules.UpperTypes || rules.FullyTyped || rules.ForceClosedObjects
	if typed := c.schema(true); rules.RootObject && !typed {
		c.found = true
	}
	return c.scan.Finish() == nil && c.found
}

// schema looks over the schema that comes next, and tells whether it is an object with a type.
func (c *checker) schema(root bool) (typed bool) {
	if !c.scan.BeginObject() {
		return false
	}
	array, items := false, false
	for name, ok := c.scan.Next(); ok; name, ok = c.scan.Next() {
		typed, items = typed || name == "type", items || name == "items"
		holds := words[name].holds
		c.found = c.found || c.keyword(name, root)
		array = array || name == "type" && c.array
		c.kids(holds)
	}
	c.found = c.found || c.rules.ArrayItems && array && !items
	return typed
}

// kids looks over the schemas in the value that comes next.
func (c *checker) kids(holds holding) {
	switch {
	case holds == holdsNone:
	case holds == holdsMap && c.scan.BeginObject():
		for _, ok := c.scan.Next(); ok; _, ok = c.scan.Next() {
			c.schema(false)
		}
	case holds != holdsMap && c.scan.BeginArray():
		for c.scan.More() {
			c.schema(false)
		}
	case holds == holdsOne:
		c.schema(false)
	}
}

// keyword reports whether the rules may change a keyword, whose value comes next.
func (c *checker) keyword(name string, root bool) bool {
	r := &c.rules
	if r.Keywords != nil && !slices.Contains(r.Keywords, name) {
		return true
	}
	switch name {
	case "type":
		return c.typeWord(root)
	case "$ref":
		return r.InlineRefs || r.NoRecursion || root && r.RootObject
	case "$defs", "definitions":
		return r.InlineRefs
	case "allOf":
		return r.MergeAllOf || root && r.PlainRoot
	case "oneOf":
		return r.OneOfToAnyOf || root && r.PlainRoot
	case "anyOf":
		return r.NullableKey || root && r.PlainRoot
	case "not":
		return root && r.PlainRoot
	case "nullable":
		return !r.NullableKey || root && r.RootObject
	case "const":
		return r.ConstToEnum
	case "enum":
		return r.StringEnums || r.NullableKey || root && r.PlainRoot
	case "format":
		format, ok := c.scan.String(&c.scratch)
		return ok && r.Formats != nil && !slices.Contains(r.Formats, format)
	case "minItems":
		n, ok := c.scan.Int()
		return ok && r.MinItemsMax >= 0 && n > int64(r.MinItemsMax) || c.scan.Kind() == '"'
	}
	return slices.Contains(counts[:], name) && c.scan.Kind() == '"'
}

// typeWord reports whether the rules may change a type.
func (c *checker) typeWord(root bool) bool {
	c.array = false
	if t, ok := c.scan.String(&c.scratch); ok {
		c.array = t == "array"
		return lowerType(t) != t || root && c.rules.RootObject && t != "object"
	}
	if c.rules.NullableKey || c.rules.ArrayItems || root && c.rules.RootObject || !c.scan.BeginArray() {
		return true // a list, or OpenAPI's number of a type
	}
	found := false
	for c.scan.More() {
		t, ok := c.scan.String(&c.scratch)
		found = found || !ok || lowerType(t) != t
	}
	return found
}
