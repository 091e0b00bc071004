package gemini

import (
	"slices"

	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// open opens the envelope that a part just read carries in the place of a signature. An answer keeps it as it came.
func (d *decoder) open(k *keeper, p *wirePart, out *pb.Part) {
	if d.answer {
		k.exact("", p.spelling("thoughtSignature"), jsonx.Quote(p.signature.V))
	}
	packed, status := d.sealer.Open(p.signature.V)
	if status != canon.EnvelopeOpened {
		out.Seal = &pb.Seal{Data: p.signature.V}
		return
	}
	d.packed = packed
}

// unpack puts what an envelope held among the parts in front of the one that carried it. Reasoning takes the place of a
// thought that is shown and not sealed, or gives it its seal in an answer; what is not shown stands first in the turn, since
// a turn begins with what led to it, and for later envelopes just before their carrier.
func (d *decoder) unpack(parts []*pb.Part, first bool) []*pb.Part {
	at := len(parts)
	if first {
		at = 0
	}
	for _, e := range d.packed {
		shown := -1
		if isReadable(e) {
			shown = slices.IndexFunc(parts, func(p *pb.Part) bool { return p.GetReasoning() != nil && p.Seal == nil })
		}
		switch {
		case shown < 0:
			markPacked(e)
			parts = slices.Insert(parts, at, e)
			at++
			continue
		case d.answer:
			parts[shown].Seal = e.Seal
		default:
			parts[shown] = e
		}
		at = shown + 1
	}
	d.packed = nil
	return parts
}

// markPacked notes that a part came in an envelope and has no place of its own in the document.
func markPacked(p *pb.Part) {
	k := keeper{p.Extensions}
	k.form("", "part", formPacked)
	p.Extensions = k.exts
}

// isPacked reports whether markPacked noted it.
func isPacked(p *pb.Part) bool { return form(p.Extensions, "", "part") == formPacked }

// isReadable reports whether a part is reasoning with words.
func isReadable(p *pb.Part) bool {
	r := p.GetReasoning()
	return r != nil && (r.Text != "" || len(r.Summaries) > 0)
}

// isHidden reports whether a part of an answer is but reasoning of another vendor's in an envelope, which its carrier keeps.
func isHidden(p *pb.Part) bool {
	return p.Seal != nil && p.Seal.Issuer != own && p.GetReasoning() != nil && (!isReadable(p) || isPacked(p))
}

// packer gathers the seals of other vendors for an envelope.
type packer struct {
	sealer  *canon.Sealer
	pending []*pb.Part
}

// add takes the seal of a part; false where it has none, or one of Gemini's own.
func (p *packer) add(part *pb.Part) bool {
	if part.Seal == nil || part.Seal.Issuer == own {
		return false
	}
	p.pending = append(p.pending, canon.SealEntry(part))
	return true
}

// seal gives the signature that carries what was gathered; nil where there is nothing.
func (p *packer) seal() (*pb.Seal, error) {
	if len(p.pending) == 0 {
		return nil, nil
	}
	text, err := p.sealer.Pack(p.pending)
	if err != nil {
		return nil, err
	}
	p.pending = nil
	return &pb.Seal{Issuer: own, Data: text}, nil
}
