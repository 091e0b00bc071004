package claude

import (
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// plainDelta is an event for deltas that say nothing beside their text, used again for each, so that it costs nothing.
type plainDelta struct {
	event     pb.GenerateEvent
	text      pb.GenerateEvent_TextDelta
	reasoning pb.GenerateEvent_ReasoningDelta
	arguments pb.GenerateEvent_ArgumentsDelta
	scratch   []byte
}

// plainDelta reads the data of a content_block_delta event that has the usual members and no others, into the event that
// all of them share. It returns false, and has done nothing, for any other.
func (r *reader) plainDelta(data []byte) bool {
	var index int64
	var kind, member, text string
	s := &r.scanner
	s.Reset(data)
	if !s.BeginObject() {
		return false
	}
	hasType, hasIndex, hasDelta := false, false, false
	for name, ok := s.Next(); ok; name, ok = s.Next() {
		switch name {
		case "type":
			raw, _ := s.Value()
			if hasType = raw == `"`+eventBlockDelta+`"`; !hasType {
				return false
			}
		case "index":
			if index, hasIndex = s.Int(); !hasIndex {
				return false
			}
		case "delta":
			if hasDelta || !s.BeginObject() {
				return false
			}
			hasDelta = true
			for name, ok := s.Next(); ok; name, ok = s.Next() {
				if name == "type" {
					raw, _ := s.Value()
					kind = raw
					continue
				}
				if member != "" {
					return false
				}
				if member = plainMember(name); member == "" {
					return false
				}
				var isText bool
				if text, isText = s.String(&r.delta.scratch); !isText {
					return false
				}
			}
		default:
			return false
		}
	}
	if s.Finish() != nil || !hasType || !hasIndex {
		return false
	}
	return r.setDelta(index, kind, member, text)
}

// plainMember gives a name that outlives the scanner's for the member of a plain delta; "" for any other.
func plainMember(name string) string {
	switch name {
	case "text":
		return "text"
	case "partial_json":
		return "partial_json"
	case "thinking":
		return "thinking"
	}
	return ""
}

// setDelta makes the shared event a delta of a block, if block and delta are of one kind.
func (r *reader) setDelta(index int64, kind, member, text string) bool {
	b := r.blocks.find(index)
	if b == nil || int64(b.part) != index {
		return false
	}
	d := &r.delta
	switch {
	case kind == `"`+deltaText+`"` && member == "text" && b.kind == blockText:
		d.text.TextDelta = text
		d.event.Event = &d.text
	case kind == `"`+deltaThinking+`"` && member == "thinking" && b.kind == blockThinking:
		d.reasoning.ReasoningDelta = text
		d.event.Event = &d.reasoning
	case kind == `"`+deltaArguments+`"` && member == "partial_json" && b.kind == blockCall:
		b.filled = b.filled || text != ""
		d.arguments.ArgumentsDelta = text
		d.event.Event = &d.arguments
	default:
		return false
	}
	d.event.Message, d.event.Part = r.message, b.part
	return true
}
