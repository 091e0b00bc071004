package canon

import pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"

// Sequencer turns the loose form of a stream into the strict one (see Grammar), for writers that have one part open at a
// time. It works for each candidate by itself. Messages, and parts in their message, come in order of their first
// appearance: what belongs to a later one is copied and waits until the one before it ends. Starts and ends that the source
// leaves out are supplied, the latter when the message ends or, at the latest, at the end or error; so it is for readers to
// say ends as soon as they know them. A finish waits for the end or error, since parts may follow it.
//
// A seal, citation or log probabilities for a part that has ended are passed on late, with their positions: the writer
// decides. A second end of a part or message is left out. Everything else passes through at once.
//
// A stream that is strict already passes without copies or allocations, but for its finish. It is for one goroutine.
type Sequencer struct {
	emit       func(*pb.GenerateEvent) error
	origin     pb.Dialect
	candidates []*sequencedCandidate
	parts      map[place]*sequencedPart
	last       *sequencedPart      // of the last event about a part
	finishes   []*pb.GenerateEvent // the latest of each candidate, which wait for the end
	copier     copier
}

// stage is how far a message or part has come towards the consumer.
type stage uint8

const (
	unseen  stage = iota // its start has not come
	waiting              // it waits for its turn
	passing              // its turn: events pass through
	passed               // its end was emitted
)

type sequencedCandidate struct {
	index    int32
	messages []*sequencedMessage // all, as they were first heard of
	byIndex  map[int32]*sequencedMessage
	queue    []*sequencedMessage // not passed, in order of appearance
}

type sequencedMessage struct {
	candidate *sequencedCandidate
	place     place
	stage     stage
	ended     bool // its end has come
	start     *pb.GenerateEvent
	end       *pb.GenerateEvent
	queue     []*sequencedPart // not passed, in order of appearance
	early     []*sequencedPart // of which something came, in this order, but not their start
}

type sequencedPart struct {
	message *sequencedMessage
	place   place
	stage   stage
	ended   bool // its end has come, and waits
	events  eventBuffer
}

// NewSequencer gives a sequencer of one stream. Events that it emits are valid during the call only, and emit must not
// change them.
func NewSequencer(emit func(*pb.GenerateEvent) error) *Sequencer { return &Sequencer{emit: emit} }

// Push takes the next event of the loose form and emits the events of the strict form that it leads to. It returns the
// first error of emit, or a *Fault for an event that the loose form does not allow.
func (s *Sequencer) Push(ev *pb.GenerateEvent) error {
	if p := s.last; p != nil && p.stage == passing && p.place == placeOf(ev) {
		if f, _ := deltaOf(ev); f != noText {
			return s.emit(ev)
		}
	}
	switch c := ev.Event.(type) {
	case *pb.GenerateEvent_Start:
		s.origin = c.Start.GetOrigin()
	case *pb.GenerateEvent_MessageStart:
		return s.messageStart(ev)
	case *pb.GenerateEvent_MessageEnd:
		return s.messageEnd(ev)
	case *pb.GenerateEvent_Finish:
		return s.finish(ev)
	case *pb.GenerateEvent_End, *pb.GenerateEvent_Error:
		if err := s.flush(); err != nil {
			return err
		}
	default:
		if isOfPart(ev) {
			return s.partEvent(ev)
		}
	}
	return s.emit(ev)
}

// isOfPart reports whether an event is about a part.
func isOfPart(ev *pb.GenerateEvent) bool {
	switch ev.Event.(type) {
	case *pb.GenerateEvent_PartStart, *pb.GenerateEvent_PartEnd, *pb.GenerateEvent_Seal, *pb.GenerateEvent_Citation,
		*pb.GenerateEvent_Logprobs:
		return true
	}
	f, _ := deltaOf(ev)
	return f != noText
}

func (s *Sequencer) messageStart(ev *pb.GenerateEvent) error {
	m := s.message(ev)
	if m.stage != unseen {
		return misplaced(ev, "a message starts again, or after its parts")
	}
	if len(m.candidate.queue) == 0 {
		m.enqueue()
		m.stage = passing
		return s.emit(ev)
	}
	m.enqueue()
	var err error
	m.start, err = s.copyOf(ev)
	return err
}

