package adapterstest

import (
	"bytes"
	"errors"
	"fmt"
	"slices"

	"github.com/interlingua/interlingua/adapters"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
	"google.golang.org/protobuf/proto"
)

// recorded is what one reading of a stream gave, against which others are held. Most of a stream is deltas, which are compared as
// they are; only the rest is marshalled.
type recorded struct {
	events  []*pb.GenerateEvent
	bytes   [][]byte
	end     string
	scratch []byte
}

var deterministic = proto.MarshalOptions{Deterministic: true}

// record reads a case's stream that comes in one piece.
func record(a adapters.Adapter, c *Case) *recorded {
	return recordAll(c.Reader(a, bytes.NewReader(c.Body)))
}

func recordAll(events adapters.EventReader) *recorded {
	var r recorded
	err := Each(events, func(ev *pb.GenerateEvent) error {
		b, err := deterministic.Marshal(ev)
		r.events, r.bytes = append(r.events, proto.CloneOf(ev)), append(r.bytes, b)
		return err
	})
	r.end = fmt.Sprint(err)
	return &r
}

var errOther = errors.New("an event is another")

// repeats reports whether a reader gives the same events and ends in the same way.
func (r *recorded) repeats(again adapters.EventReader) bool {
	i := 0
	err := Each(again, func(ev *pb.GenerateEvent) (err error) {
		if i == len(r.events) {
			return errOther
		}
		if !sameDelta(r.events[i], ev) {
			if r.scratch, err = deterministic.MarshalAppend(r.scratch[:0], ev); err != nil || !bytes.Equal(r.scratch, r.bytes[i]) {
				return errOther
			}
		}
		i++
		return nil
	})
	return i == len(r.events) && fmt.Sprint(err) == r.end
}

// sameDelta reports whether two events are the same delta; where it says no, they may be the same event of another kind.
func sameDelta(a, b *pb.GenerateEvent) bool {
	return a.Candidate == b.Candidate && a.Message == b.Message && a.Part == b.Part && a.Sub == b.Sub && a.More == b.More &&
		sameText(a, b) && slices.EqualFunc(a.Extensions, b.Extensions, sameExtension) && slices.EqualFunc(a.Frame, b.Frame, sameExtension)
}

func sameText(a, b *pb.GenerateEvent) bool {
	switch a := a.Event.(type) {
	case *pb.GenerateEvent_TextDelta:
		b, ok := b.Event.(*pb.GenerateEvent_TextDelta)
		return ok && a.TextDelta == b.TextDelta
	case *pb.GenerateEvent_ReasoningDelta:
		b, ok := b.Event.(*pb.GenerateEvent_ReasoningDelta)
		return ok && a.ReasoningDelta == b.ReasoningDelta
	case *pb.GenerateEvent_SummaryDelta:
		b, ok := b.Event.(*pb.GenerateEvent_SummaryDelta)
		return ok && a.SummaryDelta == b.SummaryDelta
	case *pb.GenerateEvent_ArgumentsDelta:
		b, ok := b.Event.(*pb.GenerateEvent_ArgumentsDelta)
		return ok && a.ArgumentsDelta == b.ArgumentsDelta
	}
	return false
}

func sameExtension(a, b *pb.Extension) bool {
	return a.Dialect == b.Dialect && a.At == b.At && a.MembersJson == b.MembersJson && a.Kind == b.Kind
}
