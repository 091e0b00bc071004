package responses

import (
	"errors"
	"io"
	"strings"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	"github.com/interlingua/interlingua/adapters/sse"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// NewEventReader implements adapters.StreamCodec.
func (adapter) NewEventReader(x *adapters.Exchange, src io.Reader) adapters.EventReader {
	r := &reader{src: sse.NewReader(src), d: newAnswerDecoder(x), items: map[int32]*openItem{}}
	r.calls, r.early = map[string]int32{}, map[string]*pb.Seal{}
	r.main = pb.Extension{Dialect: dialect, Kind: pb.ExtensionKind_EXTENSION_KIND_TRANSPORT}
	r.frames = []*pb.Extension{&r.main}
	r.state = r.begin
	return r
}

// reader turns a stream into events. A frame with a plain delta gives one event, which is used again for the next, its
// strings lying in the buffers; all other frames give a queue of events.
type reader struct {
	src   *sse.Reader
	d     *decoder
	state state
	// frame is the frame that was read last, with the name of its event line and its data.
	frame frame
	name  string
	data  []byte
	// cut says that the end of the source cut the frame off.
	cut bool
	// known says that frames of its type mean something in the canonical model.
	known bool

	queue []*pb.GenerateEvent
	// items are those that began, by their position; last is the one that came last.
	items map[int32]*openItem
	last  *openItem
	// ended is why the answer ends, as far as its content says.
	ended pb.FinishReason
	// calls are the positions of calls by their id, for seals that come in envelopes: early are seals of calls that have
	// not come, text is that of the next text, or of the last one, spoken.
	calls  map[string]int32
	early  map[string]*pb.Seal
	text   *pb.Seal
	spoken *place
	// fault is the error that an error frame told of.
	fault *pb.Error

	// What the event of a plain delta is made of, each time anew.
	delta    pb.GenerateEvent
	pieces   pieces
	main     pb.Extension
	frames   []*pb.Extension
	template template
}

// state reads on until there is an event, or the stream is over.
type state func() error

// Next implements adapters.EventReader.
func (r *reader) Next() (*pb.GenerateEvent, error) {
	for len(r.queue) == 0 {
		ev, err := r.advance()
		if ev != nil || err != nil {
			return ev, err
		}
	}
	ev := r.queue[0]
	r.queue = r.queue[1:]
	return ev, nil
}

// advance reads one frame: a plain delta gives its event at once, all else is queued.
func (r *reader) advance() (*pb.GenerateEvent, error) {
	r.delta.Event, r.delta.Extensions = nil, nil
	r.queue = r.queue[:0]
	if err := r.state(); err != nil {
		r.state = func() error { return err }
		return nil, err
	}
	if r.delta.Event != nil {
		return &r.delta, nil
	}
	return nil, nil
}

// Buffered implements adapters.BufferedReader.
func (r *reader) Buffered() bool { return len(r.queue) > 0 || r.src.Buffered() }

// begin waits for the first frame. One that does not create the response makes it begin all the same.
func (r *reader) begin() error {
	if ended, err := r.read(); ended || err != nil {
		return err
	}
	r.state = r.run
	switch r.frame.typ {
	case frameCreated, frameQueued, frameInProgress:
		if r.frame.member == "response" {
			return r.created()
		}
	case frameKeepalive:
		r.state = r.begin
		return r.dispatch()
	}
	start := &pb.GenerateEvent{Event: &pb.GenerateEvent_Start{Start: &pb.GenerateResponse{Origin: dialect}}}
	// The mark of a stream of this dialect.
	start.Frame = []*pb.Extension{{Dialect: dialect, MembersJson: "{}", Kind: pb.ExtensionKind_EXTENSION_KIND_TRANSPORT}}
	start.More = true
	r.push(start)
	return r.dispatch()
}

// run takes the frames of a running answer.
func (r *reader) run() error {
	if ended, err := r.next(); ended || err != nil {
		return err
	}
	if r.sameDelta() {
		return nil
	}
	if err := r.parse(); err != nil {
		return err
	}
	return r.dispatch()
}

// close waits for the end of the stream after the frame that ends the answer. What comes still, but for the sentinel, is
// carried through.
func (r *reader) close() error {
	frame, err := r.src.Next()
	switch {
	case errors.Is(err, io.EOF):
		return r.finish(false)
	case err != nil:
		return err
	case string(frame.Data) == sentinel:
		return r.finish(true)
	}
	if !jsonx.Valid(frame.Data) {
		return malformedFrame(frame.Cut, jsonx.Unmarshal(frame.Data, new(jsonx.Value)))
	}
	r.carry(frame.Name, frame.Data, r.last, pb.ExtensionKind_EXTENSION_KIND_UNSPECIFIED)
	return nil
}

// finish gives the last event.
func (r *reader) finish(marked bool) error {
	r.state = func() error { return io.EOF }
	if r.fault == nil {
		r.push(&pb.GenerateEvent{Event: &pb.GenerateEvent_End{End: &pb.End{Sentinel: marked}}})
		return nil
	}
	// Its frame was carried through already.
	told := frameExtension(atTold, "{}")
	if marked {
		told.MembersJson = toldMarked
	}
	r.push(&pb.GenerateEvent{Event: &pb.GenerateEvent_Error{Error: r.fault}, Frame: []*pb.Extension{told}})
	return nil
}

// Overlooked implements adapters.Overlooker: an error frame alone ends no response, so that clients wait on.
func (adapter) Overlooked(last *pb.GenerateEvent) bool {
	return last.GetError() != nil && findFrame(last, atTold) != nil
}

// read reads the next frame and parses it.
func (r *reader) read() (ended bool, err error) {
	if ended, err := r.next(); ended || err != nil {
		return ended, err
	}
	return false, r.parse()
}

// next reads the next frame. Where the stream ends instead, it ended too early, unless an error was told of.
func (r *reader) next() (ended bool, err error) {
	ev, err := r.src.Next()
	marked := err == nil && string(ev.Data) == sentinel
	switch over := marked || errors.Is(err, io.EOF); {
	case over && r.fault != nil:
		return true, r.finish(marked)
	case over:
		return false, io.ErrUnexpectedEOF
	case err != nil:
		return false, err
	}
	r.name, r.data, r.cut = ev.Name, ev.Data, ev.Cut
	return false, nil
}

// parse parses the frame that was read.
func (r *reader) parse() error {
	r.template.forget()
	if err := r.frame.scan(r.data); err != nil {
		return malformedFrame(r.cut, err)
	}
	if r.frame.untyped = r.frame.typ == ""; r.frame.untyped {
		r.frame.typ = r.name
	}
	return nil
}

// malformedFrame is the fault of a frame that is not JSON; one that the end of the stream cut off is none.
func malformedFrame(cut bool, err error) error {
	if cut {
		return io.ErrUnexpectedEOF
	}
	return badFrame(err)
}

// dispatch takes the frame that was read.
func (r *reader) dispatch() error {
	if r.frame.hasDelta && r.plainDelta() {
		return nil
	}
	handle, ok := handlers[r.frame.typ]
	if r.known = ok; !ok {
		r.opaque()
		return nil
	}
	return handle(r)
}

// handlers are the frames that mean something in the canonical model, plain deltas apart.
var handlers = map[string]func(*reader) error{
	frameQueued:           (*reader).update,
	frameInProgress:       (*reader).update,
	frameCompleted:        (*reader).terminal,
	frameIncomplete:       (*reader).terminal,
	frameFailed:           (*reader).terminal,
	frameItemAdded:        (*reader).itemAdded,
	frameItemDone:         (*reader).itemDone,
	framePartAdded:        (*reader).partAdded,
	framePartDone:         (*reader).partDone,
	frameTextDelta:        (*reader).firstDelta,
	frameRefusalDelta:     (*reader).firstDelta,
	frameArgumentsDelta:   (*reader).firstDelta,
	frameInputDelta:       (*reader).firstDelta,
	frameSummaryDelta:     (*reader).firstDelta,
	frameThoughtDelta:     (*reader).firstDelta,
	frameOpenThoughtDelta: (*reader).firstDelta,
	frameTextDone:         (*reader).textDone,
	frameRefusalDone:      (*reader).textDone,
	frameArgumentsDone:    (*reader).textDone,
	frameInputDone:        (*reader).textDone,
	frameSummaryDone:      (*reader).textDone,
	frameThoughtDone:      (*reader).textDone,
	frameOpenThoughtDone:  (*reader).textDone,
	frameAnnotation:       (*reader).annotation,
	frameError:            (*reader).failing,
	frameKeepalive:        (*reader).ping,
}

// push queues an event.
func (r *reader) push(ev *pb.GenerateEvent) { r.queue = append(r.queue, ev) }

// more queues an event that is not the last of its frame.
func (r *reader) more(ev *pb.GenerateEvent) {
	ev.More = true
	r.push(ev)
}

// emit queues the last event of the frame, with what the frame says beside it.
func (r *reader) emit(ev *pb.GenerateEvent, exts ...*pb.Extension) {
	usual, _ := usualFrame(ev)
	ev.Frame = append(ev.Frame, frameExtension("", r.members(usual)))
	if r.frame.untyped || r.name != r.frame.typ {
		ev.Frame = append(ev.Frame, frameExtension(atName, jsonx.WrapText("name", r.name)))
	}
	ev.Frame = append(ev.Frame, exts...)
	r.aside(ev)
	r.push(ev)
}

// aside keeps the members of the frame that are of tomorrow, for other dialects, with what the event is about.
func (r *reader) aside(ev *pb.GenerateEvent) {
	if unknown := r.frame.foreign.String(); unknown != "" {
		ev.Extensions = canon.KeepUnknown(nil, dialect, "", strings.Clone(unknown))
	}
}

// members gives the members of the frame. Its type comes first where it is not the usual one.
func (r *reader) members(usual string) string {
	rest := r.frame.rest.String()
	if rest == "" {
		rest = "{}"
	}
	switch {
	case r.frame.untyped:
		odd, there := jsonx.Get(string(r.data), "type")
		if !there {
			odd = "null"
		}
		return jsonx.Merge(jsonx.Wrap("type", odd), rest)
	case r.frame.typ == usual:
		return rest
	}
	return jsonx.Merge(jsonx.WrapText("type", r.frame.typ), rest)
}

// Places of frame extensions that are no places in the frame's data: the name of the event where it is not the type, and
// the mark of an error that a frame before it told of, with or without a sentinel after it.
const (
	atName     = "event"
	atTold     = "told"
	toldMarked = `{"sentinel":true}`
)

func frameExtension(at, members string) *pb.Extension {
	return &pb.Extension{Dialect: dialect, At: at, MembersJson: members, Kind: pb.ExtensionKind_EXTENSION_KIND_TRANSPORT}
}

// opaque carries the frame through whole. What is lost with it where another dialect is written depends on its type.
func (r *reader) opaque() {
	kind := pb.ExtensionKind_EXTENSION_KIND_UNSPECIFIED
	if isProgress(r.frame.typ) || r.known && !r.frame.hasDelta && r.frame.foreign.String() == "" {
		kind = pb.ExtensionKind_EXTENSION_KIND_TRANSPORT
	}
	it := r.item()
	if it == nil {
		it = r.last
	}
	r.carry(r.name, r.data, it, kind)
}

// carry gives an event that only this dialect understands, about an item or behind it.
func (r *reader) carry(name string, data []byte, it *openItem, kind pb.ExtensionKind) {
	ev := &pb.GenerateEvent{Event: &pb.GenerateEvent_Extension{Extension: &pb.Extension{
		Dialect: dialect, At: name, MembersJson: string(data), Kind: kind,
	}}}
	if it != nil {
		ev.Message = it.position
		if it.last != nil {
			ev.Part = it.last.position
		}
	}
	r.push(ev)
}

// ping says that the stream is alive.
func (r *reader) ping() error {
	r.frame.whole()
	r.emit(&pb.GenerateEvent{Event: &pb.GenerateEvent_Ping{Ping: &pb.Ping{}}})
	return nil
}

// failing keeps the error until the stream says no more: most send a failed response after it.
func (r *reader) failing() error {
	if r.fault = readFault(r.data, 0); r.fault == nil {
		r.fault = &pb.Error{Origin: dialect, Code: pb.ErrorCode_ERROR_CODE_SERVER}
	}
	if r.fault.Type == frameError {
		r.fault.Type = ""
	}
	r.fault.Extensions = nil // the frame is carried whole
	r.carry(r.name, r.data, r.last, pb.ExtensionKind_EXTENSION_KIND_TRANSPORT)
	return nil
}

var _ adapters.BufferedReader = (*reader)(nil)
