package gemini

import (
	"strings"

	"google.golang.org/protobuf/proto"

	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// foreignCandidate is how far a candidate of another dialect's stream was written.
type foreignCandidate struct {
	number int32
	// part is the open part, without the texts that came piece by piece; place is where it stands.
	part      *pb.Part
	place     partPlace
	pieces    strings.Builder
	summaries []*strings.Builder
	// wrote is what kind of text the latest piece was; apart says that the next one must not go on with it.
	wrote runKind
	apart bool
	// stands is where the open part stands; fresh says that nothing of it was written yet.
	stands standing
	fresh  bool
	// transcript is the visible text, places where the parts stand that its runs are of.
	transcript transcript
	places     []partPlace
	citations  []citationAt
	tokens     []*pb.Logprob
	finish     *pb.Finish
	seals      packer
	// unsealed are parts that ended without a seal, which may still come.
	unsealed map[partPlace]packedEntry
	// doubtful are calls whose arguments are no object.
	doubtful []*pb.Part
}

// citationAt is a citation and the part that it is about.
type citationAt struct {
	place partPlace
	*pb.Citation
}

// partPlace is where a part stands in its candidate.
type partPlace struct{ message, part int32 }

func placeOf(ev *pb.GenerateEvent) partPlace { return partPlace{ev.Message, ev.Part} }

// begin begins a part.
func (c *foreignCandidate) begin(ev *pb.GenerateEvent, p *pb.Part) {
	c.part, c.place = proto.CloneOf(p), placeOf(ev)
	c.pieces.Reset()
	c.summaries = c.summaries[:0]
	kind := noRun
	switch content := c.part.Content.(type) {
	case *pb.Part_Text, *pb.Part_Refusal:
		kind = textRunning
		c.places = append(c.places, c.place)
		c.transcript.begin(int32(len(c.places)-1), "")
	case *pb.Part_Reasoning:
		kind = thoughtRunning
		content.Reasoning.Text, content.Reasoning.Summaries = "", nil
	}
	c.stands, c.fresh = c.seals.at, true
	c.apart = kind != noRun && kind == c.wrote
}

// complete ends the open part and gives it whole; nil where there is none. What only its end knows is merged into it.
func (c *foreignCandidate) complete(end *pb.Part) *pb.Part {
	p := c.part
	if p == nil {
		return nil
	}
	c.part = nil
	proto.Merge(p, end)
	rest := c.pieces.String()
	switch content := p.Content.(type) {
	case *pb.Part_Reasoning:
		content.Reasoning.Text += rest
		for _, s := range c.summaries {
			content.Reasoning.Summaries = append(content.Reasoning.Summaries, s.String())
		}
	case *pb.Part_ToolCall:
		if content.ToolCall.Kind == pb.ToolKind_TOOL_KIND_CUSTOM {
			content.ToolCall.Input += rest
		} else {
			content.ToolCall.ArgumentsJson += rest
		}
	case *pb.Part_Media:
		if rest != "" {
			content.Media.Source = &pb.Media_Data{Data: content.Media.GetData() + rest}
		}
	}
	if p.Seal == nil && (p.GetReasoning() != nil || p.GetToolCall() != nil || p.GetText() != nil) {
		if c.unsealed == nil {
			c.unsealed = map[partPlace]packedEntry{}
		}
		c.unsealed[c.place] = packedEntry{p, c.stands}
	}
	return p
}

// sealed takes a seal, of the open part or of one that ended.
func (c *foreignCandidate) sealed(ev *pb.GenerateEvent, seal *pb.Seal) {
	seal = proto.CloneOf(seal)
	if c.part != nil && c.place == placeOf(ev) {
		c.part.Seal = seal
		return
	}
	if p, ok := c.unsealed[placeOf(ev)]; ok {
		p.Seal = seal
		c.seals.add(p.Part, p.at)
		delete(c.unsealed, placeOf(ev))
	}
}

// run gives the stretch of the visible text that a part is.
func (c *foreignCandidate) run(at partPlace) textRun {
	for i, place := range c.places {
		if place == at {
			return c.transcript.runs[i]
		}
	}
	return textRun{from: len(c.transcript.text), to: len(c.transcript.text)}
}
