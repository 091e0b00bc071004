package canon

import (
	"strings"

	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// eventBuffer keeps copies of events. Neighbouring deltas of one text become one.
type eventBuffer struct {
	events []*pb.GenerateEvent
	field  textField // of the text that grows behind the events; noText for none
	sub    int32
	text   strings.Builder
}

func (b *eventBuffer) empty() bool { return len(b.events) == 0 && b.field == noText }

func (b *eventBuffer) add(ev *pb.GenerateEvent, c *copier) error {
	f, text := deltaOf(ev)
	plain := f != noText && len(ev.Extensions) == 0 && len(ev.Frame) == 0
	if b.field != noText && (!plain || f != b.field || ev.Sub != b.sub) {
		b.settle(placeOf(ev))
	}
	if plain {
		b.field, b.sub = f, ev.Sub
		b.text.WriteString(text)
		return nil
	}
	kept := &pb.GenerateEvent{}
	b.events = append(b.events, kept)
	err := c.copy(kept, ev)
	kept.More = false
	return err
}

// start puts the start of the part before all that was kept. Where ev, which may be nil, is not the start, one is supplied
// that fits it.
func (b *eventBuffer) start(at place, ev *pb.GenerateEvent, c *copier) error {
	first := eventAt(at)
	if ev.GetPartStart() != nil {
		if err := c.copy(first, ev); err != nil {
			return err
		}
		first.More = false
		ev = nil
	} else {
		f, _ := deltaOf(ev)
		first.Event = &pb.GenerateEvent_PartStart{PartStart: emptyPart(f)}
	}
	b.events = append([]*pb.GenerateEvent{first}, b.events...)
	if ev == nil {
		return nil
	}
	return b.add(ev, c)
}

// settle makes one event of the text that grew.
func (b *eventBuffer) settle(at place) {
	ev := eventAt(at)
	ev.Sub = b.sub
	setDelta(ev, b.field, b.text.String())
	b.events = append(b.events, ev)
	b.field, b.text = noText, strings.Builder{}
}

// replay emits what was kept and forgets it.
func (b *eventBuffer) replay(at place, emit func(*pb.GenerateEvent) error) error {
	if b.field != noText {
		b.settle(at)
	}
	events := b.events
	b.events = nil
	for _, ev := range events {
		if err := emit(ev); err != nil {
			return err
		}
	}
	return nil
}
