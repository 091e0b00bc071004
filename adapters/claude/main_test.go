package claude

import (
	"flag"
	"os"
	"testing"
)

// TestMain draws the same generated cases in every run, unless the command line says otherwise: a failure must be one that
// the change under test made.
func TestMain(m *testing.M) {
	flag.Parse()
	seeded := false
	flag.Visit(func(f *flag.Flag) { seeded = seeded || f.Name == "rapid.seed" })
	if !seeded {
		if err := flag.Set("rapid.seed", "1"); err != nil {
			panic(err)
		}
	}
	os.Exit(m.Run())
}
