package responses

import (
	"strings"

	"google.golang.org/protobuf/proto"

	"github.com/interlingua/interlingua/adapters/canon"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// partEnd takes the end of a part.
func (c *composer) partEnd(ev *pb.GenerateEvent, end *pb.Part) {
	p := c.open.part
	if end.Seal != nil {
		c.seal(ev, end.Seal)
	}
	if p == nil {
		return
	}
	if end.Content != nil || end.Extensions != nil {
		c.merge(p, proto.CloneOf(end))
	}
	if p.GetText() == nil || c.ownMessage() {
		c.endPart()
	}
}

// merge puts what the end of a part says into it.
func (c *composer) merge(p, end *pb.Part) {
	for _, e := range end.Extensions {
		p.Extensions = canon.Keep(p.Extensions, e.Dialect, e.At, e.MembersJson, e.Kind)
	}
	switch v := end.Content.(type) {
	case nil:
	case *pb.Part_Text:
		if t := p.GetText(); t != nil && len(v.Text.Logprobs) > 0 {
			t.Logprobs = v.Text.Logprobs
			if !c.ownMessage() {
				t.Logprobs = fitLogprobs(t.Logprobs)
			}
		}
	case *pb.Part_Reasoning, *pb.Part_Refusal, *pb.Part_ToolCall:
		// Their texts grow by deltas; what else they say does not change.
	default:
		p.Content = v
	}
}

// seal takes provider state. Reasoning has a place for it; that of a text or a call gets an item of its own. Since it comes
// after its text, it comes back as that of an empty text behind it.
func (c *composer) seal(ev *pb.GenerateEvent, s *pb.Seal) {
	s = proto.CloneOf(s)
	at := placeOf(ev)
	p := c.open.part
	if c.open.place != at {
		p = nil
	}
	switch entry := c.sealable[at]; {
	case p != nil && (c.ownMessage() || p.GetReasoning() != nil || p.GetCompaction() != nil):
		p.Seal = s
	case entry != nil:
		c.entries = append(c.entries, &pb.Part{Content: entry.Content, Seal: s})
	}
}

// citation takes a source that supports the open text. It is written at the end of the text, which may be what it
// supports.
func (c *composer) citation(ev *pb.GenerateEvent, cite *pb.Citation) {
	place := placeOf(ev)
	if t := c.open.part.GetText(); t != nil && c.open.place == place {
		t.Citations = append(t.Citations, proto.CloneOf(cite))
		return
	}
	at := canon.Path("candidates", 0, "messages", int(ev.Message), "parts", int(ev.Part), "text", "citations", c.late[place])
	c.late[place]++
	c.e.losses.Drop(at, pb.LossClass_LOSS_CLASS_CITATIONS, "it came after its text had ended")
}

// logprobs takes log probabilities of the open text.
func (c *composer) logprobs(ev *pb.GenerateEvent, l *pb.Logprobs) {
	t := c.open.part.GetText()
	if t == nil || c.open.place != placeOf(ev) {
		return
	}
	tokens := proto.CloneOf(l).Tokens
	if !c.ownMessage() {
		tokens = fitLogprobs(tokens)
	}
	t.Logprobs = append(t.Logprobs, tokens...)
	o := c.about(frameTextDelta)
	o.Int("content_index", c.content())
	o.Str("delta", "")
	if o.Array("logprobs") {
		for _, token := range tokens {
			c.e.logprob(token, true)
		}
		o.EndArray()
	}
	o.End()
	c.endFrame()
}

// endPart ends the part that is open.
func (c *composer) endPart() {
	p := c.open.part
	if p == nil {
		return
	}
	if c.failing {
		// It breaks off: the sequencer ends what its source did not end.
		c.open = openOutput{}
		return
	}
	c.open.part = nil
	switch v := p.Content.(type) {
	case *pb.Part_Text:
		c.endText(p, v.Text)
	case *pb.Part_Refusal:
		v.Refusal.Text = c.open.text.String()
		o := c.about(frameRefusalDone)
		o.Int("content_index", c.content())
		o.Str("refusal", v.Refusal.Text)
		o.End()
		c.endFrame()
		c.contentDone(p)
	case *pb.Part_ToolCall:
		c.endCall(p, v.ToolCall)
	case *pb.Part_Reasoning:
		c.endThought(p, v.Reasoning)
	default:
		c.endWhole(p)
	}
	c.open.text.Reset()
}

// endText ends a text.
func (c *composer) endText(p *pb.Part, t *pb.Text) {
	t.Text = c.open.text.String()
	if !c.ownMessage() {
		cites := t.Citations
		t.Citations = nil
		for _, cite := range cites {
			if fitted := fitCitation(cite, t.Text, "", nil); fitted != nil {
				t.Citations = append(t.Citations, fitted)
			}
		}
	}
	for i, cite := range t.Citations {
		o := c.about(frameAnnotation)
		o.Int("content_index", c.content())
		o.Int("annotation_index", int64(i))
		if o.Key("annotation") {
			c.e.citation(cite)
		}
		o.End()
		c.endFrame()
	}
	o := c.about(frameTextDone)
	o.Int("content_index", c.content())
	o.Str("text", t.Text)
	if o.Array("logprobs") {
		for _, l := range t.Logprobs {
			c.e.logprob(l, true)
		}
		o.EndArray()
	}
	o.End()
	c.endFrame()
	c.contentDone(p)
}

// contentDone writes the frame with which a part of a message ends.
func (c *composer) contentDone(p *pb.Part) {
	o := c.about(framePartDone)
	o.Int("content_index", c.content())
	if o.Key("part") {
		c.e.parts([]*pb.Part{p}, typeOutputText)
	}
	o.End()
	c.endFrame()
	c.open.item.Parts = append(c.open.item.Parts, p)
}

// endCall ends the arguments or the input of a call.
func (c *composer) endCall(p *pb.Part, call *pb.ToolCall) {
	if call.Kind == pb.ToolKind_TOOL_KIND_CUSTOM {
		call.Input = c.open.text.String()
		// Where no frame tells of the input, the whole item does.
		if !c.varied {
			o := c.about(frameInputDone)
			o.Str("input", call.Input)
			o.End()
			c.endFrame()
		}
	} else {
		c.endArguments(p, call)
	}
	c.open.item.Parts = append(c.open.item.Parts, p)
}

// endArguments ends the arguments of a call.
func (c *composer) endArguments(p *pb.Part, call *pb.ToolCall) {
	text := c.open.text.String()
	if text == "" && !c.ownMessage() {
		text = "{}"
		c.open.part = p
		c.grow(text)
		c.open.part = nil
	}
	call.ArgumentsJson = text
	if c.open.silent {
		return
	}
	o := c.about(frameArgumentsDone)
	o.Str("arguments", text)
	o.End()
	c.endFrame()
}

// endThought ends reasoning.
func (c *composer) endThought(p *pb.Part, t *pb.ReasoningContent) {
	c.endSummary()
	if c.open.text.Len() > 0 {
		t.Text = c.open.text.String()
		o := c.about(frameThoughtDone)
		o.Int("content_index", 0)
		o.Str("text", t.Text)
		o.End()
		c.endFrame()
		c.thoughtPart(framePartDone, t.Text)
	}
	summaries := make([]string, len(c.open.summaries))
	for i, s := range c.open.summaries {
		summaries[i] = s.String()
	}
	t.Summaries = summaries
	if c.open.retold {
		t.Text, t.Summaries = strings.Join(summaries, ""), nil
	}
	if !c.ownMessage() {
		p.Seal = packed(c.e.x, p) // of the reasoning as its issuer said it
	}
	if c.open.retold {
		t.Text, t.Summaries = "", summaries
	}
	p.Id = ""
	c.open.item.Parts = append(c.open.item.Parts, p)
}

// endWhole writes a part that did not grow as an item.
func (c *composer) endWhole(p *pb.Part) {
	if c.inMessage() {
		o := c.about(framePartAdded)
		o.Int("content_index", c.content())
		if o.Key("part") {
			c.e.parts([]*pb.Part{p}, typeOutputText)
		}
		o.End()
		c.endFrame()
		c.contentDone(p)
		return
	}
	if c.ownMessage() {
		m := newItem("", "", p)
		c.adopt(m, "")
		c.open.item = m
		c.added(m)
		return
	}
	switch v := p.Content.(type) {
	case *pb.Part_Media:
		if data := c.open.text.String(); data != "" {
			v.Media.Source = &pb.Media_Data{Data: v.Media.GetData() + data}
		}
		if image := imageItem(c.ids.item(prefixImage, len(c.items)), v.Media); image != nil {
			c.whole(newItem("", "", image))
		}
	case *pb.Part_Compaction:
		v.Compaction.Text += c.open.text.String()
		c.whole(newItem(c.ids.item(prefixCompaction, len(c.items)), "", fitCompaction(c.e.x, p)))
	}
}
