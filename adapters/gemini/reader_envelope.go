package gemini

import (
	"slices"

	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// unsealedParts are the parts of a streamed candidate to which an envelope may still bring a seal.
type unsealedParts struct {
	thoughts []streamedThought
	texts    []int32
	calls    map[string]int32
	// waiting are seals of calls that are yet to come.
	waiting map[string]*pb.Seal
}

// streamedThought is a thought that was shown, by its number among the parts.
type streamedThought struct {
	number int32
	sealed bool
}

// thought finds a shown thought that has no seal yet: the one of a number among thoughts, else the first; nil for none.
func (u *unsealedParts) thought(number int) *streamedThought {
	if 0 < number && number < len(u.thoughts) && !u.thoughts[number].sealed {
		return &u.thoughts[number]
	}
	if i := slices.IndexFunc(u.thoughts, func(t streamedThought) bool { return !t.sealed }); i >= 0 {
		return &u.thoughts[i]
	}
	return nil
}

// note remembers a part that began without a seal, and gives a call the seal that waits for it.
func (u *unsealedParts) note(number int32, p *pb.Part) {
	if p.GetReasoning() != nil {
		u.thoughts = append(u.thoughts, streamedThought{number, p.Seal != nil})
	}
	if p.Seal != nil {
		return
	}
	switch c := p.Content.(type) {
	case *pb.Part_Text:
		u.texts = append(u.texts, number)
	case *pb.Part_ToolCall:
		if seal := u.waiting[c.ToolCall.CallId]; seal != nil {
			p.Seal = seal
			return
		}
		if u.calls == nil {
			u.calls = map[string]int32{}
		}
		u.calls[c.ToolCall.CallId] = number
	}
}

// unpack gives the events of what an envelope on a part held: a seal for each part that was shown before, and reasoning
// that was not shown as a part of its own. The carrier itself may get a seal.
func (c *chunkReader) unpack(s *candidateReader, carrier *pb.Part) {
	u := &s.unsealed
	for _, e := range c.dec.packed {
		var shown *streamedThought
		if isReadable(e) {
			shown = u.thought(noted(e, thoughtNote))
		}
		e.Extensions = nil
		switch {
		case shown != nil:
			c.seal(s, shown.number, e.Seal)
			shown.sealed = true
		case e.GetReasoning() != nil:
			c.closeRun(s)
			s.part++
			markPacked(e)
			c.partEvent(s, &pb.GenerateEvent{Event: &pb.GenerateEvent_PartStart{PartStart: e}})
			c.partEvent(s, &pb.GenerateEvent{Event: &pb.GenerateEvent_PartEnd{PartEnd: &pb.Part{}}})
		case e.GetToolCall() != nil:
			c.sealCall(s, carrier, e)
		case len(u.texts) > 0:
			c.seal(s, u.texts[0], e.Seal)
			u.texts = u.texts[1:]
		}
	}
	c.dec.packed = nil
}

// sealCall gives the seal of a call to the carrier, to an earlier call, or to one that is yet to come.
func (c *chunkReader) sealCall(s *candidateReader, carrier, e *pb.Part) {
	id := e.GetToolCall().CallId
	number, known := s.unsealed.calls[id]
	switch {
	case carrier.GetToolCall().GetCallId() == id:
		carrier.Seal = e.Seal
	case known:
		c.seal(s, number, e.Seal)
		delete(s.unsealed.calls, id)
	default:
		if s.unsealed.waiting == nil {
			s.unsealed.waiting = map[string]*pb.Seal{}
		}
		s.unsealed.waiting[id] = e.Seal
	}
}

// seal gives a part that was shown before its seal.
func (c *chunkReader) seal(s *candidateReader, number int32, seal *pb.Seal) {
	c.add(&pb.GenerateEvent{Candidate: s.number, Part: number, Event: &pb.GenerateEvent_Seal{Seal: seal}})
}
