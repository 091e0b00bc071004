package pains

import (
	"bytes"
	"flag"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "rewrite what the cases expect, and fail")

// oneCase is one file.
type oneCase struct {
	file    string
	archive *txtar.Archive
	keys    map[string]string
}

// readCase reads a file.
func readCase(t *testing.T, file string) *oneCase {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	c := &oneCase{file: file, archive: txtar.Parse(text), keys: map[string]string{}}
	for line := range strings.Lines(string(c.archive.Comment)) {
		if line = strings.TrimSpace(line); line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		key, value, ok := strings.Cut(line, ":")
		if !ok {
			t.Fatalf("%s: %q is no key and no remark", file, line)
		}
		c.keys[key] = strings.TrimSpace(value)
	}
	return c
}

// section gives the section of a call: name is its name in the first call. False where there is none.
func (c *oneCase) section(name string, call int) ([]byte, bool) {
	name = numbered(name, call)
	for _, f := range c.archive.Files {
		if f.Name == name {
			return f.Data, true
		}
	}
	return nil, false
}

// numbered gives the name that a section has in a call; calls count from 1.
func numbered(name string, call int) string {
	if call == 1 {
		return name
	}
	base, ext, _ := strings.Cut(name, ".")
	return fmt.Sprintf("%s%d.%s", base, call, ext)
}

// calls is how many calls the case makes.
func (c *oneCase) calls() int {
	n := 1
	for {
		if _, ok := c.section("request.json", n+1); !ok {
			return n
		}
		n++
	}
}

// headers are the client's, names and values in turn.
func (c *oneCase) headers() []string {
	h := http.Header{}
	for key, value := range c.keys {
		if name, ok := strings.CutPrefix(key, "header "); ok {
			h.Set(name, value)
		}
	}
	var out []string
	for name, values := range h {
		out = append(out, name, values[0])
	}
	return out
}

// given are the names of the sections that a case gives; all others must come out.
var given = []string{"request", "answer"}

// expects reports whether a section must come out.
func expects(name string) bool {
	for _, g := range given {
		if strings.HasPrefix(name, g) {
			return false
		}
	}
	return true
}

// compare holds what came out against what must, or writes it. A case that names no section of what comes out yet gets all; one
// that names some shows only these.
func (c *oneCase) compare(t *testing.T, got []txtar.File) {
	t.Helper()
	want := map[string][]byte{}
	for _, f := range c.archive.Files {
		if expects(f.Name) {
			want[f.Name] = f.Data
		}
	}
	if *update {
		c.rewrite(t, want, got)
		return
	}
	if len(want) == 0 {
		t.Fatal("the case expects nothing")
	}
	for _, f := range got {
		w, ok := want[f.Name]
		delete(want, f.Name)
		if ok && !bytes.Equal(bytes.TrimRight(w, "\n"), bytes.TrimRight(f.Data, "\n")) {
			t.Errorf("want -- %s --\n%s\ngot (where that is right, renew the case with -update)\n%s", f.Name, w, f.Data)
		}
	}
	for name := range want {
		t.Errorf("nothing came out for %s", name)
	}
}

func (c *oneCase) rewrite(t *testing.T, want map[string][]byte, got []txtar.File) {
	t.Helper()
	old := txtar.Format(c.archive)
	var files []txtar.File
	for _, f := range c.archive.Files {
		if !expects(f.Name) {
			files = append(files, f)
		}
	}
	for _, f := range got {
		if _, ok := want[f.Name]; ok || len(want) == 0 {
			files = append(files, f)
		}
	}
	c.archive.Files = files
	text := txtar.Format(c.archive)
	if bytes.Equal(old, text) {
		return
	}
	if err := os.WriteFile(filepath.Clean(c.file), text, 0o644); err != nil {
		t.Fatal(err)
	}
}
