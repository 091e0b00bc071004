package upstream

import (
	"context"
	"io"
	"sync/atomic"
	"time"

	"github.com/interlingua/interlingua/adapters/canon"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// errIdle is what a body gives that was silent for too long.
var errIdle = &canon.Fault{Code: pb.ErrorCode_ERROR_CODE_TIMEOUT, Message: "the upstream was silent for too long"}

// idleBody ends a body that is silent for too long while it is read, by cancelling its call. A reader that is slow itself
// is not the upstream's fault. The timer is left alone by each read: it looks at the clock when it fires.
type idleBody struct {
	io.ReadCloser
	limit  time.Duration
	timer  *time.Timer
	cancel context.CancelFunc
	opened time.Time
	// since is when the read under way began, in nanoseconds after opened, or noRead.
	since  atomic.Int64
	fired  atomic.Bool
	closed atomic.Bool
}

// noRead is no time of a read.
const noRead = -1

func newIdleBody(body io.ReadCloser, limit time.Duration, cancel context.CancelFunc) *idleBody {
	b := &idleBody{ReadCloser: body, limit: limit, cancel: cancel, opened: time.Now()}
	b.since.Store(noRead)
	if limit > 0 {
		// It must not fire before it is known here.
		b.timer = time.AfterFunc(time.Hour, b.look)
		b.timer.Reset(limit)
	}
	return b
}

// look cancels the call if the read under way has waited for long enough, else looks again when it will have.
func (b *idleBody) look() {
	if b.closed.Load() {
		return
	}
	wait := b.limit
	if since := b.since.Load(); since != noRead {
		wait = b.limit - (time.Since(b.opened) - time.Duration(since))
	}
	if wait <= 0 {
		b.fired.Store(true)
		b.cancel()
		return
	}
	b.timer.Reset(wait)
}

// Read implements io.Reader.
func (b *idleBody) Read(p []byte) (int, error) {
	if b.timer == nil {
		return b.ReadCloser.Read(p)
	}
	b.since.Store(int64(time.Since(b.opened)))
	n, err := b.ReadCloser.Read(p)
	b.since.Store(noRead)
	if err != nil && b.fired.Load() {
		err = errIdle
	}
	return n, err
}

// Close implements io.Closer.
func (b *idleBody) Close() error {
	b.closed.Store(true)
	if b.timer != nil {
		b.timer.Stop()
	}
	err := b.ReadCloser.Close()
	b.cancel()
	return err
}
