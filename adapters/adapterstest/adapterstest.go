package adapterstest

import (
	"io/fs"
	"testing"

	"github.com/interlingua/interlingua/adapters"
)

// TestAdapter is the acceptance test of an adapter. It checks the goldens in fsys, which is the adapter's testdata folder,
// and all laws of Laws over the goldens and over the corpus.
//
// A golden is a text archive, *.txtar: lines "key: value" (and remarks that begin with #), then sections that begin with
// a line "-- name --". Its first section is the input, the others are what must come out; -update rewrites them, and
// then fails so that a refresh never passes for a test.
//
//	request.json, response.json, stream.sse, stream.json, error.json   decoded: canonical.json or events.jsonl, or fault.txt
//	canonical.json, events.jsonl with a line "kind: response" or so    encoded: the document, and losses.txt
//
// Keys are path, status, model (of the exchange's request) and "header NAME". A second section behind.json is input too: the
// request of the same dialect behind a response.
func TestAdapter(t *testing.T, a adapters.Adapter, fsys fs.FS) {
	t.Helper()
	goldens := loadGoldens(t, fsys)
	t.Run("goldens", func(t *testing.T) { testGoldens(t, a, goldens) })
	t.Run("laws of goldens", func(t *testing.T) {
		var cases []*Case
		for _, g := range goldens {
			if c := g.asCase(a.Dialect()); c != nil {
				cases = append(cases, c)
			}
		}
		TestLaws(t, a, cases)
	})
	t.Run("laws of the corpus", func(t *testing.T) { TestLaws(t, a, Corpus(t, a.Dialect())) })
}

// TestLaws checks all laws over the given cases and reports failures in summary.
func TestLaws(t *testing.T, a adapters.Adapter, cases []*Case) {
	for _, kind := range Kinds {
		t.Run(string(kind), func(t *testing.T) {
			t.Parallel()
			tally := Tally{Title: DialectName(a.Dialect()) + " " + string(kind)}
			for _, c := range cases {
				if c.Kind != kind {
					continue
				}
				for _, law := range Laws[kind] {
					if law.Applies == nil || law.Applies(a, c) {
						tally.Add(law.Name, c.File, Guard(func() []Finding { return law.Check(a, c) }))
					}
				}
			}
			tally.Report(t)
		})
	}
}
