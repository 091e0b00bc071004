package gemini

import (
	"errors"
	"io"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	"github.com/interlingua/interlingua/adapters/sse"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// NewEventReader implements adapters.StreamCodec.
func (adapter) NewEventReader(x *adapters.Exchange, src io.Reader) adapters.EventReader {
	bare := &bareTail{src: src}
	return newReader(x, sse.NewReader(bare), bare)
}

// NewArrayReader implements adapters.ArrayStreamer.
func (adapter) NewArrayReader(x *adapters.Exchange, src io.Reader) adapters.EventReader {
	return newReader(x, sse.NewJSONArrayReader(src), nil)
}

// reader turns chunks into events. Its states are methods.
type reader struct {
	frames sse.Events
	bare   *bareTail
	dec    *decoder
	// state gives the next event and sets the state after it.
	state func(*reader) (*pb.GenerateEvent, error)
	// queue holds the events of the current chunk, next the position of the one to give.
	queue []*pb.GenerateEvent
	next  int
	// head is what the first chunk said of the answer, as later chunks repeat it.
	head       head
	candidates []*candidateReader
	blocked    bool
	// done says that the last event was given.
	done bool
	// inChunk says that the current chunk has a further event.
	inChunk bool
	// atEnd says that the source has nothing more to read.
	atEnd bool
	// template knows chunks that are like the one before.
	template template
}

func newReader(x *adapters.Exchange, frames sse.Events, bare *bareTail) *reader {
	r := &reader{frames: frames, bare: bare, dec: newResponseDecoder(x, "")}
	r.state = (*reader).readChunk
	return r
}

// Next implements adapters.EventReader.
func (r *reader) Next() (*pb.GenerateEvent, error) { return r.state(r) }

// Buffered implements adapters.BufferedReader.
func (r *reader) Buffered() bool {
	return r.done || r.atEnd || r.inChunk || r.frames.Buffered()
}

// readChunk is the state between two chunks.
func (r *reader) readChunk() (*pb.GenerateEvent, error) {
	f, err := r.frames.Next()
	switch {
	case errors.Is(err, io.EOF):
		return r.sourceEnded()
	case errors.Is(err, sse.ErrNotArray):
		return nil, malformed(err)
	case err != nil:
		return nil, err
	}
	r.atEnd = f.Cut
	if ev := r.template.match(f.Data); ev != nil {
		if r.inChunk = ev.More; ev.More {
			r.state = (*reader).giveUsage
		}
		return ev, nil
	}
	r.template.forget()
	if string(f.Data) == sentinel {
		return r.ended()
	}
	var in wireResponse
	if err := jsonx.Unmarshal(f.Data, &in); err != nil {
		if f.Cut {
			return nil, io.ErrUnexpectedEOF
		}
		return nil, malformed(err)
	}
	if in.failure != "" {
		return r.failed(f.Data, false)
	}
	r.queue, r.next = r.chunk(f.Data, &in), 0
	r.template.learn(r, f.Data, r.queue)
	r.state = (*reader).giveQueued
	return r.giveQueued()
}

// sentinel ends the streams of other vendors. A peer that sends it here too means the end.
const sentinel = "[DONE]"

// giveQueued is the state within a chunk.
func (r *reader) giveQueued() (*pb.GenerateEvent, error) {
	ev := r.queue[r.next]
	r.queue[r.next] = nil
	r.inChunk = ev.More
	if r.next++; r.next == len(r.queue) {
		r.queue, r.next = r.queue[:0], 0
		r.state = (*reader).readChunk
	}
	return ev, nil
}

// sourceEnded finds out what the end of the source means: an error that came as a bare body, the end of a whole answer,
// or a cut.
func (r *reader) sourceEnded() (*pb.GenerateEvent, error) {
	if body := r.bare.body(); body != nil {
		if !jsonx.Valid(body) {
			return nil, io.ErrUnexpectedEOF
		}
		return r.failed(body, true)
	}
	if !r.whole() {
		return nil, io.ErrUnexpectedEOF
	}
	return r.ended()
}

// whole reports whether everything that began has finished.
func (r *reader) whole() bool {
	for _, c := range r.candidates {
		if !c.finished {
			return false
		}
	}
	return r.blocked || len(r.candidates) > 0
}

// ended gives the end event.
func (r *reader) ended() (*pb.GenerateEvent, error) {
	r.state, r.done = (*reader).over, true
	return &pb.GenerateEvent{Event: &pb.GenerateEvent_End{End: &pb.End{}}}, nil
}

// failed gives the error event for an error body, which may stand outside of the frames.
func (r *reader) failed(body []byte, outside bool) (*pb.GenerateEvent, error) {
	r.state, r.done = (*reader).over, true
	e := decodeStatus(0, body)
	if outside {
		e.Extensions = canon.KeepTransport(e.Extensions, own, bareMark, jsonx.WrapText("body", string(body)))
	}
	return &pb.GenerateEvent{Event: &pb.GenerateEvent_Error{Error: e}}, nil
}

// bareMark is the place of an error body that stood outside of the frames.
const bareMark = "#bare"

// over is the state after the last event.
func (r *reader) over() (*pb.GenerateEvent, error) { return nil, io.EOF }
