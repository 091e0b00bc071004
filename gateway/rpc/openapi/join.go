package main

import (
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/interlingua/interlingua/adapters/jsonx"
)

// What the documents of single files cannot say of the whole.
const (
	info = `{"title":"Interlingua","version":"v1beta1","description":"The canonical model of LLM conversations over HTTP/JSON. ` +
		`Members have the names of the proto fields. Members whose name ends in _json stand as the JSON that they hold; text that is ` +
		`no JSON stands as a string. 64-bit integers are strings. Errors are google.rpc.Status with a google.rpc.ErrorInfo of the domain interlingua.",` +
		`"license":{"name":"Apache-2.0","identifier":"Apache-2.0"}}`
	servers  = `[{"url":"/"}]`
	security = `[{"bearer":[]},{"key":[]},{}]`
	schemes  = `{"bearer":{"type":"http","scheme":"bearer"},"key":{"type":"apiKey","in":"header","name":"x-api-key"}}`
)

// join makes one document of several. Its paths keep the order of the services, schemas are sorted.
func join(docs []string) (string, error) {
	paths, tags := jsonx.NewWriter(nil), jsonx.NewWriter(nil)
	pathsObject := paths.Object("")
	tags.BeginArray()
	schemas := map[string]string{}
	for _, doc := range docs {
		if !jsonx.IsObject(doc) {
			return "", errors.New("what is to be joined is no JSON object")
		}
		found, _ := jsonx.Lookup(doc, "/components/schemas")
		for name, schema := range jsonx.Members(found) {
			schemas[name] = rename(schema, name)
		}
		found, _ = jsonx.Get(doc, "tags")
		for tag := range jsonx.Elements(found) {
			tags.Raw(tag)
		}
		found, _ = jsonx.Get(doc, "paths")
		for path, item := range jsonx.Members(found) {
			text, err := pathItem(item, schemas)
			if err != nil {
				return "", fmt.Errorf("%s: %w", path, err)
			}
			pathsObject.Raw(path, text)
		}
	}
	pathsObject.End()
	tags.EndArray()
	w := jsonx.NewWriter(nil)
	o := w.Object("")
	o.Str("openapi", "3.1.0")
	o.Raw("info", info)
	o.Raw("servers", servers)
	o.Raw("security", security)
	o.Raw("tags", string(tags.Bytes()))
	o.Raw("paths", string(paths.Bytes()))
	components, _ := o.Object("components", "")
	components.Raw("securitySchemes", schemes)
	all, _ := components.Object("schemas", "")
	for _, name := range slices.Sorted(maps.Keys(schemas)) {
		all.Raw(name, schemas[name])
	}
	all.End()
	components.End()
	o.End()
	return jsonx.Indent(string(w.Bytes())), nil
}
