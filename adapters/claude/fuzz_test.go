package claude_test

import (
	"strings"
	"testing"

	"github.com/interlingua/interlingua/adapters/adapterstest"
	"github.com/interlingua/interlingua/adapters/claude"
)

// What was left to the reader is spelled out: what names a frame is its name or its type.
var fuzzer = adapterstest.Fuzzer{
	Adapter: claude.New(), Path: "/v1/messages",
	Excuse: func(_ []byte, f adapterstest.Finding) bool {
		return f.Where == "/type" || strings.Contains(f.What, "only in the second")
	},
}

func FuzzRequest(f *testing.F)  { fuzzer.Request(f) }
func FuzzResponse(f *testing.F) { fuzzer.Response(f) }
func FuzzStream(f *testing.F)   { fuzzer.Stream(f) }
func FuzzError(f *testing.F)    { fuzzer.Error(f) }
