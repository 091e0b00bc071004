package validate

import (
	"os"
	"strings"
	"testing"
)

// names lists the documents of testdata.
func names(t *testing.T) (out []string) {
	t.Helper()
	entries, err := os.ReadDir("testdata")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if name, ok := strings.CutSuffix(e.Name(), ".json"); ok {
			out = append(out, name)
		}
	}
	return out
}

func TestDocumentsAreValid(t *testing.T) {
	for _, name := range names(t) {
		if found := load(t, name).problems(); len(found) > 0 {
			t.Errorf("%s: %q", name, found)
		}
	}
}
