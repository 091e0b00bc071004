package claude

import (
	"slices"
	"strings"

	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	"github.com/interlingua/interlingua/adapters/sse"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// blockKind says how the deltas of a block are read.
type blockKind uint8

const (
	// blockOpaque has content that only this dialect understands.
	blockOpaque blockKind = iota
	blockText
	blockThinking
	// blockCall is a call of a function.
	blockCall
	// blockCustom is a call of a function that stands for a custom tool: its arguments wrap free text.
	blockCustom
	// blockAnswer is a call that stands for structured output: its arguments are the text of the answer.
	blockAnswer
	blockCompaction
)

// block is a block of the stream that has started and not ended.
type block struct {
	index   int64
	message int32
	part    int32
	kind    blockKind
	// filled says that the arguments of a call are not empty.
	filled bool
	// opaque is the block as it started, and input what deltas added to its input.
	opaque *pb.Opaque
	input  strings.Builder
	custom canon.CustomReader
}

// blocks are the open blocks. Parts are numbered in order of appearance, whatever their blocks' indexes are.
type blocks struct {
	message int32
	open    []*block
	next    int32
}

func (b *blocks) find(index int64) *block {
	for i := len(b.open) - 1; i >= 0; i-- {
		if b.open[i].index == index {
			return b.open[i]
		}
	}
	return nil
}

// of gives the open block that an event is about, nil where none is.
func (b *blocks) of(ev *pb.GenerateEvent) *block {
	for _, o := range b.open {
		if o.message == ev.Message && o.part == ev.Part {
			return o
		}
	}
	return nil
}

func (b *blocks) start(index int64, kind blockKind) *block {
	started := &block{index: index, message: b.message, part: b.next, kind: kind}
	b.next++
	b.open = append(b.open, started)
	return started
}

func (b *blocks) stop(ended *block) {
	for i, o := range b.open {
		if o == ended {
			b.open = append(b.open[:i], b.open[i+1:]...)
			return
		}
	}
}

// event makes an event about the block's part, which keeps the index where it is not the part's number.
func (b *block) event() *pb.GenerateEvent {
	ev := &pb.GenerateEvent{Message: b.message, Part: b.part}
	if int64(b.part) != b.index {
		w := jsonx.NewWriter(nil)
		w.Int(b.index)
		ev.Frame = canon.KeepSpelling(ev.Frame, dialect, "", "index", string(w.Bytes()))
	}
	return ev
}

// blockStart begins a part.
func (r *reader) blockStart(e sse.Event) error {
	var w wireBlockStart
	if err := jsonx.Unmarshal(e.Data, &w); err != nil {
		return err
	}
	if w.Block.part == nil || !w.Index.Set || r.blocks.find(w.Index.V) != nil {
		return r.foreignFrame(e, nil, meaning)
	}
	p := w.Block.part
	b := r.blocks.start(w.Index.V, blockOpaque)
	ev := b.event()
	ev.Frame = skeletonFrame(p, ev.Frame)
	r.beginBlock(b, p)
	issued(p.Seal, r.x.Upstream, r.model)
	r.seals.give(p)
	ev.Event = &pb.GenerateEvent_PartStart{PartStart: p}
	aside(ev, "", w.Unknown)
	r.emit(ev)
	return nil
}

// beginBlock notes how to read the deltas of a block, and restores what the request's encoder did to a tool.
func (r *reader) beginBlock(b *block, p *pb.Part) {
	switch c := p.Content.(type) {
	case *pb.Part_Text:
		b.kind, r.said = blockText, b
	case *pb.Part_Reasoning:
		b.kind = blockThinking
	case *pb.Part_Compaction:
		b.kind = blockCompaction
	case *pb.Part_Opaque:
		b.opaque = c.Opaque
	case *pb.Part_ToolCall:
		call := c.ToolCall
		if r.restore.isAnswer(call.Name) {
			b.kind, r.answered = blockAnswer, true
			p.Content = &pb.Part_Text{Text: &pb.Text{Text: call.ArgumentsJson}}
			return
		}
		r.calls++
		r.nameCall(p)
		b.kind = blockCall
		b.filled = call.ArgumentsJson != ""
		if r.restore.call(call); call.Kind == pb.ToolKind_TOOL_KIND_CUSTOM {
			b.kind = blockCustom
			if b.filled {
				call.Input, call.ArgumentsJson = canon.CustomInput(call.ArgumentsJson), ""
			}
		}
	}
}

// skeletonMembers are members whose value in content_block_start says nothing about the block that it will be.
var skeletonMembers = []string{"text", "citations", "thinking", "signature", "input", "content", "encrypted_content"}

// skeletonFrame takes out of a part that just started what its block says only because it just started, and keeps it for
// the frame.
func skeletonFrame(p *pb.Part, frame []*pb.Extension) []*pb.Extension {
	if c := p.GetToolCall(); c != nil {
		switch jsonx.Compact(c.ArgumentsJson) {
		case "{}":
			c.ArgumentsJson = ""
		case "":
			frame = canon.KeepSpelling(frame, dialect, atBlock, "input", "null")
		}
	}
	if r := p.GetReasoning(); r != nil && !r.Redacted {
		if _, spelled := jsonx.Get(own(p.Extensions, ""), "signature"); !spelled && p.Seal == nil {
			frame = canon.KeepSpelling(frame, dialect, atBlock, "signature", "null")
		}
	}
	for _, x := range p.Extensions {
		if x.Kind != pb.ExtensionKind_EXTENSION_KIND_SPELLING || x.At != "" {
			continue
		}
		for _, name := range skeletonMembers {
			if raw, ok := jsonx.Get(x.MembersJson, name); ok {
				frame = canon.KeepSpelling(frame, dialect, atBlock, name, raw)
			}
		}
		x.MembersJson = jsonx.Without(x.MembersJson, skeletonMembers...)
	}
	p.Extensions = slices.DeleteFunc(p.Extensions, func(x *pb.Extension) bool { return jsonx.Empty(x.MembersJson) })
	return frame
}

// blockDelta takes a delta with members beside the usual ones, or of a rarer kind.
func (r *reader) blockDelta(e sse.Event) error {
	var w wireBlockDelta
	if err := jsonx.Unmarshal(e.Data, &w); err != nil {
		return err
	}
	b := r.blocks.find(w.Index.V)
	if b == nil || !w.Index.Set {
		return r.foreignFrame(e, nil, meaning)
	}
	from := len(r.queue)
	if !r.takeDelta(b, &w.Delta) {
		return r.foreignFrame(e, b, lostWith(b, &w.Delta))
	}
	if len(r.queue) == from {
		return nil
	}
	first := r.queue[from]
	aside(first, "", w.Unknown)
	aside(first, atDelta, w.Delta.Unknown)
	if sealed := &w.Delta.Encrypted; b.kind == blockCompaction && sealed.Set && sealed.V == "" {
		first.Frame = canon.KeepSpelling(first.Frame, dialect, atDelta, "encrypted_content", `""`)
	}
	return nil
}

// takeDelta emits the events of a delta; false, and it emits none, where block and delta do not fit.
func (r *reader) takeDelta(b *block, d *wireDelta) bool {
	ev := b.event()
	switch kind := d.Type.V; {
	case kind == deltaText && b.kind == blockText && d.Text.Set:
		ev.Event = &pb.GenerateEvent_TextDelta{TextDelta: d.Text.V}
	case kind == deltaThinking && b.kind == blockThinking && d.Thinking.Set:
		ev.Event = &pb.GenerateEvent_ReasoningDelta{ReasoningDelta: d.Thinking.V}
	case kind == deltaSignature && b.kind == blockThinking && d.Signature.V != "":
		r.takeSignature(ev, d.Signature.V)
		r.emit(ev)
		r.sealText()
		return true
	case kind == deltaCitation && b.kind == blockText && d.Citation != nil:
		ev.Event = &pb.GenerateEvent_Citation{Citation: d.Citation.citation()}
	case kind == deltaArguments && d.Partial.Set:
		return r.takeArguments(b, d.Partial.V, ev)
	case kind == deltaCompaction && b.kind == blockCompaction && d.Content.Raw == nil && d.Encrypted.Raw == nil:
		return r.takeCompaction(b, d)
	default:
		return false
	}
	r.emit(ev)
	return true
}

// lostWith tells what is lost with a delta that no event was made of. The input of a hosted call is known when its block ends.
func lostWith(b *block, d *wireDelta) pb.ExtensionKind {
	if d.Type.V == deltaArguments && b.kind == blockOpaque || d.Type.V == deltaSignature && d.Signature.V == "" {
		return noMeaning
	}
	return meaning
}

func (r *reader) takeArguments(b *block, text string, ev *pb.GenerateEvent) bool {
	switch b.kind {
	case blockCall:
		b.filled = b.filled || text != ""
		ev.Event = &pb.GenerateEvent_ArgumentsDelta{ArgumentsDelta: text}
	case blockAnswer:
		ev.Event = &pb.GenerateEvent_TextDelta{TextDelta: text}
	case blockCustom:
		if text = b.custom.Add(text); text == "" {
			return true
		}
		ev.Event = &pb.GenerateEvent_InputDelta{InputDelta: text}
	case blockOpaque:
		// The frame goes on as it is; the whole input is known when the block ends.
		b.input.WriteString(text)
		return false
	default:
		return false
	}
	r.emit(ev)
	return true
}

func (r *reader) takeCompaction(b *block, d *wireDelta) bool {
	if d.Content.Set {
		ev := b.event()
		ev.Event = &pb.GenerateEvent_TextDelta{TextDelta: d.Content.V}
		r.emit(ev)
	}
	if d.Encrypted.V != "" {
		ev := b.event()
		ev.Event = &pb.GenerateEvent_Seal{Seal: r.seals.open(r.x, r.model, d.Encrypted.V)}
		r.emit(ev)
	}
	return d.Content.Set || d.Encrypted.V != ""
}

// blockStop ends a part.
func (r *reader) blockStop(e sse.Event) error {
	var w wireBare
	if err := jsonx.Unmarshal(e.Data, &w); err != nil {
		return err
	}
	b := r.blocks.find(w.Index.V)
	if b == nil || !w.Index.Set {
		return r.foreignFrame(e, nil, noMeaning)
	}
	r.blocks.stop(b)
	r.lastDelta(b)
	end := &pb.Part{}
	if b.opaque != nil && b.input.Len() > 0 && jsonx.ValidText(b.input.String()) {
		whole := jsonx.Merge(b.opaque.Json, jsonx.Wrap("input", b.input.String()))
		end.Content = &pb.Part_Opaque{Opaque: &pb.Opaque{Type: b.opaque.Type, Json: whole}}
	}
	ev := b.event()
	ev.Event = &pb.GenerateEvent_PartEnd{PartEnd: end}
	aside(ev, "", w.Unknown)
	r.emit(ev)
	return nil
}

// lastDelta says what only the end of a call tells: that it has no arguments, or the rest of a custom tool's input.
func (r *reader) lastDelta(b *block) {
	ev := &pb.GenerateEvent{Message: b.message, Part: b.part}
	switch {
	case b.kind == blockCall && !b.filled:
		ev.Event = &pb.GenerateEvent_ArgumentsDelta{ArgumentsDelta: "{}"}
	case b.kind == blockCustom:
		rest := b.custom.Rest()
		if rest == "" {
			return
		}
		ev.Event = &pb.GenerateEvent_InputDelta{InputDelta: rest}
	default:
		return
	}
	r.emit(ev)
}