func (s *Sequencer) messageEnd(ev *pb.GenerateEvent) error {
	m := s.message(ev)
	if m.ended {
		return nil
	}
	m.ended = true
	if m.stage == unseen {
		m.enqueue()
	}
	if err := s.beginEarly(m); err != nil {
		return err
	}
	m.end = ev
	err := s.advance(m.candidate)
	if err == nil && m.stage != passed {
		m.end, err = s.copyOf(ev)
	}
	return err
}

func (s *Sequencer) finish(ev *pb.GenerateEvent) error {
	kept, err := s.copyOf(ev)
	for i, f := range s.finishes {
		if f.Candidate == ev.Candidate {
			kept.Extensions = joinExtensions(f.Extensions, kept.Extensions)
			if kept.GetFinish() != nil {
				kept.GetFinish().Extensions = joinExtensions(f.GetFinish().GetExtensions(), kept.GetFinish().Extensions)
			}
			s.finishes[i] = kept
			return err
		}
	}
	s.finishes = append(s.finishes, kept)
	return err
}

// partEvent passes an event about a part on, or keeps it until its part's turn.
func (s *Sequencer) partEvent(ev *pb.GenerateEvent) error {
	p := s.part(ev)
	_, ends := ev.Event.(*pb.GenerateEvent_PartEnd)
	switch {
	case p.stage == passed:
		return s.late(ev)
	case p.stage == passing && ends:
		if err := s.emit(ev); err != nil {
			return err
		}
		s.pass(p)
		return s.advance(p.message.candidate)
	case p.stage == passing:
		return s.emit(ev)
	case p.ended && !isLate(ev):
		return misplaced(ev, "something of a part after its end")
	case p.stage == unseen:
		return s.firstOf(p, ev)
	}
	p.ended = p.ended || ends
	return p.events.add(ev, &s.copier)
}

// firstOf takes an event of a part that has not started.
func (s *Sequencer) firstOf(p *sequencedPart, ev *pb.GenerateEvent) error {
	m := p.message
	_, starts := ev.Event.(*pb.GenerateEvent_PartStart)
	_, ends := ev.Event.(*pb.GenerateEvent_PartEnd)
	f, _ := deltaOf(ev)
	if !starts && f == noText {
		// Something about a part that nobody has begun, or its mere end: it waits for the beginning.
		if m.ended {
			return misplaced(ev, "something about a part that never came")
		}
		if p.events.empty() {
			m.early = append(m.early, p)
		}
		p.ended = p.ended || ends
		return p.events.add(ev, &s.copier)
	}
	if m.ended {
		return misplaced(ev, "a part starts after the end of its message")
	}
	if starts && m.stage == passing && len(m.queue) == 0 && p.events.empty() {
		m.queue = append(m.queue, p)
		p.stage = passing
		return s.emit(ev)
	}
	if m.stage == unseen {
		m.enqueue()
	}
	m.queue = append(m.queue, p)
	p.stage = waiting
	if err := p.events.start(p.place, ev, &s.copier); err != nil {
		return err
	}
	return s.advance(m.candidate)
}

// late takes an event of a part whose end was emitted.
func (s *Sequencer) late(ev *pb.GenerateEvent) error {
	if isLate(ev) {
		return s.emit(ev)
	}
	if _, again := ev.Event.(*pb.GenerateEvent_PartEnd); again {
		return nil
	}
	return misplaced(ev, "something of a part after its end")
}

// isLate reports whether an event may come after the end of its part.
func isLate(ev *pb.GenerateEvent) bool {
	switch ev.Event.(type) {
	case *pb.GenerateEvent_Seal, *pb.GenerateEvent_Citation, *pb.GenerateEvent_Logprobs:
		return true
	}
	return false
}

// copyOf gives a copy of an event that waits.
func (s *Sequencer) copyOf(ev *pb.GenerateEvent) (*pb.GenerateEvent, error) {
	kept := &pb.GenerateEvent{}
	err := s.copier.copy(kept, ev)
	kept.More = false
	return kept, err
}
