package gemini

import (
	"strconv"

	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// packer gathers the seals of other vendors for an envelope.
type packer struct {
	sealer  *canon.Sealer
	pending []packedEntry
	// at is how far the answer was written; sealed counts the shown thoughts whose seals were gathered.
	at     standing
	sealed int
}

// standing is a place in an answer: how many parts that clients keep, and how many shown thoughts, stand before it.
type standing struct{ parts, thoughts int }

// packedEntry is an entry of an envelope and where its part stands.
type packedEntry struct {
	*pb.Part
	at standing
}

// add takes the seal of a part, which stands at a place. One of Gemini's own needs no envelope.
func (p *packer) add(part *pb.Part, at standing) {
	if part.Seal == nil || part.Seal.Issuer == own {
		return
	}
	e := canon.SealEntry(part)
	if isReadable(part) {
		if at.thoughts != p.sealed {
			note(e, thoughtNote, at.thoughts)
		}
		p.sealed = at.thoughts + 1
	}
	p.pending = append(p.pending, packedEntry{e, at})
}

// wrote notes a part of the answer.
func (p *packer) wrote(part *pb.Part) {
	switch {
	case isShown(part):
		p.at.parts++
	case isReadable(part):
		p.at.thoughts++
	}
}

// seal gives the signature that carries what was gathered; nil where there is nothing. Before is how many parts that clients
// keep stand before the one that is to carry it.
func (p *packer) seal(before int) (*pb.Seal, error) {
	if len(p.pending) == 0 {
		return nil, nil
	}
	var entries []*pb.Part
	for _, e := range p.pending {
		if back := before - e.at.parts; back != 0 && e.GetReasoning() != nil {
			note(e.Part, backNote, back)
		}
		entries = append(entries, e.Part)
	}
	text, err := p.sealer.Pack(entries)
	if err != nil {
		return nil, err
	}
	p.pending = nil
	return &pb.Seal{Issuer: own, Data: text}, nil
}

// carryLast puts the signature of what no call carries on the last text where nothing follows it, else on an empty text at
// the end.
func (p *packer) carryLast(parts []*pb.Part) ([]*pb.Part, error) {
	n := len(parts)
	onText := n > 0 && parts[n-1].GetText() != nil && parts[n-1].Seal == nil
	before := p.at.parts
	if onText && isShown(parts[n-1]) {
		before--
	}
	seal, err := p.seal(before)
	switch {
	case err != nil || seal == nil:
	case onText:
		parts[n-1].Seal = seal
	default:
		carrier := textPart("")
		carrier.Seal = seal
		parts = append(parts, carrier)
	}
	return parts, err
}

// isShown reports whether a part is one that clients keep: thoughts and empty texts they may leave out.
func isShown(p *pb.Part) bool {
	return p.GetReasoning() == nil && p.Content != nil && (p.GetText() == nil || p.GetText().Text != "")
}

// The entry of an envelope says in notes what its place there does not tell.
const (
	notesMark = "#packed"
	// backNote is how many shown parts stood between the entry and its carrier; -1 where it stood behind that.
	backNote = "back"
	// thoughtNote is which of the shown thoughts it is the seal of, where it is not the next one.
	thoughtNote = "thought"
)

func note(e *pb.Part, name string, n int) {
	e.Extensions = canon.KeepSpelling(e.Extensions, own, notesMark, name, strconv.Itoa(n))
}

// noted reads a note; 0 for none.
func noted(e *pb.Part, name string) int {
	raw, _ := jsonx.Get(canon.Own(e.Extensions, own, notesMark), name)
	n, err := strconv.Atoi(raw)
	if err != nil {
		return 0
	}
	return n
}
