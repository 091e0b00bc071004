package claude_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/claude"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// agentRequest is what a coding agent sends after some turns: about 150 KB.
func agentRequest() []byte {
	var b strings.Builder
	prose := strings.Repeat("The quick brown fox jumps over the lazy dog, \\\"twice\\\".\\n", 12)
	b.WriteString(`{"model":"claude-opus-4-6","max_tokens":32000,"stream":true,"system":[`)
	fmt.Fprintf(&b, `{"type":"text","text":"%s","cache_control":{"type":"ephemeral"}}],"tools":[`, strings.Repeat(prose, 20))
	for i := range 16 {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, `{"name":"tool_%d","description":"%s","input_schema":{"type":"object","properties":{`+
			`"path":{"type":"string","description":"An absolute path"},"limit":{"type":"integer","minimum":1}},"required":["path"]}}`, i, prose)
	}
	b.WriteString(`],"messages":[{"role":"user","content":"Fix the build"}`)
	for i := range 60 {
		fmt.Fprintf(&b, `,{"role":"assistant","content":[{"type":"text","text":"%s"},`+
			`{"type":"tool_use","id":"toolu_%d","name":"tool_1","input":{"path":"/src/file_%d.go","limit":200}}]}`, prose[:300], i, i)
		fmt.Fprintf(&b, `,{"role":"user","content":[{"type":"tool_result","tool_use_id":"toolu_%d","content":"%s"}]}`, i, prose+prose)
	}
	b.WriteString(`]}`)
	return []byte(b.String())
}

func BenchmarkRequest(b *testing.B) {
	body := agentRequest()
	a := claude.New()
	x := &adapters.Exchange{}
	req, err := a.DecodeRequest(x, adapters.Wire{Body: body})
	if err != nil {
		b.Fatal(err)
	}
	b.Run("valid", func(b *testing.B) {
		b.SetBytes(int64(len(body)))
		for b.Loop() {
			if !jsonx.Valid(body) {
				b.Fatal("not valid")
			}
		}
	})
	b.Run("decode", func(b *testing.B) {
		b.SetBytes(int64(len(body)))
		b.ReportAllocs()
		for b.Loop() {
			if _, err := a.DecodeRequest(x, adapters.Wire{Body: body}); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("encode", func(b *testing.B) {
		b.SetBytes(int64(len(body)))
		b.ReportAllocs()
		for b.Loop() {
			if _, err := a.EncodeRequest(x, req, nil); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("encode foreign", func(b *testing.B) {
		req.Origin = pb.Dialect_DIALECT_CHAT
		for _, m := range req.Messages {
			m.Origin = req.Origin
		}
		b.SetBytes(int64(len(body)))
		b.ReportAllocs()
		for b.Loop() {
			if _, err := a.EncodeRequest(x, req, &adapters.Losses{}); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// endless is a stream of one text block whose deltas never end.
type endless struct{ rest, frame []byte }

func newEndless() *endless {
	return &endless{
		rest: []byte("event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"id\":\"msg_1\",\"type\":\"message\"," +
			"\"role\":\"assistant\",\"model\":\"m\",\"content\":[],\"usage\":{\"input_tokens\":1,\"output_tokens\":1}}}\n\n" +
			"event: content_block_start\ndata: {\"type\":\"content_block_start\",\"index\":0," +
			"\"content_block\":{\"type\":\"text\",\"text\":\"\"}}\n\n"),
		frame: []byte("event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0," +
			"\"delta\":{\"type\":\"text_delta\",\"text\":\" some\\nwords\"}}\n\n"),
	}
}

func (e *endless) Read(p []byte) (int, error) {
	if len(e.rest) == 0 {
		e.rest = e.frame
	}
	n := copy(p, e.rest)
	e.rest = e.rest[n:]
	return n, nil
}

func BenchmarkTextDelta(b *testing.B) {
	a := claude.New()
	bench := func(b *testing.B, skip int, start *pb.GenerateEvent) {
		x := &adapters.Exchange{}
		r := a.NewEventReader(x, newEndless())
		w := a.NewEventWriter(x, nil)
		if start != nil {
			if _, err := w.Append(nil, start); err != nil {
				b.Fatal(err)
			}
		}
		dst := make([]byte, 0, 1024)
		for i := range 4 + skip {
			ev, err := r.Next()
			if err != nil {
				b.Fatal(err)
			}
			if start != nil && i == 0 {
				continue
			}
			if dst, err = w.Append(dst[:0], ev); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportAllocs()
		for b.Loop() {
			ev, err := r.Next()
			if err != nil {
				b.Fatal(err)
			}
			if dst, err = w.Append(dst[:0], ev); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.Run("native", func(b *testing.B) { bench(b, 0, nil) })
	b.Run("foreign", func(b *testing.B) {
		bench(b, 0, &pb.GenerateEvent{Event: &pb.GenerateEvent_Start{Start: &pb.GenerateResponse{Origin: pb.Dialect_DIALECT_CHAT}}})
	})
}
