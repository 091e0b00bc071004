package canon_test

import (
	"errors"
	"testing"

	"google.golang.org/protobuf/encoding/prototext"

	"github.com/interlingua/interlingua/adapters/canon"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// expect compares events one by one.
func expect(t *testing.T, got []*pb.GenerateEvent, want ...*pb.GenerateEvent) {
	t.Helper()
	for i := range max(len(got), len(want)) {
		switch {
		case i >= len(got):
			t.Fatalf("event %d is missing: %s", i, prototext.Format(want[i]))
		case i >= len(want):
			t.Fatalf("event %d is too many: %s", i, prototext.Format(got[i]))
		}
		same(t, want[i], got[i])
	}
}

func TestSequencerKeepsInterleavedPartsBack(t *testing.T) {
	first := func(ev *pb.GenerateEvent) *pb.GenerateEvent { return at(0, 0, 0, ev) }
	second := func(ev *pb.GenerateEvent) *pb.GenerateEvent { return at(0, 0, 1, ev) }
	begin, stop := start(&pb.GenerateResponse{}), finish(pb.FinishReason_FINISH_REASON_TOOL_CALLS)
	got := sequence(t, []*pb.GenerateEvent{
		begin, messageStart(), first(partStart(call("a", "f", ""))), second(partStart(call("b", "g", ""))),
		second(argumentsDelta(`{"y"`)), first(argumentsDelta(`{"x"`)), second(argumentsDelta(`:2}`)), second(seal("s")),
		first(argumentsDelta(`:1}`)), stop, first(partEnd(&pb.Part{})), second(partEnd(&pb.Part{})), end(),
	})
	expect(t, got,
		begin, messageStart(), first(partStart(call("a", "f", ""))), first(argumentsDelta(`{"x"`)), first(argumentsDelta(`:1}`)),
		first(partEnd(&pb.Part{})), second(partStart(call("b", "g", ""))), second(argumentsDelta(`{"y":2}`)), second(seal("s")),
		second(partEnd(&pb.Part{})), messageEnd(), stop, end(),
	)
}

func TestSequencerSuppliesStartsAndEnds(t *testing.T) {
	begin := start(&pb.GenerateResponse{Origin: pb.Dialect_DIALECT_CHAT})
	got := sequence(t, []*pb.GenerateEvent{begin, textDelta("a"), at(0, 1, 0, textDelta("b")), failure("x")})
	opened := func(message int32) *pb.GenerateEvent {
		return at(0, message, 0, &pb.GenerateEvent{Event: &pb.GenerateEvent_MessageStart{
			MessageStart: &pb.Message{Origin: pb.Dialect_DIALECT_CHAT, Role: pb.Role_ROLE_ASSISTANT},
		}})
	}
	expect(t, got,
		begin, opened(0), partStart(text("")), textDelta("a"), partEnd(&pb.Part{}), messageEnd(),
		opened(1), at(0, 1, 0, partStart(text(""))), at(0, 1, 0, textDelta("b")), at(0, 1, 0, partEnd(&pb.Part{})),
		at(0, 1, 0, messageEnd()), failure("x"),
	)
}

func TestSequencerLateEvents(t *testing.T) {
	begin, done := start(&pb.GenerateResponse{}), partEnd(&pb.Part{})
	got := sequence(t, []*pb.GenerateEvent{
		begin, messageStart(), partStart(text("")), done, seal("late"), done, messageEnd(), seal("later"), messageEnd(), end(),
	})
	expect(t, got, begin, messageStart(), partStart(text("")), done, seal("late"), messageEnd(), seal("later"), end())
}

func TestSequencerRefusesDeltasAfterTheEnd(t *testing.T) {
	s := canon.NewSequencer(func(*pb.GenerateEvent) error { return nil })
	var err error
	for _, ev := range []*pb.GenerateEvent{partStart(text("")), partEnd(&pb.Part{}), textDelta("a")} {
		if err != nil {
			t.Fatal(err)
		}
		err = s.Push(ev)
	}
	var fault *canon.Fault
	if !errors.As(err, &fault) {
		t.Errorf("error %v", err)
	}
}

func TestSequencerReturnsTheErrorOfEmit(t *testing.T) {
	broken := errors.New("broken pipe")
	n := 0
	s := canon.NewSequencer(func(*pb.GenerateEvent) error {
		if n++; n == 3 {
			return broken
		}
		return nil
	})
	var err error
	for _, ev := range []*pb.GenerateEvent{start(&pb.GenerateResponse{}), textDelta("a"), end()} {
		if err == nil {
			err = s.Push(ev)
		}
	}
	if !errors.Is(err, broken) || n != 3 {
		t.Errorf("error %v after %d events", err, n)
	}
}

func TestSequencerDeltaAllocations(t *testing.T) {
	s := canon.NewSequencer(func(*pb.GenerateEvent) error { return nil })
	for _, ev := range []*pb.GenerateEvent{start(&pb.GenerateResponse{}), messageStart(), partStart(text(""))} {
		if err := s.Push(ev); err != nil {
			t.Fatal(err)
		}
	}
	ev := textDelta("a")
	if got := testing.AllocsPerRun(1000, func() { _ = s.Push(ev) }); got > 0 {
		t.Errorf("%v allocations a delta", got)
	}
}

func BenchmarkSequencerTextDelta(b *testing.B) {
	b.ReportAllocs()
	s := canon.NewSequencer(func(*pb.GenerateEvent) error { return nil })
	ev := textDelta("a few words ")
	for b.Loop() {
		if err := s.Push(ev); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkSequencerStream(b *testing.B) {
	b.ReportAllocs()
	events := answer(b)
	for b.Loop() {
		s := canon.NewSequencer(func(*pb.GenerateEvent) error { return nil })
		for _, ev := range events {
			if err := s.Push(ev); err != nil {
				b.Fatal(err)
			}
		}
	}
}
