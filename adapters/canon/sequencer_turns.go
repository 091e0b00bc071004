package canon

import pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"

// advance lets pass what has its turn now: the first message of a candidate's queue, and in it the first part.
func (s *Sequencer) advance(c *sequencedCandidate) error {
	for len(c.queue) > 0 {
		m := c.queue[0]
		if m.stage == waiting {
			m.stage = passing
			if err := s.emit(s.startOf(m)); err != nil {
				return err
			}
			m.start = nil
		}
		if open, err := s.advanceParts(m); open || err != nil {
			return err
		}
		if !m.ended {
			return nil
		}
		m.stage = passed
		c.queue = c.queue[1:]
		if err := s.emit(s.endOf(m)); err != nil {
			return err
		}
		m.end = nil
	}
	return nil
}

// advanceParts does the same for the parts of a message; open says that one of them has not ended.
func (s *Sequencer) advanceParts(m *sequencedMessage) (open bool, err error) {
	for len(m.queue) > 0 {
		p := m.queue[0]
		if p.stage == waiting {
			p.stage = passing
			if err := p.events.replay(p.place, s.emit); err != nil {
				return true, err
			}
			if p.ended {
				s.pass(p)
				continue
			}
		}
		if !m.ended {
			return true, nil
		}
		s.pass(p)
		end := eventAt(p.place)
		end.Event = &pb.GenerateEvent_PartEnd{PartEnd: &pb.Part{}}
		if err := s.emit(end); err != nil {
			return true, err
		}
	}
	return false, nil
}

// pass says that a part, the first of its message's queue, has ended.
func (s *Sequencer) pass(p *sequencedPart) {
	p.stage = passed
	p.message.queue = p.message.queue[1:]
}

// flush ends everything that is open and lets everything pass that waits.
func (s *Sequencer) flush() error {
	for _, c := range s.candidates {
		for _, m := range c.messages {
			if len(m.early) > 0 && m.stage == unseen {
				m.enqueue()
			}
			if err := s.beginEarly(m); err != nil {
				return err
			}
		}
		for _, m := range c.queue {
			m.ended = true
		}
		if err := s.advance(c); err != nil {
			return err
		}
	}
	for _, f := range s.finishes {
		if err := s.emit(f); err != nil {
			return err
		}
	}
	s.finishes = nil
	return nil
}

// beginEarly begins the parts of a message of which something came although their start did not: it will not come now.
func (s *Sequencer) beginEarly(m *sequencedMessage) error {
	for _, p := range m.early {
		if p.stage != unseen {
			continue
		}
		p.stage = waiting
		m.queue = append(m.queue, p)
		if err := p.events.start(p.place, nil, &s.copier); err != nil {
			return err
		}
	}
	m.early = nil
	return nil
}

// startOf gives the start of a message, which the source may have left out.
func (s *Sequencer) startOf(m *sequencedMessage) *pb.GenerateEvent {
	if m.start != nil {
		return m.start
	}
	ev := eventAt(m.place)
	ev.Event = &pb.GenerateEvent_MessageStart{
		MessageStart: &pb.Message{Origin: s.origin, Role: pb.Role_ROLE_ASSISTANT},
	}
	return ev
}

// endOf gives the end of a message, which the source may have left out.
func (s *Sequencer) endOf(m *sequencedMessage) *pb.GenerateEvent {
	if m.end != nil {
		return m.end
	}
	ev := eventAt(m.place)
	ev.Event = &pb.GenerateEvent_MessageEnd{MessageEnd: &pb.Message{}}
	return ev
}

func eventAt(p place) *pb.GenerateEvent {
	return &pb.GenerateEvent{Candidate: p.candidate, Message: p.message, Part: p.part}
}

// enqueue says that something of a message has come.
func (m *sequencedMessage) enqueue() {
	m.stage = waiting
	m.candidate.queue = append(m.candidate.queue, m)
}

func (s *Sequencer) candidate(index int32) *sequencedCandidate {
	for _, c := range s.candidates {
		if c.index == index {
			return c
		}
	}
	c := &sequencedCandidate{index: index, byIndex: map[int32]*sequencedMessage{}}
	s.candidates = append(s.candidates, c)
	return c
}

func (s *Sequencer) message(ev *pb.GenerateEvent) *sequencedMessage {
	c := s.candidate(ev.Candidate)
	m := c.byIndex[ev.Message]
	if m == nil {
		m = &sequencedMessage{candidate: c, place: place{ev.Candidate, ev.Message, 0}}
		c.byIndex[ev.Message] = m
		c.messages = append(c.messages, m)
	}
	return m
}

func (s *Sequencer) part(ev *pb.GenerateEvent) *sequencedPart {
	at := placeOf(ev)
	if s.last != nil && s.last.place == at {
		return s.last
	}
	p := s.parts[at]
	if p == nil {
		p = &sequencedPart{message: s.message(ev), place: at}
		if s.parts == nil {
			s.parts = map[place]*sequencedPart{}
		}
		s.parts[at] = p
	}
	s.last = p
	return p
}
