package responses

import (
	"google.golang.org/protobuf/proto"

	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// partDone takes the frame with which a part of a message ends.
func (r *reader) partDone() error {
	f := &r.frame
	it := r.item()
	if f.member != "part" || f.content < 0 || it == nil || !it.message || it.done {
		r.opaque()
		return nil
	}
	if open := it.parts[f.content]; open != nil && open.stage != partOpen {
		r.opaque()
		return nil
	}
	p, err := r.decodePart()
	if err != nil {
		return err
	}
	if open := it.parts[f.content]; open != nil && open.kind != kindOf(p) {
		r.opaque()
		return nil
	}
	f.whole()
	r.endPart(it, f.content, p)
	r.emit(r.pop())
	return nil
}

// pop takes back the last event of the queue, to be the last of its frame.
func (r *reader) pop() *pb.GenerateEvent {
	n := len(r.queue) - 1
	ev := r.queue[n]
	r.queue = r.queue[:n]
	ev.More = false
	return ev
}

// endPart gives what is left of a part, and its end. p is the whole part.
func (r *reader) endPart(it *openItem, position int32, p *pb.Part) {
	open := it.parts[position]
	if open == nil {
		start := proto.CloneOf(p)
		start.Seal, start.Extensions = nil, nil
		open = r.beginPart(it, position, start)
		if t := start.GetText(); t != nil {
			t.Citations, t.Logprobs = nil, nil
		}
	}
	end := &pb.Part{Id: p.Id, Extensions: p.Extensions}
	if p.Seal == nil {
		p.Seal = r.sealOf(p)
	}
	switch c := p.Content.(type) {
	case *pb.Part_Text:
		r.spoken = &place{it.position, position}
		r.missing(it, open, textPiece, 0, c.Text.Text)
		for _, cite := range c.Text.Citations[min(open.citations, len(c.Text.Citations)):] {
			r.more(&pb.GenerateEvent{
				Message: it.position, Part: position, Event: &pb.GenerateEvent_Citation{Citation: cite},
			})
		}
		if len(c.Text.Logprobs) > 0 {
			end.Content = &pb.Part_Text{Text: &pb.Text{Logprobs: c.Text.Logprobs}}
		}
	case *pb.Part_Refusal:
		r.missing(it, open, refusalPiece, 0, c.Refusal.Text)
	case *pb.Part_ToolCall:
		r.missing(it, open, open.kind, 0, c.ToolCall.ArgumentsJson+c.ToolCall.Input)
		r.calls[c.ToolCall.CallId] = it.position
		end.Content = &pb.Part_ToolCall{ToolCall: &pb.ToolCall{
			CallId: c.ToolCall.CallId, Name: c.ToolCall.Name, Namespace: c.ToolCall.Namespace, Kind: c.ToolCall.Kind,
		}}
	case *pb.Part_Reasoning:
		if c.Reasoning.Redacted {
			end.Content = &pb.Part_Reasoning{Reasoning: &pb.ReasoningContent{Redacted: true}}
		}
		r.missing(it, open, thoughtPiece, 0, c.Reasoning.Text)
		for i, s := range c.Reasoning.Summaries {
			r.missing(it, open, summaryPiece, int32(i), s)
		}
	default:
		end.Content = p.Content
	}
	if p.Seal != nil {
		r.more(&pb.GenerateEvent{Message: it.position, Part: position, Event: &pb.GenerateEvent_Seal{Seal: p.Seal}})
	}
	open.stage = partEnded
	r.more(&pb.GenerateEvent{Message: it.position, Part: position, Event: &pb.GenerateEvent_PartEnd{PartEnd: end}})
}

// sealOf gives the seal that an envelope held for a part.
func (r *reader) sealOf(p *pb.Part) (seal *pb.Seal) {
	switch c := p.Content.(type) {
	case *pb.Part_Text:
		seal, r.text = r.text, nil
	case *pb.Part_ToolCall:
		seal = r.early[c.ToolCall.CallId]
		delete(r.early, c.ToolCall.CallId)
	}
	return seal
}

// missing gives a text of which no delta came.
func (r *reader) missing(it *openItem, open *openPart, kind piece, sub int32, s string) {
	got := open.text
	if kind == summaryPiece {
		got = open.summaries[sub]
	}
	if got == 0 && s != "" && open.takes(kind) {
		r.more(r.deltaOf(it, open, kind, sub, s))
	}
}

// itemDone takes the frame with which an item ends.
func (r *reader) itemDone() error {
	f := &r.frame
	it := r.item()
	if f.member != "item" || f.output < 0 || it != nil && it.done {
		r.opaque()
		return nil
	}
	m, err := r.decodeItem()
	if err != nil {
		return err
	}
	if it != nil && it.message != (m.Form != pb.ContentForm_CONTENT_FORM_UNSPECIFIED) {
		r.opaque()
		return nil
	}
	f.whole()
	r.endItem(it, f.output, m)
	r.emit(r.pop())
	return nil
}

// endItem gives what is left of an item, and its end. it is nil where nothing of it came; m is the whole item.
func (r *reader) endItem(it *openItem, position int32, m *pb.Message) {
	if it == nil {
		it = r.open(position, &pb.Message{Origin: dialect, Role: m.Role, Id: m.Id, Phase: m.Phase, Form: m.Form})
	}
	if r.d.opened {
		r.unpacked(it, m)
	}
	for i, p := range m.Parts {
		at := r.position(it, i)
		open := it.parts[at]
		if open != nil && (open.stage == partEnded || open.kind != kindOf(p)) {
			continue
		}
		r.endPart(it, at, p)
	}
	if open := it.parts[0]; open != nil && len(m.Parts) == 0 && open.stage == partOpen {
		open.stage = partEnded
		r.more(&pb.GenerateEvent{Message: position, Event: &pb.GenerateEvent_PartEnd{PartEnd: &pb.Part{}}})
	}
	it.done = true
	end := proto.CloneOf(m)
	end.Parts = nil
	r.more(&pb.GenerateEvent{Message: position, Event: &pb.GenerateEvent_MessageEnd{MessageEnd: end}})
}

// unpacked gives what came out of an envelope. What is sealed reasoning stands in the place of the item's own; seals of
// other parts go where they belong.
func (r *reader) unpacked(it *openItem, m *pb.Message) {
	r.d.opened = false
	kept := m.Parts[:0]
	for _, p := range m.Parts {
		switch c := p.Content.(type) {
		case nil:
			r.text = p.Seal
		case *pb.Part_Text:
			r.lateSeal(p.Seal)
		case *pb.Part_ToolCall:
			if at, ok := r.calls[c.ToolCall.CallId]; ok {
				r.more(&pb.GenerateEvent{Message: at, Event: &pb.GenerateEvent_Seal{Seal: p.Seal}})
			} else {
				r.early[c.ToolCall.CallId] = p.Seal
			}
		case *pb.Part_Reasoning:
			if open := it.parts[int32(len(kept))]; open != nil && open.text+len(open.summaries) > 0 {
				// It was shown already.
				p = &pb.Part{Content: &pb.Part_Reasoning{Reasoning: &pb.ReasoningContent{Redacted: c.Reasoning.Redacted}}, Seal: p.Seal, Id: p.Id}
			}
			kept = append(kept, p)
		default:
			kept = append(kept, p)
		}
	}
	m.Parts = kept
}

// position is where the part of a whole item that stands at i came in the stream: some do not count from zero.
func (r *reader) position(it *openItem, i int) int32 {
	if len(it.parts) == 0 || it.parts[0] != nil {
		return int32(i)
	}
	first := int32(1 << 20)
	for at := range it.parts {
		first = min(first, at)
	}
	return first + int32(i)
}

// annotation takes a source that supports a text.
func (r *reader) annotation() error {
	f := &r.frame
	it := r.item()
	if f.member != "annotation" || it == nil {
		r.opaque()
		return nil
	}
	p := it.part(f)
	if p == nil || p.kind != textPiece {
		r.opaque()
		return nil
	}
	var w wireAnnotation
	if err := jsonx.Unmarshal([]byte(f.object), &w); err != nil {
		return badFrame(err)
	}
	p.citations++
	r.emit(&pb.GenerateEvent{
		Message: it.position, Part: p.position, Event: &pb.GenerateEvent_Citation{Citation: w.decode()},
	})
	return nil
}
