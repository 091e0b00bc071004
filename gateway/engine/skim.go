package engine

import (
	"errors"
	"io"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/sse"
)

// skim reads the frames of a stream that passes untouched, hands them on before it waits for more, and lets a reader see only the
// first and those that are not dull.
type skim struct {
	src    io.Reader
	frames *sse.Reader
	dull   func(name string, data []byte) bool
	// pass takes whole frames. Until somebody listens they are kept.
	pass func([]byte) error

	begun   bool
	pending []byte
	// ended says that nothing is left to read, cut that the last frame did not come whole.
	ended, cut bool
}

func newSkim(s adapters.Skimmer, src io.Reader) *skim {
	k := &skim{src: src, frames: sse.NewReader(src), dull: s.Skim()}
	k.frames.Relay(k.flush)
	return k
}

// Read implements io.Reader for the reader that sees what is not dull.
func (k *skim) Read(p []byte) (int, error) {
	for len(k.pending) == 0 {
		if k.ended {
			return 0, io.EOF
		}
		ev, err := k.frames.Next()
		if errors.Is(err, io.EOF) && !k.cut {
			// What stands outside of frames may be an error: some servers break off with a bare body.
			k.ended, k.pending = true, k.frames.Rest()
			continue
		}
		if err != nil {
			return 0, err
		}
		k.cut = ev.Cut
		if k.begun && !ev.Cut && k.dull(ev.Name, ev.Data) {
			continue
		}
		k.begun, k.pending = true, ev.Raw
	}
	n := copy(p, k.pending)
	k.pending = k.pending[n:]
	return n, nil
}

// flush hands on the frames that were read.
func (k *skim) flush() error {
	if k.pass == nil {
		return nil
	}
	if frames := k.frames.Whole(); len(frames) > 0 {
		return k.pass(frames)
	}
	return nil
}
