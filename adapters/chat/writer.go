package chat

import (
	"slices"
	"strings"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	"github.com/interlingua/interlingua/adapters/sse"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// writer turns events into a stream of chunks. Whether it writes them as they came or builds them anew depends on where
// the stream comes from, which its start says.
type writer struct {
	x     *adapters.Exchange
	take  func(w *writer, ev *pb.GenerateEvent)
	json  jsonx.Writer
	dst   []byte
	head  writerHead
	chunk chunk
	lanes []*lane
	// foreign is what the writer knows of another dialect's stream.
	foreign foreignStream
	paths   []choicePaths
	losses  *adapters.Losses
	// stencil writes chunks that differ from the last one in their text only.
	stencil canon.Stencil[pieceKey]
}

// NewEventWriter writes a stream of chunks.
func (adapter) NewEventWriter(x *adapters.Exchange, losses *adapters.Losses) adapters.EventWriter {
	return &writer{x: x, take: takeFirst, losses: losses}
}

// Append appends the chunks that an event leads to.
func (w *writer) Append(dst []byte, ev *pb.GenerateEvent) ([]byte, error) {
	w.dst = dst
	w.take(w, ev)
	dst, w.dst = w.dst, nil
	return dst, nil
}

// takeFirst takes events until it knows where the stream comes from.
func takeFirst(w *writer, ev *pb.GenerateEvent) {
	w.take = takeForeign
	switch c := ev.Event.(type) {
	case *pb.GenerateEvent_Start:
		if c.Start.GetOrigin() == own {
			w.take = takeNative
		}
	case *pb.GenerateEvent_Error:
		if c.Error.GetOrigin() == own {
			w.take = takeNative
		}
	case *pb.GenerateEvent_Ping:
		w.comment()
		w.take = takeFirst
		return
	}
	w.take(w, ev)
}

// comment writes what keeps a connection alive.
func (w *writer) comment() { w.dst = sse.AppendComment(w.dst, "keep-alive") }

func (w *writer) sentinel() { w.dst = sse.AppendFrame(w.dst, "", []byte(doneData)) }

// lane is one answer while it is being written.
type lane struct {
	index int32
	// calls are the parts that are calls, in order of their appearance.
	calls []laneCall
	// fields are the members that the reasoning of parts is written to.
	fields map[partKey]string
	// thinking are the members that reasoning has as a part of content.
	thinking map[partKey]string
	// details are reasoning details of the whole message, which go with the first reasoning.
	details string
	foreignLane
}

type partKey struct{ message, part int32 }

// laneCall is a call with the index that its fragments carry; "" for none.
type laneCall struct {
	key    partKey
	index  string
	custom bool
	legacy bool
}

func (w *writer) lane(index int32) *lane {
	for _, l := range w.lanes {
		if l.index == index {
			return l
		}
	}
	l := &lane{index: index, fields: map[partKey]string{}, thinking: map[partKey]string{}}
	w.lanes = append(w.lanes, l)
	return l
}

func (l *lane) call(key partKey) *laneCall {
	for i := len(l.calls) - 1; i >= 0; i-- {
		if l.calls[i].key == key {
			return &l.calls[i]
		}
	}
	return nil
}

// pieceKey is what a chunk with a piece of text says beside it: which answer it belongs to, and the head.
type pieceKey struct {
	index int32
	head  int
}

// piece writes a piece of text in a chunk of its own.
func (w *writer) piece(index int32, text string) {
	key := pieceKey{index, w.head.version}
	var ok bool
	if w.dst, ok = w.stencil.Append(w.dst, key, text); ok {
		return
	}
	ch := w.chunk.choice(index)
	ch.has, ch.content = hasContent, text
	from := len(w.dst)
	w.flush()
	w.stencil.Learn(key, w.dst[from:], textPlaces[0])
}

// writerHead is what every chunk says of the answer as a whole: the text of one object, and the names in it. The version
// counts how often it changed.
type writerHead struct {
	members string
	names   []string
	version int
}

func (h *writerHead) set(members string) {
	h.members, h.names = members, h.names[:0]
	h.version++
	for name := range jsonx.Members(members) {
		h.names = append(h.names, name)
	}
}

// say puts members into the head, of which null takes one out.
func (h *writerHead) say(members string) {
	if jsonx.Empty(members) {
		return
	}
	var gone []string
	for name, value := range jsonx.Members(members) {
		if value == "null" {
			gone = append(gone, name)
		}
	}
	h.set(jsonx.Without(jsonx.Merge(h.members, members), gone...))
}

// touched reports whether some of the members are in the head too.
func (h *writerHead) touched(members string) bool {
	for name := range jsonx.Members(members) {
		if slices.Contains(h.names, name) {
			return true
		}
	}
	return false
}

// headOf is the text of what a response says of itself.
func headOf(resp *pb.GenerateResponse, object string) string {
	j := jsonx.NewWriter(nil)
	o := j.Object(ours(resp.Extensions, ""))
	o.StrNonEmpty("id", resp.Id)
	o.StrNonEmpty("object", object)
	o.IntOpt("created", resp.CreateTime)
	o.StrNonEmpty("model", resp.Model)
	o.StrOpt("service_tier", resp.ServiceTier)
	o.End()
	return string(j.Bytes())
}

// keepFrame takes the extensions of an event's frame. Where the frame goes on, their text is copied: it may lie in the
// reader's buffer.
func (w *writer) keepFrame(ev *pb.GenerateEvent) {
	c := &w.chunk
	for _, e := range ev.Frame {
		if e.Dialect != own {
			continue
		}
		if e.At == atHead {
			w.head.lose(e.MembersJson)
			continue
		}
		if ev.More {
			c.exts = canon.Keep(c.exts, own, e.At, strings.Clone(e.MembersJson), e.Kind)
		} else {
			c.exts = append(c.exts, e)
		}
	}
}

// lose takes members out of the head that a chunk lacks.
func (h *writerHead) lose(members string) {
	for name, value := range jsonx.Members(members) {
		if value == "null" {
			h.set(jsonx.Without(h.members, name))
		}
	}
}
