package chat

import (
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// seal is state that the upstream issued.
func (r *reader) seal(data string) *pb.Seal {
	return &pb.Seal{Issuer: own, Upstream: r.x.Upstream, Model: r.head.text("model"), Data: data}
}

// envelope opens an envelope, as the decoder of whole answers does: what was packed takes the place of the reasoning that
// was shown, and seals go to the call, or text, that they belong to. It reports false for what is no sound envelope.
func (ch *choice) envelope(data string, call *streamCall) bool {
	if !ch.f.r.x.Opens(data) {
		return false
	}
	carrier := &pb.Part{Content: &pb.Part_Reasoning{Reasoning: &pb.ReasoningContent{}}, Seal: &pb.Seal{Data: data}}
	parts, opened := ch.f.r.x.Sealer.Unpack(carrier)
	if !opened {
		return false
	}
	for _, p := range parts {
		switch {
		case p.GetReasoning() != nil:
			ch.packed(p)
		case p.GetToolCall() != nil && call != nil && call.started:
			ch.emit(call.part, &pb.GenerateEvent{Event: &pb.GenerateEvent_Seal{Seal: p.Seal}})
		case p.Content == nil && ch.c.text != nil:
			ch.emit(ch.c.text.number, &pb.GenerateEvent{Event: &pb.GenerateEvent_Seal{Seal: p.Seal}})
		}
	}
	return true
}

// packed gives reasoning that was packed: as the end of the reasoning that is open, else as a part of its own.
func (ch *choice) packed(p *pb.Part) {
	c := ch.c
	for _, data := range c.unpacked {
		if data == p.GetSeal().GetData() {
			// Details and calls bring the same envelope.
			return
		}
	}
	c.unpacked = append(c.unpacked, p.GetSeal().GetData())
	if c.open != nil && c.open.kind == kindReasoning {
		// The text is there already.
		p = &pb.Part{Seal: p.Seal, Id: p.Id}
	} else {
		ch.startThinking(detailsField, &pb.Part{Content: &pb.Part_Reasoning{Reasoning: &pb.ReasoningContent{}}})
	}
	ch.emit(c.open.number, &pb.GenerateEvent{Event: &pb.GenerateEvent_PartEnd{PartEnd: p}})
	c.open = nil
}
