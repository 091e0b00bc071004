package sse_test

import (
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/interlingua/interlingua/adapters/sse"
)

// TestReaderRelay reads every stream as one that is passed on: what is taken before each read and at the end are whole events, and
// with the rest they are the stream, byte for byte.
func TestReaderRelay(t *testing.T) {
	for _, tt := range streams {
		t.Run(tt.name, func(t *testing.T) {
			for how, src := range map[string]io.Reader{
				"whole": strings.NewReader(tt.stream), "byte by byte": iotest.OneByteReader(strings.NewReader(tt.stream)),
				"by halves": iotest.HalfReader(strings.NewReader(tt.stream)),
			} {
				var passed []byte
				r, n := sse.NewReader(src), 0
				r.Relay(func() error {
					passed = append(passed, r.Whole()...)
					return nil
				})
				cut := false
				for {
					e, err := r.Next()
					if err != nil {
						break
					}
					n++
					cut = cut || e.Cut
				}
				passed = append(passed, r.Whole()...)
				if n != len(tt.want) {
					t.Errorf("%s: %d events, want %d", how, n, len(tt.want))
				}
				again, err := drain(t, sse.NewReader(strings.NewReader(string(passed))))
				whole := len(tt.want)
				if cut {
					whole--
				}
				if len(again) != whole || !errors.Is(err, io.EOF) {
					t.Errorf("%s: %d whole events passed, want %d: %q", how, len(again), whole, passed)
				}
				if got := string(passed) + string(r.Rest()); got != tt.stream {
					t.Errorf("%s: got %q, want %q", how, got, tt.stream)
				}
			}
		})
	}
}

// TestReaderRelayStops has a fault in passing on end the stream.
func TestReaderRelayStops(t *testing.T) {
	left := errors.New("left")
	r := sse.NewReader(iotest.OneByteReader(strings.NewReader("data: a\n\ndata: b\n\n")))
	r.Relay(func() error {
		if len(r.Whole()) > 0 {
			return left
		}
		return nil
	})
	if e, err := r.Next(); err != nil || string(e.Data) != "a" {
		t.Fatal(e, err)
	}
	if _, err := r.Next(); !errors.Is(err, left) {
		t.Error(err)
	}
}

// TestReaderRelayKeeps has events wait in the reader until somebody takes them, however much comes.
func TestReaderRelayKeeps(t *testing.T) {
	stream := strings.Repeat("data: "+delta+"\n\n: comment\n\n", 1000)
	r := sse.NewReader(strings.NewReader(stream))
	r.Relay(func() error { return nil })
	for {
		if _, err := r.Next(); err != nil {
			break
		}
	}
	if got := string(r.Whole()); got != stream {
		t.Errorf("%d bytes, want %d", len(got), len(stream))
	}
}
