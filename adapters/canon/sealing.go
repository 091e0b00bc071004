package canon

import pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"

// SealEntry is how an envelope carries a seal that does not sit on reasoning: an empty tool call with the call's id, or an
// empty text, with the seal. On reasoning the whole part is its own entry, without what belongs to the client's dialect.
func SealEntry(p *pb.Part) *pb.Part {
	e := &pb.Part{Seal: p.Seal, Id: p.Id}
	switch c := p.Content.(type) {
	case *pb.Part_Reasoning:
		e.Content = c
	case *pb.Part_ToolCall:
		e.Content = &pb.Part_ToolCall{ToolCall: &pb.ToolCall{CallId: c.ToolCall.CallId}}
	default:
		e.Content = &pb.Part_Text{Text: &pb.Text{}}
	}
	return e
}

// Unpack looks at the seal of a part just decoded. An envelope gives the parts that were packed into it, in place of
// the part: they replace the reasoning that the client shows. A damaged one gives the part with a seal that has no issuer.
// Anything else gives the part itself. Opened says that AttachSeals has to run over the messages afterwards.
func (s *Sealer) Unpack(p *pb.Part) (parts []*pb.Part, opened bool) {
	if p.GetSeal().GetData() == "" || !IsEnvelope(p.Seal.Data) {
		return []*pb.Part{p}, false
	}
	packed, status := s.Open(p.Seal.Data)
	if status != EnvelopeOpened {
		p.Seal = &pb.Seal{Data: p.Seal.Data}
		return []*pb.Part{p}, false
	}
	if p.GetReasoning() == nil {
		// The envelope rode on a text or a call: the carrier stays, what was packed goes before it.
		p.Seal = nil
		packed = append(packed, p)
	}
	return packed, true
}

// isSealEntry reports whether a part only says that another part has a seal.
func isSealEntry(p *pb.Part) bool {
	switch c := p.Content.(type) {
	case *pb.Part_ToolCall:
		return p.Seal != nil && c.ToolCall.Name == "" && c.ToolCall.ArgumentsJson == "" && c.ToolCall.Input == ""
	case *pb.Part_Text:
		return p.Seal != nil && c.Text.Text == "" && p.Seal.Issuer != pb.Dialect_DIALECT_UNSPECIFIED
	}
	return false
}

// AttachSeals moves the seals that came in envelopes to the parts that they belong to: that of a call to the call with
// its id, that of a text to the next text of the same author. It changes the messages of a document just decoded whose
// envelopes were opened; entries come from envelopes only, so other documents must not be passed.
func AttachSeals(messages []*pb.Message) {
	calls := map[string]*pb.Seal{}
	var text *pb.Seal
	for _, m := range messages {
		if m.Role != pb.Role_ROLE_ASSISTANT && m.Role != pb.Role_ROLE_UNSPECIFIED {
			text = nil
			continue
		}
		kept := m.Parts[:0]
		for _, p := range m.Parts {
			if isSealEntry(p) && p.Seal.Issuer != m.Origin {
				if c := p.GetToolCall(); c != nil {
					calls[c.CallId] = p.Seal
				} else {
					text = p.Seal
				}
				continue
			}
			if c := p.GetToolCall(); c != nil && calls[c.CallId] != nil {
				p.Seal = calls[c.CallId]
				delete(calls, c.CallId)
			}
			if p.GetText() != nil && text != nil {
				p.Seal, text = text, nil
			}
			kept = append(kept, p)
		}
		m.Parts = kept
	}
}
