package chat_test

import (
	"os"
	"testing"

	"github.com/interlingua/interlingua/adapters/adapterstest"
	"github.com/interlingua/interlingua/adapters/chat"
)

func TestAdapter(t *testing.T) {
	adapterstest.TestAdapter(t, chat.New(), os.DirFS("testdata"))
}
