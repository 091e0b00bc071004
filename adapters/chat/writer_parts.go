package chat

import (
	"strconv"
	"strings"

	"google.golang.org/protobuf/proto"

	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// foreignPart is a part of another dialect's stream, from its start on.
type foreignPart struct {
	lane *lane
	key  partKey
	// part is the part as far as it is needed again: the seal, the reasoning that a seal covers, the call.
	part *pb.Part
	// skip says that this dialect has nothing like it.
	skip bool
	// base is where the part begins in the content.
	base int32
	// text and summaries gather what a seal covers.
	text      strings.Builder
	summaries []string
	citations []*pb.Citation
	// index is that of a call; said whether arguments were written.
	index string
	said  bool
	// packed says that the seal was given.
	packed bool
}

func (p *foreignPart) isOf(ev *pb.GenerateEvent) bool {
	return p.lane.index == ev.Candidate && p.key == partKey{ev.Message, ev.Part}
}

// partOf finds a part; nil for one that has not started.
func (l *lane) partOf(ev *pb.GenerateEvent) *foreignPart {
	for i := len(l.parts) - 1; i >= 0; i-- {
		if l.parts[i].isOf(ev) {
			return l.parts[i]
		}
	}
	return nil
}

// foreignPart takes an event about a part.
func (w *writer) foreignPart(l *lane, ev *pb.GenerateEvent) {
	if c, ok := ev.Event.(*pb.GenerateEvent_PartStart); ok {
		w.foreignPartStart(l, ev, c.PartStart)
		return
	}
	p := l.partOf(ev)
	if p == nil || p.skip {
		return
	}
	switch c := ev.Event.(type) {
	case *pb.GenerateEvent_ReasoningDelta:
		p.text.WriteString(c.ReasoningDelta)
		w.foreignThought(p, 0, c.ReasoningDelta)
	case *pb.GenerateEvent_SummaryDelta:
		p.summary(ev.Sub, c.SummaryDelta)
		w.foreignThought(p, 1+ev.Sub, c.SummaryDelta)
	case *pb.GenerateEvent_RefusalDelta:
		w.foreignRefusal(l, c.RefusalDelta)
	case *pb.GenerateEvent_ArgumentsDelta:
		w.callPiece(p, c.ArgumentsDelta)
	case *pb.GenerateEvent_InputDelta:
		w.callPiece(p, c.InputDelta)
	case *pb.GenerateEvent_DataDelta:
		ch := w.chunk.choice(l.index)
		ch.has, ch.audioData = hasAudio, c.DataDelta
		w.flush()
	case *pb.GenerateEvent_Citation:
		p.citations = append(p.citations, proto.CloneOf(c.Citation))
		if p.part.GetText() == nil {
			p.citations = nil
		}
	case *pb.GenerateEvent_Logprobs:
		l.tokens = append(l.tokens, proto.CloneOf(c.Logprobs).Tokens...)
	case *pb.GenerateEvent_Seal:
		p.part.Seal = proto.CloneOf(c.Seal)
	case *pb.GenerateEvent_PartEnd:
		if c.PartEnd.GetSeal() != nil {
			p.part.Seal = proto.CloneOf(c.PartEnd.Seal)
		}
		if c.PartEnd.GetId() != "" {
			p.part.Id = strings.Clone(c.PartEnd.Id)
		}
		w.endPart(p)
	}
}

func (w *writer) foreignPartStart(l *lane, ev *pb.GenerateEvent, start *pb.Part) {
	p := &foreignPart{lane: l, key: partKey{ev.Message, ev.Part}, part: proto.CloneOf(start), base: l.runes}
	l.parts = append(l.parts, p)
	switch c := p.part.Content.(type) {
	case *pb.Part_Text:
		w.foreignText(l, c.Text.Text)
		p.citations = c.Text.Citations
	case *pb.Part_Reasoning:
		p.text.WriteString(c.Reasoning.Text)
		w.foreignThought(p, 0, c.Reasoning.Text)
		for i, s := range c.Reasoning.Summaries {
			p.summary(int32(i), s)
			w.foreignThought(p, 1+int32(i), s)
		}
	case *pb.Part_Refusal:
		w.foreignRefusal(l, c.Refusal.Text)
	case *pb.Part_ToolCall:
		p.skip = c.ToolCall.Kind == pb.ToolKind_TOOL_KIND_HOSTED || w.foreign.legacy && l.started > 0
		if !p.skip {
			p.index = strconv.Itoa(l.started)
			l.started++
			w.foreign.pending = p
		}
	case *pb.Part_Media:
		if p.skip = !isAudio(p.part); !p.skip {
			w.beginAudio(l, p.part)
		}
	case *pb.Part_Compaction:
		p.skip, l.compaction = true, p
	default:
		p.skip = true
	}
}

func (p *foreignPart) summary(sub int32, text string) {
	for int(sub) >= len(p.summaries) {
		p.summaries = append(p.summaries, "")
	}
	p.summaries[sub] = canon.Grow(p.summaries[sub], text)
}

// path is where the part stands.
func (p *foreignPart) path() string {
	return canon.Path("candidates", int(p.lane.index), "messages", int(p.key.message), "parts", int(p.key.part))
}

// foreignThought writes a piece of reasoning. Another part or summary begins with a blank line.
func (w *writer) foreignThought(p *foreignPart, sub int32, text string) {
	if text == "" {
		return
	}
	l, at := p.lane, thoughtKey{p.key, sub}
	if sub > 1 || sub == 1 && p.text.Len() > 0 {
		w.losses.Approximate(p.path()+"/reasoning/summaries", classReasoning, "the summaries stand as one text")
	}
	if l.thought && l.lastThought != at {
		text = betweenThoughts + text
	}
	l.thought, l.lastThought = true, at
	ch := w.chunk.choice(l.index)
	ch.has, ch.field, ch.reasoning = hasReasoning, reasoningField, text
	w.flush()
}

func (w *writer) foreignRefusal(l *lane, text string) {
	if text == "" {
		return
	}
	l.refused = true
	ch := w.chunk.choice(l.index)
	ch.has, ch.refusal = hasRefusal, text
	w.flush()
}

func (w *writer) beginAudio(l *lane, p *pb.Part) {
	ch := w.chunk.choice(l.index)
	ch.has = hasAudio
	if ch.audioID = p.Id; p.Id == "" {
		ch.audioID = canon.MintID(audioIDPrefix, w.x.Seed)
	}
	ch.audioData = p.GetMedia().GetData()
	w.flush()
}

// beginCall writes the first fragment of a call.
func (w *writer) beginCall(p *foreignPart) {
	w.foreign.pending = nil
	c := p.part.GetToolCall()
	name := c.Name
	if c.Namespace != "" {
		name = w.foreign.names.Alias(c.Namespace, c.Name)
	}
	f := chunkCall{
		begins: true, index: p.index, id: c.CallId, name: name, custom: c.Kind == pb.ToolKind_TOOL_KIND_CUSTOM,
		text: c.ArgumentsJson + c.Input, hasText: true,
	}
	p.said = f.text != ""
	if f.signature = callEnvelope(w.x.Sealer, p.index == "0", p.lane.sealed, p.part); p.part.Seal != nil {
		p.packed = true
	}
	w.fragment(p.lane, f)
}

// callPiece writes a further fragment of a call.
func (w *writer) callPiece(p *foreignPart, text string) {
	c := p.part.GetToolCall()
	if text == "" || c == nil {
		return
	}
	p.said = true
	w.fragment(p.lane, chunkCall{index: p.index, custom: c.Kind == pb.ToolKind_TOOL_KIND_CUSTOM, text: text, hasText: true})
}

func (w *writer) fragment(l *lane, f chunkCall) {
	ch := w.chunk.choice(l.index)
	if w.foreign.legacy {
		ch.function = &f
	} else {
		ch.calls = append(ch.calls, f)
	}
	w.flush()
}

// endPart gives what only the end of a part knows: citations, the seal, and that a call has no arguments.
func (w *writer) endPart(p *foreignPart) {
	if p.skip {
		return
	}
	l := p.lane
	for _, c := range p.citations {
		if placed, ok := placeCitation(c, p.base, l.runes); ok {
			ch := w.chunk.choice(l.index)
			ch.placed = append(ch.placed, placed)
		}
	}
	p.citations = nil
	if p.part.GetText() != nil && l.tokens != nil {
		w.chunk.choice(l.index).tokens, l.tokens = l.tokens, nil
	}
	w.flush()
	if c := p.part.GetToolCall(); c != nil && !p.said && c.Kind != pb.ToolKind_TOOL_KIND_CUSTOM {
		w.callPiece(p, "{}")
	}
	if p.part.Seal != nil && !p.packed {
		p.packed = true
		w.givePacked(p)
	}
}

// givePacked writes the envelope of a seal.
func (w *writer) givePacked(p *foreignPart) {
	l := p.lane
	if p.part.GetToolCall() != nil {
		data := callEnvelope(w.x.Sealer, false, nil, p.part)
		w.fragment(l, chunkCall{index: p.index, custom: p.part.GetToolCall().Kind == pb.ToolKind_TOOL_KIND_CUSTOM, signature: data})
		return
	}
	if r := p.part.GetReasoning(); r != nil {
		r.Text, r.Summaries = p.text.String(), p.summaries
		l.sealed = append(l.sealed, p.part)
	}
	data, err := w.x.Sealer.Pack([]*pb.Part{canon.SealEntry(p.part)})
	if err != nil {
		return
	}
	j := jsonx.NewWriter(nil)
	o := j.Object("")
	o.Str("type", detailEncrypted)
	o.Str("data", data)
	o.Str("format", "unknown")
	o.Int("index", int64(l.envelopes))
	o.End()
	l.envelopes++
	w.chunk.choice(l.index).details = "[" + string(j.Bytes()) + "]"
	w.flush()
}
