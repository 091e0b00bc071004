package canon

import (
	"slices"
	"strings"

	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// sparse keeps values in order of their positions, which may come in any order and leave gaps.
type sparse[T any] struct {
	at     []int32
	values []T
}

// find gives the index of the value at a position, or the index at which it would stand.
func (s *sparse[T]) find(position int32) (i int, found bool) {
	if n := len(s.at); n == 0 || s.at[n-1] < position {
		return n, false
	}
	return slices.BinarySearch(s.at, position)
}

func (s *sparse[T]) insert(i int, position int32, v T) {
	s.at = slices.Insert(s.at, i, position)
	s.values = slices.Insert(s.values, i, v)
}

type candidateSlot struct {
	candidate *pb.Candidate
	messages  sparse[*messageSlot]
}

type messageSlot struct {
	message *pb.Message
	parts   sparse[*partSlot]
}

type partSlot struct {
	place     place
	part      *pb.Part
	texts     []*growingText
	summaries sparse[struct{}] // which summaries the reasoning has
}

func (a *Accumulator) candidate(index int32) *candidateSlot {
	i, found := a.candidates.find(index)
	if !found {
		slot := &candidateSlot{candidate: &pb.Candidate{Index: index}}
		a.candidates.insert(i, index, slot)
		a.resp.Candidates = slices.Insert(a.resp.Candidates, i, slot.candidate)
	}
	return a.candidates.values[i]
}

func (a *Accumulator) message(ev *pb.GenerateEvent) *messageSlot {
	c := a.candidate(ev.Candidate)
	i, found := c.messages.find(ev.Message)
	if !found {
		slot := &messageSlot{message: &pb.Message{}}
		c.messages.insert(i, ev.Message, slot)
		c.candidate.Messages = slices.Insert(c.candidate.Messages, i, slot.message)
	}
	return c.messages.values[i]
}

func (a *Accumulator) part(ev *pb.GenerateEvent) *partSlot {
	m := a.message(ev)
	i, found := m.parts.find(ev.Part)
	if !found {
		slot := &partSlot{place: placeOf(ev), part: &pb.Part{}}
		m.parts.insert(i, ev.Part, slot)
		m.message.Parts = slices.Insert(m.message.Parts, i, slot.part)
	}
	return m.parts.values[i]
}

// text gives the growing text of a part, which fits the part.
func (s *partSlot) text(f textField, sub int32) *growingText {
	if f != summaryText {
		sub = 0
	}
	for _, t := range s.texts {
		if t.field == f && t.sub == sub {
			return t
		}
	}
	t := &growingText{place: s.place, sub: sub, field: f, slot: s}
	s.texts = append(s.texts, t)
	return t
}

// settle puts all texts into the part and forgets them, before something else may change them there.
func (s *partSlot) settle() {
	for _, t := range s.texts {
		t.settle()
	}
	s.texts, s.summaries = nil, sparse[struct{}]{}
}

// summary gives the place of a summary, which it makes where there is none.
func (s *partSlot) summary(sub int32) *string {
	r := s.part.GetReasoning()
	for n := len(s.summaries.at); n < len(r.Summaries); n++ {
		// Summaries that came whole stand at the first positions.
		s.summaries.insert(n, int32(n), struct{}{})
	}
	i, found := s.summaries.find(sub)
	if !found {
		s.summaries.insert(i, sub, struct{}{})
		r.Summaries = slices.Insert(r.Summaries, i, "")
	}
	return &r.Summaries[i]
}

// growingText is one text of a part while deltas come for it. The part gets it when the response is asked for.
type growingText struct {
	place  place // of its part
	sub    int32
	field  textField
	loaded bool // the builder holds the whole text
	dirty  bool // the builder holds more than the part
	text   strings.Builder
	slot   *partSlot
}

// write appends a delta. It reports whether the text became dirty.
func (t *growingText) write(s string) (becameDirty bool) {
	if !t.loaded {
		t.text.WriteString(*t.target())
		t.loaded = true
	}
	t.text.WriteString(s)
	becameDirty, t.dirty = !t.dirty, true
	return becameDirty
}

// settle puts the text into the part, without copying it.
func (t *growingText) settle() {
	if t.dirty {
		*t.target() = t.text.String()
		t.dirty = false
	}
}

// target is where in the part the text belongs.
func (t *growingText) target() *string {
	if t.field == summaryText {
		return t.slot.summary(t.sub)
	}
	if m := t.slot.part.GetMedia(); t.field == dataText && m.Source == nil {
		m.Source = &pb.Media_Data{}
	}
	return t.field.in(t.slot.part)
}
