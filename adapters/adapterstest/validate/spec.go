package validate

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v3"
)

// The vendors' own machine-readable descriptions, where there are any, are a second opinion on types and required members.
// They are older than the protocols, so words and unknown members are left to the tables. They are no part of the
// repository: INTERLINGUA_SPECS names their folder, which is ../shared/specs beside the repository by default; without it
// there is no second opinion.

// specFiles are the files of the descriptions, by the names under which schemas are found in them.
var specFiles = map[string]string{"openai": "openai/openapi.yaml", "gemini": "gemini/openapi.json"}

// spec is one description: its schemas are compiled when they are first asked for. It is safe for concurrent use.
type spec struct {
	mu       sync.Mutex
	compiler *jsonschema.Compiler
	compiled map[string]*jsonschema.Schema
	names    map[string]bool
	// events are the names of the schemas of a stream's events, by their type.
	events map[string]string
}

// specs loads the descriptions once for a process: the large one takes half a second.
var specs = sync.OnceValue(func() map[string]*spec {
	out := map[string]*spec{}
	dir := specDir()
	for name, file := range specFiles {
		data, err := os.ReadFile(filepath.Join(dir, file))
		if dir == "" || err != nil {
			continue
		}
		s, err := newSpec(name, data)
		if err != nil {
			panic("the description " + file + ": " + err.Error())
		}
		out[name] = s
	}
	return out
})

// specDir is the folder of the descriptions; "" for none.
func specDir() string {
	if dir, ok := os.LookupEnv("INTERLINGUA_SPECS"); ok {
		return dir
	}
	dir, err := os.Getwd()
	for err == nil {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return filepath.Join(dir, "..", "shared", "specs")
		}
		if dir == filepath.Dir(dir) {
			break
		}
		dir = filepath.Dir(dir)
	}
	return ""
}

// newSpec reads a description in YAML or JSON.
func newSpec(name string, data []byte) (*spec, error) {
	var doc map[string]any
	if filepath.Ext(specFiles[name]) == ".yaml" {
		if err := yaml.Unmarshal(data, &doc); err != nil {
			return nil, err
		}
	} else if err := json.Unmarshal(data, &doc); err != nil {
		return nil, err
	}
	schemas := asObject(member(member(doc, "components"), "schemas"))
	if schemas == nil {
		return nil, errors.New("has no schemas")
	}
	names := map[string]bool{}
	for key, s := range schemas {
		names[key] = true
		relax(s, relaxed[key])
		forget(s, forgotten[key])
		schemas[key] = anyWord(mend(s))
	}
	s := &spec{
		compiler: jsonschema.NewCompiler(), compiled: map[string]*jsonschema.Schema{}, names: names,
		events: eventSchemas(schemas),
	}
	s.compiler.UseLoader(noLoader{})
	return s, s.compiler.AddResource("spec:", map[string]any{"components": map[string]any{"schemas": schemas}})
}

// noLoader reads nothing: a description is one file.
type noLoader struct{}

func (noLoader) Load(string) (any, error) { return nil, errors.New("refers to another file") }

// schema gives a compiled schema; nil where the description has none of that name. One that cannot be compiled is a fault
// of the mending.
func (s *spec) schema(name string) *jsonschema.Schema {
	s.mu.Lock()
	defer s.mu.Unlock()
	if c, ok := s.compiled[name]; ok {
		return c
	}
	if !s.names[name] {
		return nil
	}
	c, err := s.compiler.Compile("spec:#/components/schemas/" + name)
	if err != nil {
		panic("the schema " + name + ": " + err.Error())
	}
	s.compiled[name] = c
	return c
}

// eventSchemas finds the schema of each event of a stream of OpenAI's Responses.
func eventSchemas(schemas map[string]any) map[string]string {
	events := map[string]string{}
	for _, variant := range listOf(schemas["ResponseStreamEvent"], "anyOf") {
		name := filepath.Base(textOf(variant, "$ref"))
		for _, word := range listOf(member(member(schemas[name], "properties"), "type"), "enum") {
			events[word.(string)] = name
		}
	}
	return events
}
