package translate

import (
	"errors"
	"io"
	"slices"
	"sync"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/canon"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// Stream translates one streamed answer. It is for one goroutine and one use.
type Stream struct {
	// Source wrote the stream, Target's clients read it.
	Source, Target adapters.Adapter
	// Exchange is what the call knows beside the stream.
	Exchange *adapters.Exchange
	// SourceArray and TargetArray say that a stream is one JSON array, where its dialect has that form.
	SourceArray, TargetArray bool
	// Flush takes what was written since the last call; it does not keep the slice. It is called when the source has
	// nothing more to read now, and when a good deal is written.
	Flush func([]byte) error
	// Observe, if set, sees every event but the deltas before it is written. It does not keep or change it.
	Observe func(*pb.GenerateEvent)
	// Losses says that the losses of the whole answer are wanted: the answer is then gathered beside the stream.
	Losses bool
	// Begun says that the client's stream has begun, if only with a keep-alive, so that an error can only be told in it.
	// Run sets it with the first event.
	Begun bool

	// mu guards the writer and what it wrote, which Ping shares with the stream's goroutine.
	mu     sync.Mutex
	writer adapters.EventWriter
	buf    []byte
	answer *canon.Accumulator
	losses adapters.Losses
	only   canon.StreamLosses
}

// Run reads the stream to its end. The losses point into the whole response that the stream stands for, as the source
// would have sent it. A stream that was cut, or that cannot be read, still gives all that came before, then the target's
// own error event: it is never a success. The error is then a *canon.Fault; an error of Flush is returned as it is. Where
// not even one event came, nothing is written, so that the caller can answer with an error of its own.
func (s *Stream) Run(r io.Reader) ([]*pb.Loss, error) {
	return s.RunEvents(newReader(s.Source, s.Exchange, r, s.SourceArray))
}

// RunEvents is Run for a stream whose reader is open already.
func (s *Stream) RunEvents(r adapters.EventReader) ([]*pb.Loss, error) {
	s.open()
	buffered, _ := r.(adapters.BufferedReader)
	for {
		ev, err := r.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return s.broken(StreamFault(s.Source.Dialect(), err))
		}
		written, err := s.pass(ev, buffered != nil && buffered.Buffered())
		switch {
		case err == nil:
		case written:
			return s.lost(), err
		default:
			return s.broken(encodeFault(s.Target.Dialect(), err, func(path string) string { return path }))
		}
	}
	err := s.flush()
	return s.lost(), err
}

// open makes the writer.
func (s *Stream) open() {
	if a, ok := s.Target.(adapters.ArrayStreamer); ok && s.TargetArray {
		s.writer = a.NewArrayWriter(s.Exchange, &s.losses)
	} else {
		s.writer = s.Target.NewEventWriter(s.Exchange, &s.losses)
	}
	// A dialect loses nothing of its own.
	if s.Losses && s.Source.Dialect() != s.Target.Dialect() {
		s.answer = canon.NewAccumulator()
	}
}

// flushSize is how much is written at once while the source has more to read: a source that is faster than its reader must
// not be gathered as a whole.
const flushSize = 16 << 10

// The room for what is written: little for a stream whose events come one by one, all that is flushed at once for one that
// comes in bursts.
const (
	eventRoom = 512
	startRoom = 2 << 10
	burstRoom = flushSize + startRoom
)

// room makes room for what an event becomes.
func room(buf []byte) []byte {
	switch size := cap(buf); {
	case size-len(buf) >= eventRoom || size >= burstRoom:
		return buf
	case size == 0:
		return make([]byte, 0, startRoom)
	default:
		return slices.Grow(buf, burstRoom-len(buf))
	}
}

// pass writes one event, and flushes unless more of them wait and not enough is written. It reports whether the event could be
// written: the error is then one of Flush.
func (s *Stream) pass(ev *pb.GenerateEvent, more bool) (written bool, err error) {
	if !canon.IsDelta(ev) {
		s.see(ev)
	}
	if s.answer != nil {
		if err := s.answer.Add(ev); err != nil {
			return false, err
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.Begun = true
	if s.buf, err = s.writer.Append(room(s.buf), ev); err != nil {
		return false, err
	}
	if more && len(s.buf) < flushSize {
		return true, nil
	}
	return true, s.send()
}

// see looks at an event that is no delta.
func (s *Stream) see(ev *pb.GenerateEvent) {
	if s.Observe != nil {
		s.Observe(ev)
	}
	if s.answer != nil {
		s.only.See(ev)
	}
}

// Ping writes and flushes a sign of life in the target's dialect. It reports false where it may not yet stand, since the
// stream has not begun. Any goroutine may call it.
func (s *Stream) Ping() (bool, error) {
	s.mu.Lock()
	if !s.Begun {
		s.mu.Unlock()
		return false, nil
	}
	buf, err := s.writer.Append(s.buf, &pb.GenerateEvent{Event: &pb.GenerateEvent_Ping{Ping: &pb.Ping{}}})
	s.buf = buf
	s.mu.Unlock()
	if err != nil {
		return true, err
	}
	return true, s.flush()
}

// flush hands out what was written.
func (s *Stream) flush() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.send()
}

// send is flush under the lock.
func (s *Stream) send() error {
	if len(s.buf) == 0 {
		return nil
	}
	err := s.Flush(s.buf)
	s.buf = s.buf[:0]
	return err
}

// broken ends the target's stream with an error of its own.
func (s *Stream) broken(f *canon.Fault) ([]*pb.Loss, error) {
	ev := &pb.GenerateEvent{Event: &pb.GenerateEvent_Error{Error: FaultError(f)}}
	if s.Observe != nil {
		s.Observe(ev)
	}
	if !s.Begun {
		return nil, f
	}
	// The fault is what matters: a writer that cannot even write an error adds nothing to it.
	s.mu.Lock()
	if buf, err := s.writer.Append(s.buf, ev); err == nil {
		s.buf = buf
	}
	s.mu.Unlock()
	if err := s.flush(); err != nil {
		return s.lost(), err
	}
	return s.lost(), f
}

// lost gives the losses of the answer so far.
func (s *Stream) lost() []*pb.Loss {
	if s.answer == nil {
		return nil
	}
	resp := s.answer.Response()
	s.only.Report(resp, &s.losses)
	// The document is not wanted, and an answer that failed may have no whole form; what was found before counts.
	_, _ = s.Target.EncodeResponse(s.Exchange, nil, resp, &s.losses)
	s.only.ReportForeign(resp, &s.losses)
	return located(s.losses.Items(), pb.LossLeg_LOSS_LEG_RESPONSE, responseLocator(s.Source, resp))
}
