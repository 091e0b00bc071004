package canon

import pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"

// Grammar checks the order of a stream's events. The zero value checks the loose form, which readers emit:
//
//   - start comes once, before all but pings, extension events and an error;
//   - a message starts and ends at most once; its parts start, grow and end before its end, and start after its start;
//   - a part starts and ends at most once; deltas come between, each of the part's kind; parts may interleave;
//   - seals, citations, log probabilities, usage, updates, finishes, prompt blocks, pings and extension events come
//     anywhere after start, a finish also before later parts, but nothing for a part that did not start in its message;
//   - one end or error comes last; messages and parts may still be open.
//
// The strict form, which a Sequencer and Explode emit, asks more, for each candidate: every message starts before its parts
// and ends; one message and one part of it is open at a time; seals, citations and log probabilities come after the start
// of their part; a candidate finishes once, after its last message; nothing is open at the end or error.
//
// It is for one goroutine and does not allocate on a delta.
type Grammar struct {
	// Strict asks for the strict form.
	Strict bool

	phase      streamPhase
	parts      map[place]*grammarPart
	last       *grammarPart
	messages   map[place]*grammarMessage // part is 0
	candidates map[int32]*grammarCandidate
}

type streamPhase uint8

const (
	beforeStart streamPhase = iota
	running
	ended
)

type span uint8

const (
	unbegun span = iota
	begun
	over
)

type grammarPart struct {
	message *grammarMessage
	place   place
	span    span
	takes   uint16 // a bit for each text that its deltas may belong to
}

type grammarMessage struct{ span span }

// grammarCandidate is what is open in a candidate, for the strict form.
type grammarCandidate struct {
	message  *grammarMessage
	part     *grammarPart
	finished bool
}

// Check takes the next event. The error is a *Fault; after one, further checks mean nothing.
func (g *Grammar) Check(ev *pb.GenerateEvent) error {
	if ev.Candidate < 0 || ev.Message < 0 || ev.Part < 0 || ev.Sub < 0 {
		return misplaced(ev, "a position is negative")
	}
	if g.phase == ended {
		return misplaced(ev, "an event after the end")
	}
	if f, _ := deltaOf(ev); f != noText {
		return g.delta(ev, f)
	}
	return g.event(ev)
}

// Done reports whether the end or error came.
func (g *Grammar) Done() bool { return g.phase == ended }

func (g *Grammar) delta(ev *pb.GenerateEvent, f textField) error {
	p := g.last
	if p == nil || p.place != placeOf(ev) {
		p = g.parts[placeOf(ev)]
		g.last = p
	}
	switch {
	case p == nil || p.span != begun || p.message.span == over:
		return misplaced(ev, "a delta of a part that is not open")
	case p.takes&(1<<f) == 0:
		return misplaced(ev, "a delta is of another kind than its part")
	case g.Strict && g.candidates[ev.Candidate].part != p:
		return misplaced(ev, "a delta of a part while another one is open")
	}
	return nil
}

func (g *Grammar) event(ev *pb.GenerateEvent) error {
	switch c := ev.Event.(type) {
	case *pb.GenerateEvent_Ping, *pb.GenerateEvent_Extension:
		return nil
	case *pb.GenerateEvent_Start:
		if g.phase != beforeStart {
			return misplaced(ev, "a second start")
		}
		g.phase = running
		return nil
	case *pb.GenerateEvent_Error:
		return g.end(ev)
	case nil:
		return misplaced(ev, "an event that says nothing")
	default:
		if g.phase == beforeStart {
			return misplaced(ev, "an event before the start")
		}
		switch c := c.(type) {
		case *pb.GenerateEvent_MessageStart:
			return g.messageStart(ev)
		case *pb.GenerateEvent_MessageEnd:
			return g.messageEnd(ev)
		case *pb.GenerateEvent_PartStart:
			return g.partStart(ev, c.PartStart)
		case *pb.GenerateEvent_PartEnd:
			return g.partEnd(ev)
		case *pb.GenerateEvent_Seal, *pb.GenerateEvent_Citation, *pb.GenerateEvent_Logprobs:
			if known := g.parts[placeOf(ev)] != nil; !known && (g.Strict || g.message(ev).span == over) {
				return misplaced(ev, "something about a part that has not started, or never will")
			}
		case *pb.GenerateEvent_Finish:
			return g.finish(ev)
		case *pb.GenerateEvent_End:
			return g.end(ev)
		}
		return nil
	}
}

