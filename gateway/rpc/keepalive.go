package rpc

import (
	"bytes"
	"net/http"
	"sync"
	"time"
)

// beat is the sign of life of an event stream: a comment, which clients pass over.
var beat = []byte(": keep-alive\n\n")

// pulse writes an event stream, with signs of life between its events while nothing else is written. They begin after the first
// event: until then the answer's status is open. Its writer and its timer share it.
type pulse struct {
	http.ResponseWriter
	every time.Duration

	mu      sync.Mutex
	between bool // what was written last ended an event
	wrote   bool // something was, since the last tick
	done    bool
	timer   *time.Timer
}

// newPulse starts the timer; close ends it.
func newPulse(w http.ResponseWriter, every time.Duration) *pulse {
	p := &pulse{ResponseWriter: w, every: every}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.timer = time.AfterFunc(every, p.tick)
	return p
}

// Write implements http.ResponseWriter.
func (p *pulse) Write(b []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.between, p.wrote = bytes.HasSuffix(b, sseMarshaler{}.Delimiter()), true
	return p.ResponseWriter.Write(b)
}

// FlushError lets a response controller flush.
func (p *pulse) FlushError() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.flush()
}

func (p *pulse) flush() error { return http.NewResponseController(p.ResponseWriter).Flush() }

func (p *pulse) tick() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.done {
		return
	}
	if p.between && !p.wrote {
		// A client that left is noticed by the stream's own goroutine.
		_, _ = p.ResponseWriter.Write(beat)
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
