package canon_test

import (
	"testing"

	"github.com/interlingua/interlingua/adapters/canon"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

func TestGrammar(t *testing.T) {
	begin := start(&pb.GenerateResponse{})
	ping := &pb.GenerateEvent{Event: &pb.GenerateEvent_Ping{Ping: &pb.Ping{}}}
	usage := &pb.GenerateEvent{Event: &pb.GenerateEvent_Usage{Usage: &pb.Usage{}}}
	stop := finish(pb.FinishReason_FINISH_REASON_END)
	open, done := partStart(text("")), partEnd(&pb.Part{})
	second := func(ev *pb.GenerateEvent) *pb.GenerateEvent { return at(0, 0, 1, ev) }
	for _, tc := range []struct {
		name          string
		loose, strict bool // allowed
		events        []*pb.GenerateEvent
	}{
		{"whole", true, true, []*pb.GenerateEvent{
			ping, begin, messageStart(), open, textDelta("a"), done, messageEnd(), usage, stop, end(),
		}},
		{"only an error", true, true, []*pb.GenerateEvent{failure("x")}},
		{"nothing but a start", true, true, []*pb.GenerateEvent{begin, end()}},
		{"late seal", true, true, []*pb.GenerateEvent{begin, messageStart(), open, done, messageEnd(), seal("s"), stop, end()}},
		{"open at the end", true, false, []*pb.GenerateEvent{begin, messageStart(), open, textDelta("a"), stop, end()}},
		{"interleaved parts", true, false, []*pb.GenerateEvent{
			begin, messageStart(), open, second(partStart(text(""))), textDelta("a"), second(textDelta("b")), end(),
		}},
		{"part after the finish", true, false, []*pb.GenerateEvent{
			begin, stop, messageStart(), open, done, messageEnd(), end(),
		}},
		{"no message start", true, false, []*pb.GenerateEvent{begin, open, done, end()}},
		{"seal before its part", true, false, []*pb.GenerateEvent{begin, messageStart(), seal("s"), open, done, messageEnd(), end()}},
		{"candidates interleave", true, true, []*pb.GenerateEvent{
			begin, messageStart(), at(1, 0, 0, messageStart()), open, at(1, 0, 0, partStart(text(""))), textDelta("a"),
			at(1, 0, 0, textDelta("b")), done, at(1, 0, 0, partEnd(&pb.Part{})), messageEnd(), at(1, 0, 0, messageEnd()), end(),
		}},
		{"no start", false, false, []*pb.GenerateEvent{usage, end()}},
		{"two starts", false, false, []*pb.GenerateEvent{begin, begin, end()}},
		{"two ends", false, false, []*pb.GenerateEvent{begin, end(), end()}},
		{"error after the end", false, false, []*pb.GenerateEvent{begin, end(), failure("x")}},
		{"delta without a part", false, false, []*pb.GenerateEvent{begin, textDelta("a"), end()}},
		{"delta after the end of its part", false, false, []*pb.GenerateEvent{begin, open, done, textDelta("a"), end()}},
		{"delta of another kind", false, false, []*pb.GenerateEvent{begin, open, argumentsDelta("a"), end()}},
		{"two ends of a part", false, false, []*pb.GenerateEvent{begin, open, done, done, end()}},
		{"two starts of a part", false, false, []*pb.GenerateEvent{begin, open, open, end()}},
		{"part after its message", false, false, []*pb.GenerateEvent{begin, messageStart(), messageEnd(), open, end()}},
		{"part ends after its message", false, false, []*pb.GenerateEvent{begin, messageStart(), open, messageEnd(), done, end()}},
		{"delta after its message", false, false, []*pb.GenerateEvent{begin, messageStart(), open, messageEnd(), textDelta("a"), end()}},
		{"says nothing", false, false, []*pb.GenerateEvent{begin, {}, end()}},
		{"no end", false, false, []*pb.GenerateEvent{begin, messageStart()}},
	} {
		for _, strict := range []bool{false, true} {
			g, want := canon.Grammar{Strict: strict}, tc.loose
			if strict {
				want = tc.strict
			}
			var err error
			for _, ev := range tc.events {
				if err == nil {
					err = g.Check(ev)
				}
			}
			if got := err == nil && g.Done(); got != want {
				t.Errorf("%s, strict %t: allowed %t (%v)", tc.name, strict, got, err)
			}
		}
	}
}

func TestGrammarDeltaAllocations(t *testing.T) {
	g, ev := canon.Grammar{Strict: true}, textDelta("a")
	for _, ev := range []*pb.GenerateEvent{start(&pb.GenerateResponse{}), messageStart(), partStart(text(""))} {
		if err := g.Check(ev); err != nil {
			t.Fatal(err)
		}
	}
	if got := testing.AllocsPerRun(1000, func() { _ = g.Check(ev) }); got > 0 {
		t.Errorf("%v allocations a delta", got)
	}
}