func (g *Grammar) messageStart(ev *pb.GenerateEvent) error {
	m, c := g.message(ev), g.candidate(ev)
	switch {
	case m.span != unbegun:
		return misplaced(ev, "a message starts again, or after its parts")
	case g.Strict && c.finished:
		return misplaced(ev, "a message after the finish")
	case g.Strict && c.message != nil:
		return misplaced(ev, "a message while another one is open")
	}
	m.span, c.message = begun, m
	return nil
}

func (g *Grammar) messageEnd(ev *pb.GenerateEvent) error {
	m, c := g.message(ev), g.candidate(ev)
	switch {
	case m.span == over:
		return misplaced(ev, "a message ends again")
	case g.Strict && (c.message != m || c.part != nil):
		return misplaced(ev, "a message ends that is not open, or whose part is open")
	}
	m.span, c.message = over, nil
	return nil
}

func (g *Grammar) partStart(ev *pb.GenerateEvent, p *pb.Part) error {
	m, c := g.message(ev), g.candidate(ev)
	switch {
	case g.parts[placeOf(ev)] != nil:
		return misplaced(ev, "a part starts again")
	case m.span == over:
		return misplaced(ev, "a part starts after the end of its message")
	case g.Strict && (c.message != m || c.part != nil):
		return misplaced(ev, "a part starts outside its message, or while another one is open")
	}
	m.span = begun
	started := &grammarPart{message: m, place: placeOf(ev), span: begun}
	for f := noText + 1; f <= dataText; f++ {
		if f.fits(p) {
			started.takes |= 1 << f
		}
	}
	if g.parts == nil {
		g.parts = map[place]*grammarPart{}
	}
	g.parts[started.place] = started
	c.part = started
	return nil
}

func (g *Grammar) partEnd(ev *pb.GenerateEvent) error {
	p, c := g.parts[placeOf(ev)], g.candidate(ev)
	switch {
	case p == nil || p.span != begun || p.message.span == over:
		return misplaced(ev, "a part ends that is not open")
	case g.Strict && c.part != p:
		return misplaced(ev, "a part ends while another one is open")
	}
	p.span, c.part = over, nil
	return nil
}

func (g *Grammar) finish(ev *pb.GenerateEvent) error {
	c := g.candidate(ev)
	if g.Strict && (c.finished || c.message != nil) {
		return misplaced(ev, "a candidate finishes again, or while a message is open")
	}
	c.finished = true
	return nil
}

func (g *Grammar) end(ev *pb.GenerateEvent) error {
	g.phase = ended
	for _, c := range g.candidates {
		if g.Strict && c.message != nil {
			return misplaced(ev, "the end comes while a message is open")
		}
	}
	return nil
}

func (g *Grammar) message(ev *pb.GenerateEvent) *grammarMessage {
	at := place{ev.Candidate, ev.Message, 0}
	m := g.messages[at]
	if m == nil {
		if g.messages == nil {
			g.messages = map[place]*grammarMessage{}
		}
		m = &grammarMessage{}
		g.messages[at] = m
	}
	return m
}

func (g *Grammar) candidate(ev *pb.GenerateEvent) *grammarCandidate {
	c := g.candidates[ev.Candidate]
	if c == nil {
		if g.candidates == nil {
			g.candidates = map[int32]*grammarCandidate{}
		}
		c = &grammarCandidate{}
		g.candidates[ev.Candidate] = c
	}
	return c
}
