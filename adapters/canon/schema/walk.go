package schema

import (
	"strconv"

	"github.com/interlingua/interlingua/adapters/jsonx"
)

// Walk visits a JSON Schema and all schemas in it, in order: first each schema itself, with an empty keyword and its
// text, then its keywords with the text of their values, each before the schemas that it holds. pointer is that of the
// schema. Names of properties and the user's data (enum, const, default, examples) are no keywords. It stops where visit
// returns false. It returns whether it came to the end, which it never does for text that is no JSON or nests too deeply.
func Walk(schema string, visit func(pointer, keyword, value string) bool) bool {
	return jsonx.ValidText(schema) && !jsonx.TooDeep(schema) && walker{visit}.schema(schema, "")
}

type walker struct {
	visit func(pointer, keyword, value string) bool
}

func (w walker) schema(schema, pointer string) bool {
	if !w.visit(pointer, "", schema) {
		return false
	}
	for name, value := range jsonx.Members(schema) {
		if !w.visit(pointer, name, value) {
			return false
		}
		holds, kind := words[name].holds, jsonx.KindOf(value)
		if holds == holdsNone || kind != '{' && kind != '[' && holds != holdsOne {
			continue
		}
		if !w.kids(holds, value, pointer+"/"+jsonx.EscapePointer(name)) {
			return false
		}
	}
	return true
}

func (w walker) kids(holds holding, value, pointer string) bool {
	switch kind := jsonx.KindOf(value); {
	case holds == holdsMap:
		for name, kid := range jsonx.Members(value) {
			if !w.schema(kid, pointer+"/"+jsonx.EscapePointer(name)) {
				return false
			}
		}
	case kind == '[':
		i := 0
		for kid := range jsonx.Elements(value) {
			if !w.schema(kid, pointer+"/"+strconv.Itoa(i)) {
				return false
			}
			i++
		}
	default:
		return w.schema(value, pointer)
	}
	return true
}
