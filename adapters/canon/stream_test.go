package canon_test

import (
	"testing"

	"google.golang.org/protobuf/proto"
	"pgregory.net/rapid"

	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/canon/canontest"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// explode gives the events of a response as copies.
func explode(t interface{ Fatal(...any) }, resp *pb.GenerateResponse, runes int) []*pb.GenerateEvent {
	var out []*pb.GenerateEvent
	err := canon.ExplodeOptions{Runes: runes}.Explode(resp, func(ev *pb.GenerateEvent) error {
		out = append(out, proto.CloneOf(ev))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// accumulate gives the response that a stream stands for.
func accumulate(t interface{ Fatal(...any) }, events []*pb.GenerateEvent) *pb.GenerateResponse {
	a := canon.NewAccumulator()
	for _, ev := range events {
		if err := a.Add(ev); err != nil {
			t.Fatal(err)
		}
	}
	return a.Response()
}

// check checks the grammar of a whole stream.
func check(t interface{ Fatalf(string, ...any) }, events []*pb.GenerateEvent, strict bool) {
	g := canon.Grammar{Strict: strict}
	for i, ev := range events {
		if err := g.Check(ev); err != nil {
			t.Fatalf("event %d (%v): %v", i, ev, err)
		}
	}
	if !g.Done() {
		t.Fatalf("the stream has no end")
	}
}

// sequence puts events through a sequencer.
func sequence(t interface{ Fatal(...any) }, events []*pb.GenerateEvent) []*pb.GenerateEvent {
	var out []*pb.GenerateEvent
	s := canon.NewSequencer(func(ev *pb.GenerateEvent) error {
		out = append(out, proto.CloneOf(ev))
		return nil
	})
	for _, ev := range events {
		if err := s.Push(ev); err != nil {
			t.Fatal(err)
		}
	}
	return out
}

// same compares two messages, and shows both where they differ.
func same(t interface {
	Helper()
	Fatalf(string, ...any)
}, want, got proto.Message,
) {
	t.Helper()
	if !proto.Equal(want, got) {
		t.Fatalf("want %v\n got %v", want, got)
	}
}

func TestExplodeAccumulateIsIdentity(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		resp := canontest.Response().Draw(t, "response")
		events := explode(t, resp, rapid.IntRange(0, 3).Draw(t, "runes"))
		check(t, events, true)
		same(t, resp, accumulate(t, events))
	})
}

func TestStrictStreamPassesSequencerUnchanged(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := explode(t, canontest.Response().Draw(t, "response"), 2)
		got := sequence(t, want)
		check(t, got, true)
		// Finishes wait for the end; updates of candidates do not.
		order := func(events []*pb.GenerateEvent) (out, finishes []*pb.GenerateEvent) {
			for _, ev := range events {
				if ev.GetFinish() != nil {
					finishes = append(finishes, ev)
				} else {
					out = append(out, ev)
				}
			}
			return out, finishes
		}
		wantOther, wantFinish := order(want)
		gotOther, gotFinish := order(got)
		sameEvents(t, wantOther, gotOther)
		sameEvents(t, wantFinish, gotFinish)
	})
}

func sameEvents(t *rapid.T, want, got []*pb.GenerateEvent) {
	if len(want) != len(got) {
		t.Fatalf("%d events against %d", len(want), len(got))
	}
	for i := range want {
		same(t, want[i], got[i])
	}
}

func TestSequencerMakesStrictForm(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		resp := canontest.Response().Draw(t, "response")
		events := loosen(t, explode(t, resp, 2))
		check(t, events, false)
		same(t, resp, accumulate(t, events))
		strict := sequence(t, events)
		check(t, strict, true)
		same(t, resp, accumulate(t, strict))
	})
}

// TestAnyEvents takes any events that the loose form allows: what is strict must come of them, and the same response.
func TestAnyEvents(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		events := []*pb.GenerateEvent{start(&pb.GenerateResponse{Id: "r"})}
		loose := canon.NewAccumulator()
		for _, ev := range rapid.SliceOfN(canontest.Event(), 0, 40).Draw(t, "events") {
			if ev.GetSeal() != nil || ev.GetCitation() != nil {
				ev.Extensions = nil // they may come before their part, whose own then come first
			}
			g := canon.Grammar{}
			for _, earlier := range events {
				_ = g.Check(earlier)
			}
			if g.Check(ev) != nil {
				continue
			}
			before := proto.Clone(loose.Response())
			if err := loose.Add(ev); err != nil {
				same(t, before, loose.Response())
				continue
			}
			events = append(events, ev)
		}
		events = append(events, end())
		want := accumulate(t, events)
		strict := sequence(t, events)
		check(t, strict, true)
		ignoreSupplied(want)
		got := accumulate(t, strict)
		ignoreSupplied(got)
		same(t, want, got)
	})
}

// ignoreSupplied clears what a sequencer supplies where the source left it out.
func ignoreSupplied(r *pb.GenerateResponse) {
	for _, c := range r.Candidates {
		for _, m := range c.Messages {
			m.Role = pb.Role_ROLE_UNSPECIFIED
			for _, p := range m.Parts {
				if p.Content == nil {
					p.Content = text("").Content
				}
			}
		}
	}
}

// loosen shuffles the events of a strict stream as far as the loose form allows, and leaves some ends out.
func loosen(t *rapid.T, events []*pb.GenerateEvent) []*pb.GenerateEvent {
	type lane struct {
		events []*pb.GenerateEvent
		after  []*lane // lanes that may begin when the first event of this one came
		before []*lane // lanes that must be through before the last event of this one
	}
	var open []*lane
	var message, part *lane
	last := len(events) - 1
	for _, ev := range events[1:last] {
		switch ev.Event.(type) {
		case *pb.GenerateEvent_MessageStart:
			message = &lane{events: []*pb.GenerateEvent{ev}}
			open = append(open, message)
		case *pb.GenerateEvent_MessageEnd:
			message.events = append(message.events, ev)
		case *pb.GenerateEvent_PartStart:
			part = &lane{events: []*pb.GenerateEvent{ev}}
			message.after = append(message.after, part)
			message.before = append(message.before, part)
		case *pb.GenerateEvent_PartEnd:
			if rapid.Bool().Draw(t, "says the end") {
				part.events = append(part.events, ev)
			}
		case *pb.GenerateEvent_Seal:
			// It may come at any time, also before the part.
			open = append(open, &lane{events: []*pb.GenerateEvent{ev}})
		case *pb.GenerateEvent_Finish, *pb.GenerateEvent_Usage, *pb.GenerateEvent_PromptBlock:
			open = append(open, &lane{events: []*pb.GenerateEvent{ev}})
		case *pb.GenerateEvent_Update:
			if ev.GetUpdate().GetStatus() != "" {
				open = append(open, &lane{events: []*pb.GenerateEvent{ev}})
				break
			}
			open = append(open, &lane{events: []*pb.GenerateEvent{ev}})
		default:
			part.events = append(part.events, ev)
		}
	}
	out := []*pb.GenerateEvent{events[0]}
	for len(open) > 0 {
		i := rapid.IntRange(0, len(open)-1).Draw(t, "next")
		l := open[i]
		if len(l.events) == 1 {
			waits := false
			for _, b := range l.before {
				waits = waits || len(b.events) > 0
			}
			if waits && len(l.after) == 0 {
				continue
			}
		}
		out = append(out, l.events[0])
		l.events = l.events[1:]
		open = append(open, l.after...)
		l.after = nil
		if len(l.events) == 0 {
			open = append(open[:i], open[i+1:]...)
		}
	}
	return append(out, events[last])
}
