package upstream

import (
	"bytes"
	"context"
	"errors"
	"io"
	"testing"
	"testing/synctest"
	"time"

	"github.com/interlingua/interlingua/adapters/canon"
)

// source is a body whose reads take their time, unless its call is cancelled.
type source struct {
	ctx   context.Context
	waits []time.Duration
}

func (s *source) Read(p []byte) (int, error) {
	if len(s.waits) == 0 {
		return 0, io.EOF
	}
	wait := s.waits[0]
	s.waits = s.waits[1:]
	select {
	case <-time.After(wait):
		p[0] = 'x'
		return 1, nil
	case <-s.ctx.Done():
		return 0, s.ctx.Err()
	}
}

func (s *source) Close() error { return nil }

// TestIdle has a body end when one read lasts for too long, however much time all of them take, and however slow their reader is.
func TestIdle(t *testing.T) {
	const limit, pause = 10 * time.Second, 25 * time.Second
	for name, tc := range map[string]struct {
		waits []time.Duration
		want  string
		idle  bool
		after time.Duration
	}{
		"quick":          {[]time.Duration{1, 1, 1}, "xxx", false, 3*pause + 3},
		"just in time":   {[]time.Duration{limit - 1, limit - 1, limit - 1}, "xxx", false, 3*pause + 3*(limit-1)},
		"silent":         {[]time.Duration{2 * limit}, "", true, limit},
		"silent at last": {[]time.Duration{limit - 1, 1, time.Hour}, "xx", true, 2*pause + limit + limit},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				ctx, cancel := context.WithCancel(t.Context())
				b := newIdleBody(&source{ctx: ctx, waits: tc.waits}, limit, cancel)
				began := time.Now()
				var (
					got bytes.Buffer
					err error
					n   int
				)
				for err == nil {
					p := make([]byte, 8)
					n, err = b.Read(p)
					got.Write(p[:n])
					if n > 0 {
						time.Sleep(pause)
					}
				}
				var f *canon.Fault
				if got.String() != tc.want || errors.As(err, &f) != tc.idle {
					t.Errorf("got %q, %v", got.String(), err)
				}
				if after := time.Since(began); after != tc.after {
					t.Errorf("after %v, want %v", after, tc.after)
				}
				_ = b.Close()
				if ctx.Err() == nil {
					t.Error("a closed body's call goes on")
				}
			})
		})
	}
}
