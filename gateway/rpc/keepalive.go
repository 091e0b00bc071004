package rpc

import (
	"bytes"
	"maps"
	"net/http"
	"sync"
	"time"
)

// beat is the sign of life of an event stream: a comment, which clients pass over.
var beat = []byte(": keep-alive\n\n")

// pulse writes an event stream, with signs of life between its events while nothing else is written. Its headers wait for the
// first event, so that an early fault still has its own status; when the wait gets long they go out alone. Its writer and
// its timer share it.
type pulse struct {
	real  http.ResponseWriter
	every time.Duration

	// header is what the writer sets until the headers are out; early are those that go out alone.
	header, early http.Header

	mu      sync.Mutex
	begun   bool // the headers are out
	between bool // what was written last ended an event
	wrote   bool // something was, since the last tick
	done    bool
	timer   *time.Timer
}

// newPulse starts the timer; close ends it. Headers that have to wait too long go out as early.
func newPulse(w http.ResponseWriter, early http.Header, wait, every time.Duration) *pulse {
	p := &pulse{real: w, every: every, header: http.Header{}, early: early, between: true}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.timer = time.AfterFunc(wait, p.tick)
	return p
}

// Header implements http.ResponseWriter.
func (p *pulse) Header() http.Header { return p.header }

// WriteHeader implements http.ResponseWriter. Where the headers went out already, the status is told by what is written.
func (p *pulse) WriteHeader(status int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.commit(status, p.header)
}

// Write implements http.ResponseWriter.
func (p *pulse) Write(b []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.commit(http.StatusOK, p.header)
	p.between, p.wrote = bytes.HasSuffix(b, sseMarshaler{}.Delimiter()), true
	return p.real.Write(b)
}

// FlushError lets a response controller flush.
func (p *pulse) FlushError() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.flush()
}

// late reports whether the headers are out, so that a fault can be told as an event only.
func (p *pulse) late() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.begun
}

// commit sends the headers, once. The lock is held.
func (p *pulse) commit(status int, header http.Header) {
	if p.begun {
		return
	}
	p.begun = true
	maps.Copy(p.real.Header(), header)
	p.real.WriteHeader(status)
	p.timer.Reset(p.every)
}

func (p *pulse) flush() error { return http.NewResponseController(p.real).Flush() }

func (p *pulse) tick() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.done {
		return
	}
	p.commit(http.StatusOK, p.early)
	if p.between && !p.wrote {
		// A client that left is noticed by the stream's own goroutine.
		_, _ = p.real.Write(beat)
		_ = p.flush()
	}
	p.wrote = false
	p.timer.Reset(p.every)
}

// close ends the signs of life: after it the timer touches the answer no more.
func (p *pulse) close() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.done = true
	p.timer.Stop()
}
