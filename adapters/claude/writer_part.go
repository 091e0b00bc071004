package claude

import (
	"strings"

	"google.golang.org/protobuf/proto"

	"github.com/interlingua/interlingua/adapters/canon"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// strictPart is the part that is open in the strict form.
type strictPart struct {
	// part is what is known of it.
	part *pb.Part
	path string
	// open says that its block was started. It waits for the first thing that the block has to say.
	open bool
	// thought is the reasoning so far, and sub the summary that it stands in: an envelope needs them whole.
	thought strings.Builder
	sub     int32
	// call is the call as it was written.
	call *pb.ToolCall
	// late says that its seal came when its block was open.
	late bool
	// wrapped says that the arguments wrap the free text of a custom tool.
	wrapped bool
	// object says that the arguments began as an object. Until they do, and for ever where they are something else, they
	// are held.
	object bool
	held   strings.Builder
}

// partStart notes what a part is. Its block starts with the first thing that it says: by then the seal of a call is known,
// which has to stand before it.
func (s *strict) partStart(ev *pb.GenerateEvent, p *pb.Part) {
	s.part = strictPart{part: proto.CloneOf(p), path: eventPath(ev)}
	switch c := p.Content.(type) {
	case *pb.Part_Text:
		s.text(c.Text.Text)
		for _, citation := range c.Text.Citations {
			s.citation(ev, citation)
		}
	case *pb.Part_Refusal:
		s.text(c.Refusal.Text)
	case *pb.Part_Compaction:
		s.text(c.Compaction.Text)
	case *pb.Part_Reasoning:
		for i, summary := range c.Reasoning.Summaries {
			s.summary(int32(i), summary)
		}
		s.thought(c.Reasoning.Text)
	}
}

// eventPath is the canonical path of the part that an event is about.
func eventPath(ev *pb.GenerateEvent) string {
	return canon.Path("candidates", int(ev.Candidate), "messages", int(ev.Message), "parts", int(ev.Part))
}

// text writes a piece of text.
func (s *strict) text(text string) {
	if text == "" {
		return
	}
	if s.own && s.part.part.GetCompaction() != nil {
		// It has one delta, at its end.
		s.part.thought.WriteString(text)
		return
	}
	if !s.part.open {
		s.openText()
	}
	s.delta(s.index, deltaText, text)
}

func (s *strict) openText() {
	if p := s.part.part; p != nil && p.Seal != nil && p.Seal.Issuer != dialect {
		s.carry(p)
		p.Seal = nil
	}
	block := textPart("")
	if s.own && s.part.part != nil {
		block.Extensions = s.part.part.Extensions
	}
	s.openBlock(block)
	s.part.open = true
}

// thought writes a piece of reasoning.
func (s *strict) thought(text string) {
	if text == "" {
		return
	}
	s.openThought()
	s.part.thought.WriteString(text)
	s.delta(s.index, deltaThinking, text)
}

func (s *strict) openThought() {
	if s.part.open {
		return
	}
	s.part.open = true
	block := &pb.Part{Content: &pb.Part_Reasoning{Reasoning: &pb.ReasoningContent{}}}
	if s.own {
		block.Extensions = s.part.part.GetExtensions()
	}
	s.openBlock(block)
}

// summary writes a piece of a summary: summaries are paragraphs of one thinking block.
func (s *strict) summary(sub int32, text string) {
	r := s.part.part.GetReasoning()
	for r != nil && len(r.Summaries) <= int(sub) {
		r.Summaries = append(r.Summaries, "")
	}
	if r != nil {
		r.Summaries[sub] = canon.Grow(r.Summaries[sub], text)
	}
	if sub != s.part.sub && s.part.open && text != "" {
		s.delta(s.index, deltaThinking, "\n\n")
	}
	if text == "" {
		return
	}
	s.part.sub = sub
	s.openThought()
	s.delta(s.index, deltaThinking, text)
}

// seal takes the provider state of a part. One that comes after its part has ended comes too late.
func (s *strict) seal(ev *pb.GenerateEvent, seal *pb.Seal) {
	p := s.part.part
	if p == nil || s.part.path != eventPath(ev) {
		s.losses.Withhold(eventPath(ev)+"/seal", "it came after the part that it belongs to")
		return
	}
	p.Seal = proto.CloneOf(seal)
	s.part.late = s.part.open
}

// citation writes a source of the open text.
func (s *strict) citation(ev *pb.GenerateEvent, c *pb.Citation) {
	if s.part.part == nil || s.part.path != eventPath(ev) || s.part.part.GetText() == nil {
		s.losses.Drop(eventPath(ev)+"/text/citations", pb.LossClass_LOSS_CLASS_CITATIONS, "it came after the text that it supports")
		return
	}
	if !s.own {
		if c.Url == "" {
			s.losses.Drop(eventPath(ev)+"/text/citations", pb.LossClass_LOSS_CLASS_CITATIONS, noAddress)
			return
		}
		c = citationOf(c)
	}
	if !s.part.open {
		s.openText()
	}
	o := s.writer.begin(eventBlockDelta, "")
	o.Int("index", int64(s.index))
	if d, ok := o.Object("delta", ""); ok {
		d.Str("type", deltaCitation)
		if d.Key("citation") {
			writeCitation(s.json, c)
		}
		d.End()
	}
	s.end(o)
}

// partEnd ends the block of a part, and writes those parts that have no deltas.
func (s *strict) partEnd(end *pb.Part) {
	p := s.part.part
	if p == nil {
		return
	}
	switch p.Content.(type) {
	case *pb.Part_ToolCall:
		s.openCall()
		if p.GetToolCall().Kind == pb.ToolKind_TOOL_KIND_CUSTOM {
			s.input("")
			s.delta(s.index, deltaArguments, `"}`)
		}
		s.endArguments()
	case *pb.Part_Reasoning:
		s.endThought(p, end)
	case *pb.Part_Compaction:
		if s.own {
			s.compaction(p)
		}
	case *pb.Part_Opaque:
		if end.GetOpaque() != nil {
			p = end
		}
		if s.own {
			s.wholeBlock(p)
		}
	}
	if s.part.open {
		s.closeBlock()
	}
	switch {
	case p.GetText() != nil && p.Seal != nil && p.Seal.Issuer != dialect:
		s.carryBehind(p.Seal)
	case s.part.late && s.part.call != nil:
		// The entry of a call may also come behind it.
		s.carryCall(p.Seal)
	}
	s.part = strictPart{}
}

// carryBehind lets an empty thinking block carry the seal of a text that was given already, or says that it may not.
func (s *strict) carryBehind(seal *pb.Seal) {
	if wantsTextLast(s.x) {
		s.losses.Withhold(s.part.path+"/seal", "it came after the text, behind which this client takes no block")
		return
	}
	s.carryEntry(canon.LateEntry(seal))
}

// endThought signs a thinking block: with the upstream's own signature, or with an envelope.
func (s *strict) endThought(p, end *pb.Part) {
	if end.GetSeal() != nil {
		p.Seal = end.Seal
	}
	if p.Seal == nil {
		return
	}
	r := p.GetReasoning()
	if p.Seal.Issuer == dialect && r.Redacted {
		s.wholeBlock(&pb.Part{Content: p.Content, Seal: p.Seal, Extensions: p.Extensions})
		return
	}
	signature := p.Seal.Data
	if p.Seal.Issuer != dialect {
		r.Text = s.part.thought.String()
		signature = envelope(s.x, []*pb.Part{canon.SealEntry(p)})
	}
	s.openThought()
	s.delta(s.index, deltaSignature, signature)
}

// compaction writes a compaction of this dialect's own.
func (s *strict) compaction(p *pb.Part) {
	s.openBlock(&pb.Part{Content: &pb.Part_Compaction{Compaction: &pb.Compaction{}}, Extensions: p.Extensions})
	o := s.writer.begin(eventBlockDelta, "")
	o.Int("index", int64(s.index))
	if d, ok := o.Object("delta", ""); ok {
		d.Str("type", deltaCompaction)
		d.StrNonEmpty("content", s.part.thought.String())
		d.StrNonEmpty("encrypted_content", p.GetSeal().GetData())
		d.End()
	}
	s.end(o)
	s.closeBlock()
}
