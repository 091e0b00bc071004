package compliance

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// description is the specification's own machine-readable description. It is no part of the repository: INTERLINGUA_SPECS names
// its folder, which is ../shared/specs beside the repository by default. Without it, nothing is checked against it.
type description struct {
	mu       sync.Mutex
	compiler *jsonschema.Compiler
	compiled map[string]*jsonschema.Schema
	// events are the names of the schemas of events, by type.
	events map[string]string
}

// described is the description, nil where there is none.
var described = sync.OnceValue(func() *description {
	dir, ok := os.LookupEnv("INTERLINGUA_SPECS")
	if !ok {
		dir = filepath.Join("..", "..", "..", "shared", "specs")
	}
	raw, err := os.ReadFile(filepath.Join(dir, "openresponses", "openapi.json"))
	if err != nil {
		return nil
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
	if err != nil {
		panic(err)
	}
	d := &description{compiler: jsonschema.NewCompiler(), compiled: map[string]*jsonschema.Schema{}, events: map[string]string{}}
	d.compiler.UseLoader(noLoader{})
	if err := d.compiler.AddResource("spec:", doc); err != nil {
		panic(err)
	}
	for name, s := range at(doc, "components", "schemas").(map[string]any) {
		if words, ok := at(s, "properties", "type", "enum").([]any); ok && strings.HasSuffix(name, "StreamingEvent") {
			d.events[words[0].(string)] = name
		}
	}
	return d
})

// at gives what is at a place in a document, nil where there is nothing.
func at(v any, path ...string) any {
	for _, name := range path {
		o, _ := v.(map[string]any)
		v = o[name]
	}
	return v
}

// noLoader reads nothing: the description is one file.
type noLoader struct{}

func (noLoader) Load(string) (any, error) { return nil, errors.New("refers to another file") }

// check holds a value against a schema; "" where it fits, or where there is no description.
func (d *description) check(schema string, v any) string {
	if d == nil {
		return ""
	}
	d.mu.Lock()
	s, ok := d.compiled[schema]
	if !ok {
		s = d.compiler.MustCompile("spec:#/components/schemas/" + schema)
		d.compiled[schema] = s
	}
	d.mu.Unlock()
	if err := s.Validate(v); err != nil {
		return fmt.Sprintf("says the description: %v", err)
	}
	return ""
}

// event holds an event against the schema of its type.
func (d *description) event(typ string, v any) string {
	if d == nil {
		return ""
	}
	if d.events[typ] == "" {
		return "says the description: there is no such event"
	}
	return d.check(d.events[typ], v)
}
