package canon

import (
	"slices"
	"strconv"
	"strings"

	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// StreamOrder notes where the parts of a stream stand in the whole answer, whose positions have no gaps, and which of them
// began after parts that follow them there: another dialect's stream has them where they came. The zero value is ready; it
// is for one goroutine.
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

// See notes that a message or part begins.
func (o *StreamOrder) See(ev *pb.GenerateEvent) {
	at := streamPlace{ev.Candidate, ev.Message}
	switch ev.Event.(type) {
	case *pb.GenerateEvent_MessageStart:
		o.message(at)
	case *pb.GenerateEvent_PartStart:
		o.message(at)
		for _, before := range o.begun[at] {
			if before > ev.Part {
				o.late = append(o.late, latePart{at, ev.Part})
				break
			}
		}
		o.begun[at] = append(o.begun[at], ev.Part)
	}
}

func (o *StreamOrder) message(at streamPlace) {
	if o.begun == nil {
		o.begun = make(map[streamPlace][]int32)
	}
	if _, ok := o.begun[at]; !ok {
		o.begun[at] = nil
	}
}

// Report reports the late parts. The losses that a writer of the stream found, at positions of the stream, come to stand at
// those of the whole answer.
func (o *StreamOrder) Report(resp *pb.GenerateResponse, losses *Losses) {
	losses.move(func(path string) string { return o.settled(resp, path) })
	for _, l := range o.late {
		losses.Approximate(o.place(resp, l.streamPlace, l.part), pb.LossClass_LOSS_CLASS_CONTENT, "in the stream it comes after what follows it")
	}
}

// place gives the path of a part in the whole answer.
func (o *StreamOrder) place(resp *pb.GenerateResponse, at streamPlace, part int32) string {
	candidate := slices.IndexFunc(resp.Candidates, func(c *pb.Candidate) bool { return c.Index == at.candidate })
	message, before := 0, 0
	for other := range o.begun {
		if other.candidate == at.candidate && other.message < at.message {
			message++
		}
	}
	for _, p := range o.begun[at] {
		if p < part {
			before++
		}
	}
	return Path("candidates", max(candidate, 0), "messages", message, "parts", before)
}

// settled moves a path from the positions of the stream to those of the whole answer.
func (o *StreamOrder) settled(resp *pb.GenerateResponse, path string) string {
	steps := strings.SplitN(path, "/", 8)
	if len(steps) < 7 || steps[1] != "candidates" || steps[3] != "messages" || steps[5] != "parts" {
		return path
	}
	var at [3]int32
	for i := range at {
		n, err := strconv.ParseInt(steps[2+2*i], 10, 32)
		if err != nil {
			return path
		}
		at[i] = int32(n)
	}
	return strings.Join(append([]string{o.place(resp, streamPlace{at[0], at[1]}, at[2])}, steps[7:]...), "/")
}
