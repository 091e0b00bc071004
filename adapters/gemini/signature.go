package gemini

import (
	"slices"

	"google.golang.org/protobuf/proto"

	"github.com/interlingua/interlingua/adapters/canon"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// dummySignature stands for a thought signature that a history lacks: the documented words, as base64.
const dummySignature = "c2tpcF90aG91Z2h0X3NpZ25hdHVyZV92YWxpZGF0b3I="

// dummies are all spellings of the placeholder that peers write.
var dummies = []string{
	dummySignature,
	"skip_thought_signature_validator",
	"context_engineering_is_the_way_to_go",
	"Y29udGV4dF9lbmdpbmVlcmluZ19pc190aGVfd2F5X3RvX2dv",
}

// isDummy reports whether a signature is but the placeholder for one.
func isDummy(signature string) bool { return slices.Contains(dummies, signature) }

// sign puts the placeholder on the first call of a step that has no signature, where the model demands one.
func (l *lowerer) sign(t canon.Turn, parts []*pb.Part) {
	if !isThird(l.caps) {
		return
	}
	i := firstCall(parts)
	if i < 0 || parts[i].Seal != nil {
		return
	}
	parts[i].Seal = &pb.Seal{Issuer: own, Data: dummySignature}
	for _, e := range t.Entries {
		if c := e.Part.GetToolCall(); c != nil && c.Kind != pb.ToolKind_TOOL_KIND_HOSTED {
			l.losses.Synthesize(e.Path(), reasoningClass, canon.SynthDummySignature)
			return
		}
	}
}

// firstCall gives the position of the first call among parts; -1 for none.
func firstCall(parts []*pb.Part) int {
	return slices.IndexFunc(parts, func(p *pb.Part) bool { return p.GetToolCall() != nil })
}

// unsealed gives a request of Gemini's own whose history holds seals that its upstream cannot read, since they came back in
// envelopes: without them and without the thoughts that they were on, and with placeholders where signatures are missing
// for it. Any other request is returned as it is.
func unsealed(upstream string, c *canon.Capabilities, req *pb.GenerateRequest, losses *canon.Losses) *pb.GenerateRequest {
	foreign := func(p *pb.Part) bool { return p.Seal != nil && !canon.Readable(p.Seal, own, upstream) }
	hasForeign := func(m *pb.Message) bool { return slices.ContainsFunc(m.Parts, foreign) }
	if !slices.ContainsFunc(req.Messages, hasForeign) {
		return req
	}
	req = proto.CloneOf(req)
	for m, msg := range req.Messages {
		if !hasForeign(msg) {
			continue
		}
		first := firstCall(msg.Parts)
		kept := msg.Parts[:0]
		for p, part := range msg.Parts {
			path := canon.PartPath(m, p)
			withheld := foreign(part)
			if withheld {
				losses.Withhold(path+"/seal", "only its issuer can read it")
				part.Seal = nil
			}
			if withheld && part.GetReasoning() != nil {
				continue
			}
			if p == first && part.Seal == nil && isThird(c) {
				part.Seal = &pb.Seal{Issuer: own, Data: dummySignature}
				losses.Synthesize(path, reasoningClass, canon.SynthDummySignature)
			}
			kept = append(kept, part)
		}
		msg.Parts = kept
	}
	return req
}
