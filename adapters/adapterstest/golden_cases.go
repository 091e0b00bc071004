package adapterstest

import (
	"io/fs"
	"testing"

	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// Goldens gives the hand-made documents of a dialect in a folder, as cases, in the order of their names.
func Goldens(t *testing.T, d pb.Dialect, fsys fs.FS) []*Case {
	t.Helper()
	var out []*Case
	for _, g := range loadGoldens(t, fsys) {
		if c := g.asCase(d); c != nil {
			out = append(out, c)
		}
	}
	return out
}

// Updating reports whether the tests were told by -update to rewrite what is derived.
func Updating() bool { return *update }
