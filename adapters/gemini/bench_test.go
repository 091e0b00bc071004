package gemini

import (
	"testing"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/adapterstest"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// plainChunk is a piece of text with its token counts, as most of a stream consists of.
const plainChunk = `data: {"candidates":[{"content":{"parts":[{"text":" some words of an answer"}],"role":"model"},"index":0}],` +
	`"usageMetadata":{"promptTokenCount":812,"candidatesTokenCount":40,"totalTokenCount":852,` +
	`"promptTokensDetails":[{"modality":"TEXT","tokenCount":812}]},"modelVersion":"gemini-3.8-flash","responseId":"abc"}` + "\r\n\r\n"

// endless is a stream that repeats one chunk for ever.
type endless struct {
	chunk string
	at    int
}

// Read implements io.Reader.
func (e *endless) Read(p []byte) (int, error) {
	n := copy(p, e.chunk[e.at:])
	e.at = (e.at + n) % len(e.chunk)
	return n, nil
}

// BenchmarkDelta measures one piece of text from the wire to the wire.
func BenchmarkDelta(b *testing.B) {
	for _, bench := range []struct {
		name   string
		origin pb.Dialect
	}{{"same dialect", own}, {"another dialect", pb.Dialect_DIALECT_CHAT}} {
		b.Run(bench.name, func(b *testing.B) {
			x := &adapters.Exchange{}
			r := New().NewEventReader(x, &endless{chunk: plainChunk})
			w := New().NewEventWriter(x, nil)
			var out []byte
			step := func() {
				for more := true; more; {
					ev, err := r.Next()
					if err != nil {
						b.Fatal(err)
					}
					if s := ev.GetStart(); s != nil {
						s.Origin = bench.origin
					}
					if out, err = w.Append(out[:0], ev); err != nil {
						b.Fatal(err)
					}
					more = ev.More
				}
			}
			step()
			b.SetBytes(int64(len(plainChunk)))
			b.ReportAllocs()
			for b.Loop() {
				step()
			}
		})
	}
}

// BenchmarkAgentRequest measures a coding agent's request, and beside it what reading its JSON alone costs.
func BenchmarkAgentRequest(b *testing.B) {
	body := adapterstest.AgentRequest(own)
	x := &adapters.Exchange{}
	w := adapters.Wire{Body: body, Path: "/v1beta/models/gemini-3.8-flash:streamGenerateContent?alt=sse"}
	b.Run("valid", func(b *testing.B) {
		b.SetBytes(int64(len(body)))
		for b.Loop() {
			if !jsonx.Valid(body) {
				b.Fatal("not valid")
			}
		}
	})
	b.Run("decode and encode", func(b *testing.B) {
		b.SetBytes(int64(len(body)))
		b.ReportAllocs()
		for b.Loop() {
			req, err := New().DecodeRequest(x, w)
			if err != nil {
				b.Fatal(err)
			}
			if _, err := New().EncodeRequest(x, req, nil); err != nil {
				b.Fatal(err)
			}
		}
	})
}
