package pains

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// list is the page that says what hurt, and which tests hold it off.
const list = "../../docs/pains.md"

// row is a line of the list: its number, what hurt, and the tests.
var row = regexp.MustCompile(`(?m)^\| ([0-9]{2}[a-d]?|[tf][0-9]+) \| (.+) \| (.+) \|$`)

// numbers are those that the list must have.
func numbers() []string {
	var out []string
	for i := 1; i < 40; i++ {
		out = append(out, fmt.Sprintf("%02d", i))
	}
	out = append(out, "40a", "40b", "40c", "40d")
	for i := 1; i <= 10; i++ {
		out = append(out, fmt.Sprintf("t%d", i))
	}
	for i := 1; i <= 5; i++ {
		out = append(out, fmt.Sprintf("f%d", i))
	}
	return out
}

// TestList has every line of the list name tests that exist, every number stand there once, and every case be named.
func TestList(t *testing.T) {
	page, err := os.ReadFile(list)
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	named := map[string]bool{}
	tests := map[string]*packageTests{}
	for _, m := range row.FindAllStringSubmatch(string(page), -1) {
		found = append(found, m[1])
		for name := range strings.SplitSeq(m[3], ", ") {
			name = strings.Trim(name, "`")
			named[name] = true
			if problem := missing(tests, name); problem != "" {
				t.Errorf("%s: %s: %s", m[1], name, problem)
			}
		}
	}
	if !slices.Equal(found, numbers()) {
		t.Errorf("the list has the numbers %v, want %v", found, numbers())
	}
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if strings.HasPrefix(filepath.Base(f), "trap") {
			continue // these stand on the page of the mapping
		}
		if name := "pains/" + strings.TrimSuffix(filepath.Base(f), ".txtar"); !named[name] {
			t.Errorf("no line names %s", name)
		}
	}
}

// folders are where cases that are files lie, beside those of adapters.
var folders = map[string]string{"pains": "testdata"}

// missing tells why a test does not exist; "" for one that does.
func missing(tests map[string]*packageTests, name string) string {
	if folder, file, ok := strings.Cut(name, "/"); ok && !strings.Contains(folder, ".") {
		dir, ok := folders[folder]
		if !ok {
			dir = filepath.Join("..", "..", "adapters", folder, "testdata")
		}
		if _, err := os.Stat(filepath.Join(dir, file+".txtar")); err != nil {
			return "there is no such file"
		}
		return ""
	}
	pkg, test, _ := strings.Cut(name, ".")
	if tests[pkg] == nil {
		tests[pkg] = readTests(packageOf(pkg))
	}
	function, sub, _ := strings.Cut(test, "/")
	switch {
	case !tests[pkg].functions[function]:
		return "there is no such test"
	case sub != "" && !tests[pkg].words[sub]:
		return "there is no such case"
	}
	return ""
}

// packageOf gives the folder of a package by its name.
func packageOf(name string) string {
	for _, above := range []string{"..", "../../adapters", "../../adapters/canon"} {
		dir := filepath.Join(above, name)
		if _, err := os.Stat(dir); err == nil {
			return dir
		}
	}
	return name
}

// packageTests are the tests of a package, and the words in them, of which some are names of cases.
type packageTests struct{ functions, words map[string]bool }

func readTests(dir string) *packageTests {
	out := &packageTests{map[string]bool{}, map[string]bool{}}
	// A folder without tests has none: that is what the list is then told.
	files, _ := filepath.Glob(filepath.Join(dir, "*_test.go"))
	for _, file := range files {
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		if err != nil {
			continue
		}
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.FuncDecl:
				out.functions[n.Name.Name] = n.Recv == nil && strings.HasPrefix(n.Name.Name, "Test")
			case *ast.BasicLit:
				if s, err := strconv.Unquote(n.Value); err == nil && n.Kind == token.STRING {
					out.words[s] = true
				}
			}
			return true
		})
	}
	return out
}
