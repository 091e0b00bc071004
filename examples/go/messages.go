package main

import (
	"google.golang.org/protobuf/proto"

	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// messages puts the messages of an answer together from its events: those of the first candidate.
type messages struct {
	list []*pb.Message
}

// add takes one event, and prints words while they come.
func (m *messages) add(ev *pb.GenerateEvent) {
	switch e := ev.GetEvent().(type) {
	case *pb.GenerateEvent_MessageStart:
		proto.Merge(m.message(ev), e.MessageStart)
	case *pb.GenerateEvent_PartStart:
		proto.Merge(m.part(ev), e.PartStart)
		say("%s", e.PartStart.GetText().GetText())
	case *pb.GenerateEvent_TextDelta:
		m.part(ev).GetText().Text += e.TextDelta
		say("%s", e.TextDelta)
	case *pb.GenerateEvent_ReasoningDelta:
		m.part(ev).GetReasoning().Text += e.ReasoningDelta
	case *pb.GenerateEvent_ArgumentsDelta:
		m.part(ev).GetToolCall().ArgumentsJson += e.ArgumentsDelta
	case *pb.GenerateEvent_Seal:
		m.part(ev).Seal = e.Seal
	case *pb.GenerateEvent_PartEnd:
		// What only the end of a part knows (a whole name, a seal) is merged into it.
		proto.Merge(m.part(ev), e.PartEnd)
	}
}

// message is the message that an event is about.
func (m *messages) message(ev *pb.GenerateEvent) *pb.Message {
	for int(ev.Message) >= len(m.list) {
		m.list = append(m.list, &pb.Message{Role: pb.Role_ROLE_ASSISTANT})
	}
	return m.list[ev.Message]
}

// part is the part that an event is about.
func (m *messages) part(ev *pb.GenerateEvent) *pb.Part {
	msg := m.message(ev)
	for int(ev.Part) >= len(msg.Parts) {
		msg.Parts = append(msg.Parts, &pb.Part{})
	}
	return msg.Parts[ev.Part]
}
