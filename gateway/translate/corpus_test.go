package translate_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/adapterstest"
	"github.com/interlingua/interlingua/adapters/all"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// finding is shorthand.
type finding = adapterstest.Finding

// acrossDialects runs a check for every recorded case of a kind and every other dialect as target.
func acrossDialects(t *testing.T, kind adapterstest.Kind, check func(p pair, c *adapterstest.Case, laws *checker)) {
	for _, source := range all.All() {
		t.Run(all.Name(source.Dialect()), func(t *testing.T) {
			t.Parallel()
			var cases []*adapterstest.Case
			for _, c := range adapterstest.Corpus(t, source.Dialect()) {
				if c.Kind == kind {
					cases = append(cases, c)
				}
			}
			for _, target := range all.All() {
				if target.Dialect() == source.Dialect() {
					continue
				}
				p := pair{source, target}
				tally := adapterstest.Tally{
					Title: fmt.Sprintf("%s %s to %s", all.Name(source.Dialect()), kind, all.Name(target.Dialect())),
				}
				for _, c := range cases {
					laws := checker{file: c.File, tally: &tally}
					laws.run("no panic", func() []finding { check(p, c, &laws); return nil })
				}
				tally.Report(t)
			}
		})
	}
}

// pair is a way from one dialect to another.
type pair struct{ source, target adapters.Adapter }

// checker records what the laws find about one case.
type checker struct {
	file  string
	tally *adapterstest.Tally
}

// run tries one law.
func (l *checker) run(law string, check func() []finding) {
	l.tally.Add(law, l.file, adapterstest.Guard(check))
}

// fail records that a law is broken by an error.
func (l *checker) fail(law string, err error) {
	l.run(law, func() []finding { return []finding{{Where: "error", What: err.Error()}} })
}

// tooBroad are the pointers that say nothing about what was lost.
var tooBroad = map[string]bool{
	"": true, "/": true, "/messages": true, "/input": true, "/contents": true, "/output": true, "/choices": true,
	"/candidates": true, "/content": true,
}

// pointers: every loss points at something in the source's document, as narrow as can be, once for each place.
func pointers(doc []byte, losses []*pb.Loss) (found []finding) {
	seen := map[string]bool{}
	for _, l := range losses {
		value, ok := jsonx.Lookup(string(doc), l.Path)
		switch {
		case tooBroad[l.Path] && !emptyList(value):
			found = append(found, finding{Where: l.Path, What: "says too little: " + l.Detail})
		case !ok:
			found = append(found, finding{Where: l.Path, What: "is not in the document: " + l.Detail})
		case seen[l.Path]:
			found = append(found, finding{Where: l.Path, What: "is reported twice"})
		}
		seen[l.Path] = true
		if l.Class == 0 || l.Action == 0 || l.Leg == 0 || l.Detail == "" {
			found = append(found, finding{Where: l.Path, What: "lacks a class, action, leg or detail"})
		}
	}
	return found
}

// emptyList reports whether a value is a list without elements: there is nothing narrower to point at in it.
func emptyList(value string) bool {
	for range jsonx.Elements(value) {
		return false
	}
	return jsonx.KindOf(value) == '['
}

// canonicalOf copies losses before their paths are located.
func canonicalOf(losses *adapters.Losses) []*pb.Loss {
	var out []*pb.Loss
	for _, l := range losses.Items() {
		out = append(out, &pb.Loss{Path: l.Path, Class: l.Class, Action: l.Action, Refuse: l.Refuse, Detail: l.Detail})
	}
	return out
}

// reported says whether a loss stands at a path, above it or below it.
func reported(losses []*pb.Loss, path string) bool {
	for _, l := range losses {
		if l.Path == path || strings.HasPrefix(path, l.Path+"/") || strings.HasPrefix(l.Path, path+"/") {
			return true
		}
	}
	return false
}

// sameJSON compares two texts as JSON where both are, and as they stand otherwise; no arguments are an empty object.
func sameJSON(a, b string) bool {
	empty := func(s string) string {
		if strings.TrimSpace(s) == "" {
			return "{}"
		}
		return s
	}
	a, b = empty(a), empty(b)
	return a == b || jsonx.Equal([]byte(a), []byte(b))
}

// validJSON is a finding where a body is not JSON.
func validJSON(body []byte) []finding {
	if json.Valid(body) && jsonx.Valid(body) {
		return nil
	}
	return []finding{{Where: "body", What: "not valid JSON"}}
}

func sameBytes(one, two []byte) []finding {
	if bytes.Equal(one, two) {
		return nil
	}
	return []finding{{Where: "body", What: "the second run gave other bytes"}}
}
