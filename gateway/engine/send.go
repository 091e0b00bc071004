package engine

import (
	"context"
	"errors"
	"net/http"
	"time"

	"go.uber.org/zap"

	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/gateway/upstream"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// firstWait is the wait before the second try where the upstream asks for none; it doubles with each try.
const firstWait = 250 * time.Millisecond

// send asks one upstream, again where the fault may pass. Nothing of an answer has reached the client yet.
func (e *Engine) send(ctx context.Context, t Target, p plan) (*Answer, *Failure) {
	spoilt := false
	for try := 1; ; try++ {
		a, f := e.try(ctx, t, p)
		if f == nil && (spoilt || try == e.Attempts || !a.spoilt()) {
			return a, nil
		}
		if f == nil {
			// The model may do better, but is asked only once more: the client hears then what it says.
			spoilt, f = true, a.spare()
		}
		if ctx.Err() != nil {
			f = left(ctx.Err())
		}
		f.Losses, f.Upstream = p.losses, t.Upstream.Name
		wait, again := e.again(f, try)
		e.Log.Info("an upstream failed", zap.String("upstream", t.Upstream.Name), zap.Int("try", try),
			zap.String("code", canon.EnumWord(f.Reason.Code.String(), "ERROR_CODE_")), zap.Int32("status", f.Reason.HttpStatus), zap.NamedError("cause", f.Cause),
			zap.Bool("again", again), zap.Duration("wait", wait))
		if !again {
			f.Spent = f.passing && try > 1 && try == e.Attempts
			return nil, f
		}
		select {
		case <-e.Sleep(wait):
		case <-ctx.Done():
			f = left(ctx.Err())
			f.Losses, f.Upstream = p.losses, t.Upstream.Name
			return nil, f
		}
	}
}

// try asks one upstream once.
func (e *Engine) try(ctx context.Context, t Target, p plan) (*Answer, *Failure) {
	resp, err := t.Upstream.Do(ctx, http.MethodPost, p.wire, p.lease)
	switch {
	case err != nil:
		return nil, unreachable(err)
	case resp.StatusCode < http.StatusMultipleChoices:
		return e.receive(t, p, resp)
	}
	return nil, e.failed(t, p.exchange, resp)
}

// again says whether the same upstream is to be tried once more, and after which wait. An upstream that asks for a longer
// wait than is allowed is not waited for: the client is told.
func (e *Engine) again(f *Failure, try int) (time.Duration, bool) {
	if try >= e.Attempts || !f.passing {
		return 0, false
	}
	if f.Reason.RetryAfterMs != nil {
		wait := time.Duration(*f.Reason.RetryAfterMs) * time.Millisecond
		return wait, wait <= e.MaxWait
	}
	wait := firstWait << (try - 1)
	// Half of the wait is drawn, so that clients that failed together do not come back together.
	wait = wait/2 + time.Duration(e.Random()*float64(wait/2))
	return min(wait, e.MaxWait), true
}

// unreachable is the failure of a call without an answer.
func unreachable(err error) *Failure {
	var u *upstream.Fault
	if !errors.As(err, &u) {
		return blamed(pb.ErrorCode_ERROR_CODE_BAD_UPSTREAM, "the upstream cannot be asked", err)
	}
	f := blamed(u.Code, u.Message, u.Err)
	f.passing = u.Passing
	return f
}

// left is the failure of a call whose client did not wait for it.
func left(cause error) *Failure {
	return blamed(pb.ErrorCode_ERROR_CODE_CANCELLED, "the client left", cause)
}
