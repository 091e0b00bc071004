package responses

import (
	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// NewEventWriter implements adapters.StreamCodec.
func (adapter) NewEventWriter(x *adapters.Exchange, losses *adapters.Losses) adapters.EventWriter {
	e := newAnswerEncoder(known(x), losses)
	e.w = jsonx.NewWriter(nil)
	w := &writer{e: e}
	w.append = w.first
	return w
}

// writer writes a stream. Its first event decides how: one that was read from a stream of this dialect is written back
// frame by frame, all else is composed anew.
type writer struct {
	e      *encoder
	append func(dst []byte, ev *pb.GenerateEvent) ([]byte, error)
}

// Append implements adapters.EventWriter.
func (w *writer) Append(dst []byte, ev *pb.GenerateEvent) ([]byte, error) { return w.append(dst, ev) }

// first looks at events until one tells how to write.
func (w *writer) first(dst []byte, ev *pb.GenerateEvent) ([]byte, error) {
	back := &rewriter{e: w.e}
	if open(w.e.x) {
		w.append = newComposer(w.e).append
		return w.append(dst, ev)
	}
	switch ev.Event.(type) {
	case *pb.GenerateEvent_Ping, *pb.GenerateEvent_Extension:
		// Nothing before the start matters to anybody but the dialect that said it.
		return back.appendOwn(dst, ev), nil
	}
	if findFrame(ev, "") != nil {
		w.append = back.append
	} else {
		w.append = newComposer(w.e).append
	}
	return w.append(dst, ev)
}
