package claude

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	"github.com/interlingua/interlingua/adapters/sse"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// NewEventReader implements adapters.StreamCodec.
func (adapter) NewEventReader(x *adapters.Exchange, r io.Reader) adapters.EventReader {
	rd := &reader{x: x, events: sse.NewReader(r), restore: newRestorer(x)}
	rd.state = rd.before
	return rd
}

// reader turns a stream into events. Its state says what it does with the next frame.
type reader struct {
	x       *adapters.Exchange
	events  *sse.Reader
	restore restorer
	// state reads one frame: it puts events into the queue, or leaves one in the template and returns true.
	state func(sse.Event) (plain bool, err error)
	// queue holds the events of the last frame that were not handed out yet.
	queue []*pb.GenerateEvent
	// template knows deltas that are like the one before.
	template template
	// id and model are those of the answer.
	id, model string
	message   int32
	blocks    blocks
	// said is the last block of text.
	said   *block
	prompt prompt
	seals  pendingSeals
	calls  int
	// answered says that a call was the answer itself.
	answered bool
	// complete says that the last message has ended: the source may end too.
	complete bool
	// parting is what the ends of messages said beside it, which is about the answer.
	parting []*pb.Extension
	err     error
}

// Next implements adapters.EventReader.
func (r *reader) Next() (*pb.GenerateEvent, error) {
	for len(r.queue) == 0 {
		if r.err != nil {
			return nil, r.err
		}
		e, err := r.events.Next()
		if err != nil && r.complete {
			r.finished()
			continue
		}
		if err != nil {
			r.err = cut(err)
			continue
		}
		plain, err := r.state(e)
		if err != nil {
			r.err = frameFault(e, err)
			continue
		}
		if plain {
			return &r.template.event, nil
		}
	}
	ev := r.queue[0]
	r.queue = r.queue[1:]
	ev.More = len(r.queue) > 0
	return ev, nil
}

// Buffered implements adapters.BufferedReader.
func (r *reader) Buffered() bool { return len(r.queue) > 0 || r.err != nil || r.events.Buffered() }

// cut is the error of a source that ended before its end.
func cut(err error) error {
	switch {
	case errors.Is(err, io.EOF):
		return io.ErrUnexpectedEOF
	case errors.Is(err, sse.ErrTooLong):
		return fault(pb.ErrorCode_ERROR_CODE_BAD_UPSTREAM, err)
	}
	return fmt.Errorf("%w: %w", io.ErrUnexpectedEOF, err)
}

// frameFault is the error of a frame that cannot be read. A frame that the end of the source cut off is no fault of it.
func frameFault(e sse.Event, err error) error {
	if e.Cut && !jsonx.Valid(e.Data) {
		return io.ErrUnexpectedEOF
	}
	if f, ok := errors.AsType[*canon.Fault](err); ok {
		return f
	}
	return fault(pb.ErrorCode_ERROR_CODE_BAD_UPSTREAM, err)
}

// emit puts an event into the queue.
func (r *reader) emit(ev *pb.GenerateEvent) { r.queue = append(r.queue, ev) }

// kindOf gives the type of an event by its data, where it is typed, else by its name; odd is then what stands there in its place.
func kindOf(e sse.Event) (kind, odd string) {
	raw, there := jsonx.Get(string(e.Data), "type")
	if kind, ok := jsonx.Unquote(raw); ok {
		return kind, ""
	}
	if !there {
		raw = "null"
	}
	return e.Name, raw
}

// before waits for message_start.
func (r *reader) before(e sse.Event) (plain bool, err error) {
	kind, odd := kindOf(e)
	switch kind {
	case eventMessageStart:
		r.state = r.running
		err := r.messageStart(e)
		r.keepType(0, odd)
		return false, err
	case eventBlockStart, eventBlockDelta, eventBlockStop, eventMessageDelta, eventMessageStop:
		return false, &canon.Fault{
			Code: pb.ErrorCode_ERROR_CODE_BAD_UPSTREAM, Dialect: dialect, Message: "the stream does not begin with " + eventMessageStart,
		}
	}
	return r.running(e)
}

