package api

import (
	"net/http"
	"sync"
	"time"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/gateway/engine"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// streamOut is the client's side of a streamed answer. Headers wait for the first bytes, so that an early fault still has
// its own status; when the wait gets long they go out alone, and signs of life follow while the upstream is silent. The
// stream's goroutine and the timer share it: what both touch of the exchange, its headers among it, is touched under mu.
type streamOut struct {
	x *exchange

	// What each write touches stands together: it has left the caches when the next event comes.
	mu        sync.Mutex
	committed bool
	done      bool
	wrote     bool
	w         http.ResponseWriter
	flush     flusher

	ping  func() error
	early []byte
	timer *time.Timer
	every time.Duration
}

// flusher sends what was written.
type flusher interface{ FlushError() error }

// flusherOf finds the flusher of an answer once, so that it need not be looked for at every event.
func flusherOf(w http.ResponseWriter) flusher {
	if f, ok := w.(flusher); ok {
		return f
	}
	return controller{http.NewResponseController(w)}
}

// controller flushes what has no flusher of its own.
type controller struct{ *http.ResponseController }

// FlushError implements flusher.
func (c controller) FlushError() error { return c.Flush() }

// newStreamOut starts the wait for the first bytes.
func (x *exchange) newStreamOut(call *engine.Call) *streamOut {
	x.array = call.Head.Array
	o := &streamOut{x: x, w: x.w, flush: flusherOf(x.w), every: time.Duration(x.st.Config.Keepalive)}
	if k, ok := x.client.(adapters.KeepAliver); ok && !x.array {
		o.early = k.AppendKeepAlive(nil)
	}
	// Until the upstream answers, the sign of life is the one that may stand before any event.
	o.ping = func() error { return o.write(o.early) }
	o.mu.Lock()
	o.timer = time.AfterFunc(time.Duration(x.st.Config.HeaderWait), o.tick)
	o.mu.Unlock()
	return o
}

// answered notes who answered.
func (o *streamOut) answered(a *engine.Answer) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.x.answered(a)
}

// setPing says how to give a sign of life from now on.
func (o *streamOut) setPing(ping func() error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.ping = ping
}

// tick gives a sign of life if nothing was written since the last one.
func (o *streamOut) tick() {
	o.mu.Lock()
	silent, ping, done := !o.wrote, o.ping, o.done
	o.wrote = false
	if !done && !o.committed {
		o.commit()
		// An error will come again with the next write.
		_ = o.flush.FlushError()
	}
	o.mu.Unlock()
	if done {
		return
	}
	if silent {
		// A client that left is noticed by the stream's own goroutine.
		_ = ping()
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	if !o.done {
		o.timer.Reset(o.every)
	}
}

// commit writes the headers. The lock is held.
func (o *streamOut) commit() {
	h := o.x.w.Header()
	if o.x.array {
		h.Set("Content-Type", "application/json")
	} else {
		h.Set("Content-Type", "text/event-stream; charset=utf-8")
		h.Set("Cache-Control", "no-cache")
	}
	h.Set("X-Accel-Buffering", "no")
	o.x.lossHeaders()
	o.x.announceTrailers()
	o.x.status = http.StatusOK
	o.x.w.WriteHeader(http.StatusOK)
	o.x.firstByte = o.x.s.Clock().Sub(o.x.start)
	o.committed = true
}

// write sends bytes to the client at once.
func (o *streamOut) write(p []byte) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	if len(p) == 0 && o.committed || o.done {
		return nil
	}
	if !o.committed {
		o.commit()
	}
	if len(p) > 0 {
		o.wrote = true
		if _, err := o.w.Write(p); err != nil {
			return err
		}
	}
	return o.flush.FlushError()
}

// fail tells the client of a fault: with its own status while nothing was written, else inside the stream.
func (o *streamOut) fail(err error) {
	o.mu.Lock()
	committed := o.committed
	if !committed {
		o.done = true
	}
	o.mu.Unlock()
	if !committed {
		o.x.fail(err)
		return
	}
	o.mu.Lock()
	reason := o.x.reasonOf(err)
	o.x.reason = reason
	o.mu.Unlock()
	var losses adapters.Losses
	w := o.x.writer(&adapters.Exchange{Seed: o.x.seed, Now: o.x.start, Header: o.x.r.Header}, &losses)
	buf, err := w.Append(nil, &pb.GenerateEvent{Event: &pb.GenerateEvent_Error{Error: reason}})
	if err == nil {
		o.x.broke(o.write(buf))
	}
	o.trailers(nil)
}

// end ends a stream that was begun, or answers with a fault where it was not: with the losses of the answer in the trailers.
func (o *streamOut) end(losses []*pb.Loss, err error) {
	o.mu.Lock()
	committed := o.committed
	o.mu.Unlock()
	if err == nil && !committed {
		err = badAnswer("the upstream's stream was empty")
	}
	if !committed {
		o.fail(err)
		return
	}
	o.x.broke(err)
	o.trailers(losses)
}

// trailers reports all losses after the body.
func (o *streamOut) trailers(losses []*pb.Loss) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.x.losses = append(o.x.losses, losses...)
	o.x.lossTrailers()
}

// close ends the signs of life. After it the timer touches the exchange no more.
func (o *streamOut) close() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.timer.Stop()
	o.done = true
}
