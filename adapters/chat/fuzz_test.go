package chat

import (
	"testing"

	"github.com/interlingua/interlingua/adapters/adapterstest"
)

var fuzzer = adapterstest.Fuzzer{Adapter: New(), Path: "/v1/chat/completions"}

func FuzzRequest(f *testing.F)  { fuzzer.Request(f) }
func FuzzResponse(f *testing.F) { fuzzer.Response(f) }
func FuzzStream(f *testing.F)   { fuzzer.Stream(f) }
func FuzzError(f *testing.F)    { fuzzer.Error(f) }
