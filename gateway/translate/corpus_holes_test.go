package translate_test

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/interlingua/interlingua/adapters/adapterstest"
	"github.com/interlingua/interlingua/adapters/jsonx"
	"github.com/interlingua/interlingua/gateway/translate"
)

// TestHoles takes out each kind of member that recorded documents have, and empties it in all ways that JSON knows: in its own dialect
// what is not refused comes back, and in others it makes no crash.
func TestHoles(t *testing.T) {
	for recorded, kind := range map[adapterstest.Kind]translate.Kind{
		adapterstest.KindRequest: translate.KindRequest, adapterstest.KindResponse: translate.KindResponse,
	} {
		seen := map[pair]map[string]bool{}
		for _, p := range pairs() {
			seen[p] = map[string]bool{}
		}
		acrossDialects(t, recorded, func(p pair, c *adapterstest.Case, laws *checker) {
			const large = 100 << 10
			if len(c.Body) > large {
				return // it would be read anew for each of its places
			}
			run := func(p pair, body string) translate.Result {
				j := translate.Job{Kind: kind, From: p.source, To: p.target, Body: []byte(body), Path: c.Path, Header: c.Header, Status: c.Status}
				return j.Run()
			}
			found := holes(c.Body, seen[p], "")
			for _, at := range slices.Sorted(maps.Keys(found)) {
				body := found[at]
				laws.run("a hole comes back", func() []finding {
					if r := run(pair{p.source, p.source}, body); r.Fault == nil {
						return within(at, adapterstest.SameDocument([]byte(body), r.Body))
					}
					return nil
				})
				laws.run("no panic on a hole", func() []finding {
					if r := run(p, body); r.Fault == nil && !jsonx.Valid(r.Body) {
						return []finding{{Where: at, What: "the document is no JSON"}}
					}
					return nil
				})
			}
		})
	}
}

// within gives the first of the findings about a document, under the place where it has a hole.
func within(at string, found []finding) []finding {
	if len(found) == 0 {
		return nil
	}
	return []finding{{Where: at, What: found[0].Where + ": " + found[0].What}}
}

// holes gives a document with each member taken out or emptied, by the kind of place, as far as no such place was seen yet. The kinds
// of places begin with root.
func holes(body []byte, seen map[string]bool, root string) map[string]string {
	out := map[string]string{}
	var doc any
	d := json.NewDecoder(strings.NewReader(string(body)))
	d.UseNumber()
	if d.Decode(&doc) != nil {
		return nil
	}
	write := func(kind string) {
		if text, err := json.Marshal(doc); err == nil {
			out[kind] = string(text)
		}
	}
	empty := func(kind string, set func(any), old any) {
		if seen[kind] {
			return
		}
		seen[kind] = true
		for i, value := range []any{nil, map[string]any{}, []any{}, []any{nil}, ""} {
			set(value)
			write(kind + " " + strconv.Itoa(i))
		}
		set(old)
	}
	var walk func(v any, kind string)
	walk = func(v any, kind string) {
		switch v := v.(type) {
		case map[string]any:
			typ, _ := v["type"].(string)
			for _, name := range slices.Sorted(maps.Keys(v)) {
				old, place := v[name], kind+" "+typ+"/"+name
				if !seen[place] {
					delete(v, name)
					write(place)
				}
				empty(place, func(x any) { v[name] = x }, old)
				walk(old, kind+"/"+name)
			}
		case []any:
			for i, old := range v {
				empty(kind+"/*", func(x any) { v[i] = x }, old)
				walk(old, kind+"/*")
			}
		}
	}
	walk(doc, root)
	return out
}
