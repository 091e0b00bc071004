package gemini

import (
	"strings"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// NewEventWriter implements adapters.StreamCodec.
func (adapter) NewEventWriter(x *adapters.Exchange, losses *adapters.Losses) adapters.EventWriter {
	return newWriter(x, losses, false)
}

// NewArrayWriter implements adapters.ArrayStreamer.
func (adapter) NewArrayWriter(x *adapters.Exchange, losses *adapters.Losses) adapters.EventWriter {
	return newWriter(x, losses, true)
}

// writer turns events into chunks. What it does depends on who said the start: a stream of its own dialect is written
// frame by frame as it came, any other is put into words of Gemini's.
type writer struct {
	x       *adapters.Exchange
	losses  *adapters.Losses
	framing framing
	chunk   chunkWriter
	buf     []byte
	// stencil writes chunks that differ from the last one in their text only.
	stencil canon.Stencil[pieceKey]
	// take takes an event in the current state.
	take func(ev *pb.GenerateEvent) error
	// out is the caller's buffer during Append.
	out []byte
}

func newWriter(x *adapters.Exchange, losses *adapters.Losses, array bool) *writer {
	w := &writer{x: x, losses: losses, framing: framing{array: array}}
	w.chunk.w = jsonx.NewWriter(nil)
	w.take = w.beforeStart
	return w
}

// Append implements adapters.EventWriter.
func (w *writer) Append(dst []byte, ev *pb.GenerateEvent) ([]byte, error) {
	w.out = dst
	err := w.take(ev)
	dst, w.out = w.out, nil
	return dst, err
}

// beforeStart is the state until it is known whose stream it is.
func (w *writer) beforeStart(ev *pb.GenerateEvent) error {
	switch e := ev.Event.(type) {
	case *pb.GenerateEvent_Start:
		if e.Start.Origin == own {
			n := &nativeWriter{writer: w}
			w.take = n.event
		} else {
			w.take = newForeignWriter(w).event
		}
		return w.take(ev)
	case *pb.GenerateEvent_Error:
		w.failed(e.Error)
	case *pb.GenerateEvent_End:
		w.ended()
	}
	return nil
}

// ended ends the stream.
func (w *writer) ended() {
	w.out = w.framing.end(w.out)
	w.take = w.afterEnd
}

// afterEnd is the state after the last event: nothing more is written.
func (w *writer) afterEnd(*pb.GenerateEvent) error { return nil }

// flush ends the current chunk and gives it to the caller.
func (w *writer) flush() {
	w.chunk.end()
	w.give()
}

// give gives what the chunk's buffer holds to the caller.
func (w *writer) give() {
	w.buf = w.chunk.w.Bytes()
	w.out = w.framing.append(w.out, w.buf)
	w.chunk.w.Reset(w.buf[:0])
}

// pieceKey is what a chunk with a piece of text says beside it.
type pieceKey struct {
	number  int32
	thought bool
}

// piece writes a piece of text in a chunk of its own.
func (w *writer) piece(number int32, text string, thought bool) {
	key := pieceKey{number, thought}
	var ok bool
	if w.out, ok = w.stencil.Append(w.out, key, text); ok {
		return
	}
	w.chunk.text(number, text, thought, nil)
	from, begun := len(w.out), !w.framing.array || w.framing.begun
	if w.flush(); begun {
		w.stencil.Learn(key, w.out[from:], placeOfText)
	}
}

// failed writes an error in the place of a chunk and ends the stream. One that stood outside of the frames stays there, but for a
// client at work, who may pass over it.
func (w *writer) failed(e *pb.Error) {
	w.chunk.w.Reset(w.chunk.w.Bytes()[:0])
	if body, ok := bareBody(e); ok && !w.framing.array && w.x.Header.Get("User-Agent") == "" {
		w.out = append(w.out, body...)
	} else {
		writeError(w.chunk.w, e)
		w.give()
		if !w.framing.array && seesBareErrors(w.x) {
			w.out = append(append(w.out, w.buf...), "\n\n"...)
		}
	}
	w.ended()
}

// seesBareErrors reports whether the client passes over an error in a frame and sees only a bare body, as the vendor's servers
// send it: so does the vendor's library for JavaScript before its second version, and its agent with it.
func seesBareErrors(x *adapters.Exchange) bool {
	library := x.Header.Get("X-Goog-Api-Client")
	return strings.Contains(library, "google-genai-sdk/1.") && strings.Contains(library, "gl-node")
}

// Overlooked implements adapters.Overlooker: an error outside of the frames is passed over by some clients, and breaks others.
func (adapter) Overlooked(last *pb.GenerateEvent) bool {
	_, bare := bareBody(last.GetError())
	return bare
}

// bareBody gives an error body that stood outside of the frames.
func bareBody(e *pb.Error) (string, bool) {
	raw, _ := jsonx.Get(canon.Own(e.GetExtensions(), own, bareMark), "body")
	return jsonx.Unquote(raw)
}
