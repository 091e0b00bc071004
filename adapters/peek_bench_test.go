package adapters

import (
	"strings"
	"testing"

	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// BenchmarkPeek looks at a body of the size that agents send.
func BenchmarkPeek(b *testing.B) {
	message := `{"role":"user","content":"` + strings.Repeat(`a line with \"quotes\" and more\n`, 75) + `"}`
	body := []byte(`{"model":"m","stream":true,"messages":[` + strings.Repeat(message+",", 60) + message + `]}`)
	b.ReportAllocs()
	b.SetBytes(int64(len(body)))
	for b.Loop() {
		if h, err := PeekBody(pb.Dialect_DIALECT_CHAT, body); err != nil || h.Model != "m" {
			b.Fatal(h, err)
		}
	}
}