// running takes frames of an answer.
func (r *reader) running(e sse.Event) (plain bool, err error) {
	if e.Name == eventBlockDelta && r.template.match(e.Data) {
		return true, nil
	}
	r.template.forget()
	kind, odd := kindOf(e)
	from := len(r.queue)
	err = r.frame(kind, e)
	r.keepType(from, odd)
	if kind == eventBlockDelta && len(r.queue) == from+1 {
		r.template.learn(e.Data, r.blocks.of(r.queue[from]), r.queue[from])
	}
	return false, err
}

// keepType remembers of the frame whose events stand in the queue from one on what its data has in place of a type.
func (r *reader) keepType(from int, odd string) {
	if odd != "" && len(r.queue) > from {
		r.queue[from].Frame = canon.KeepSpelling(r.queue[from].Frame, dialect, "", "type", strings.Clone(odd))
	}
}

// frame reads one frame after message_start.
func (r *reader) frame(kind string, e sse.Event) error {
	switch kind {
	case eventBlockStart:
		return r.blockStart(e)
	case eventBlockDelta:
		return r.blockDelta(e)
	case eventBlockStop:
		return r.blockStop(e)
	case eventMessageDelta:
		return r.messageDelta(e)
	case eventMessageStop:
		return r.messageStop(e)
	case eventPing:
		return r.ping(e)
	case typeError:
		return r.failed(e)
	}
	return r.foreignFrame(e, nil, meaning)
}

// What another dialect loses with a frame that has no meaning in the model: something, or nothing.
const (
	meaning   = pb.ExtensionKind_EXTENSION_KIND_UNSPECIFIED
	noMeaning = pb.ExtensionKind_EXTENSION_KIND_TRANSPORT
)

// foreignFrame hands on a frame that has no meaning in the model, whole. It is about a block, or stands behind the last one.
func (r *reader) foreignFrame(e sse.Event, b *block, kind pb.ExtensionKind) error {
	if !jsonx.Valid(e.Data) {
		return &canon.Fault{Code: pb.ErrorCode_ERROR_CODE_BAD_UPSTREAM, Dialect: dialect, Message: "an event's data is not JSON"}
	}
	name := e.Name
	if name == "" {
		name, _ = kindOf(e)
	}
	ev := &pb.GenerateEvent{Message: r.blocks.message, Part: max(r.blocks.next-1, 0)}
	if b != nil {
		ev.Message, ev.Part = b.message, b.part
	}
	ev.Event = &pb.GenerateEvent_Extension{Extension: &pb.Extension{Dialect: dialect, At: name, MembersJson: string(e.Data), Kind: kind}}
	r.emit(ev)
	return nil
}

func (r *reader) ping(e sse.Event) error {
	var w wireBare
	if err := jsonx.Unmarshal(e.Data, &w); err != nil {
		return err
	}
	ev := &pb.GenerateEvent{Event: &pb.GenerateEvent_Ping{Ping: &pb.Ping{}}}
	ev.Frame = canon.KeepUnknown(nil, dialect, "", string(w.Unknown))
	if w.Index.Set {
		ev.Frame = canon.KeepUnknown(ev.Frame, dialect, "", jsonx.Wrap("index", string(e.Data)))
	}
	r.emit(ev)
	return nil
}

// failed ends the stream with an error.
func (r *reader) failed(e sse.Event) error {
	if !jsonx.Valid(e.Data) {
		return jsonx.Unmarshal(e.Data, &wireError{})
	}
	failure := decodeErrorBody(e.Data)
	if failure.Code == pb.ErrorCode_ERROR_CODE_UNSPECIFIED {
		failure.Code = pb.ErrorCode_ERROR_CODE_SERVER
	}
	r.emit(&pb.GenerateEvent{Event: &pb.GenerateEvent_Error{Error: failure}})
	r.err = io.EOF
	return nil
}

// aside keeps members of a frame that have no field: where they stood, and for others with what the event is about.
func aside(ev *pb.GenerateEvent, at string, unknown jsonx.Value) {
	if len(unknown) > 0 {
		ev.Frame = canon.KeepUnknown(ev.Frame, dialect, at, string(unknown))
		ev.Extensions = canon.KeepUnknown(ev.Extensions, dialect, "", string(unknown))
	}
}
