package responses_test

import (
	"os"
	"testing"

	"github.com/interlingua/interlingua/adapters/adapterstest"
	"github.com/interlingua/interlingua/adapters/responses"
)

// The goldens in testdata are named after what they show: mapNN_ a section of the concept map, trapNN_ one of its traps,
// painNN_ what users of other translators suffered, fit_ how another dialect's documents are fitted.
func TestAdapter(t *testing.T) {
	adapterstest.TestAdapter(t, responses.New(), os.DirFS("testdata"))
}
