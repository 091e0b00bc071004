package claude

import (
	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// pendingSeals are seals that came in an envelope and belong to parts that are yet to start.
type pendingSeals struct {
	calls map[string]*pb.Seal
	text  *pb.Seal
	// late is the seal of the text before.
	late *pb.Seal
}

// open gives the seal that a signature of a model stands for. An envelope gives that of the reasoning in it; the seals of calls and
// text wait for their parts.
func (s *pendingSeals) open(x *adapters.Exchange, model, signature string) *pb.Seal {
	if !x.Opens(signature) {
		found := seal(signature)
		issued(found, x.Upstream, model)
		return found
	}
	packed, status := x.Sealer.Open(signature)
	if status != canon.EnvelopeOpened {
		return &pb.Seal{Data: signature}
	}
	found := &pb.Seal{}
	for _, p := range packed {
		switch c := p.Content.(type) {
		case *pb.Part_ToolCall:
			if s.calls == nil {
				s.calls = map[string]*pb.Seal{}
			}
			s.calls[c.ToolCall.CallId] = p.Seal
		case *pb.Part_Reasoning:
			if found.Data == "" && p.Seal != nil {
				found = p.Seal
			}
		case *pb.Part_Text:
			s.late = p.Seal
		default:
			s.text = p.Seal
		}
	}
	return found
}

// give puts a waiting seal on the part that it belongs to.
func (s *pendingSeals) give(p *pb.Part) {
	switch c := p.Content.(type) {
	case *pb.Part_ToolCall:
		if waiting := s.calls[c.ToolCall.CallId]; waiting != nil {
			p.Seal = waiting
		}
	case *pb.Part_Text:
		if s.text != nil {
			p.Seal, s.text = s.text, nil
		}
	}
}

// takeSignature makes ev the seal that a signature stands for. Where that is an envelope, the frame keeps it as it was.
func (r *reader) takeSignature(ev *pb.GenerateEvent, signature string) {
	found := r.seals.open(r.x, r.model, signature)
	if found.Data != signature {
		ev.Frame = canon.KeepTransport(ev.Frame, dialect, atDelta, jsonx.WrapText("signature", signature))
	}
	ev.Event = &pb.GenerateEvent_Seal{Seal: found}
}

// sealText gives the last text the seal that came behind it.
func (r *reader) sealText() {
	if r.seals.late == nil || r.said == nil {
		return
	}
	r.emit(&pb.GenerateEvent{Message: r.said.message, Part: r.said.part, Event: &pb.GenerateEvent_Seal{Seal: r.seals.late}})
	r.seals.late = nil
}
