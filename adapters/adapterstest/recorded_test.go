package adapterstest

import (
	"io"
	"testing"

	"github.com/interlingua/interlingua/adapters"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
	"google.golang.org/protobuf/proto"
)

// listReader gives the events of a list, then an error.
type listReader struct {
	events []*pb.GenerateEvent
	end    error
}

// Next implements adapters.EventReader.
func (r *listReader) Next() (*pb.GenerateEvent, error) {
	if len(r.events) == 0 {
		return nil, r.end
	}
	ev := r.events[0]
	r.events = r.events[1:]
	return ev, nil
}

func TestRecordedSeesEveryDifference(t *testing.T) {
	text := &pb.GenerateEvent{Part: 1, Event: &pb.GenerateEvent_TextDelta{TextDelta: "a"}, Frame: []*pb.Extension{{At: "x", MembersJson: "{}"}}}
	events := []*pb.GenerateEvent{text, {Event: &pb.GenerateEvent_Usage{Usage: &pb.Usage{InputTokens: new(int64)}}}}
	open := func(change func(l *listReader)) adapters.EventReader {
		l := &listReader{end: io.EOF}
		for _, ev := range events {
			l.events = append(l.events, proto.CloneOf(ev))
		}
		change(l)
		return l
	}
	whole := recordAll(open(func(*listReader) {}))
	if !whole.repeats(open(func(*listReader) {})) {
		t.Error("the same events count as others")
	}
	for name, change := range map[string]func(*listReader){
		"text":      func(l *listReader) { l.events[0].Event = &pb.GenerateEvent_TextDelta{TextDelta: "b"} },
		"kind":      func(l *listReader) { l.events[0].Event = &pb.GenerateEvent_ReasoningDelta{ReasoningDelta: "a"} },
		"place":     func(l *listReader) { l.events[0].Part = 2 },
		"more":      func(l *listReader) { l.events[0].More = true },
		"frame":     func(l *listReader) { l.events[0].Frame[0].MembersJson = `{"y":1}` },
		"no frame":  func(l *listReader) { l.events[0].Frame = nil },
		"extension": func(l *listReader) { l.events[0].Extensions = []*pb.Extension{{At: "x"}} },
		"usage":     func(l *listReader) { *l.events[1].GetUsage().InputTokens = 1 },
		"fewer":     func(l *listReader) { l.events = l.events[:1] },
		"another":   func(l *listReader) { l.events = append(l.events, text) },
		"none":      func(l *listReader) { l.events = nil },
		"end":       func(l *listReader) { l.end = io.ErrUnexpectedEOF },
	} {
		if whole.repeats(open(change)) {
			t.Errorf("%s: what differs counts as the same", name)
		}
	}
}
