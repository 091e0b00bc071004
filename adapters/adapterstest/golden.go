package adapterstest

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/canon"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

var update = flag.Bool("update", false, "rewrite what the goldens expect, and fail")

// inputs are the names that the first section of a golden may have, and the kind of document that each is. The canonical
// ones take their kind from the key of that name.
var inputs = map[string]Kind{
	"request.json": KindRequest, "response.json": KindResponse, "stream.sse": KindStream, "stream.json": KindStream,
	"error.json": KindError, "canonical.json": "", "events.jsonl": KindStream,
}

// golden is one hand-made case.
type golden struct {
	archive
	file string
}

func loadGoldens(t *testing.T, fsys fs.FS) []golden {
	t.Helper()
	names, err := fs.Glob(fsys, "*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	var out []golden
	for _, name := range names {
		text, err := fs.ReadFile(fsys, name)
		if err != nil {
			t.Fatal(err)
		}
		a, err := parseArchive(text)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if len(a.sections) == 0 {
			t.Fatalf("%s: no sections", name)
		}
		if _, ok := inputs[a.sections[0].name]; !ok {
			t.Fatalf("%s: the first section cannot be %s", name, a.sections[0].name)
		}
		out = append(out, golden{archive: a, file: name})
	}
	return out
}

// kind says what the golden's document is.
func (g *golden) kind() Kind {
	if k := inputs[g.sections[0].name]; k != "" {
		return k
	}
	return Kind(g.keys["kind"])
}

// canonical reports whether the input is canonical, to be encoded.
func (g *golden) canonical() bool {
	name := g.sections[0].name
	return name == "canonical.json" || name == "events.jsonl"
}

// asCase gives a golden whose input is a proper wire document as a case for the laws, nil for another.
func (g *golden) asCase(d pb.Dialect) *Case {
	if g.canonical() || g.section("fault.txt") != nil {
		return nil
	}
	c := &Case{
		File: g.file, Dialect: d, Kind: g.kind(), Body: bytes.TrimRight(g.sections[0].data, "\n"), Path: g.keys["path"],
		Array: g.sections[0].name == "stream.json", Header: g.header(), Status: http.StatusOK,
	}
	if g.sections[0].name == "stream.sse" {
		c.Body = g.sections[0].data
	}
	if s, err := strconv.Atoi(g.keys["status"]); err == nil {
		c.Status = s
	}
	if g.keys["cut"] == "true" {
		c.Features = append(c.Features, "no-terminal-event")
	}
	return c
}

func (g *golden) header() http.Header {
	h := http.Header{}
	for k, v := range g.keys {
		if name, ok := strings.CutPrefix(k, "header "); ok {
			h.Set(name, v)
		}
	}
	return h
}

// exchange builds what the call knows beside the document.
func (g *golden) exchange(a adapters.Adapter) (*adapters.Exchange, error) {
	x := &adapters.Exchange{Seed: "golden", Header: g.header()}
	if behind := g.section("behind.json"); behind != nil {
		req, err := a.DecodeRequest(&adapters.Exchange{}, adapters.Wire{Body: behind, Path: g.keys["path"]})
		if err != nil {
			return nil, err
		}
		x.Request = req
	}
	if m := g.keys["model"]; m != "" && x.Request == nil {
		x.Request = &pb.GenerateRequest{Model: m}
	}
	return x, nil
}

// testGoldens compares what comes out of every golden with what it expects, or rewrites it.
func testGoldens(t *testing.T, a adapters.Adapter, goldens []golden) {
	refreshed := 0
	for _, g := range goldens {
		t.Run(strings.TrimSuffix(g.file, ".txtar"), func(t *testing.T) {
			got, err := g.run(a)
			if err != nil {
				t.Fatal(err)
			}
			want := g.expected()
			if *update {
				if g.rewrite(t, got) {
					refreshed++
				}
				return
			}
			compareSections(t, want, got)
		})
	}
	if *update {
		t.Fatalf("rewrote %d of %d goldens: read the diff, then run without -update", refreshed, len(goldens))
	}
}

func compareSections(t *testing.T, want, got []section) {
	t.Helper()
	for i := range max(len(want), len(got)) {
		var w, g section
		if i < len(want) {
			w = want[i]
		}
		if i < len(got) {
			g = got[i]
		}
		if w.name != g.name || !bytes.Equal(bytes.TrimRight(w.data, "\n"), bytes.TrimRight(g.data, "\n")) {
			t.Errorf("want -- %s --\n%s\ngot -- %s --\n%s", w.name, w.data, g.name, g.data)
		}
	}
}

// inputSections is how many sections are input.
func (g *golden) inputSections() int {
	if len(g.sections) > 1 && g.sections[1].name == "behind.json" {
		return 2
	}
	return 1
}

func (g *golden) expected() []section { return g.sections[g.inputSections():] }

func (g *golden) rewrite(t *testing.T, got []section) bool {
	t.Helper()
	old := g.format()
	g.sections = append(slices.Clone(g.sections[:g.inputSections()]), got...)
	text := g.format()
	if bytes.Equal(old, text) {
		return false
	}
	if err := os.WriteFile(filepath.Join("testdata", g.file), text, 0o644); err != nil {
		t.Fatal(err)
	}
	return true
}

// faultSection is what a refused document gives.
func faultSection(err error) ([]section, error) {
	var fault *canon.Fault
	if !errors.As(err, &fault) {
		return nil, fmt.Errorf("not a *canon.Fault: %w", err)
	}
	text := fmt.Sprintf("%s %s\n%s\n", fault.Code, fault.Path, fault.Message)
	return []section{{"fault.txt", []byte(text)}}, nil
}
