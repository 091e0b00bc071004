package config

import (
	"fmt"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
)

// Faults are all that is wrong with a configuration, so that one run tells of all of it. It is an error.
type Faults []Fault

// Fault is one thing that is wrong with a configuration.
type Fault struct {
	// At is its key, as upstreams[0].dialect; empty where its place says enough.
	At string
	// Message says what is wrong.
	Message string
	// Line and Column are where it stands in the file; 0 where it stands in none.
	Line, Column int
}

// Error implements error: one line a fault.
func (f Faults) Error() string {
	lines := make([]string, len(f))
	for i, one := range f {
		if one.Line > 0 {
			lines[i] = fmt.Sprintf("line %d, column %d: ", one.Line, one.Column)
		}
		if one.At != "" {
			lines[i] += one.At + ": "
		}
		lines[i] += one.Message
	}
	return strings.Join(lines, "\n")
}

func (f *Faults) add(at, format string, args ...any) {
	*f = append(*f, Fault{At: at, Message: fmt.Sprintf(format, args...)})
}

// word records a fault where a word is none of those that it may be.
func (f *Faults) word(at, word string, words []string) {
	switch {
	case slices.Contains(words, word):
	case word == "":
		f.add(at, "is missing: one of %s", strings.Join(words, ", "))
	default:
		f.add(at, "%q is not one of %s", word, strings.Join(words, ", "))
	}
}

// locate finds the places of faults in the file, or of the nearest key above each.
func (f Faults) locate(file *ast.File) {
	for i := range f {
		for at := f[i].At; at != ""; at = at[:max(strings.LastIndexAny(at, ".["), 0)] {
			path, err := yaml.PathString("$." + at)
			if err != nil {
				continue
			}
			if node, err := path.FilterFile(file); err == nil && node != nil {
				p := node.GetToken().Position
				f[i].Line, f[i].Column = p.Line, p.Column
				break
			}
		}
	}
}
