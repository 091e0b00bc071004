package claude

import (
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// template is the way past the parser: the deltas of a block differ in their text and in nothing else. A frame that equals the last
// plain one around the text means the same event with another one. It does not allocate.
type template struct {
	frame jsonx.Template
	// block is the block that grows, nil where nothing is learned.
	block *block
	// event is used again for each delta.
	event     pb.GenerateEvent
	text      pb.GenerateEvent_TextDelta
	reasoning pb.GenerateEvent_ReasoningDelta
	arguments pb.GenerateEvent_ArgumentsDelta
	scratch   []byte
}

// plainPlaces are the places of the texts that make blocks longer.
var plainPlaces = map[blockKind]string{
	blockText: deltaPlaces[deltaText], blockThinking: deltaPlaces[deltaThinking], blockCall: deltaPlaces[deltaArguments],
}

// forget makes nothing match until the next plain delta is learned.
func (t *template) forget() { t.block = nil }

// learn takes a frame that led to one event, if that is a delta and the frame says nothing beside it.
func (t *template) learn(data []byte, b *block, ev *pb.GenerateEvent) {
	if b == nil || !isDelta(ev) || len(ev.Frame)+len(ev.Extensions) > 0 {
		return
	}
	if place, grows := plainPlaces[b.kind]; grows && t.frame.Worth() && t.frame.LearnAt(data, 0, place) {
		t.block = b
	}
}

// isDelta reports whether an event makes a text longer.
func isDelta(ev *pb.GenerateEvent) bool {
	switch ev.Event.(type) {
	case *pb.GenerateEvent_TextDelta, *pb.GenerateEvent_ReasoningDelta, *pb.GenerateEvent_ArgumentsDelta:
		return true
	}
	return false
}

// match makes the event that of a frame which is like the last one; false for any other.
func (t *template) match(data []byte) bool {
	b := t.block
	if b == nil {
		return false
	}
	values := t.frame.Match(data)
	if values == nil {
		return false
	}
	text := jsonx.UnquoteInto(&t.scratch, values[0])
	ev := &t.event
	ev.Message, ev.Part, ev.More, ev.Frame = b.message, b.part, false, nil
	switch b.kind {
	case blockText:
		t.text.TextDelta = text
		ev.Event = &t.text
	case blockThinking:
		t.reasoning.ReasoningDelta = text
		ev.Event = &t.reasoning
	case blockCall:
		b.filled = b.filled || text != ""
		t.arguments.ArgumentsDelta = text
		ev.Event = &t.arguments
	}
	return true
}
