package canon

import (
	"slices"
	"strconv"
	"strings"

	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// StreamLosses notes what another dialect's stream loses though the whole answer does not: which parts began after parts that
// follow them there, and which events only their own dialect understands. It knows where the parts of the stream stand in
// the whole answer, whose positions have no gaps. The zero value is ready; it is for one goroutine.
type StreamLosses struct {
	begun map[streamPlace][]int32
	late  []streamPart
	// foreign are the parts that events were about, or came behind, which only their own dialect understands.
	foreign []streamPart
}

// streamPlace is a message of an answer.
type streamPlace struct{ candidate, message int32 }

// streamPart is a part of an answer.
type streamPart struct {
	streamPlace
	part int32
}

// See notes an event.
func (o *StreamLosses) See(ev *pb.GenerateEvent) {
	at := streamPlace{ev.Candidate, ev.Message}
	switch e := ev.Event.(type) {
	case *pb.GenerateEvent_MessageStart:
		o.message(at)
	case *pb.GenerateEvent_PartStart:
		o.message(at)
		for _, before := range o.begun[at] {
			if before > ev.Part {
				o.late = append(o.late, streamPart{at, ev.Part})
				break
			}
		}
		o.begun[at] = append(o.begun[at], ev.Part)
	case *pb.GenerateEvent_Extension:
		p := streamPart{at, ev.Part}
		if e.Extension.Kind == pb.ExtensionKind_EXTENSION_KIND_UNSPECIFIED && !slices.Contains(o.foreign, p) {
			o.foreign = append(o.foreign, p)
		}
	}
}

func (o *StreamLosses) message(at streamPlace) {
	if o.begun == nil {
		o.begun = make(map[streamPlace][]int32)
	}
	if _, ok := o.begun[at]; !ok {
		o.begun[at] = nil
	}
}

// Report reports the late parts. The losses that a writer of the stream found, at positions of the stream, come to stand at
// those of the whole answer.
func (o *StreamLosses) Report(resp *pb.GenerateResponse, losses *Losses) {
	losses.move(func(path string) string { return o.settled(resp, path) })
	for _, l := range o.late {
		losses.Approximate(o.place(resp, l.streamPlace, l.part), pb.LossClass_LOSS_CLASS_CONTENT, "in the stream it comes after what follows it")
	}
}

// ReportForeign reports the foreign events, after all else is: a part that is lost as a whole says it better.
func (o *StreamLosses) ReportForeign(resp *pb.GenerateResponse, losses *Losses) {
	for _, p := range o.foreign {
		losses.Drop(o.nearest(resp, p), pb.LossClass_LOSS_CLASS_CONTENT, "the target knows no such events as came with it")
	}
}

// place gives the path of a part in the whole answer.
func (o *StreamLosses) place(resp *pb.GenerateResponse, at streamPlace, part int32) string {
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

// nearest gives the path of a part, or of what it would stand in where it never began.
func (o *StreamLosses) nearest(resp *pb.GenerateResponse, p streamPart) string {
	path := o.place(resp, p.streamPlace, p.part)
	parts, ok := o.begun[p.streamPlace]
	if !slices.Contains(parts, p.part) {
		path, _, _ = strings.Cut(path, "/parts/")
	}
	if !ok {
		path = path[:strings.LastIndexByte(path, '/')]
	}
	return path
}

// settled moves a path from the positions of the stream to those of the whole answer.
func (o *StreamLosses) settled(resp *pb.GenerateResponse, path string) string {
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
