package api

import (
	"errors"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/gateway/engine"
	"github.com/interlingua/interlingua/gateway/translate"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// stream answers a call with a stream.
func (x *exchange) stream(call *engine.Call) {
	out := x.newStreamOut(call)
	defer out.close()
	answer, err := x.st.Engine.Open(x.r.Context(), call)
	if err != nil {
		out.fail(err)
		return
	}
	defer answer.Close()
	out.answered(answer)
	switch {
	case answer.Stream == nil:
		x.streamWhole(out, answer)
	case answer.Raw:
		x.streamRaw(out, answer)
	default:
		x.streamTranslated(out, answer)
	}
}

// streamTranslated carries an upstream's stream over into the client's dialect.
func (x *exchange) streamTranslated(out *streamOut, a *engine.Answer) {
	t := &translate.Stream{
		Source: a.Upstream.Adapter, Target: x.client, Exchange: a.Exchange, TargetArray: x.array,
		Flush: out.write, Observe: x.observe, Losses: true,
	}
	out.setPing(func() error {
		if begun, err := t.Ping(); begun {
			return err
		}
		return out.write(out.early)
	})
	losses, err := t.RunEvents(a.Stream)
	out.end(losses, err)
	if err == nil {
		a.Stream.Finish()
	}
}

// streamWhole tells a client that waits for a stream of an answer that came whole.
func (x *exchange) streamWhole(out *streamOut, a *engine.Answer) {
	if a.Whole == nil {
		out.fail(badAnswer("the upstream's answer cannot be read"))
		return
	}
	var losses adapters.Losses
	w := x.writer(a.Exchange, &losses)
	var buf []byte
	err := canon.Explode(a.Whole, func(ev *pb.GenerateEvent) error {
		x.observe(ev)
		var err error
		buf, err = w.Append(buf, ev)
		return err
	})
	if err != nil {
		out.fail(err)
		return
	}
	// The document is not wanted: only what it would lose.
	_, lost, err := translate.EncodeResponse(a.Upstream.Adapter, x.client, a.Exchange, nil, a.Whole)
	if err != nil {
		lost = nil
	}
	err = out.write(buf)
	out.end(lost, err)
}

// writer makes the client's event writer, in the form that the client asked for.
func (x *exchange) writer(ex *adapters.Exchange, losses *adapters.Losses) adapters.EventWriter {
	if a, ok := x.client.(adapters.ArrayStreamer); ok && x.array {
		return a.NewArrayWriter(ex, losses)
	}
	return x.client.NewEventWriter(ex, losses)
}

// observe notes what the log line and the metrics say of a stream.
func (x *exchange) observe(ev *pb.GenerateEvent) {
	switch e := ev.Event.(type) {
	case *pb.GenerateEvent_Usage:
		x.usage = canon.MergeUsage(x.usage, e.Usage)
	case *pb.GenerateEvent_Start:
		if e.Start.Usage != nil {
			x.usage = canon.MergeUsage(x.usage, e.Start.Usage)
		}
	case *pb.GenerateEvent_Finish:
		x.finishReason(e.Finish)
	case *pb.GenerateEvent_Error:
		x.reason = e.Error
	}
}

// broke notes why a stream did not come to its end.
func (x *exchange) broke(err error) {
	var f *canon.Fault
	switch {
	case err == nil:
	case x.r.Context().Err() != nil:
		x.reason = clientLeft
	case errors.As(err, &f):
		x.reason = translate.FaultError(f)
	default:
		x.reason = clientLeft
	}
}

// clientLeft is what is logged of a client that cannot be written to.
var clientLeft = &pb.Error{Code: pb.ErrorCode_ERROR_CODE_CANCELLED, Message: "the client left"}

// badAnswer is the failure of an upstream whose answer cannot be used.
func badAnswer(message string) *engine.Failure {
	return &engine.Failure{Reason: &pb.Error{Code: pb.ErrorCode_ERROR_CODE_BAD_UPSTREAM, Message: message}}
}
