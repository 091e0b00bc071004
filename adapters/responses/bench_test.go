package responses_test

import (
	"bytes"
	"errors"
	"io"
	"testing"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/adapterstest"
	"github.com/interlingua/interlingua/adapters/jsonx"
	"github.com/interlingua/interlingua/adapters/responses"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

func BenchmarkRequest(b *testing.B) {
	doc := adapterstest.AgentRequest(pb.Dialect_DIALECT_RESPONSES)
	a := responses.New()
	x := &adapters.Exchange{}
	b.Run("validate", func(b *testing.B) {
		b.SetBytes(int64(len(doc)))
		for b.Loop() {
			if !jsonx.Valid(doc) {
				b.Fatal("not valid")
			}
		}
	})
	b.Run("decode", func(b *testing.B) {
		b.SetBytes(int64(len(doc)))
		b.ReportAllocs()
		for b.Loop() {
			if _, err := a.DecodeRequest(x, adapters.Wire{Body: doc}); err != nil {
				b.Fatal(err)
			}
		}
	})
	req, err := a.DecodeRequest(x, adapters.Wire{Body: doc})
	if err != nil {
		b.Fatal(err)
	}
	b.Run("encode", func(b *testing.B) {
		b.SetBytes(int64(len(doc)))
		b.ReportAllocs()
		for b.Loop() {
			if _, err := a.EncodeRequest(x, req, nil); err != nil {
				b.Fatal(err)
			}
		}
	})
	foreign := foreignCopy(req)
	b.Run("encode foreign", func(b *testing.B) {
		b.SetBytes(int64(len(doc)))
		b.ReportAllocs()
		for b.Loop() {
			if _, err := a.EncodeRequest(x, foreign, &adapters.Losses{}); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// foreignCopy gives a request as if another dialect had said it.
func foreignCopy(req *pb.GenerateRequest) *pb.GenerateRequest {
	out := &pb.GenerateRequest{Model: req.Model, Instructions: req.Instructions, Tools: req.Tools}
	for _, m := range req.Messages {
		out.Messages = append(out.Messages, &pb.Message{Role: m.Role, Parts: m.Parts, Form: m.Form})
	}
	return out
}

// repeat is a stream whose middle goes on for ever.
type repeat struct {
	head, body []byte
	at         int
	begun      bool
}

// Read implements io.Reader.
func (r *repeat) Read(p []byte) (int, error) {
	if !r.begun {
		r.begun = true
		return copy(p, r.head), nil
	}
	n := copy(p, r.body[r.at:])
	r.at = (r.at + n) % len(r.body)
	return n, nil
}

// deltas gives a stream of plain text deltas without an end.
func deltas() io.Reader {
	stream := adapterstest.TextStream(pb.Dialect_DIALECT_RESPONSES, 1)
	mark := []byte("event: response.output_text.delta")
	from := bytes.Index(stream, mark)
	to := from + bytes.Index(stream[from:], []byte("\n\n")) + 2
	return &repeat{head: stream[:from], body: stream[from:to]}
}

func BenchmarkDelta(b *testing.B) {
	a := responses.New()
	x := &adapters.Exchange{}
	skipHead := func(b *testing.B, r adapters.EventReader, each func(*pb.GenerateEvent)) {
		b.Helper()
		for {
			ev, err := r.Next()
			if err != nil {
				b.Fatal(err)
			}
			each(ev)
			if ev.GetTextDelta() != "" {
				return
			}
		}
	}
	b.Run("read", func(b *testing.B) {
		r := a.NewEventReader(x, deltas())
		skipHead(b, r, func(*pb.GenerateEvent) {})
		b.ReportAllocs()
		for b.Loop() {
			if _, err := r.Next(); err != nil {
				b.Fatal(err)
			}
		}
	})
	through := func(b *testing.B, strip bool) {
		r, w := a.NewEventReader(x, deltas()), a.NewEventWriter(x, nil)
		var buf []byte
		write := func(ev *pb.GenerateEvent) {
			frame := ev.Frame
			if strip {
				ev.Frame = nil
			}
			var err error
			if buf, err = w.Append(buf[:0], ev); err != nil {
				b.Fatal(err)
			}
			ev.Frame = frame
		}
		skipHead(b, r, write)
		b.ReportAllocs()
		for b.Loop() {
			ev, err := r.Next()
			if err != nil {
				b.Fatal(err)
			}
			write(ev)
		}
	}
	b.Run("read and write back", func(b *testing.B) { through(b, false) })
	b.Run("read and compose", func(b *testing.B) { through(b, true) })
}

func TestDeltaDoesNotAllocate(t *testing.T) {
	a := responses.New()
	r, w := a.NewEventReader(nil, deltas()), a.NewEventWriter(nil, nil)
	var buf []byte
	step := func() {
		ev, err := r.Next()
		if err != nil && !errors.Is(err, io.EOF) {
			t.Fatal(err)
		}
		if buf, err = w.Append(buf[:0], ev); err != nil {
			t.Fatal(err)
		}
	}
	for range 10 {
		step()
	}
	if n := testing.AllocsPerRun(1000, step); n > 0 {
		t.Errorf("%v allocations", n)
	}
}
