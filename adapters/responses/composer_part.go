package responses

import (
	"slices"
	"strings"

	"google.golang.org/protobuf/proto"

	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// place is where in the answer an event belongs.
type place struct{ message, part int32 }

func placeOf(ev *pb.GenerateEvent) place { return place{ev.Message, ev.Part} }

// partStart takes the beginning of a part.
func (c *composer) partStart(ev *pb.GenerateEvent, p *pb.Part) {
	c.endPart()
	if before := c.last; before.message == ev.Message && before.part > ev.Part {
		at := canon.Path("candidates", 0, "messages", int(ev.Message), "parts", int(ev.Part))
		c.e.losses.Approximate(at, pb.LossClass_LOSS_CLASS_CONTENT, "it came after what it stands before")
	}
	if slices.ContainsFunc(c.entries, func(e *pb.Part) bool { return e.GetText() != nil }) {
		// The seal of a text comes home behind that text, not behind all that follows it.
		c.flush()
	}
	c.last = placeOf(ev)
	c.beginPart(placeOf(ev), proto.CloneOf(p))
	c.open.place = placeOf(ev)
}

func (c *composer) beginPart(at place, p *pb.Part) {
	switch v := p.Content.(type) {
	case *pb.Part_Text:
		c.sealable[at] = textPart("")
		c.carry(p)
		text := v.Text.Text
		v.Text.Text = ""
		c.openPart(p, text)
	case *pb.Part_Refusal:
		text := v.Refusal.Text
		v.Refusal.Text = ""
		c.openPart(p, text)
	case *pb.Part_Reasoning:
		c.openThought(p, v.Reasoning)
	case *pb.Part_ToolCall:
		if v.ToolCall.Kind == pb.ToolKind_TOOL_KIND_HOSTED {
			c.close()
			return
		}
		c.sealable[at] = canon.SealEntry(p)
		c.carry(p)
		c.openCall(p, v.ToolCall)
	default:
		// What does not grow is written when it is whole.
		if !c.inMessage() {
			c.close()
		} else if c.open.item == nil {
			c.openMessage()
		}
		c.open.part = p
	}
}

// inMessage reports whether parts of any kind are content of a message item: of one of this dialect.
func (c *composer) inMessage() bool {
	return c.ownMessage() && c.message.Form != pb.ContentForm_CONTENT_FORM_UNSPECIFIED
}

// carry keeps the seal of a part of another dialect, and writes it before the part where it is known so early.
func (c *composer) carry(p *pb.Part) {
	if p.Seal == nil || c.ownMessage() {
		return
	}
	c.entries = append(c.entries, canon.SealEntry(p))
	p.Seal = nil
	c.flush()
}

// openPart begins a part of a message item.
func (c *composer) openPart(p *pb.Part, text string) {
	if c.open.item == nil || c.open.item.Form == pb.ContentForm_CONTENT_FORM_UNSPECIFIED {
		c.openMessage()
	}
	c.open.part = p
	c.open.text.Reset()
	o := c.about(framePartAdded)
	o.Int("content_index", c.content())
	if o.Key("part") {
		c.e.parts([]*pb.Part{emptied(p)}, typeOutputText)
	}
	o.End()
	c.endFrame()
	c.grow(text)
}

// emptied is a part of a message as it stands at its beginning.
func emptied(p *pb.Part) *pb.Part {
	if p.GetRefusal() != nil {
		return &pb.Part{Content: &pb.Part_Refusal{Refusal: &pb.Refusal{}}}
	}
	return textPart("")
}

// openThought begins an item of reasoning.
func (c *composer) openThought(p *pb.Part, t *pb.ReasoningContent) {
	c.openItem(prefixThought, "", &pb.Part{Content: &pb.Part_Reasoning{Reasoning: &pb.ReasoningContent{}}})
	text, summaries := t.Text, t.Summaries
	t.Text, t.Summaries = "", nil
	c.open.part = p
	for i, s := range summaries {
		c.summary(int32(i), s)
	}
	if text != "" {
		c.think(text)
	}
}

// openCall begins an item that is a call.
func (c *composer) openCall(p *pb.Part, call *pb.ToolCall) {
	text := call.ArgumentsJson + call.Input
	call.ArgumentsJson, call.Input = "", ""
	if !c.ownMessage() {
		call.CallId = callID(call.CallId)
	}
	prefix, exts := callItem(c.e.x, call)
	c.openItem(prefix, statusCompleted, p, exts...)
	c.open.part, c.open.silent = p, len(exts) > 0
	c.open.text.Reset()
	c.grow(text)
}

// about begins a frame about the open item.
func (c *composer) about(typ string) jsonx.Object {
	o := c.frame(typ)
	o.Str("item_id", c.open.item.Id)
	o.Int("output_index", c.index())
	return o
}

// delta takes a piece of a text of the open part.
func (c *composer) delta(ev *pb.GenerateEvent) {
	if c.open.part == nil {
		return
	}
	switch v := ev.Event.(type) {
	case *pb.GenerateEvent_DataDelta:
		c.open.text.WriteString(v.DataDelta)
	case *pb.GenerateEvent_TextDelta:
		c.grow(v.TextDelta)
	case *pb.GenerateEvent_RefusalDelta:
		c.grow(v.RefusalDelta)
	case *pb.GenerateEvent_ArgumentsDelta:
		c.grow(v.ArgumentsDelta)
	case *pb.GenerateEvent_InputDelta:
		c.grow(v.InputDelta)
	case *pb.GenerateEvent_SummaryDelta:
		c.summary(ev.Sub, v.SummaryDelta)
	case *pb.GenerateEvent_ReasoningDelta:
		c.think(v.ReasoningDelta)
	}
}

// grow adds to the text of the open part.
func (c *composer) grow(text string) {
	if text == "" {
		return
	}
	c.open.text.WriteString(text)
	kind := kindOf(c.open.part)
	if usualDelta[kind] == "" || c.open.silent || c.varied && kind == inputPiece {
		return // written when it is whole
	}
	key := deltaKey{c.open.item, len(c.open.item.Parts), kind}
	var ok bool
	if c.dst, ok = c.stencil.Append(c.dst, key, text, c.sequence); ok {
		c.sequence++
		return
	}
	from := len(c.dst)
	o := c.about(usualDelta[kind])
	if kind == textPiece || kind == refusalPiece {
		o.Int("content_index", c.content())
	}
	o.Str("delta", text)
	if kind == textPiece {
		o.Raw("logprobs", "[]")
	}
	o.End()
	c.endFrame()
	c.stencil.Learn(key, c.dst[from:], "/sequence_number", "/delta")
}

// deltaKey is what the frame of a delta says beside its number and text.
type deltaKey struct {
	item    *pb.Message
	content int
	kind    piece
}

// summary adds to a summary of the open reasoning.
func (c *composer) summary(sub int32, text string) {
	at := int(sub)
	if at >= len(c.open.summaries) {
		c.endSummary()
		at = len(c.open.summaries)
		c.open.summaries = append(c.open.summaries, &strings.Builder{})
		c.open.summing = true
		c.summaryPart(frameSummaryAdded, at, "")
	}
	if text == "" {
		return
	}
	c.open.summaries[at].WriteString(text)
	o := c.about(frameSummaryDelta)
	o.Int("summary_index", int64(at))
	o.Str("delta", text)
	o.End()
	c.endFrame()
}

// endSummary ends the summary that is open.
func (c *composer) endSummary() {
	if !c.open.summing {
		return
	}
	c.open.summing = false
	at := len(c.open.summaries) - 1
	text := c.open.summaries[at].String()
	o := c.about(frameSummaryDone)
	o.Int("summary_index", int64(at))
	o.Str("text", text)
	o.End()
	c.endFrame()
	c.summaryPart(frameSummaryEnded, at, text)
}

// summaryPart writes the frame with which a summary begins or ends.
func (c *composer) summaryPart(typ string, at int, text string) {
	o := c.about(typ)
	o.Int("summary_index", int64(at))
	if o.Key("part") {
		c.e.thoughtText(typeSummaryText, text, "")
	}
	o.End()
	c.endFrame()
}

// think adds to the reasoning itself. Clients show summaries only, so that the reasoning of another dialect is one; that of
// this dialect stands as it is.
func (c *composer) think(text string) {
	if c.open.retold || !c.ownMessage() && len(c.open.summaries) == 0 {
		c.open.retold = true
		c.summary(0, text)
		return
	}
	if c.open.text.Len() == 0 {
		c.endSummary()
		c.thoughtPart(framePartAdded, "")
	}
	c.open.text.WriteString(text)
	o := c.about(frameThoughtDelta)
	o.Int("content_index", 0)
	o.Str("delta", text)
	o.End()
	c.endFrame()
}

// thoughtPart writes the frame with which the text of reasoning begins or ends.
func (c *composer) thoughtPart(typ, text string) {
	o := c.about(typ)
	o.Int("content_index", 0)
	if o.Key("part") {
		c.e.thoughtText(typeReasoningText, text, "")
	}
	o.End()
	c.endFrame()
}
