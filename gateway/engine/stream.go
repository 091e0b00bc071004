package engine

import (
	"bytes"
	"io"
	"time"

	"github.com/interlingua/interlingua/adapters"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// Stream is a streamed answer. It is an adapters.BufferedReader; it is for one goroutine.
type Stream struct {
	reader   adapters.EventReader
	buffered adapters.BufferedReader
	body     io.ReadCloser
	first    *pb.GenerateEvent
	skim     *skim
}

// newStream opens a stream, with a skimmer as one that passes untouched.
func newStream(a adapters.Adapter, x *adapters.Exchange, src io.Reader, body io.ReadCloser, s adapters.Skimmer) *Stream {
	out := &Stream{body: body}
	if s != nil {
		out.skim = newSkim(s, src)
		src = out.skim
	}
	out.reader = a.NewEventReader(x, src)
	out.buffered, _ = out.reader.(adapters.BufferedReader)
	return out
}

// begin reads the first event and keeps it for Next.
func (s *Stream) begin() (*pb.GenerateEvent, error) {
	ev, err := s.reader.Next()
	s.first = ev
	return ev, err
}

// foreseen gives the finish that comes with the first event, if nothing is said before; nil otherwise, or if the reader cannot tell.
func (s *Stream) foreseen() *pb.Finish {
	if f, ok := s.reader.(adapters.Foreseer); ok {
		return f.Foresees()
	}
	return nil
}

// Next implements adapters.EventReader.
func (s *Stream) Next() (*pb.GenerateEvent, error) {
	if ev := s.first; ev != nil {
		s.first = nil
		return ev, nil
	}
	return s.reader.Next()
}

// Buffered implements adapters.BufferedReader.
func (s *Stream) Buffered() bool { return s.first != nil || s.buffered != nil && s.buffered.Buffered() }

// Pass has the frames of an answer that passes untouched handed to a function, all that are there at once. Next calls it, and gives its
// error. Next then gives only the events that an observer needs: the first, and those that tell of usage, finish and errors.
func (s *Stream) Pass(frames func([]byte) error) { s.skim.pass = frames }

// Whole gives the whole frames of an answer that passes untouched that were not handed on yet. They are valid until the next call of
// Next.
func (s *Stream) Whole() []byte { return s.skim.frames.Whole() }

// What may follow a stream's terminal event, and how long it is waited for.
const (
	tailBytes = 16 << 10
	tailWait  = 250 * time.Millisecond
)

// Tail reads what follows the terminal event of an answer that passes untouched (a sentinel, white space), as far as it comes soon.
func (s *Stream) Tail() []byte {
	tail := bytes.NewBuffer(s.skim.frames.Rest())
	s.soon(func() { _, _ = tail.ReadFrom(io.LimitReader(s.skim.src, tailBytes)) })
	return tail.Bytes()
}

// Finish reads what follows the terminal event, so that the connection can serve again.
func (s *Stream) Finish() {
	s.soon(func() { _, _ = io.Copy(io.Discard, io.LimitReader(s.body, tailBytes)) })
}

// soon reads from the body only what comes soon: what is not there in time is not missed.
func (s *Stream) soon(read func()) {
	timer := time.AfterFunc(tailWait, s.close)
	defer timer.Stop()
	read()
}

func (s *Stream) close() { _ = s.body.Close() }
