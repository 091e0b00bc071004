package validate

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
)

// free are places, as parts of pointers, where the documents of testdata hold what belongs to the user, or what the tables
// take as it comes. Only whole steps count.
var free = []string{
	// The user's own.
	"/input", "/args", "/properties", "/functionResponse/response", "/labels", "/metadata", "/input_examples", "/additionalProperties",
	"/responseJsonSchema", "/response_json_schema", "/parameters_json_schema", "/response/output", "/response/error",
	// Not described further.
	"/schema", "/input_schema", "/parametersJsonSchema", "/parameters", "/details", "/diagnostics", "/edits", "/logit_bias", "/echo", "/topCandidates",
}

// TestSweep spoils every place of every valid document in turn: a member that nobody knows, and a value of a kind that has
// no place there. Whatever the tables describe must be noticed, and nothing may make a validator panic.
func TestSweep(t *testing.T) {
	for _, name := range names(t) {
		tried, noticed := 0, 0
		whole := load(t, name)
		for _, place := range places("", whole.value) {
			if strings.HasPrefix(place, "/header") || place == "/path" {
				continue
			}
			for _, spoilt := range spoilers(name) {
				d := whole.copy()
				d.edit(t, "set "+place+" "+spoilt)
				tried++
				if len(d.problems()) > 0 {
					noticed++
				} else if !isFree(place) && spoilt != "1e400" {
					t.Errorf("%s: %s = %s goes unnoticed", name, place, spoilt)
				}
			}
		}
		t.Logf("%s: %d of %d noticed", name, noticed, tried)
	}
}

// spoilers are values of kinds that have no place in most places; fewer for streams, which take long.
func spoilers(name string) []string {
	all := []string{`{"nobody":["knows"]}`, `["x",[1]]`, `1e400`}
	if strings.Contains(name, "_stream_") {
		return all[:1]
	}
	return all
}

// TestUnknownMembers adds a member that nobody knows to every object of every valid document.
func TestUnknownMembers(t *testing.T) {
	for _, name := range names(t) {
		whole := load(t, name)
		for _, place := range append(places("", whole.value), "") {
			_, isObject := lookup(whole.value, place).(map[string]any)
			if !isObject || place == "" && isWrapped(name) || strings.HasPrefix(place, "/header") {
				continue
			}
			d := whole.copy()
			d.edit(t, fmt.Sprintf("set %s/nobody_knows 1", place))
			if len(d.problems()) == 0 && !isFree(place) {
				t.Errorf("%s: a member of %q goes unnoticed", name, place)
			}
		}
	}
}

// TestMissingMembers takes members away, one at a time; none may make a validator panic.
func TestMissingMembers(t *testing.T) {
	for _, name := range names(t) {
		whole := load(t, name)
		for _, place := range places("", whole.value) {
			d := whole.copy()
			d.edit(t, "del "+place)
			d.problems()
		}
	}
}

// isWrapped reports whether a document stands inside a file with its path, headers or status.
func isWrapped(name string) bool {
	return strings.Contains(name, "_request_") || strings.Contains(name, "_error_") || strings.Contains(name, "_stream_")
}

func isFree(place string) bool {
	return slices.ContainsFunc(free, func(f string) bool { return strings.Contains(place+"/", f+"/") })
}

// places lists the pointers of all values below v.
func places(at string, v any) (out []string) {
	switch v := v.(type) {
	case map[string]any:
		for _, name := range slices.Sorted(maps.Keys(v)) {
			out = append(append(out, under(at, name)), places(under(at, name), v[name])...)
		}
	case []any:
		for i, e := range v {
			out = append(append(out, under(at, i)), places(under(at, i), e)...)
		}
	}
	return out
}

// lookup finds a value.
func lookup(v any, pointer string) any {
	found, _ := deref(v, "#"+pointer)
	return found
}
