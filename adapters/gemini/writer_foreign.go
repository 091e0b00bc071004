package gemini

import (
	"strings"

	"google.golang.org/protobuf/proto"

	"github.com/interlingua/interlingua/adapters/canon"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// foreignWriter writes the stream of another dialect. Text goes out piece by piece; calls and media when they are whole;
// finishes, sources and usage in the last chunk.
type foreignWriter struct {
	*writer
	answer     *answer
	sequencer  *canon.Sequencer
	candidates []*foreignCandidate
	usage      *pb.Usage
	tier       *string
	blocked    bool
}

func newForeignWriter(w *writer) *foreignWriter {
	f := &foreignWriter{writer: w, answer: newAnswer(w.x, nil)}
	f.sequencer = canon.NewSequencer(f.strict)
	return f
}

// event is the state of a running stream.
func (f *foreignWriter) event(ev *pb.GenerateEvent) error { return f.sequencer.Push(ev) }

// strict takes the events in strict form: one part of a candidate is open at a time.
func (f *foreignWriter) strict(ev *pb.GenerateEvent) error {
	switch e := ev.Event.(type) {
	case *pb.GenerateEvent_TextDelta:
		return f.text(ev.Candidate, e.TextDelta)
	case *pb.GenerateEvent_RefusalDelta:
		return f.text(ev.Candidate, e.RefusalDelta)
	case *pb.GenerateEvent_ReasoningDelta:
		f.thought(ev.Candidate, e.ReasoningDelta)
	case *pb.GenerateEvent_SummaryDelta:
		f.summary(ev.Candidate, ev.Sub, e.SummaryDelta)
	case *pb.GenerateEvent_ArgumentsDelta:
		f.candidate(ev.Candidate).pieces.WriteString(e.ArgumentsDelta)
	case *pb.GenerateEvent_InputDelta:
		f.candidate(ev.Candidate).pieces.WriteString(e.InputDelta)
	case *pb.GenerateEvent_DataDelta:
		f.candidate(ev.Candidate).pieces.WriteString(e.DataDelta)
	case *pb.GenerateEvent_PartStart:
		return f.partStart(ev, e.PartStart)
	case *pb.GenerateEvent_PartEnd:
		return f.partEnd(f.candidate(ev.Candidate), e.PartEnd)
	default:
		return f.other(ev)
	}
	return nil
}

// other takes the events that are about no text.
func (f *foreignWriter) other(ev *pb.GenerateEvent) error {
	switch e := ev.Event.(type) {
	case *pb.GenerateEvent_Start:
		f.chunk.setHead(head{model: strings.Clone(e.Start.Model), id: strings.Clone(e.Start.Id)})
		f.known(e.Start)
	case *pb.GenerateEvent_Update:
		f.known(e.Update)
	case *pb.GenerateEvent_Seal:
		f.candidate(ev.Candidate).sealed(ev, e.Seal)
	case *pb.GenerateEvent_Citation:
		c := f.candidate(ev.Candidate)
		c.citations = append(c.citations, citationAt{placeOf(ev), proto.CloneOf(e.Citation)})
	case *pb.GenerateEvent_Logprobs:
		c := f.candidate(ev.Candidate)
		c.tokens = append(c.tokens, proto.CloneOf(e.Logprobs).Tokens...)
	case *pb.GenerateEvent_Usage:
		f.count(e.Usage)
	case *pb.GenerateEvent_Finish:
		f.candidate(ev.Candidate).finish = proto.CloneOf(e.Finish)
	case *pb.GenerateEvent_PromptBlock:
		f.blocked = true
		f.chunk.feedback(f.answer.block(proto.CloneOf(e.PromptBlock)))
		f.flush()
	case *pb.GenerateEvent_Error:
		f.failed(e.Error)
	case *pb.GenerateEvent_End:
		f.known(e.End.GetResponse())
		return f.last()
	}
	return nil
}

// count takes token counts, each of which replaces what came before.
func (f *foreignWriter) count(u *pb.Usage) {
	if u != nil {
		f.usage = canon.MergeUsage(f.usage, u)
		f.usage.Extensions = nil
	}
}

// known takes what is said of the answer as a whole.
func (f *foreignWriter) known(r *pb.GenerateResponse) {
	f.count(r.GetUsage())
	if r.GetServiceTier() != "" {
		f.tier = f.answer.tier(proto.String(r.GetServiceTier()))
	}
	if f.chunk.head.model == "" {
		f.chunk.head.model = strings.Clone(r.GetModel())
		f.stencil.Forget()
	}
	if f.chunk.head.id == "" {
		f.chunk.head.id = strings.Clone(r.GetId())
		f.stencil.Forget()
	}
}

// text writes a piece of visible text. The first after seals carries them: whether a call will follow that could, no stream
// tells, and a client that joins the pieces of a text keeps what the first one says beside it.
func (f *foreignWriter) text(number int32, text string) error {
	if text == "" {
		return nil
	}
	c := f.candidate(number)
	if c.part.GetCompaction() != nil {
		return nil // its summary is no answer
	}
	c.transcript.grow(text)
	seal, err := c.seals.seal(c.seals.at.parts)
	if err != nil {
		return err
	}
	if c.fresh {
		c.fresh = false
		c.seals.at.parts++
	}
	f.piece(c, text, seal, false)
	return nil
}

// piece writes a piece of text in a chunk of its own. The first of a part that follows a part of the same kind comes second
// in its chunk, so that it does not go on with that.
func (f *foreignWriter) piece(c *foreignCandidate, text string, seal *pb.Seal, thought bool) {
	c.wrote = textRunning
	if thought {
		c.wrote = thoughtRunning
		if c.fresh {
			c.fresh = false
			c.seals.at.thoughts++
		}
	}
	if seal == nil && !c.apart {
		f.writer.piece(c.number, text, thought)
		return
	}
	if c.apart {
		f.chunk.text(c.number, "", thought, nil)
		c.apart = false
	}
	if seal == nil {
		f.chunk.text(c.number, text, thought, nil)
	} else {
		p := textPart(text)
		p.Seal = seal
		f.chunk.part(c.number, p)
	}
	f.flush()
}

// thought writes a piece of reasoning, and gathers it for its seal.
func (f *foreignWriter) thought(number int32, text string) {
	if text == "" {
		return
	}
	c := f.candidate(number)
	c.pieces.WriteString(text)
	f.piece(c, text, nil, true)
}

// summary writes a piece of a summary, apart from the text or summary before it.
func (f *foreignWriter) summary(number, sub int32, text string) {
	c := f.candidate(number)
	shown := text
	if int(sub) >= len(c.summaries) {
		if len(c.summaries) > 0 || c.pieces.Len() > 0 {
			shown = summaryBreak + text
		}
		for int(sub) >= len(c.summaries) {
			c.summaries = append(c.summaries, &strings.Builder{})
		}
	}
	c.summaries[sub].WriteString(text)
	if shown != "" {
		f.piece(c, shown, nil, true)
	}
}

// partStart begins a part; text in it is the first piece.
func (f *foreignWriter) partStart(ev *pb.GenerateEvent, p *pb.Part) error {
	c := f.candidate(ev.Candidate)
	c.begin(ev, p)
	switch content := p.Content.(type) {
	case *pb.Part_Text:
		return f.text(ev.Candidate, content.Text.Text)
	case *pb.Part_Refusal:
		return f.text(ev.Candidate, content.Refusal.Text)
	case *pb.Part_Reasoning:
		f.thought(ev.Candidate, content.Reasoning.Text)
		for i, s := range content.Reasoning.Summaries {
			f.summary(ev.Candidate, int32(i), s)
		}
	}
	return nil
}

// partEnd ends a part. What was held until it is whole is written.
func (f *foreignWriter) partEnd(c *foreignCandidate, end *pb.Part) error {
	p := c.complete(end)
	if p == nil {
		return nil
	}
	if p.GetCompaction() == nil {
		c.seals.add(p, c.stands)
	}
	if p.GetText() != nil && len(c.tokens) > 0 {
		f.chunk.logprobs(c.number, c.tokens)
		f.flush()
		c.tokens = nil
	}
	call := p.GetToolCall()
	switch {
	case call != nil:
		if _, exact := objectArguments(call); !exact {
			// It may have been cut: whether it was, the finish tells.
			c.doubtful = append(c.doubtful, p)
			return nil
		}
	case p.GetMedia() == nil:
		return nil
	}
	return f.whole(c, p)
}

// whole writes a whole part in a chunk of its own; the first call after seals carries them.
func (f *foreignWriter) whole(c *foreignCandidate, p *pb.Part) error {
	for _, out := range f.answer.part(p, "") {
		if out.GetToolCall() != nil && out.Seal == nil {
			seal, err := c.seals.seal(c.seals.at.parts)
			if err != nil {
				return err
			}
			out.Seal = seal
		}
		c.wrote = noRun
		c.seals.wrote(out)
		f.chunk.part(c.number, out)
		f.flush()
	}
	return nil
}

// candidate finds a candidate by its number.
func (f *foreignWriter) candidate(number int32) *foreignCandidate {
	for _, c := range f.candidates {
		if c.number == number {
			return c
		}
	}
	c := &foreignCandidate{number: number, seals: packer{sealer: f.x.Sealer}}
	f.candidates = append(f.candidates, c)
	return c
}
