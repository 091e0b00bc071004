package gemini

import (
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// candidate reads a candidate.
func (d *decoder) candidate(c *wireCandidate) *pb.Candidate {
	var k keeper
	out := &pb.Candidate{}
	if index := k.integer32("", &c.leftover, "index", &c.index); index != nil {
		out.Index = *index
	} else {
		k.absent("", "index")
	}
	if c.content.present {
		m := d.message(&c.content, pb.Role_ROLE_ASSISTANT)
		out.Messages = []*pb.Message{m}
		if d.opened {
			canon.AttachSeals(out.Messages)
		}
	}
	out.Finish = decodeFinish(c, hasCalls(out.Messages))
	decodeSources(&k, c, out)
	k.rest("", &c.leftover)
	out.Extensions = k.exts
	return out
}

// decodeSources reads log probabilities and citations and gives them to the texts that they are about.
func decodeSources(k *keeper, c *wireCandidate, out *pb.Candidate) {
	var t transcript
	var parts []*pb.Part
	if len(out.Messages) > 0 && (c.logprobs != "" || c.grounding.present || c.citations.present) {
		parts = out.Messages[0].Parts
		t.addParts(parts)
	}
	if tokens := decodeLogprobs(k, c, &t); tokens != nil {
		t.share(tokens, func(part int32, own []*pb.Logprob) { parts[part].GetText().Logprobs = own })
	}
	for _, cite := range decodeCitations(k, k, "", c, &t) {
		text := parts[cite.part].GetText()
		text.Citations = append(text.Citations, cite.Citation)
	}
}

// hasCalls reports whether messages hold calls that the client is to answer.
func hasCalls(messages []*pb.Message) bool {
	for _, m := range messages {
		for _, p := range m.Parts {
			if c := p.GetToolCall(); c != nil && c.Kind != pb.ToolKind_TOOL_KIND_HOSTED {
				return true
			}
		}
	}
	return false
}

// decodeFinish reads why a candidate ended; nil where it does not say so. STOP after calls means that the client is to run
// them.
func decodeFinish(c *wireCandidate, calls bool) *pb.Finish {
	var k keeper
	f := &pb.Finish{}
	word, ok := enumWord(&c.finishReason, finishNumbers)
	switch {
	case ok && word == "":
		// A peer that has no finish yet.
		c.keep("finishReason", []byte(`""`))
		ok = false
	case ok:
		reason, known := meaning(finishes, word)
		if !known {
			reason = pb.FinishReason_FINISH_REASON_OTHER
		}
		if calls && reason == pb.FinishReason_FINISH_REASON_END {
			reason = pb.FinishReason_FINISH_REASON_TOOL_CALLS
		}
		f.Reason, f.Raw = reason, word
		if !c.finishReason.Set {
			k.exact("", c.spelling("finishReason"), string(c.finishReason.Raw))
		}
	default:
		c.keep("finishReason", c.finishReason.Raw)
	}
	message, hasMessage := k.str("", &c.leftover, "finishMessage", &c.finishMessage)
	if !ok && !hasMessage {
		return nil
	}
	f.Message = message
	f.Extensions = k.exts
	return f
}

func writeCandidates(o object, resp *pb.GenerateResponse) {
	f := form(resp.Extensions, "", "candidates")
	name := o.name("candidates")
	switch {
	case len(resp.Candidates) == 0 && f == "":
	case f == formSingle && len(resp.Candidates) == 1:
		if o.Key(name) {
			writeCandidate(o.Writer(), resp.Candidates[0])
		}
	case o.Array(name):
		for _, c := range resp.Candidates {
			writeCandidate(o.Writer(), c)
		}
		o.EndArray()
	}
}

func writeCandidate(w *jsonx.Writer, c *pb.Candidate) {
	exts := c.Extensions
	if f := c.Finish.GetExtensions(); len(f) > 0 {
		exts = append(exts[:len(exts):len(exts)], f...)
	}
	o := open(w, exts, "")
	for _, m := range c.Messages {
		if content, ok := o.open("content", m.Extensions, ""); ok {
			writeParts(content, m.Parts, m.Form)
			content.Str(content.name("role"), wordFor(roles, m.Role))
			content.End()
		}
	}
	writeFinish(o, c.Finish)
	o.Int(o.name("index"), int64(c.Index))
	writeSources(o, c.Extensions, citedIn(c.Messages))
	writeLogprobs(o, c)
	o.End()
}

func writeFinish(o object, f *pb.Finish) {
	if f == nil {
		return
	}
	word := f.Raw
	if word == "" {
		word = wordFor(finishes, f.Reason)
	}
	if f.Raw != "" || f.Reason != pb.FinishReason_FINISH_REASON_UNSPECIFIED {
		o.Str(o.name("finishReason"), word)
	}
	o.StrNonEmpty(o.name("finishMessage"), f.Message)
}
