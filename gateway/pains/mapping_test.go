package pains

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// mapping is the page that says which tests show how dialects map onto each other.
const mapping = "../../docs/mapping.md"

var (
	mappingTable = regexp.MustCompile(`^## ([0-9]{2}) `)
	mappingTrap  = regexp.MustCompile(`^\| ([0-9]{2}) \|`)
	mappingName  = regexp.MustCompile("`([a-z]+[/.][A-Za-z0-9_*]+)`")
	numberedFile = regexp.MustCompile(`^(map|trap)([0-9]{2})_`)
)

// traps is how many traps there are.
const traps = 72

// TestMapping has every line of the page name files and tests that exist, and every numbered file of an adapter be named where its
// number stands.
func TestMapping(t *testing.T) {
	page, err := os.ReadFile(mapping)
	if err != nil {
		t.Fatal(err)
	}
	// under are the files that are named, by what their names begin with.
	under, tests, count := map[string]map[string]bool{}, map[string]*packageTests{}, 0
	numbered := map[string]bool{} // traps that something shows which has their number
	_, body, _ := strings.Cut(string(page), "\n## ")
	place := ""
	for line := range strings.Lines("## " + body) {
		if m := mappingTable.FindStringSubmatch(line); m != nil {
			place = "map" + m[1]
		}
		if m := mappingTrap.FindStringSubmatch(line); m != nil {
			place = "trap" + m[1]
			count++
		}
		if under[place] == nil {
			under[place] = map[string]bool{}
		}
		names := mappingName.FindAllStringSubmatch(line, -1)
		if isRow := strings.HasPrefix(line, "| ") && !strings.Contains(line, "Shown by"); isRow && len(names) == 0 {
			t.Errorf("nothing shows %s", line)
		}
		for _, m := range names {
			if n, ok := strings.CutPrefix(place, "trap"); ok && strings.Contains(strings.ToLower(m[1]), "trap"+n) {
				numbered[place] = true
			}
			files, problem := shown(tests, m[1])
			if problem != "" {
				t.Errorf("%s: %s: %s", place, m[1], problem)
			}
			for _, f := range files {
				under[place][f] = true
			}
		}
	}
	if count != traps || len(numbered) != traps {
		t.Errorf("%d traps, of which %d are shown by their number, want %d", count, len(numbered), traps)
	}
	files, err := filepath.Glob("../../adapters/*/testdata/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	own, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range append(files, own...) {
		m := numberedFile.FindStringSubmatch(filepath.Base(f))
		if m != nil && !under[m[1]+m[2]][f] {
			t.Errorf("%s is not named under %s %s", f, m[1], m[2])
		}
	}
}

// shown gives the files that a name stands for, and tells why there is nothing of that name.
func shown(tests map[string]*packageTests, name string) (files []string, problem string) {
	folder, file, isFile := strings.Cut(name, "/")
	if !isFile {
		return nil, missing(tests, name)
	}
	dir, ok := folders[folder]
	if !ok {
		dir = filepath.Join("..", "..", "adapters", folder, "testdata")
	}
	if files, _ = filepath.Glob(filepath.Join(dir, file+".txtar")); len(files) == 0 {
		problem = "there is no such file"
	}
	return files, problem
}
