package responses

import (
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// piece is a kind of text that grows by deltas, or what stands in its place.
type piece uint8

// The kinds of text. An opaque part has none.
const (
	noPiece piece = iota
	textPiece
	refusalPiece
	argumentsPiece
	inputPiece
	summaryPiece
	thoughtPiece
	opaquePiece
)

// piecesOf are the texts that frames with deltas and whole texts are about.
var piecesOf = map[string]piece{
	frameTextDelta: textPiece, frameTextDone: textPiece,
	frameRefusalDelta: refusalPiece, frameRefusalDone: refusalPiece,
	frameArgumentsDelta: argumentsPiece, frameArgumentsDone: argumentsPiece,
	frameInputDelta: inputPiece, frameInputDone: inputPiece,
	frameSummaryDelta: summaryPiece, frameSummaryDone: summaryPiece,
	frameThoughtDelta: thoughtPiece, frameThoughtDone: thoughtPiece,
	frameOpenThoughtDelta: thoughtPiece, frameOpenThoughtDone: thoughtPiece,
}

// usualDelta is the type of the frame with a delta of a text.
var usualDelta = [...]string{
	noPiece: "", opaquePiece: "", textPiece: frameTextDelta, refusalPiece: frameRefusalDelta, argumentsPiece: frameArgumentsDelta,
	inputPiece: frameInputDelta, summaryPiece: frameSummaryDelta, thoughtPiece: frameThoughtDelta,
}

// pieces are the wrappers of deltas, used again for each.
type pieces struct {
	text      pb.GenerateEvent_TextDelta
	refusal   pb.GenerateEvent_RefusalDelta
	arguments pb.GenerateEvent_ArgumentsDelta
	input     pb.GenerateEvent_InputDelta
	summary   pb.GenerateEvent_SummaryDelta
	thought   pb.GenerateEvent_ReasoningDelta
}

// set makes an event a delta.
func (p *pieces) set(ev *pb.GenerateEvent, kind piece, s string) {
	switch kind {
	case textPiece:
		p.text.TextDelta = s
		ev.Event = &p.text
	case refusalPiece:
		p.refusal.RefusalDelta = s
		ev.Event = &p.refusal
	case argumentsPiece:
		p.arguments.ArgumentsDelta = s
		ev.Event = &p.arguments
	case inputPiece:
		p.input.InputDelta = s
		ev.Event = &p.input
	case summaryPiece:
		p.summary.SummaryDelta = s
		ev.Event = &p.summary
	case thoughtPiece:
		p.thought.ReasoningDelta = s
		ev.Event = &p.thought
	}
}

// plainDelta gives the event of a delta of a part that is open, without allocating; false for all else.
func (r *reader) plainDelta() bool {
	f := &r.frame
	kind := piecesOf[f.typ]
	if kind == noPiece || f.typ != r.name || f.typ != usualDelta[kind] || f.untyped || !bare(f.logprobs) {
		return false
	}
	it := r.item()
	if it == nil {
		return false
	}
	p := it.part(f)
	if p == nil || p.stage != partOpen || !p.takes(kind) {
		return false
	}
	p.grow(kind, f, len(f.delta))
	ev := &r.delta
	ev.Message, ev.Part, ev.Sub = it.position, p.position, sub(f, kind)
	r.pieces.set(ev, kind, f.delta)
	r.main.MembersJson = f.rest.String()
	ev.Frame = r.frames
	r.aside(ev)
	r.template.learn(r, p, kind)
	return true
}

// bare reports whether a list of log probabilities says nothing.
func bare(logprobs string) bool { return logprobs == "" || logprobs == "[]" || logprobs == "null" }

// sub is the position of a summary.
func sub(f *frame, kind piece) int32 {
	if kind == summaryPiece && f.summary > 0 {
		return f.summary
	}
	return 0
}

// firstDelta takes a delta that is not plain: of a part that has not begun, with log probabilities, or of another
// spelling.
func (r *reader) firstDelta() error {
	f := &r.frame
	kind := piecesOf[f.typ]
	it := r.item()
	if !f.hasDelta || it == nil && f.output < 0 {
		r.opaque()
		return nil
	}
	it, p := r.ensure(it, kind)
	if p == nil {
		r.opaque()
		return nil
	}
	p.grow(kind, f, len(f.delta))
	if kind == textPiece && !bare(f.logprobs) {
		if err := r.logprobs(it, p); err != nil {
			return err
		}
	}
	r.emit(r.deltaOf(it, p, kind, sub(f, kind), f.delta))
	return nil
}

// deltaOf gives a new event of a delta.
func (r *reader) deltaOf(it *openItem, p *openPart, kind piece, sub int32, s string) *pb.GenerateEvent {
	ev := &pb.GenerateEvent{Message: it.position, Part: p.position, Sub: sub}
	new(pieces).set(ev, kind, s)
	return ev
}

// logprobs gives the log probabilities that stand beside a delta.
func (r *reader) logprobs(it *openItem, p *openPart) error {
	var l list[wireLogprob]
	if err := jsonx.Unmarshal([]byte(r.frame.logprobs), &l); err != nil {
		return badFrame(err)
	}
	tokens := make([]*pb.Logprob, len(l.Items))
	for i := range l.Items {
		tokens[i] = l.Items[i].decode(true)
	}
	r.more(&pb.GenerateEvent{
		Message: it.position, Part: p.position,
		Event: &pb.GenerateEvent_Logprobs{Logprobs: &pb.Logprobs{Tokens: tokens}},
	})
	return nil
}

// textDone takes the whole of a text. Where no delta of it came, it is the delta; the frame keeps it all the same.
func (r *reader) textDone() error {
	f := &r.frame
	kind := piecesOf[f.typ]
	it := r.item()
	full, _ := jsonx.Unquote(f.full)
	if full == "" || it == nil && f.output < 0 {
		r.opaque()
		return nil
	}
	if it != nil {
		if p := it.part(f); p != nil && (p.stage != partOpen || p.got(kind, f) > 0) {
			r.opaque()
			return nil
		}
	}
	it, p := r.ensure(it, kind)
	if p == nil {
		r.opaque()
		return nil
	}
	p.grow(kind, f, len(full))
	r.emit(r.deltaOf(it, p, kind, sub(f, kind), full))
	return nil
}
