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
// is not the upstream's fault.
type idleBody struct {
	io.ReadCloser
	limit  time.Duration
	timer  *time.Timer
	cancel context.CancelFunc
	fired  atomic.Bool
}

func newIdleBody(body io.ReadCloser, limit time.Duration, cancel context.CancelFunc) *idleBody {
	b := &idleBody{ReadCloser: body, limit: limit, cancel: cancel}
	if limit > 0 {
		b.timer = time.AfterFunc(limit, func() {
			b.fired.Store(true)
			cancel()
		})
		b.timer.Stop()
	}
	return b
}

// Read implements io.Reader.
func (b *idleBody) Read(p []byte) (int, error) {
	if b.timer == nil {
		return b.ReadCloser.Read(p)
	}
	b.timer.Reset(b.limit)
	n, err := b.ReadCloser.Read(p)
	b.timer.Stop()
	if err != nil && b.fired.Load() {
		err = errIdle
	}
	return n, err
}

// Close implements io.Closer.
func (b *idleBody) Close() error {
	err := b.ReadCloser.Close()
	b.cancel()
	return err
}
