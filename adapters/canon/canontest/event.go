package canontest

import (
	"pgregory.net/rapid"

	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// Event gives an event of any kind at one of a few places, whether or not it makes sense there.
func Event() *rapid.Generator[*pb.GenerateEvent] {
	return rapid.Custom(func(t *rapid.T) *pb.GenerateEvent { return drawer{t}.event() })
}

func (d drawer) event() *pb.GenerateEvent {
	ev := &pb.GenerateEvent{
		Candidate: int32(d.n(1)), Message: int32(d.n(1)), Part: int32(d.n(2)), Sub: int32(d.n(1)), More: d.bool(),
	}
	if d.n(5) == 0 {
		ev.Extensions = d.extensions()
	}
	switch d.n(16) {
	case 0:
		ev.Event = &pb.GenerateEvent_MessageStart{MessageStart: &pb.Message{Role: pb.Role_ROLE_ASSISTANT, Id: d.maybe()}}
	case 1:
		ev.Event = &pb.GenerateEvent_MessageEnd{MessageEnd: &pb.Message{Status: d.maybe()}}
	case 2, 3, 4:
		ev.Event = &pb.GenerateEvent_PartStart{PartStart: d.beginning()}
	case 5:
		ev.Event = &pb.GenerateEvent_PartEnd{PartEnd: d.part(0)}
	case 6:
		ev.Event = &pb.GenerateEvent_Citation{Citation: &pb.Citation{Url: d.word()}}
	case 7:
		ev.Event = &pb.GenerateEvent_Seal{Seal: &pb.Seal{Issuer: d.dialect(), Data: d.word()}}
	case 8:
		ev.Event = &pb.GenerateEvent_Usage{Usage: d.usage()}
	case 9:
		ev.Event = &pb.GenerateEvent_Finish{Finish: &pb.Finish{Reason: pb.FinishReason_FINISH_REASON_END, Raw: d.word()}}
	case 10:
		ev.Event = &pb.GenerateEvent_Ping{Ping: &pb.Ping{}}
	default:
		d.delta(ev)
	}
	return ev
}

// beginning is a part as it starts: what has events of its own comes in them.
func (d drawer) beginning() *pb.Part {
	p := d.part(1)
	p.Seal, p.Extensions = nil, nil
	if t := p.GetText(); t != nil {
		t.Citations, t.Logprobs = nil, nil
	}
	return p
}

func (d drawer) delta(ev *pb.GenerateEvent) {
	switch text := d.text(); d.n(6) {
	case 0:
		ev.Event = &pb.GenerateEvent_TextDelta{TextDelta: text}
	case 1:
		ev.Event = &pb.GenerateEvent_ReasoningDelta{ReasoningDelta: text}
	case 2:
		ev.Event = &pb.GenerateEvent_SummaryDelta{SummaryDelta: text}
	case 3:
		ev.Event = &pb.GenerateEvent_RefusalDelta{RefusalDelta: text}
	case 4:
		ev.Event = &pb.GenerateEvent_ArgumentsDelta{ArgumentsDelta: text}
	case 5:
		ev.Event = &pb.GenerateEvent_InputDelta{InputDelta: text}
	case 6:
		ev.Event = &pb.GenerateEvent_DataDelta{DataDelta: text}
	}
}
