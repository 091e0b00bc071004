package canontest

import (
	"flag"
	"testing"
)

// Main runs a package's tests with the same generated cases in every run, unless the command line names a seed: a failure
// is then one that the change under test made. It returns the exit code for TestMain.
func Main(m *testing.M) int {
	flag.Parse()
	seeded := false
	flag.Visit(func(f *flag.Flag) { seeded = seeded || f.Name == "rapid.seed" })
	if !seeded {
		if err := flag.Set("rapid.seed", "1"); err != nil {
			panic(err)
		}
	}
	return m.Run()
}
