package canon

import (
	"slices"

	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// StreamOrder notes the parts of a stream that began after parts which follow them in the whole answer: another dialect's
// stream has them where they came. The zero value is ready; it is for one goroutine.
type StreamOrder struct {
	begun map[streamPlace][]int32
	late  []latePart
}

// streamPlace is a message of an answer.
type streamPlace struct{ candidate, message int32 }

type latePart struct {
	streamPlace
	part int32
}

// See notes that a part begins.
func (o *StreamOrder) See(ev *pb.GenerateEvent) {
	if _, ok := ev.Event.(*pb.GenerateEvent_PartStart); !ok {
		return
	}
	if o.begun == nil {
		o.begun = make(map[streamPlace][]int32)
	}
	at := streamPlace{ev.Candidate, ev.Message}
	for _, before := range o.begun[at] {
		if before > ev.Part {
			o.late = append(o.late, latePart{at, ev.Part})
			break
		}
	}
	o.begun[at] = append(o.begun[at], ev.Part)
}

// Report reports the late parts where they stand in the whole answer. Positions of a stream may have gaps; those of an answer have
// none.
func (o *StreamOrder) Report(resp *pb.GenerateResponse, losses *Losses) {
	for _, l := range o.late {
		candidate := slices.IndexFunc(resp.Candidates, func(c *pb.Candidate) bool { return c.Index == l.candidate })
		message, part := 0, 0
		for at := range o.begun {
			if at.candidate == l.candidate && at.message < l.message {
				message++
			}
		}
		for _, p := range o.begun[l.streamPlace] {
			if p < l.part {
				part++
			}
		}
		losses.Approximate(Path("candidates", max(candidate, 0), "messages", message, "parts", part),
			pb.LossClass_LOSS_CLASS_CONTENT, "in the stream it comes after what follows it")
	}
}
