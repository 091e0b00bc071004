package sse_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"github.com/interlingua/interlingua/adapters/sse"
)

// How the bytes come must not matter, and what was read can be framed again.
func FuzzReader(f *testing.F) {
	for _, s := range streams {
		f.Add([]byte(s.stream), uint(len(s.stream)/2))
	}
	f.Fuzz(func(t *testing.T, stream []byte, cut uint) {
		whole, err := drain(t, sse.NewReader(bytes.NewReader(stream)))
		if !errors.Is(err, io.EOF) {
			t.Fatal(err)
		}
		cut %= uint(len(stream) + 1)
		for how, src := range map[string]io.Reader{
			"byte by byte": iotest.OneByteReader(bytes.NewReader(stream)),
			"in two":       io.MultiReader(bytes.NewReader(stream[:cut]), bytes.NewReader(stream[cut:])),
		} {
			events, err := drain(t, sse.NewReader(src))
			if d := cmp.Diff(whole, events); d != "" || !errors.Is(err, io.EOF) {
				t.Errorf("%s: %v %s", how, err, d)
			}
		}
		source := &counted{src: &chunks{string(stream[:cut]), string(stream[cut:])}}
		source.check(t, sse.NewReader(source))
		var frames []byte
		for i, e := range whole {
			whole[i].Cut = false
			frames = sse.AppendFrame(frames, e.Name, []byte(e.Data))
		}
		again, _ := drain(t, sse.NewReader(bytes.NewReader(frames)))
		if d := cmp.Diff(whole, again); d != "" {
			t.Errorf("framed again: %s", d)
		}
	})
}

// counted counts the reads of a source.
type counted struct {
	src   io.Reader
	reads int
}

func (c *counted) Read(p []byte) (int, error) {
	c.reads++
	return c.src.Read(p)
}

// check holds what Buffered says against what Next does then.
func (c *counted) check(t *testing.T, r sse.Events) {
	for {
		buffered, before := r.Buffered(), c.reads
		_, err := r.Next()
		if got := err == nil && c.reads == before; got != buffered {
			t.Fatalf("Buffered says %v; Next: %v after %d reads", buffered, err, c.reads-before)
		}
		if err != nil {
			return
		}
	}
}

func FuzzJSONArrayReader(f *testing.F) {
	for _, s := range arrays {
		f.Add([]byte(s.stream))
	}
	f.Fuzz(func(t *testing.T, stream []byte) {
		half := len(stream) / 2
		source := &counted{src: &chunks{string(stream[:half]), string(stream[half:])}}
		source.check(t, sse.NewJSONArrayReader(source))
		whole, err := drain(t, sse.NewJSONArrayReader(bytes.NewReader(stream)))
		bytewise, err2 := drain(t, sse.NewJSONArrayReader(iotest.OneByteReader(bytes.NewReader(stream))))
		if d := cmp.Diff(whole, bytewise); d != "" || !errors.Is(err, err2) {
			t.Errorf("%v, byte by byte %v %s", err, err2, d)
		}
		var want []json.RawMessage
		if json.Unmarshal(stream, &want) != nil || want == nil {
			return
		}
		if !errors.Is(err, io.EOF) || len(whole) != len(want) {
			t.Fatalf("%d elements of %d, %v", len(whole), len(want), err)
		}
		for i := range want {
			if string(want[i]) != whole[i].Data {
				t.Errorf("element %d: %s", i, whole[i].Data)
			}
		}
	})
}
