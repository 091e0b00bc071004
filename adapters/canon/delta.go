package canon

import (
	"strings"

	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// Grow gives a text that is held for later with a delta behind it. Adding the two would not do: where nothing is held yet, Go gives
// the delta itself, which lies in the reader's buffer and changes with the next frame.
func Grow(held, delta string) string {
	if held == "" {
		return strings.Clone(delta)
	}
	return held + delta
}

// textField is one of the texts of a part that grow by deltas.
type textField uint8

const (
	noText textField = iota
	bodyText
	reasoningText
	summaryText
	refusalText
	argumentsText
	inputText
	dataText
)

// deltaOf tells which text an event makes longer, and by what; noText for an event that is no delta.
func deltaOf(ev *pb.GenerateEvent) (textField, string) {
	switch c := ev.GetEvent().(type) {
	case *pb.GenerateEvent_TextDelta:
		return bodyText, c.TextDelta
	case *pb.GenerateEvent_ReasoningDelta:
		return reasoningText, c.ReasoningDelta
	case *pb.GenerateEvent_SummaryDelta:
		return summaryText, c.SummaryDelta
	case *pb.GenerateEvent_RefusalDelta:
		return refusalText, c.RefusalDelta
	case *pb.GenerateEvent_ArgumentsDelta:
		return argumentsText, c.ArgumentsDelta
	case *pb.GenerateEvent_InputDelta:
		return inputText, c.InputDelta
	case *pb.GenerateEvent_DataDelta:
		return dataText, c.DataDelta
	}
	return noText, ""
}

// IsDelta reports whether an event makes a text longer and does nothing else.
func IsDelta(ev *pb.GenerateEvent) bool {
	f, _ := deltaOf(ev)
	return f != noText
}

// setDelta makes an event a delta of a text.
func setDelta(ev *pb.GenerateEvent, f textField, s string) {
	switch f {
	case bodyText:
		ev.Event = &pb.GenerateEvent_TextDelta{TextDelta: s}
	case reasoningText:
		ev.Event = &pb.GenerateEvent_ReasoningDelta{ReasoningDelta: s}
	case summaryText:
		ev.Event = &pb.GenerateEvent_SummaryDelta{SummaryDelta: s}
	case refusalText:
		ev.Event = &pb.GenerateEvent_RefusalDelta{RefusalDelta: s}
	case argumentsText:
		ev.Event = &pb.GenerateEvent_ArgumentsDelta{ArgumentsDelta: s}
	case inputText:
		ev.Event = &pb.GenerateEvent_InputDelta{InputDelta: s}
	case dataText:
		ev.Event = &pb.GenerateEvent_DataDelta{DataDelta: s}
	}
}

// emptyPart is a part that has the text, empty: what a source that goes straight to deltas would have begun.
func emptyPart(f textField) *pb.Part {
	switch f {
	case reasoningText, summaryText:
		return &pb.Part{Content: &pb.Part_Reasoning{Reasoning: &pb.ReasoningContent{}}}
	case refusalText:
		return &pb.Part{Content: &pb.Part_Refusal{Refusal: &pb.Refusal{}}}
	case argumentsText:
		return &pb.Part{Content: &pb.Part_ToolCall{ToolCall: &pb.ToolCall{Kind: pb.ToolKind_TOOL_KIND_FUNCTION}}}
	case inputText:
		return &pb.Part{Content: &pb.Part_ToolCall{ToolCall: &pb.ToolCall{Kind: pb.ToolKind_TOOL_KIND_CUSTOM}}}
	case dataText:
		return &pb.Part{Content: &pb.Part_Media{Media: &pb.Media{}}}
	}
	return &pb.Part{Content: &pb.Part_Text{Text: &pb.Text{}}}
}

// in gives the place of the text in a part, nil where the part has none such. Summaries, of which there are several, have
// no place here.
func (f textField) in(p *pb.Part) *string {
	switch c := p.Content.(type) {
	case *pb.Part_Text:
		if f == bodyText {
			return &c.Text.Text
		}
	case *pb.Part_Compaction:
		if f == bodyText {
			return &c.Compaction.Text
		}
	case *pb.Part_Reasoning:
		if f == reasoningText {
			return &c.Reasoning.Text
		}
	case *pb.Part_Refusal:
		if f == refusalText {
			return &c.Refusal.Text
		}
	case *pb.Part_ToolCall:
		switch f {
		case argumentsText:
			return &c.ToolCall.ArgumentsJson
		case inputText:
			return &c.ToolCall.Input
		}
	case *pb.Part_Media:
		if d, ok := c.Media.Source.(*pb.Media_Data); ok && f == dataText {
			return &d.Data
		}
	}
	return nil
}

// fits reports whether a part can grow by deltas of the text.
func (f textField) fits(p *pb.Part) bool {
	switch f {
	case summaryText:
		return p.GetReasoning() != nil
	case dataText:
		return p.GetMedia() != nil && (p.GetMedia().Source == nil || f.in(p) != nil)
	}
	return f.in(p) != nil
}

// place is where in the answer an event belongs.
type place struct{ candidate, message, part int32 }

func placeOf(ev *pb.GenerateEvent) place { return place{ev.Candidate, ev.Message, ev.Part} }

// path is the canonical path of the place in a response without gaps.
func (p place) path() string {
	return Path("candidates", int(p.candidate), "messages", int(p.message), "parts", int(p.part))
}

// misplaced is the fault of an event that its stream does not allow at this place.
func misplaced(ev *pb.GenerateEvent, message string) *Fault {
	return &Fault{
		Code: pb.ErrorCode_ERROR_CODE_BAD_UPSTREAM, Path: placeOf(ev).path(), Canonical: true, Message: message,
	}
}
