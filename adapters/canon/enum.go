package canon

import "strings"

// enumPlace is where an EnumObject has the schema of its words.
const enumPlace = "/properties/value"

// EnumObject is the schema of an object with one member, value, that is one of the words that a schema allows: what dialects are
// asked for that know no answer of one word. Without a schema it is any word.
func EnumObject(schema string) string {
	if schema == "" || schema == "null" {
		schema = `{"type":"string"}`
	}
	return `{"type":"object","properties":{"value":` + schema + `},"required":["value"],"additionalProperties":false}`
}

// InEnum gives a function that reports what an EnumObject lost as losses of the schema of its words. The object around them is
// nothing that anybody said.
func InEnum(report func(pointer, detail string)) func(pointer, detail string) {
	return func(pointer, detail string) {
		if inside, ok := strings.CutPrefix(pointer, enumPlace); ok {
			report(inside, detail)
		}
	}
}
