package sse_test

import (
	"bytes"
	"io"
	"strings"
	"testing"

	"github.com/interlingua/interlingua/adapters/sse"
)

const delta = `{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":" the quick brown fox"}}`

// endless repeats a stream for ever.
type endless struct {
	stream []byte
	pos    int
}

func (e *endless) Read(p []byte) (int, error) {
	n := copy(p, e.stream[e.pos:])
	e.pos = (e.pos + n) % len(e.stream)
	return n, nil
}

func BenchmarkReader(b *testing.B) {
	for name, frame := range map[string]string{
		"named":     "event: content_block_delta\ndata: " + delta + "\n\n",
		"data only": "data: " + delta + "\n\n",
		"CRLF":      "event: content_block_delta\r\ndata: " + delta + "\r\n\r\n",
	} {
		b.Run(name, func(b *testing.B) { benchmark(b, sse.NewReader(&endless{stream: []byte(frame)}), len(frame)) })
	}
}

func BenchmarkJSONArrayReader(b *testing.B) {
	r := sse.NewJSONArrayReader(io.MultiReader(strings.NewReader("["), &endless{stream: []byte(delta + ",\r\n")}))
	benchmark(b, r, len(delta)+3)
}

func benchmark(b *testing.B, r sse.Events, size int) {
	b.ReportAllocs()
	b.SetBytes(int64(size))
	for b.Loop() {
		e, err := r.Next()
		if err != nil || len(e.Data) != len(delta) {
			b.Fatal(err)
		}
		r.Buffered()
	}
}

func BenchmarkReaderLongEvent(b *testing.B) {
	stream := []byte("data: " + strings.Repeat("A", 2<<20) + "\n\n")
	b.ReportAllocs()
	b.SetBytes(int64(len(stream)))
	for b.Loop() {
		if _, err := sse.NewReader(bytes.NewReader(stream)).Next(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkAppendFrame(b *testing.B) {
	buf, data := make([]byte, 0, 1024), []byte(delta)
	b.ReportAllocs()
	for b.Loop() {
		buf = sse.AppendFrame(buf[:0], "content_block_delta", data)
	}
	b.SetBytes(int64(len(buf)))
}
