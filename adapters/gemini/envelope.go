package gemini

import (
	"slices"
	"strings"

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

// unpack puts what an envelope held among the parts in front of the one that carried it. Reasoning takes the place of the
// thought that shows it, or gives it its seal in an answer; what is not shown goes back to where it stood when it was packed.
// What stood behind its carrier is left in packed.
func (d *decoder) unpack(parts []*pb.Part) []*pb.Part {
	entries := d.packed
	d.packed = nil
	at := 0
	for _, e := range entries {
		back, thought := noted(e, backNote), noted(e, thoughtNote)
		e.Extensions = nil
		shown := -1
		if isReadable(e) {
			shown = shownThought(parts, thought)
		}
		switch {
		case shown < 0 && back < 0:
			markPacked(e)
			d.packed = append(d.packed, e)
		case shown < 0:
			markPacked(e)
			at = max(at, before(parts, back))
			parts = slices.Insert(parts, at, e)
			at++
		case d.answer:
			parts[shown].Seal = e.Seal
			at = shown + 1
		default:
			parts = slices.Delete(parts, shown+1, shown+streamed(parts[shown:], thoughtText(e.GetReasoning())))
			parts[shown] = e
			at = shown + 1
		}
	}
	return parts
}

// before finds the place among parts that has a number of shown ones behind it.
func before(parts []*pb.Part, shown int) int {
	at := len(parts)
	for at > 0 && shown > 0 {
		at--
		if isShown(parts[at]) {
			shown--
		}
	}
	return at
}

// streamed counts the thoughts at the beginning of parts that are one text in pieces, as a stream shows it.
func streamed(parts []*pb.Part, text string) int {
	for i, p := range parts {
		r := p.GetReasoning()
		if r == nil || p.Seal != nil || !strings.HasPrefix(text, r.Text) {
			return max(i, 1)
		}
		text = text[len(r.Text):]
	}
	return len(parts)
}

// shownThought finds a shown thought that has no seal yet: the one of a number, else the first; -1 for none.
func shownThought(parts []*pb.Part, number int) int {
	first, n := -1, 0
	for i, p := range parts {
		if p.GetReasoning() == nil || isPacked(p) {
			continue
		}
		if p.Seal == nil {
			if first < 0 {
				first = i
			}
			if number > 0 && n == number {
				return i
			}
		}
		n++
	}
	return first
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
