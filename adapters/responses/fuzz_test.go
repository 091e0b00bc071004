package responses_test

import (
	"testing"

	"github.com/interlingua/interlingua/adapters/adapterstest"
	"github.com/interlingua/interlingua/adapters/responses"
)

var fuzzer = adapterstest.Fuzzer{Adapter: responses.New(), Path: "/v1/responses"}

func FuzzRequest(f *testing.F)  { fuzzer.Request(f) }
func FuzzResponse(f *testing.F) { fuzzer.Response(f) }
func FuzzStream(f *testing.F)   { fuzzer.Stream(f) }
func FuzzError(f *testing.F)    { fuzzer.Error(f) }
