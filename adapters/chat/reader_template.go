package chat

import (
	"slices"

	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// template is the way past the parser. Chunks of one run differ in the text of one delta and in a padding, and in nothing
// else: a chunk that equals the last parsed one around these two strings means the same event with another text. It does
// not allocate.
type template struct {
	chunk jsonx.Template
	// padding is the name of the padding; "" for none.
	padding string
	// filler is the extension of the event's frame that holds the padding.
	filler *pb.Extension

	// ev is the event, nil where nothing is learned; set puts its text in.
	ev  *pb.GenerateEvent
	set func(text string)
	// whole follows the arguments of a call.
	whole *completeness

	scanner jsonx.Scanner
	scratch []byte
	members jsonx.Scratch
}

// forget makes nothing match until the next chunk is learned.
func (t *template) forget() { t.ev = nil }

// match gives the event of a chunk that is like the last one, nil for any other.
func (t *template) match(data []byte) *pb.GenerateEvent {
	if t.ev == nil {
		return nil
	}
	values := t.chunk.Match(data)
	if values == nil || values[0] == `""` {
		return nil
	}
	if t.padding != "" {
		t.members.Reset()
		t.members.Add(t.padding, values[1])
		t.filler.MembersJson = t.members.String()
	}
	text := jsonx.UnquoteInto(&t.scratch, values[0])
	if t.whole != nil {
		t.whole.feed(text)
	}
	t.set(text)
	return t.ev
}

// learn takes a chunk that led to one event, if that is a delta whose text stands in the chunk as a string.
func (t *template) learn(data []byte, ev *pb.GenerateEvent, whole *completeness) {
	t.forget()
	learned := &pb.GenerateEvent{Candidate: ev.Candidate, Part: ev.Part}
	said, set, places := deltaSlot(ev, learned)
	if said == "" || !t.chunk.Worth() {
		return
	}
	t.scanner.Reset(data)
	doc, _ := t.scanner.Value()
	text := ""
	for _, place := range places {
		if raw, ok := jsonx.Lookup(doc, place); ok {
			if found, ok := jsonx.Unquote(raw); ok && found == said {
				text = raw
				break
			}
		}
	}
	padding, ok := t.learnPadding(doc, ev, learned)
	switch {
	case !ok:
	case padding == "":
		ok = t.chunk.Learn(data, text)
	default:
		ok = t.chunk.Learn(data, text, padding)
	}
	if ok {
		t.ev, t.set, t.whole = learned, set, whole
	}
}

// learnPadding gives the padding of a chunk, and learned the frame of the event with another one.
func (t *template) learnPadding(doc string, ev, learned *pb.GenerateEvent) (padding string, ok bool) {
	t.padding, t.filler = "", nil
	for name := range paddings {
		if raw, ok := jsonx.Get(doc, name); ok {
			if t.padding != "" || jsonx.KindOf(raw) != '"' {
				return "", false
			}
			t.padding, padding = name, raw
		}
	}
	learned.Frame = slices.Clone(ev.Frame)
	if t.padding == "" {
		return "", true
	}
	for i, e := range learned.Frame {
		if _, ok := jsonx.Get(e.MembersJson, t.padding); ok && e.At == "" {
			t.filler = &pb.Extension{Dialect: own, Kind: e.Kind}
			learned.Frame[i] = t.filler
			return padding, jsonx.Empty(jsonx.Without(e.MembersJson, t.padding))
		}
	}
	return "", false
}

// The places at which the text of a delta may stand.
var (
	textPlaces      = []string{"/choices/0/delta/content"}
	reasoningPlaces = []string{"/choices/0/delta/" + reasoningField, "/choices/0/delta/" + reasoningOldField}
	refusalPlaces   = []string{"/choices/0/delta/refusal"}
	argumentPlaces  = []string{"/choices/0/delta/tool_calls/0/function/arguments"}
	inputPlaces     = []string{"/choices/0/delta/tool_calls/0/custom/input"}
)

// deltaSlot gives the text of a delta, makes another event one of the same kind whose text set puts in, and says where
// the text may stand.
func deltaSlot(ev, learned *pb.GenerateEvent) (text string, set func(string), places []string) {
	switch c := ev.Event.(type) {
	case *pb.GenerateEvent_TextDelta:
		slot := &pb.GenerateEvent_TextDelta{}
		learned.Event = slot
		return c.TextDelta, func(text string) { slot.TextDelta = text }, textPlaces
	case *pb.GenerateEvent_ReasoningDelta:
		slot := &pb.GenerateEvent_ReasoningDelta{}
		learned.Event = slot
		return c.ReasoningDelta, func(text string) { slot.ReasoningDelta = text }, reasoningPlaces
	case *pb.GenerateEvent_RefusalDelta:
		slot := &pb.GenerateEvent_RefusalDelta{}
		learned.Event = slot
		return c.RefusalDelta, func(text string) { slot.RefusalDelta = text }, refusalPlaces
	case *pb.GenerateEvent_ArgumentsDelta:
		slot := &pb.GenerateEvent_ArgumentsDelta{}
		learned.Event = slot
		return c.ArgumentsDelta, func(text string) { slot.ArgumentsDelta = text }, argumentPlaces
	case *pb.GenerateEvent_InputDelta:
		slot := &pb.GenerateEvent_InputDelta{}
		learned.Event = slot
		return c.InputDelta, func(text string) { slot.InputDelta = text }, inputPlaces
	}
	return "", nil, nil
}
