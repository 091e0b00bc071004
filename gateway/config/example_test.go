package config

import (
	"os"
	"reflect"
	"regexp"
	"strings"
	"testing"
)

const example = "../../examples/config.yaml"

// anything is an environment that has every name.
func anything(name string) (string, bool) { return "value-of-" + name, true }

func TestExampleLoads(t *testing.T) {
	c, err := Load(example, anything)
	if err != nil {
		t.Fatal(err)
	}
	if got := c.Upstreams[0].APIKey; got != "value-of-ANTHROPIC_API_KEY" {
		t.Errorf("api_key %q", got)
	}
	if got := c.Models[0].Upstreams; len(got) != 1 || got[0].Name != "anthropic" {
		t.Errorf("models[0] %v", got)
	}
}

// TestExampleIsWhole has the example show every key that there is.
func TestExampleIsWhole(t *testing.T) {
	text, err := os.ReadFile(example)
	if err != nil {
		t.Fatal(err)
	}
	for _, key := range keys(reflect.TypeFor[Config](), map[reflect.Type]bool{}) {
		if !regexp.MustCompile(`(?m)(^|[\s{,])` + key + `:(\s|$)`).Match(text) {
			t.Errorf("the key %s is not in the example", key)
		}
	}
}

// keys are the names of all keys below a type.
func keys(typ reflect.Type, seen map[reflect.Type]bool) []string {
	for typ.Kind() == reflect.Slice || typ.Kind() == reflect.Pointer || typ.Kind() == reflect.Map {
		typ = typ.Elem()
	}
	if typ.Kind() != reflect.Struct || seen[typ] {
		return nil
	}
	seen[typ] = true
	var out []string
	for f := range typ.Fields() {
		name, _, _ := strings.Cut(f.Tag.Get("yaml"), ",")
		out = append(append(out, name), keys(f.Type, seen)...)
	}
	return out
}
