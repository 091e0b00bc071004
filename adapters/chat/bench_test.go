package chat

import (
	"testing"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/adapterstest"
	"github.com/interlingua/interlingua/adapters/jsonx"
)

// A long agent request, beside what it costs to find out that it is JSON at all.
func BenchmarkRequest(b *testing.B) {
	body := adapterstest.AgentRequest(own)
	x := &adapters.Exchange{}
	b.Run("valid", func(b *testing.B) {
		b.SetBytes(int64(len(body)))
		for b.Loop() {
			if !jsonx.Valid(body) {
				b.Fatal("not JSON")
			}
		}
	})
	b.Run("decode", func(b *testing.B) {
		b.SetBytes(int64(len(body)))
		b.ReportAllocs()
		for b.Loop() {
			if _, err := New().DecodeRequest(x, adapters.Wire{Body: body}); err != nil {
				b.Fatal(err)
			}
		}
	})
	req, err := New().DecodeRequest(x, adapters.Wire{Body: body})
	if err != nil {
		b.Fatal(err)
	}
	b.Run("encode", func(b *testing.B) {
		b.SetBytes(int64(len(body)))
		b.ReportAllocs()
		for b.Loop() {
			if _, err := New().EncodeRequest(x, req, nil); err != nil {
				b.Fatal(err)
			}
		}
	})
}
