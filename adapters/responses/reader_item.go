package responses

import (
	"strings"

	"google.golang.org/protobuf/proto"

	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// openItem is what the reader remembers of an item.
type openItem struct {
	position int32
	id       string
	// message says that the item is a message, whose parts come one by one. Any other item is one part.
	message bool
	done    bool
	parts   map[int32]*openPart
	last    *openPart
}

// partStage is how far a part has come.
type partStage uint8

// The stages of a part.
const (
	partOpen partStage = iota
	partEnded
)

// openPart is what the reader remembers of a part.
type openPart struct {
	position int32
	kind     piece
	stage    partStage
	// text counts the bytes that came, citations the citations. Of a thought, summaries counts the bytes of each summary.
	text      int
	citations int
	summaries map[int32]int
}

// takes reports whether the part can grow by a kind of text: reasoning takes two.
func (p *openPart) takes(kind piece) bool {
	return p.kind == kind || p.kind == thoughtPiece && kind == summaryPiece
}

// at is the position of the part that a frame is about.
func (it *openItem) at(f *frame) int32 {
	if it.message && f.content > 0 {
		return f.content
	}
	return 0
}

// part gives the part that a frame is about, nil where it has not begun.
func (it *openItem) part(f *frame) *openPart {
	position := it.at(f)
	if it.last != nil && it.last.position == position {
		return it.last
	}
	it.last = it.parts[position]
	return it.last
}

// grow counts the bytes of a text.
func (p *openPart) grow(kind piece, f *frame, n int) {
	if kind != summaryPiece {
		p.text += n
		return
	}
	if p.summaries == nil {
		p.summaries = map[int32]int{}
	}
	p.summaries[sub(f, kind)] += n
}

// got says how many bytes of a text came.
func (p *openPart) got(kind piece, f *frame) int {
	if kind == summaryPiece {
		return p.summaries[sub(f, kind)]
	}
	return p.text
}

// item gives the item that the frame is about: by its position, else by its id, else the latest. Nil where there is none.
func (r *reader) item() *openItem {
	f := &r.frame
	if f.output >= 0 {
		if r.last != nil && r.last.position == f.output {
			return r.last
		}
		if it := r.items[f.output]; it != nil {
			r.last = it
			return it
		}
		return nil
	}
	named := r.last
	for _, it := range r.items {
		if f.itemID != "" && it.id == f.itemID && (named == nil || named.id != f.itemID || it.position < named.position) {
			named = it
		}
	}
	return named
}

// open begins an item, and gives the events of its beginning, which are not the last of their frame. m is what is known
// of it.
func (r *reader) open(position int32, m *pb.Message) *openItem {
	it := &openItem{
		position: position, id: m.Id, parts: map[int32]*openPart{},
		message: m.Form != pb.ContentForm_CONTENT_FORM_UNSPECIFIED,
	}
	r.items[position] = it
	r.last = it
	start := proto.CloneOf(m)
	start.Parts = nil
	r.more(&pb.GenerateEvent{Message: position, Event: &pb.GenerateEvent_MessageStart{MessageStart: start}})
	return it
}

// beginPart begins a part of an item, likewise.
func (r *reader) beginPart(it *openItem, position int32, p *pb.Part) *openPart {
	open := &openPart{position: position, kind: kindOf(p)}
	switch c := p.Content.(type) {
	case *pb.Part_Text:
		open.text = len(c.Text.Text)
	case *pb.Part_Refusal:
		open.text = len(c.Refusal.Text)
	case *pb.Part_ToolCall:
		open.text = len(c.ToolCall.ArgumentsJson) + len(c.ToolCall.Input)
	case *pb.Part_Reasoning:
		open.text = len(c.Reasoning.Text)
		open.summaries = map[int32]int{}
		for i, s := range c.Reasoning.Summaries {
			open.summaries[int32(i)] = len(s)
		}
	}
	it.parts[position] = open
	it.last = open
	r.ended = reasonAfter(r.ended, p)
	r.more(&pb.GenerateEvent{
		Message: it.position, Part: position, Event: &pb.GenerateEvent_PartStart{PartStart: p},
	})
	return open
}

// kindOf is the kind of text that a part holds.
func kindOf(p *pb.Part) piece {
	switch c := p.Content.(type) {
	case *pb.Part_Text:
		return textPiece
	case *pb.Part_Refusal:
		return refusalPiece
	case *pb.Part_Reasoning:
		return thoughtPiece
	case *pb.Part_ToolCall:
		if c.ToolCall.Kind == pb.ToolKind_TOOL_KIND_CUSTOM {
			return inputPiece
		}
		return argumentsPiece
	case *pb.Part_Opaque:
		return opaquePiece
	}
	return noPiece
}

// ensure gives the part that the frame is about a text of, and begins it, and its item, where nothing said so. Nil where
// the part is of another kind, or over.
func (r *reader) ensure(it *openItem, kind piece) (*openItem, *openPart) {
	f := &r.frame
	if it == nil {
		m := emptyItem(kind)
		m.Id = strings.Clone(f.itemID)
		it = r.open(f.output, m)
	}
	p := it.part(f)
	if p == nil {
		if it.done || it.message != (kind == textPiece || kind == refusalPiece) {
			return it, nil
		}
		p = r.beginPart(it, it.at(f), emptyPart(kind))
	}
	if p.stage != partOpen || !p.takes(kind) {
		return it, nil
	}
	return it, p
}

// emptyItem is the message of an item of which nothing is known but the kind of its text.
func emptyItem(kind piece) *pb.Message {
	m := &pb.Message{Origin: dialect, Role: pb.Role_ROLE_ASSISTANT}
	if kind == textPiece || kind == refusalPiece {
		m.Form = pb.ContentForm_CONTENT_FORM_LIST
	}
	return m
}

// emptyPart is a part of which nothing is known but the kind of its text.
func emptyPart(kind piece) *pb.Part {
	switch kind {
	case refusalPiece:
		return &pb.Part{Content: &pb.Part_Refusal{Refusal: &pb.Refusal{}}}
	case argumentsPiece:
		return &pb.Part{Content: &pb.Part_ToolCall{ToolCall: &pb.ToolCall{Kind: pb.ToolKind_TOOL_KIND_FUNCTION}}}
	case inputPiece:
		return &pb.Part{Content: &pb.Part_ToolCall{ToolCall: &pb.ToolCall{Kind: pb.ToolKind_TOOL_KIND_CUSTOM}}}
	case summaryPiece, thoughtPiece:
		return &pb.Part{Content: &pb.Part_Reasoning{Reasoning: &pb.ReasoningContent{}}}
	}
	return textPart("")
}

// decodeItem decodes the item that the frame holds.
func (r *reader) decodeItem() (*pb.Message, error) {
	var w wireItem
	if err := jsonx.Unmarshal([]byte(r.frame.object), &w); err != nil {
		return nil, badFrame(err)
	}
	return w.decode(r.d), nil
}

// decodePart decodes the part that the frame holds.
func (r *reader) decodePart() (*pb.Part, error) {
	var w wirePart
	if err := jsonx.Unmarshal([]byte(r.frame.object), &w); err != nil {
		return nil, badFrame(err)
	}
	return w.decode(r.d, typeOutputText), nil
}

// badFrame is the fault of a frame that is malformed, or whose object has the wrong shape.
func badFrame(err error) error {
	f := malformed(err)
	f.Code, f.Path = pb.ErrorCode_ERROR_CODE_BAD_UPSTREAM, ""
	return f
}

// itemAdded takes the frame with which an item begins. What it says beside the fields belongs to the frame: the item's
// end says it anew.
func (r *reader) itemAdded() error {
	f := &r.frame
	if f.member != "item" || f.output < 0 || r.items[f.output] != nil {
		r.opaque()
		return nil
	}
	r.d.unfinished = true
	m, err := r.decodeItem()
	r.d.unfinished = false
	if err != nil {
		return err
	}
	exts := within("/item", m.Extensions)
	m.Extensions = nil
	it := r.open(f.output, m)
	for i, p := range m.Parts {
		if p.Seal != nil {
			// Final only at the end.
			exts = append(exts, frameExtension("/item", jsonx.WrapText("encrypted_content", p.Seal.Data)))
			p.Seal = nil
		}
		r.beginPart(it, int32(i), p)
	}
	r.emit(r.pop(), exts...)
	return nil
}

// within moves extensions to a place in the frame.
func within(at string, exts []*pb.Extension) []*pb.Extension {
	moved := make([]*pb.Extension, len(exts))
	for i, e := range exts {
		moved[i] = frameExtension(at+e.At, e.MembersJson)
	}
	return moved
}

// partAdded takes the frame with which a part of a message begins.
func (r *reader) partAdded() error {
	f := &r.frame
	it := r.item()
	if f.member != "part" || f.content < 0 || it == nil || !it.message || it.done || it.parts[f.content] != nil {
		r.opaque()
		return nil
	}
	p, err := r.decodePart()
	if err != nil {
		return err
	}
	exts := within("/part", p.Extensions)
	p.Extensions = nil
	r.beginPart(it, f.content, p)
	r.emit(r.pop(), exts...)
	return nil
}
