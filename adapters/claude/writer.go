package claude

import (
	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	"github.com/interlingua/interlingua/adapters/sse"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// NewEventWriter implements adapters.StreamCodec.
func (adapter) NewEventWriter(x *adapters.Exchange, losses *adapters.Losses) adapters.EventWriter {
	w := &writer{x: x, losses: losses, json: jsonx.NewWriter(nil)}
	w.state = w.undecided
	return w
}

// writer turns events into a stream. Its state says how it writes an event.
type writer struct {
	x      *adapters.Exchange
	losses *adapters.Losses
	json   *jsonx.Writer
	dst    []byte
	state  func(*pb.GenerateEvent) error
	// pending are the events of a frame that goes on.
	pending []*pb.GenerateEvent
	kinds   []blockKind
	prompt  prompt
	// stencil writes deltas that differ from the last one in their text only.
	stencil canon.Stencil[deltaKey]
}

// Append implements adapters.EventWriter.
func (w *writer) Append(dst []byte, ev *pb.GenerateEvent) ([]byte, error) {
	w.dst = dst
	err := w.state(ev)
	dst, w.dst = w.dst, nil
	return dst, err
}

// undecided waits for the start. A stream of this dialect, frame by frame as its reader gives it, is written one-to-one;
// everything else in the strict order of the dialect.
func (w *writer) undecided(ev *pb.GenerateEvent) error {
	if start := ev.GetStart(); start != nil {
		if start.Origin == dialect && ev.More {
			w.state = w.native
		} else {
			w.state = w.strictly()
		}
		return w.state(ev)
	}
	switch ev.Event.(type) {
	case *pb.GenerateEvent_Ping, *pb.GenerateEvent_Extension, *pb.GenerateEvent_Error:
		return w.nativeFrame([]*pb.GenerateEvent{ev})
	}
	w.state = w.strictly()
	return w.state(ev)
}

// begin begins a frame, and its data.
func (w *writer) begin(event, members string) jsonx.Object {
	w.json.Reset(sse.BeginFrame(w.dst, event))
	o := w.json.Object(members)
	o.Str("type", event)
	return o
}

// end ends the frame that begin began.
func (w *writer) end(o jsonx.Object) {
	o.End()
	w.dst = sse.EndFrame(w.json.Bytes())
}
