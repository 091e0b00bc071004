package canon

import pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"

// SealEntry is how an envelope carries the seal of a part. Reasoning is its own entry, whole, but for what belongs to the
// client's dialect. For a tool call the entry is a call with nothing but its id; for anything else it is a part without
// content, whose seal belongs to the text that follows.
func SealEntry(p *pb.Part) *pb.Part {
	e := &pb.Part{Seal: p.Seal, Id: p.Id}
	switch c := p.Content.(type) {
	case *pb.Part_Reasoning:
		e.Content = c
	case *pb.Part_ToolCall:
		e.Content = &pb.Part_ToolCall{ToolCall: &pb.ToolCall{CallId: c.ToolCall.CallId}}
	}
	return e
}

// LateEntry is how an envelope carries a seal that came when its text had been given already: as an empty text, which is how its
// issuer writes one behind all text, and which stays what it is where it is unpacked.
func LateEntry(seal *pb.Seal) *pb.Part {
	return &pb.Part{Content: &pb.Part_Text{Text: &pb.Text{}}, Seal: seal}
}

// Unpack looks at the seal of a part just decoded, which it may change. An envelope gives the parts that were packed into
// it: in place of reasoning, which they replace, or before any other part, which stays without the seal. A damaged
// envelope gives the part with a seal that has no issuer. Anything else gives the part itself. Opened says that
// AttachSeals has to run over the messages afterwards.
func (s *Sealer) Unpack(p *pb.Part) (parts []*pb.Part, opened bool) {
	if !IsEnvelope(p.GetSeal().GetData()) {
		return []*pb.Part{p}, false
	}
	packed, status := s.Open(p.Seal.Data)
	if status != EnvelopeOpened {
		p.Seal = &pb.Seal{Data: p.Seal.Data}
		return []*pb.Part{p}, false
	}
	if p.GetReasoning() == nil {
		p.Seal = nil
		packed = append(packed, p)
	}
	return packed, true
}

// AttachSeals moves the seals that came in envelopes to the parts that they belong to, and takes their entries out: the
// seal of a call to the call with its id, before it or earlier in the same turn, that of a text to the next text of the
// same author. A text's seal without such a
// text becomes an empty text, as the issuer writes it where a seal comes after all text; one of a call that the client
// left out is left out with it. It changes the messages, those of a document just decoded whose envelopes were opened.
func AttachSeals(messages []*pb.Message) {
	a := attacher{calls: map[string]*pb.Seal{}, bare: map[string]*pb.Part{}}
	for _, m := range messages {
		if m.Role != pb.Role_ROLE_ASSISTANT && m.Role != pb.Role_ROLE_UNSPECIFIED {
			a.endTurn()
			clear(a.bare)
			continue
		}
		for _, p := range m.Parts {
			a.part(p)
		}
	}
	a.endTurn()
	for _, m := range messages {
		kept := m.Parts[:0]
		for _, p := range m.Parts {
			if !isSealEntry(p) {
				kept = append(kept, p)
			}
		}
		clear(m.Parts[len(kept):])
		m.Parts = kept
	}
}

// attacher walks the parts of assistants in order.
type attacher struct {
	// calls are seals by the id of their call.
	calls map[string]*pb.Seal
	// bare are the calls of this turn that have no seal: their entry may yet come, where the client streamed it.
	bare map[string]*pb.Part
	// text is the last entry for a text that none has followed yet.
	text *pb.Part
}

func (a *attacher) part(p *pb.Part) {
	switch c := p.Content.(type) {
	case nil:
		if p.Seal != nil {
			a.endTurn()
			a.text = p
		}
	case *pb.Part_Text:
		if a.text != nil && p.Seal == nil {
			p.Seal, a.text = a.text.Seal, nil
		}
	case *pb.Part_ToolCall:
		if isSealEntry(p) {
			a.entry(c.ToolCall.CallId, p.Seal)
		} else if seal := a.calls[c.ToolCall.CallId]; seal != nil && p.Seal == nil {
			p.Seal = seal
			delete(a.calls, c.ToolCall.CallId)
		} else if p.Seal == nil {
			a.bare[c.ToolCall.CallId] = p
		}
	}
}

// entry takes the seal of a call. The client may know the call by the id that stands for one which its dialect does not
// take.
func (a *attacher) entry(id string, seal *pb.Seal) {
	for _, id := range [...]string{id, substituteCallID(id)} {
		if call := a.bare[id]; call != nil {
			call.Seal = seal
			delete(a.bare, id)
			return
		}
	}
	a.calls[id] = seal
	a.calls[substituteCallID(id)] = seal
}

// endTurn gives the seal that no text took a text of its own.
func (a *attacher) endTurn() {
	if a.text != nil {
		a.text.Content = &pb.Part_Text{Text: &pb.Text{}}
		a.text = nil
	}
}

// isSealEntry reports whether a part does nothing but say that another part has a seal.
func isSealEntry(p *pb.Part) bool {
	switch c := p.Content.(type) {
	case nil:
		return p.Seal != nil
	case *pb.Part_ToolCall:
		return p.Seal != nil && c.ToolCall.Name == "" && c.ToolCall.ArgumentsJson == "" && c.ToolCall.Input == ""
	}
	return false
}
