package chat

import (
	"bytes"
	"slices"
	"strings"

	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// template is the way past the parser. Chunks of one run differ in the text of one delta and in a padding, and in nothing
// else: a chunk that equals the last parsed one around these two strings means the same event with another text. That is
// all it relies on, so that it holds for every server. It does not allocate.
type template struct {
	// before, between and after are the chunk around the text and the padding.
	before, between, after []byte
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
	if t.ev == nil || !bytes.HasPrefix(data, t.before) {
		return nil
	}
	data = data[len(t.before):]
	raw := t.quoted(data)
	if len(raw) <= len(`""`) || !bytes.HasPrefix(data[len(raw):], t.between) {
		return nil
	}
	rest := data[len(raw)+len(t.between):]
	if t.padding != "" {
		filler := t.quoted(rest)
		if filler == "" {
			return nil
		}
		rest = rest[len(filler):]
		t.members.Reset()
		t.members.Add(t.padding, filler)
		t.filler.MembersJson = t.members.String()
	}
	if !bytes.Equal(rest, t.after) {
		return nil
	}
	text := raw[1 : len(raw)-1]
	if strings.IndexByte(text, '\\') >= 0 {
		t.scanner.ResetText(raw)
		text, _ = t.scanner.String(&t.scratch)
	}
	if t.whole != nil {
		t.whole.feed(text)
	}
	t.set(text)
	return t.ev
}

// quoted is the text of the string that data begins with, which it aliases; "" for anything else.
func (t *template) quoted(data []byte) string {
	if len(data) == 0 || data[0] != '"' {
		return ""
	}
	t.scanner.Reset(data)
	raw, _ := t.scanner.Value()
	return raw
}

// learn takes a chunk that led to one event, if that is a delta whose text stands in the chunk as a string.
func (t *template) learn(data []byte, ev *pb.GenerateEvent, whole *completeness) {
	t.forget()
	t.scanner.Reset(data)
	doc, _ := t.scanner.Value()
	learned := &pb.GenerateEvent{Candidate: ev.Candidate, Part: ev.Part}
	text, set, places := deltaSlot(ev, learned)
	if text == "" {
		return
	}
	from, to := 0, 0
	for _, pointer := range places {
		if raw, ok := jsonx.Lookup(doc, pointer); ok {
			if found, ok := jsonx.Unquote(raw); ok && found == text {
				from, to = jsonx.Span(data, raw)
				break
			}
		}
	}
	if to == 0 {
		return
	}
	t.before = append(t.before[:0], data[:from]...)
	if !t.learnPadding(data, doc, to, ev, learned) {
		return
	}
	t.ev, t.set, t.whole = learned, set, whole
}

// learnPadding takes what follows the text, and the frame of the event without the padding.
func (t *template) learnPadding(data []byte, doc string, from int, ev, learned *pb.GenerateEvent) bool {
	t.padding, t.filler = "", nil
	start, end := len(data), len(data)
	for name := range paddings {
		if raw, ok := jsonx.Get(doc, name); ok {
			if t.padding != "" || jsonx.KindOf(raw) != '"' {
				return false
			}
			t.padding = name
			start, end = jsonx.Span(data, raw)
		}
	}
	if start < from {
		return false
	}
	t.between = append(t.between[:0], data[from:start]...)
	t.after = append(t.after[:0], data[end:]...)
	learned.Frame = slices.Clone(ev.Frame)
	if t.padding == "" {
		return true
	}
	for i, e := range learned.Frame {
		if _, ok := jsonx.Get(e.MembersJson, t.padding); ok && e.At == "" {
			t.filler = &pb.Extension{Dialect: own, Kind: e.Kind}
			learned.Frame[i] = t.filler
			return jsonx.Empty(jsonx.Without(e.MembersJson, t.padding))
		}
	}
	return false
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
