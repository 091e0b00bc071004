package api

import (
	"errors"
	"io"

	"google.golang.org/protobuf/proto"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/gateway/engine"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// streamRaw passes an upstream's stream on byte for byte, frame by whole frame, while a reader on the side sees usage, errors and
// the end. A stream that is cut gets an error of its own in the place of the frame that was cut, so that it is never taken for
// whole.
func (x *exchange) streamRaw(out *streamOut, a *engine.Answer) {
	s := a.Stream
	var start *pb.GenerateEvent
	var broke error
	var overlooked *pb.GenerateEvent
	overlooker, _ := x.client.(adapters.Overlooker)
	s.Pass(func(frames []byte) error {
		broke = out.write(frames)
		return broke
	})
	for {
		ev, err := s.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if broke != nil {
			out.end(nil, broke)
			return
		}
		if err != nil {
			x.endRaw(out, a, start, err)
			return
		}
		if ev.GetStart() != nil {
			start = proto.CloneOf(ev)
			// The writer that may have to end the stream composes its own frames.
			start.Frame, start.Extensions, start.More = nil, nil, false
			start.GetStart().Origin = pb.Dialect_DIALECT_UNSPECIFIED
		}
		if overlooker != nil && overlooker.Overlooked(ev) {
			overlooked = proto.CloneOf(ev)
		}
		x.observe(ev)
	}
	// What follows the terminal event (a sentinel, white space) belongs to the stream too, but does not hold it up.
	// Behind an error that the client overlooks it would stand between that and its telling.
	err := out.write(s.Whole())
	switch {
	case err != nil:
	case overlooked != nil:
		err = out.write(x.failure(a, nil, start, overlooked))
	default:
		err = out.write(s.Tail())
	}
	out.end(nil, err)
}

// endRaw ends a stream that was cut or cannot be read: all whole frames that came, then the error. Its writer is told how the
// stream began, since the error may have to name it.
func (x *exchange) endRaw(out *streamOut, a *engine.Answer, start *pb.GenerateEvent, err error) {
	buf := append([]byte(nil), a.Stream.Whole()...)
	x.reason = &pb.Error{Code: pb.ErrorCode_ERROR_CODE_TRUNCATED, Message: "the upstream's stream ended before its end"}
	if f := fault(err); f != nil {
		x.reason = &pb.Error{Code: f.Code, Message: f.Message}
	}
	if err := out.write(x.failure(a, buf, start, &pb.GenerateEvent{Event: &pb.GenerateEvent_Error{Error: x.reason}})); err != nil {
		out.end(nil, err)
		return
	}
	out.trailers(nil)
}

// failure appends what tells the client of an error in a stream whose start it has had already; nil where there was none.
func (x *exchange) failure(a *engine.Answer, buf []byte, start, failed *pb.GenerateEvent) []byte {
	var losses adapters.Losses
	w := x.writer(a.Exchange, &losses)
	if start != nil {
		_, _ = w.Append(nil, start)
	}
	with, err := w.Append(buf, failed)
	if err != nil {
		return buf
	}
	return with
}
