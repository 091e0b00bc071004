package claude_test

import (
	"os"
	"testing"

	"github.com/interlingua/interlingua/adapters/adapterstest"
	"github.com/interlingua/interlingua/adapters/claude"
)

func TestAdapter(t *testing.T) {
	adapterstest.TestAdapter(t, claude.New(), os.DirFS("testdata"))
}
