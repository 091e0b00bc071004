package gemini

import (
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// part gives the events of one wire part. The first of a chunk goes on with the text that the chunk before it ended with,
// if it is of the same kind and that was not signed: a stream's last piece often brings the signature of all of them.
// Everything else is a part of its own.
func (c *chunkReader) part(s *candidateReader, in *wirePart, first bool) {
	if c.partialCall(s, in) {
		return
	}
	kind := noRun
	if in.data == "text" && in.text.Set {
		kind = textRunning
		if in.thought.V {
			kind = thoughtRunning
		}
	}
	p := c.dec.part(in)
	if c.dec.packed != nil {
		c.unpack(s, p)
	}
	if first && kind != noRun && kind == s.kind {
		c.goOn(s, in, p)
		return
	}
	c.closeRun(s)
	if p.Seal != nil {
		kind = noRun
	}
	s.part++
	s.kind = kind
	if text := p.GetText(); text != nil {
		s.text.begin(s.part, text.Text)
	}
	s.unsealed.note(s.part, p)
	call := p.GetToolCall()
	if call == nil {
		c.partEvent(s, &pb.GenerateEvent{Event: &pb.GenerateEvent_PartStart{PartStart: p}})
		if kind == noRun {
			c.partEvent(s, &pb.GenerateEvent{Event: &pb.GenerateEvent_PartEnd{PartEnd: &pb.Part{}}})
		}
		return
	}
	s.calls = true
	c.call(s, p, call)
}

// goOn gives the events of a piece of the running text. A signature comes before the text of its piece, and alone where
// there is no such text.
func (c *chunkReader) goOn(s *candidateReader, in *wirePart, p *pb.Part) {
	exts := p.Extensions
	if p.Seal != nil {
		c.partEvent(s, &pb.GenerateEvent{Event: &pb.GenerateEvent_Seal{Seal: p.Seal}, Extensions: exts})
		exts = nil
	}
	switch text := in.text.V; {
	case p.Seal != nil && text == "":
	case s.kind == textRunning:
		s.text.grow(text)
		c.partEvent(s, &pb.GenerateEvent{Event: &pb.GenerateEvent_TextDelta{TextDelta: text}, Extensions: exts})
	default:
		c.partEvent(s, &pb.GenerateEvent{Event: &pb.GenerateEvent_ReasoningDelta{ReasoningDelta: text}, Extensions: exts})
	}
	if p.Seal != nil {
		c.closeRun(s)
	}
}

// partEvent appends an event about the latest part.
func (c *chunkReader) partEvent(s *candidateReader, ev *pb.GenerateEvent) {
	ev.Candidate, ev.Part = s.number, s.part
	c.add(ev)
}

// closeRun ends a text that may not go on.
func (c *chunkReader) closeRun(s *candidateReader) {
	if s.kind != noRun {
		c.partEvent(s, &pb.GenerateEvent{Event: &pb.GenerateEvent_PartEnd{PartEnd: &pb.Part{}}})
	}
	s.kind = noRun
}

// call gives the events of a whole call.
func (c *chunkReader) call(s *candidateReader, p *pb.Part, call *pb.ToolCall) {
	arguments, input := call.ArgumentsJson, call.Input
	call.ArgumentsJson, call.Input = "", ""
	c.partEvent(s, &pb.GenerateEvent{Event: &pb.GenerateEvent_PartStart{PartStart: p}})
	if input != "" {
		c.partEvent(s, &pb.GenerateEvent{Event: &pb.GenerateEvent_InputDelta{InputDelta: input}})
	}
	if arguments != "" {
		c.partEvent(s, &pb.GenerateEvent{Event: &pb.GenerateEvent_ArgumentsDelta{ArgumentsDelta: arguments}})
	}
	c.partEvent(s, &pb.GenerateEvent{Event: &pb.GenerateEvent_PartEnd{PartEnd: &pb.Part{}}})
}
