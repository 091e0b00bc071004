package gemini

import (
	"slices"
	"strings"

	"google.golang.org/protobuf/proto"

	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// nativeWriter writes the events of a stream that Gemini made: the events of one frame become one chunk again. It also
// takes the strict form, in which every event is a frame of its own.
type nativeWriter struct {
	*writer
	// inFrame says that the frame goes on.
	inFrame bool
	// held is a part of candidate heldNumber that is not text: it is written when it ends.
	held       *pb.Part
	heldNumber int32
	// seal is a signature that came before the piece of text that it is written with, or stands alone.
	seal *pb.Part
	// kinds says for each candidate what kind of text its latest part was.
	kinds map[int32]runKind
	// seen are all candidates, open those that have not finished.
	seen, open []int32
	counted    counted
}

// event is the state of a running stream.
func (n *nativeWriter) event(ev *pb.GenerateEvent) error {
	if !n.inFrame && len(ev.Frame) > 0 {
		n.chunk.keep("", ev.Frame)
	}
	n.inFrame = ev.More
	counts := !ev.More && ev.GetUsage() != nil
	learns := counts && n.counted.begun
	n.counted.begun = false
	switch {
	case n.counted.open && counts:
		n.endCounted(ev.GetUsage())
		return nil
	case n.counted.open:
		n.reopenCounted()
	case n.plain(ev):
		return nil
	}
	switch e := ev.Event.(type) {
	case *pb.GenerateEvent_TextDelta:
		n.text(ev, e.TextDelta, false)
	case *pb.GenerateEvent_ReasoningDelta:
		n.text(ev, e.ReasoningDelta, true)
	case *pb.GenerateEvent_Usage:
		n.releaseSeal()
		n.chunk.usage(e.Usage, nil)
	case *pb.GenerateEvent_Error:
		n.failed(e.Error)
		return nil
	case *pb.GenerateEvent_End:
		n.finishAll()
		n.ended()
		return nil
	default:
		n.other(ev)
	}
	if !ev.More && n.held == nil {
		n.releaseSeal()
		n.flush()
		if learns {
			n.learnCounted()
		}
	}
	return nil
}

// plain writes a piece of text that nothing stands beside but perhaps token counts after it; false, and it writes nothing, for any
// other event and where the chunk is not like one before.
func (n *nativeWriter) plain(ev *pb.GenerateEvent) bool {
	text, _ := piece(ev)
	if text == "" || len(ev.Extensions) > 0 || n.held != nil || n.seal != nil || n.chunk.place != outsideChunk || len(n.chunk.exts) > 0 {
		return false
	}
	thought := ev.GetReasoningDelta() != ""
	if ev.More {
		return n.beginCounted(pieceKey{ev.Candidate, thought}, text)
	}
	n.piece(ev.Candidate, text, thought)
	return true
}

// text writes a piece of text, with the signature that came before it.
func (n *nativeWriter) text(ev *pb.GenerateEvent, text string, thought bool) {
	if n.seal == nil {
		n.chunk.text(ev.Candidate, text, thought, ev.Extensions)
		return
	}
	if thought {
		n.seal.Content = &pb.Part_Reasoning{Reasoning: &pb.ReasoningContent{Text: text}}
	} else {
		n.seal.Content = &pb.Part_Text{Text: &pb.Text{Text: text}}
	}
	n.releaseSeal()
}

// other takes the events that are rarer than deltas.
func (n *nativeWriter) other(ev *pb.GenerateEvent) {
	c := &n.chunk
	switch e := ev.Event.(type) {
	case *pb.GenerateEvent_Start:
		start := proto.CloneOf(e.Start)
		c.setHead(head{model: start.Model, id: start.Id, exts: start.Extensions, shape: parseShape(start.Extensions)})
	case *pb.GenerateEvent_Update:
		n.update(e.Update)
	case *pb.GenerateEvent_MessageStart:
		c.keep(atCandidate(ev.Candidate)+"/content", e.MessageStart.Extensions)
		n.opened(ev.Candidate)
	case *pb.GenerateEvent_PartStart:
		n.partStart(ev, e.PartStart)
	case *pb.GenerateEvent_ArgumentsDelta:
		if call := n.held.GetToolCall(); call != nil {
			call.ArgumentsJson = canon.Grow(call.ArgumentsJson, e.ArgumentsDelta)
		}
	case *pb.GenerateEvent_DataDelta:
		if m := n.held.GetMedia(); m != nil {
			m.Source = &pb.Media_Data{Data: canon.Grow(m.GetData(), e.DataDelta)}
		}
	case *pb.GenerateEvent_Seal:
		n.signed(ev, e.Seal)
	case *pb.GenerateEvent_PartEnd:
		n.releaseSeal()
		n.release()
	case *pb.GenerateEvent_Logprobs:
		c.logprobs(ev.Candidate, e.Logprobs.Tokens)
	case *pb.GenerateEvent_Finish:
		n.releaseSeal()
		n.opened(ev.Candidate)
		n.open = slices.DeleteFunc(n.open, func(number int32) bool { return number == ev.Candidate })
		c.finish(ev.Candidate, e.Finish)
	case *pb.GenerateEvent_PromptBlock:
		c.feedback(e.PromptBlock)
	}
}

// partStart writes the first piece of a text, and holds any other part whose text is not written as it came.
func (n *nativeWriter) partStart(ev *pb.GenerateEvent, p *pb.Part) {
	if isHidden(p) {
		n.ran(ev.Candidate, noRun, nil)
		return
	}
	if !n.chunk.enterParts(ev.Candidate) {
		return
	}
	kind := runOf(p)
	if kind != noRun && kind == n.kinds[ev.Candidate] && n.chunk.parts == 0 {
		// Only the first part of a chunk goes on with the text before it.
		n.chunk.text(ev.Candidate, "", kind == thoughtRunning, nil)
	}
	n.ran(ev.Candidate, kind, p.Seal)
	if kind != noRun {
		n.chunk.part(ev.Candidate, p)
		return
	}
	n.held, n.heldNumber = proto.CloneOf(p), ev.Candidate
}

// ran remembers what kind of text a candidate's latest part was. Nothing goes on with a signed one.
func (n *nativeWriter) ran(number int32, kind runKind, seal *pb.Seal) {
	if seal != nil {
		kind = noRun
	}
	if n.kinds == nil {
		n.kinds = map[int32]runKind{}
	}
	n.kinds[number] = kind
}

// runOf tells what kind of text a part is. A part that has no text at all is none.
func runOf(p *pb.Part) runKind {
	_, empty := jsonx.Get(canon.Own(p.Extensions, own, ""), "text")
	switch {
	case empty:
		return noRun
	case p.GetText() != nil:
		return textRunning
	case p.GetReasoning() != nil:
		return thoughtRunning
	}
	return noRun
}

// signed takes the signature of a part. No text goes on after it.
func (n *nativeWriter) signed(ev *pb.GenerateEvent, seal *pb.Seal) {
	if seal.GetIssuer() != own && len(ev.Extensions) == 0 {
		return // the part that carried it keeps its envelope
	}
	thinking := n.kinds[ev.Candidate] == thoughtRunning
	n.ran(ev.Candidate, noRun, nil)
	if n.held != nil {
		n.held.Seal = proto.CloneOf(seal)
		return
	}
	n.heldNumber = ev.Candidate
	n.seal = &pb.Part{Seal: proto.CloneOf(seal), Content: &pb.Part_Text{Text: &pb.Text{}}}
	if thinking {
		n.seal.Content = &pb.Part_Reasoning{Reasoning: &pb.ReasoningContent{}}
	}
	for _, e := range ev.Extensions {
		n.seal.Extensions = append(n.seal.Extensions, proto.CloneOf(e))
	}
}

// releaseSeal writes a signature that no text followed.
func (n *nativeWriter) releaseSeal() {
	if n.seal != nil {
		n.chunk.part(n.heldNumber, n.seal)
		n.seal = nil
	}
}

// release writes the part that waited for its end.
func (n *nativeWriter) release() {
	if n.held != nil {
		n.chunk.part(n.heldNumber, n.held)
		n.held = nil
	}
}

// update takes what became known of the answer or of its candidates.
func (n *nativeWriter) update(u *pb.GenerateResponse) {
	c := &n.chunk
	n.stencil.Forget()
	n.counted.known = false
	if u.Model != "" {
		c.head.model = strings.Clone(u.Model)
	}
	if u.Id != "" {
		c.head.id = strings.Clone(u.Id)
	}
	c.keep("", u.Extensions)
	for _, candidate := range u.Candidates {
		n.opened(candidate.Index)
		c.keep(atCandidate(candidate.Index), candidate.Extensions)
	}
}

// opened remembers a candidate until it finishes.
func (n *nativeWriter) opened(number int32) {
	if !slices.Contains(n.seen, number) {
		n.seen, n.open = append(n.seen, number), append(n.open, number)
	}
}

// finishAll gives the candidates that a whole answer left without a reason one that says nothing: a stream without any
// would be a cut one.
func (n *nativeWriter) finishAll() {
	if len(n.open) == 0 {
		return
	}
	for _, number := range n.open {
		n.chunk.finish(number, &pb.Finish{Raw: finishNumbers[0]})
	}
	n.flush()
}
