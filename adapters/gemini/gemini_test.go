package gemini

import (
	"os"
	"testing"

	"github.com/interlingua/interlingua/adapters/adapterstest"
)

func TestAdapter(t *testing.T) {
	adapterstest.TestAdapter(t, New(), os.DirFS("testdata"))
}
