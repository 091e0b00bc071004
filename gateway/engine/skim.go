package engine

import (
	"io"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/sse"
)

// skim reads the frames of a stream that passes untouched, hands them on when nothing more is there to read, and lets a reader
// see only the first and those that are not dull.
type skim struct {
	frames *sse.Reader
	tee    *tee
	dull   func(name string, data []byte) bool
	// pass takes whole frames; nil until somebody listens, and then nothing waits longer.
	pass func([]byte) error

	begun   bool
	pending []byte
}

func newSkim(s adapters.Skimmer, src io.Reader) *skim {
	t := &tee{r: src}
	return &skim{frames: sse.NewReader(t), tee: t, dull: s.Dull}
}

// Read implements io.Reader for the reader that sees what is not dull.
func (s *skim) Read(p []byte) (int, error) {
	for len(s.pending) == 0 {
		if s.pass != nil && !s.frames.Buffered() {
			if err := s.flush(); err != nil {
				return 0, err
			}
		}
		ev, err := s.frames.Next()
		if err != nil {
			return 0, err
		}
		if s.begun && !ev.Cut && s.dull(ev.Name, ev.Data) {
			continue
		}
		s.begun, s.pending = true, ev.Raw
	}
	n := copy(p, s.pending)
	s.pending = s.pending[n:]
	return n, nil
}

// flush hands on the frames that were read.
func (s *skim) flush() error {
	frames := s.tee.take()
	if len(frames) == 0 {
		return nil
	}
	return s.pass(frames)
}
