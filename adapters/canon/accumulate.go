package canon

import (
	"strings"

	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// Accumulator builds the whole response that a stream stands for. It copies what it keeps, strings included, so that
// events may be reused; a text delta costs an amortised constant time and no allocation but for the growing text. It is for
// one goroutine.
//
// Candidates, messages and parts may come in any order, interleave and leave gaps: they stand in order of their positions,
// gaps closed; a candidate's index is its position. What start, message_start and part_start say is the beginning;
// update, part_end, message_end and end are merged into it: what they set replaces, and so do lists, but extensions are
// joined by dialect, place and kind. Texts grow by deltas, starting with the text of part_start. Citations and logprobs are
// appended; seal, finish, prompt_block and error replace; usage replaces member by member.
//
// Extensions of an event go to what it is about: start, update, end, ping to the response; message_start and message_end to
// the message; everything about a part to the part; usage, finish, prompt_block and error to the message of that name. What
// belongs to a candidate itself comes in an update. Frames, and events of kind extension, are left out.
type Accumulator struct {
	hot        *growingText // of the last delta
	grown      int
	resp       *pb.GenerateResponse
	candidates sparse[*candidateSlot]
	dirty      []*growingText
	copier     copier
}

// NewAccumulator gives an accumulator of one stream.
func NewAccumulator() *Accumulator { return &Accumulator{resp: &pb.GenerateResponse{}} }

// Add takes the next event. The error is a *Fault for an event that does not fit what it is about; the response stays
// as it was. The order of events is not checked: see Grammar.
func (a *Accumulator) Add(ev *pb.GenerateEvent) error {
	if ev.Candidate < 0 || ev.Message < 0 || ev.Part < 0 || ev.Sub < 0 {
		return misplaced(ev, "a position is negative")
	}
	if f, text := deltaOf(ev); f != noText {
		return a.grow(ev, f, text)
	}
	about, err := a.take(ev)
	if err == nil && about != nil && len(ev.Extensions) > 0 {
		*about = a.join(*about, ev.Extensions)
	}
	return err
}

// Response gives the response as far as it is known, at any time. It belongs to the accumulator: later events change it.
func (a *Accumulator) Response() *pb.GenerateResponse {
	for _, t := range a.dirty {
		t.settle()
	}
	a.dirty = a.dirty[:0]
	return a.resp
}

// Size says how many bytes of content the accumulator took in, about.
func (a *Accumulator) Size() int { return a.grown + a.copier.copied }

// grow makes a text longer.
func (a *Accumulator) grow(ev *pb.GenerateEvent, f textField, text string) error {
	t := a.hot
	if t == nil || t.field != f || t.place != placeOf(ev) || f == summaryText && t.sub != ev.Sub {
		slot := a.part(ev)
		if slot.part.Content == nil {
			slot.part.Content = emptyPart(f).Content
		}
		if !f.fits(slot.part) {
			return misplaced(ev, "a delta is of another kind than its part")
		}
		t = slot.text(f, ev.Sub)
		a.hot = t
	}
	if t.write(text) {
		a.dirty = append(a.dirty, t)
	}
	a.grown += len(text)
	if len(ev.Extensions) > 0 {
		t.slot.part.Extensions = a.join(t.slot.part.Extensions, ev.Extensions)
	}
	return nil
}

func (a *Accumulator) join(exts, more []*pb.Extension) []*pb.Extension {
	a.count(more)
	return joinExtensions(exts, more)
}

// count adds what extensions say to the size.
func (a *Accumulator) count(exts []*pb.Extension) {
	for _, e := range exts {
		a.grown += len(e.MembersJson)
	}
}

// take takes an event that is no delta, and gives the extensions of what it is about.
func (a *Accumulator) take(ev *pb.GenerateEvent) (about *[]*pb.Extension, err error) {
	about = &a.resp.Extensions
	switch c := ev.Event.(type) {
	case *pb.GenerateEvent_Start:
		return about, a.mergeResponse(c.Start)
	case *pb.GenerateEvent_Update:
		return about, a.mergeResponse(c.Update)
	case *pb.GenerateEvent_End:
		return about, a.mergeResponse(c.End.GetResponse())
	case *pb.GenerateEvent_MessageStart:
		return a.mergeMessage(ev, c.MessageStart)
	case *pb.GenerateEvent_MessageEnd:
		return a.mergeMessage(ev, c.MessageEnd)
	case *pb.GenerateEvent_PartStart:
		return a.mergePart(ev, c.PartStart)
	case *pb.GenerateEvent_PartEnd:
		return a.mergePart(ev, c.PartEnd)
	case *pb.GenerateEvent_Citation, *pb.GenerateEvent_Logprobs, *pb.GenerateEvent_Seal:
		return a.addToPart(ev)
	case *pb.GenerateEvent_Usage:
		a.resp.Usage = MergeUsage(a.resp.Usage, c.Usage)
		a.count(c.Usage.GetExtensions())
		return &a.resp.Usage.Extensions, nil
	case *pb.GenerateEvent_Finish:
		finish := &pb.Finish{}
		if err := a.copier.copy(finish, c.Finish); err != nil {
			return nil, err
		}
		candidate := a.candidate(ev.Candidate).candidate
		finish.Extensions = joinExtensions(candidate.GetFinish().GetExtensions(), finish.Extensions)
		candidate.Finish = finish
		return &finish.Extensions, nil
	case *pb.GenerateEvent_PromptBlock:
		a.resp.PromptBlock = &pb.PromptBlock{}
		return &a.resp.PromptBlock.Extensions, a.copier.copy(a.resp.PromptBlock, c.PromptBlock)
	case *pb.GenerateEvent_Error:
		a.resp.Error = &pb.Error{}
		if a.resp.Status == statusInProgress || a.resp.Status == statusQueued {
			a.resp.Status = statusFailed
		}
		return &a.resp.Error.Extensions, a.copier.copy(a.resp.Error, c.Error)
	case *pb.GenerateEvent_Extension:
		return nil, nil
	}
	return about, nil
}

// The lifecycle of a response, as far as an error changes it.
const (
	statusQueued     = "queued"
	statusInProgress = "in_progress"
	statusFailed     = "failed"
)

// mergeResponse merges what is known of the response and of its candidates. Messages have events of their own.
func (a *Accumulator) mergeResponse(src *pb.GenerateResponse) error {
	if src == nil {
		return nil
	}
	known := &pb.GenerateResponse{}
	if err := a.copier.copy(known, src); err != nil {
		return err
	}
	candidates := known.Candidates
	known.Candidates = nil
	merge(a.resp.ProtoReflect(), known.ProtoReflect())
	for _, c := range candidates {
		c.Messages = nil
		merge(a.candidate(c.Index).candidate.ProtoReflect(), c.ProtoReflect())
	}
	return nil
}

func (a *Accumulator) mergeMessage(ev *pb.GenerateEvent, src *pb.Message) (about *[]*pb.Extension, err error) {
	known := &pb.Message{}
	if err := a.copier.copy(known, src); err != nil {
		return nil, err
	}
	known.Parts = nil
	slot := a.message(ev)
	merge(slot.message.ProtoReflect(), known.ProtoReflect())
	return &slot.message.Extensions, nil
}

func (a *Accumulator) mergePart(ev *pb.GenerateEvent, src *pb.Part) (about *[]*pb.Extension, err error) {
	known := &pb.Part{}
	if err := a.copier.copy(known, src); err != nil {
		return nil, err
	}
	slot := a.part(ev)
	if slot.part.Content != nil && known.Content != nil && kindName(slot.part) != kindName(known) {
		return nil, misplaced(ev, "a part becomes one of another kind")
	}
	slot.settle()
	a.hot = nil
	merge(slot.part.ProtoReflect(), known.ProtoReflect())
	return &slot.part.Extensions, nil
}

// addToPart takes what belongs to a part and may come at any time.
func (a *Accumulator) addToPart(ev *pb.GenerateEvent) (about *[]*pb.Extension, err error) {
	p := a.part(ev).part
	if s := ev.GetSeal(); s != nil {
		p.Seal = &pb.Seal{
			Issuer: s.Issuer, Upstream: strings.Clone(s.Upstream), Model: strings.Clone(s.Model), Data: strings.Clone(s.Data),
		}
		a.grown += len(s.Data)
		return &p.Extensions, nil
	}
	if p.Content == nil {
		p.Content = emptyPart(bodyText).Content
	}
	text := p.GetText()
	if text == nil {
		return nil, misplaced(ev, "a citation or log probabilities for a part that is no text")
	}
	if c := ev.GetCitation(); c != nil {
		citation := &pb.Citation{}
		err = a.copier.copy(citation, c)
		text.Citations = append(text.Citations, citation)
		return &p.Extensions, err
	}
	var logprobs pb.Logprobs
	err = a.copier.copy(&logprobs, ev.GetLogprobs())
	text.Logprobs = append(text.Logprobs, logprobs.Tokens...)
	return &p.Extensions, err
}
