package demo

import (
	"io"
	"strings"

	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// pieces cuts a text event into words, as a model would stream it.
func pieces(ev *pb.GenerateEvent, emit func(*pb.GenerateEvent) error) error {
	var text string
	var with func(string)
	piece := &pb.GenerateEvent{Candidate: ev.Candidate, Message: ev.Message, Part: ev.Part, Sub: ev.Sub}
	switch e := ev.Event.(type) {
	case *pb.GenerateEvent_TextDelta:
		text, with = e.TextDelta, func(s string) { piece.Event = &pb.GenerateEvent_TextDelta{TextDelta: s} }
	case *pb.GenerateEvent_ReasoningDelta:
		text, with = e.ReasoningDelta, func(s string) { piece.Event = &pb.GenerateEvent_ReasoningDelta{ReasoningDelta: s} }
	case *pb.GenerateEvent_SummaryDelta:
		text, with = e.SummaryDelta, func(s string) { piece.Event = &pb.GenerateEvent_SummaryDelta{SummaryDelta: s} }
	default:
		return emit(ev)
	}
	for _, word := range strings.SplitAfter(text, " ") {
		if word == "" {
			continue
		}
		with(word)
		if err := emit(piece); err != nil {
			return err
		}
	}
	return nil
}

func readAll(r io.Reader) ([]byte, error) { return io.ReadAll(r) }
