package gemini

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/interlingua/interlingua/adapters/adapterstest"
	"github.com/interlingua/interlingua/adapters/jsonx"
)

// Two candidates of one number are one, and what follows an error without a frame belongs to it.
var fuzzer = adapterstest.Fuzzer{
	Adapter: New(), Path: "/v1beta/models/gemini-3.8-flash:generateContent",
	Excuse: func(document []byte, _ adapterstest.Finding) bool {
		return bytes.Contains(document, []byte("\n{")) || slices.ContainsFunc(adapterstest.Frames(document), collides)
	},
}

func FuzzRequest(f *testing.F)  { fuzzer.Request(f) }
func FuzzResponse(f *testing.F) { fuzzer.Response(f) }
func FuzzError(f *testing.F)    { fuzzer.Error(f) }

func FuzzStream(f *testing.F) {
	var streams []string
	for _, chunks := range [][]string{
		{`{"responseId":""}`, `{"responseId":"a"}`, `{}`},
		{`{"candidates":{"content":{"parts":{"text":"a"}}}}`},
		{`{"candidates":[{"content":{"role":[]}}]}`, `{"candidates":[{"content":{"parts":[{}],"role":[]}}]}`},
		{`{"candidates":[{"content":{"parts":[{}]}}]}`, `{"candidates":[{"content":{"parts":[{}]}}]}`},
		{
			`{"candidates":[{"content":{"parts":[{"text":""}]}}]}`,
			`{"candidates":[{"content":{"parts":[{"text":"","thoughtSignature":"aWxzZWFs"}]},"finishReason":""}]}`,
		},
	} {
		streams = append(streams, "data:"+strings.Join(chunks, "\n\ndata:"))
	}
	fuzzer.Stream(f, streams...)
}

func FuzzArray(f *testing.F) {
	fuzzer.Array(f,
		`[{"candidates":[{"content":{"parts":[{"text":"a"}]}}]},`+"\n"+`{"candidates":[{"finishReason":"STOP"}]}]`,
		`[{"error":{"code":429,"message":"m","status":"RESOURCE_EXHAUSTED"}}]`,
		`{"error":{"code":400}}`)
}

// collides reports whether candidates of a chunk have one number.
func collides(f adapterstest.Frame) bool {
	list, _ := jsonx.Lookup(f.Data, "/candidates")
	seen := map[string]bool{}
	for c := range jsonx.Elements(list) {
		number, ok := jsonx.Get(c, "index")
		if !ok {
			number = strconv.Itoa(len(seen))
		}
		if seen[number] {
			return true
		}
		seen[number] = true
	}
	return false
}
