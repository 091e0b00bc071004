package chat

import (
	"bytes"
	"errors"
	"io"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	"github.com/interlingua/interlingua/adapters/sse"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// doneData is the data of the sentinel that closes a stream.
const doneData = "[DONE]"

// Places of extensions of a frame that are no JSON Pointers: they are about the event that carries the chunk.
const (
	// atEvent holds the name of the event, which the vendor's own events lack.
	atEvent = "event"
	// atHead says by nulls which members of earlier chunks this one and those after it lack.
	atHead = "head"
	// atLate marks a frame whose seals and citations stood in a chunk before it, or stand in the frame already.
	atLate   = "late"
	lateMark = `{"late":true}`
	// atAfter says that the sentinel follows an error, or that it does not follow the end.
	atAfter = "after"
)

// reader turns a stream of chunks into events.
type reader struct {
	x   *adapters.Exchange
	src *sse.Reader
	// state reads on; nil at the end, where err says why.
	state readState
	err   error

	// queue holds the events of the frame just read, from next on.
	queue []*pb.GenerateEvent
	next  int
	// ahead is what was read beyond the first chunk.
	ahead *sseResult

	names *canon.Names
	// tags says that reasoning may stand between tags in the text.
	tags       bool
	head       head
	candidates []*candidate
	failure    *pb.GenerateEvent
	template   template
}

// readState reads one frame and gives the state that follows.
type readState func(*reader) readState

// sseResult is what one read of the source gave.
type sseResult struct {
	ev  sse.Event
	err error
}

// NewEventReader reads a stream of chunks.
func (adapter) NewEventReader(x *adapters.Exchange, r io.Reader) adapters.EventReader {
	return &reader{x: x, src: sse.NewReader(r), state: readFrame, names: restoring(x), tags: newThinkTags(x) != nil}
}

// Next gives the next event.
func (r *reader) Next() (*pb.GenerateEvent, error) {
	for {
		if r.next < len(r.queue) {
			r.next++
			return r.queue[r.next-1], nil
		}
		if r.state == nil {
			return nil, r.err
		}
		r.queue, r.next = r.queue[:0], 0
		r.state = r.state(r)
	}
}

// Buffered reports whether Next needs no read.
func (r *reader) Buffered() bool {
	return r.next < len(r.queue) || r.state == nil || r.ahead != nil || r.src.Buffered()
}

// readFrame reads the chunks of a running stream.
func readFrame(r *reader) readState {
	in, err := r.read()
	if err != nil {
		return r.closed(err)
	}
	if ev := r.template.match(in.Data); ev != nil && in.Name == "" {
		r.queue = append(r.queue, ev)
		return readFrame
	}
	if bytes.Equal(bytes.TrimSpace(in.Data), []byte(doneData)) {
		if r.inCall() {
			return r.stop(io.ErrUnexpectedEOF)
		}
		return r.end(true)
	}
	if err := r.chunk(in); err != nil {
		if in.Cut {
			err = io.ErrUnexpectedEOF
		}
		r.queue = r.queue[:0]
		return r.stop(err)
	}
	if r.failure != nil {
		return readAfterError
	}
	return readFrame
}

// read gives the next event of the source.
func (r *reader) read() (sse.Event, error) {
	if ahead := r.ahead; ahead != nil {
		r.ahead = nil
		return ahead.ev, ahead.err
	}
	return r.src.Next()
}

// readAfterError looks whether the sentinel follows an error, and gives the error.
func readAfterError(r *reader) readState {
	in, err := r.read()
	if err == nil && bytes.Equal(bytes.TrimSpace(in.Data), []byte(doneData)) {
		r.failure.Frame = canon.KeepTransport(r.failure.Frame, own, atAfter, `{"data":"`+doneData+`"}`)
	}
	r.queue = append(r.queue, r.failure)
	return r.stop(io.EOF)
}

// closed ends a stream without a sentinel: it is whole if every answer has finished.
func (r *reader) closed(err error) readState {
	if !errors.Is(err, io.EOF) {
		return r.stop(err)
	}
	for _, c := range r.candidates {
		if !c.finished {
			return r.stop(io.ErrUnexpectedEOF)
		}
	}
	if len(r.candidates) == 0 {
		return r.stop(io.ErrUnexpectedEOF)
	}
	return r.end(false)
}

// inCall reports whether a call's arguments have begun and are not whole, and nothing said why: then the sentinel only hides
// that the answer was cut.
func (r *reader) inCall() bool {
	for _, c := range r.candidates {
		for _, call := range c.calls {
			if !c.finished && call.whole.begun && !call.whole.done() {
				return true
			}
		}
	}
	return false
}

func (r *reader) stop(err error) readState {
	r.err = err
	return nil
}

// end closes all that is open and says that the answer is whole.
func (r *reader) end(sentinel bool) readState {
	if !r.head.known {
		r.emit(&pb.GenerateEvent{Event: &pb.GenerateEvent_Start{Start: &pb.GenerateResponse{Origin: own}}})
	}
	for _, c := range r.candidates {
		if before := len(r.queue); r.closeParts(c) {
			r.queue[before].Frame = canon.KeepTransport(r.queue[before].Frame, own, atLate, lateMark)
		}
		if !c.sealed {
			c.extra.learn(c.signed.unknown.String())
		}
		m := &pb.Message{Extensions: c.extra.into(nil, "")}
		if t := c.thought; t != nil && len(t.items) > 0 && !t.sealed {
			m.Extensions = canon.KeepSpelling(m.Extensions, own, "", detailsField, t.raw())
		}
		r.emit(c.event(0, &pb.GenerateEvent{Event: &pb.GenerateEvent_MessageEnd{MessageEnd: m}}))
	}
	last := &pb.GenerateEvent{Event: &pb.GenerateEvent_End{End: &pb.End{Sentinel: sentinel}}}
	if !sentinel {
		last.Frame = canon.KeepTransport(nil, own, atAfter, `{"data":null}`)
	}
	r.emit(last)
	r.chain()
	return r.stop(io.EOF)
}

func (r *reader) emit(ev *pb.GenerateEvent) { r.queue = append(r.queue, ev) }

// chain says of all events of the frame but the last that more follow.
func (r *reader) chain() {
	for _, ev := range r.queue[:len(r.queue)-1] {
		ev.More = true
	}
}

// broken is a fault of a chunk. That the JSON of one ends early is not to be taken for the end of the stream.
func broken(err error) *canon.Fault {
	f := badJSON(err)
	f.Code, f.Err = pb.ErrorCode_ERROR_CODE_BAD_UPSTREAM, nil
	return f
}

// chunk reads one chunk into the queue.
func (r *reader) chunk(in sse.Event) error {
	var w wireChunk
	if err := jsonx.Unmarshal(in.Data, &w); err != nil {
		return broken(err)
	}
	if string(bytes.TrimSpace(in.Data)) == "null" {
		return &canon.Fault{Code: pb.ErrorCode_ERROR_CODE_BAD_UPSTREAM, Dialect: own, Message: "a chunk is null"}
	}
	f := frame{r: r}
	if in.Name != "" {
		f.exts = canon.KeepTransport(f.exts, own, atEvent, jsonx.WrapText("name", in.Name))
	}
	if w.Error != "" && w.Choices == "" && w.Usage == "" {
		f.exts = canon.KeepTransport(f.exts, own, "", string(w.Head))
		return f.fail(string(w.Error))
	}
	if !r.head.known && anonymous(&w) {
		f.lookAhead(&w)
	}
	f.readHead(string(w.Head))
	f.readChoices(string(w.Choices))
	f.readUsage(string(w.Usage))
	f.exts = f.top.into(f.exts, "")
	f.exts = f.gone.into(f.exts, atHead)
	if w.Error != "" {
		return f.fail(string(w.Error))
	}
	f.close(nil)
	if len(r.queue) == 1 && !f.lacking && r.ahead == nil {
		r.template.learn(in.Data, r.queue[0], r.follower(r.queue[0]))
	} else {
		r.template.forget()
	}
	return nil
}

// follower is what tells when the call that an event belongs to is complete; nil for other events.
func (r *reader) follower(ev *pb.GenerateEvent) *completeness {
	if ev.GetArgumentsDelta() == "" {
		return nil
	}
	c, _ := r.candidate(ev.Candidate)
	for _, call := range c.calls {
		if call.started && call.part == ev.Part {
			return &call.whole
		}
	}
	return nil
}

// frame gathers what one chunk says besides events.
type frame struct {
	r    *reader
	top  kept
	exts []*pb.Extension
	// gone are members of earlier chunks that are not in this one.
	gone kept
	// lacking says that there are some.
	lacking bool
}

// close finishes the events of the frame; a frame that gave none says that the stream is alive.
func (f *frame) close(last *pb.GenerateEvent) {
	r := f.r
	if last == nil && (len(r.queue) == 0 || len(r.queue) == 1 && r.queue[0].GetStart() != nil) {
		// Pings of readers have something in their frame, and are chunks; others are comments.
		if _, said := jsonx.Get(ours(f.exts, ""), "choices"); !said {
			f.exts = canon.KeepSpelling(f.exts, own, "", "choices", "[]")
		}
		r.emit(&pb.GenerateEvent{Event: &pb.GenerateEvent_Ping{Ping: &pb.Ping{}}})
	}
	if len(r.queue) == 0 {
		last.Frame = f.exts
		return
	}
	r.queue[0].Frame = f.exts
	r.chain()
	r.queue[len(r.queue)-1].More = last != nil
}

// fail ends the stream with an error, which waits for what follows.
func (f *frame) fail(raw string) error {
	f.r.failure = &pb.GenerateEvent{Event: &pb.GenerateEvent_Error{Error: decodeErrorValue(raw)}}
	f.close(f.r.failure)
	return nil
}

// readUsage reads the tokens so far.
func (f *frame) readUsage(raw string) {
	var w wireUsage
	switch {
	case raw == "":
	case jsonx.KindOf(raw) == '{' && jsonx.Unmarshal([]byte(raw), &w) == nil:
		f.r.emit(&pb.GenerateEvent{Event: &pb.GenerateEvent_Usage{Usage: decodeUsage(&w)}})
	default:
		f.top.spell("usage", raw)
	}
}
