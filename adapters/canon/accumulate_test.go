package canon_test

import (
	"errors"
	"strings"
	"testing"
	"unsafe"

	"google.golang.org/protobuf/proto"

	"github.com/interlingua/interlingua/adapters/canon"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

func at(candidate, message, part int32, ev *pb.GenerateEvent) *pb.GenerateEvent {
	ev.Candidate, ev.Message, ev.Part = candidate, message, part
	return ev
}

func start(r *pb.GenerateResponse) *pb.GenerateEvent {
	return &pb.GenerateEvent{Event: &pb.GenerateEvent_Start{Start: r}}
}

func end() *pb.GenerateEvent {
	return &pb.GenerateEvent{Event: &pb.GenerateEvent_End{End: &pb.End{}}}
}

func messageStart() *pb.GenerateEvent {
	return &pb.GenerateEvent{Event: &pb.GenerateEvent_MessageStart{MessageStart: &pb.Message{Role: pb.Role_ROLE_ASSISTANT}}}
}

func messageEnd() *pb.GenerateEvent {
	return &pb.GenerateEvent{Event: &pb.GenerateEvent_MessageEnd{MessageEnd: &pb.Message{}}}
}

func partStart(p *pb.Part) *pb.GenerateEvent {
	return &pb.GenerateEvent{Event: &pb.GenerateEvent_PartStart{PartStart: p}}
}

func partEnd(p *pb.Part) *pb.GenerateEvent {
	return &pb.GenerateEvent{Event: &pb.GenerateEvent_PartEnd{PartEnd: p}}
}

func textDelta(s string) *pb.GenerateEvent {
	return &pb.GenerateEvent{Event: &pb.GenerateEvent_TextDelta{TextDelta: s}}
}

func argumentsDelta(s string) *pb.GenerateEvent {
	return &pb.GenerateEvent{Event: &pb.GenerateEvent_ArgumentsDelta{ArgumentsDelta: s}}
}

func summaryDelta(sub int32, s string) *pb.GenerateEvent {
	return &pb.GenerateEvent{Sub: sub, Event: &pb.GenerateEvent_SummaryDelta{SummaryDelta: s}}
}

func seal(data string) *pb.GenerateEvent {
	return &pb.GenerateEvent{Event: &pb.GenerateEvent_Seal{Seal: &pb.Seal{Data: data}}}
}

func finish(r pb.FinishReason) *pb.GenerateEvent {
	return &pb.GenerateEvent{Event: &pb.GenerateEvent_Finish{Finish: &pb.Finish{Reason: r}}}
}

func failure(message string) *pb.GenerateEvent {
	return &pb.GenerateEvent{Event: &pb.GenerateEvent_Error{Error: &pb.Error{Message: message}}}
}

func text(s string) *pb.Part { return &pb.Part{Content: &pb.Part_Text{Text: &pb.Text{Text: s}}} }

func call(id, name, arguments string) *pb.Part {
	return &pb.Part{Content: &pb.Part_ToolCall{ToolCall: &pb.ToolCall{CallId: id, Name: name, ArgumentsJson: arguments}}}
}

func TestAccumulateSparseAndInterleaved(t *testing.T) {
	got := accumulate(t, []*pb.GenerateEvent{
		start(&pb.GenerateResponse{Id: "r"}),
		at(2, 0, 0, partStart(text("B"))),
		at(0, 7, 3, partStart(call("c", "f", ""))),
		at(0, 7, 1, textDelta("a")),
		at(0, 7, 3, argumentsDelta(`{"x`)),
		at(0, 7, 1, textDelta("b")),
		at(0, 2, 0, summaryDelta(4, "second")),
		at(0, 7, 3, argumentsDelta(`":1}`)),
		at(0, 2, 0, summaryDelta(1, "fir")),
		at(2, 0, 0, textDelta("C")),
		at(0, 2, 0, summaryDelta(1, "st")),
		end(),
	})
	same(t, &pb.GenerateResponse{Id: "r", Candidates: []*pb.Candidate{
		{Messages: []*pb.Message{
			{Parts: []*pb.Part{{Content: &pb.Part_Reasoning{Reasoning: &pb.ReasoningContent{Summaries: []string{"first", "second"}}}}}},
			{Parts: []*pb.Part{text("ab"), call("c", "f", `{"x":1}`)}},
		}},
		{Index: 2, Messages: []*pb.Message{{Parts: []*pb.Part{text("BC")}}}},
	}}, got)
}

func TestAccumulateMergesWhatEndsKnow(t *testing.T) {
	ext := func(members string) []*pb.Extension {
		return []*pb.Extension{{Dialect: pb.Dialect_DIALECT_CLAUDE, MembersJson: members}}
	}
	first, last := text("so"), text("")
	first.Id, first.Seal, first.Extensions = "p", &pb.Seal{Data: "old", Model: "m"}, ext(`{"a":1,"b":2}`)
	last.Seal, last.Extensions = &pb.Seal{Data: "new"}, ext(`{"b":3}`)
	two, five := int64(2), int64(5)
	delta := textDelta(" it goes")
	delta.Extensions = ext(`{"c":4}`)
	finished := finish(pb.FinishReason_FINISH_REASON_END)
	finished.Extensions = ext(`{"f":1}`)
	got := accumulate(t, []*pb.GenerateEvent{
		start(&pb.GenerateResponse{Status: "in_progress"}),
		messageStart(), partStart(first), delta, partEnd(last),
		{Event: &pb.GenerateEvent_MessageEnd{MessageEnd: &pb.Message{Status: "completed", Parts: []*pb.Part{text("no")}}}},
		{Event: &pb.GenerateEvent_Usage{Usage: &pb.Usage{InputTokens: &two, OutputTokens: &two}}},
		{Event: &pb.GenerateEvent_Usage{Usage: &pb.Usage{OutputTokens: &five}}},
		finish(pb.FinishReason_FINISH_REASON_MAX_TOKENS), finished,
		{Event: &pb.GenerateEvent_Update{Update: &pb.GenerateResponse{Candidates: []*pb.Candidate{{Extensions: ext(`{"g":1}`)}}}}},
		{Event: &pb.GenerateEvent_End{End: &pb.End{Response: &pb.GenerateResponse{Status: "completed"}}}},
	})
	want := text("so it goes")
	want.Id, want.Seal, want.Extensions = "p", &pb.Seal{Data: "new"}, ext(`{"a":1,"b":3,"c":4}`)
	// Members keep their places; the delta's came before the end's.
	want.Extensions[0].MembersJson = `{"a":1,"b":3,"c":4}`
	same(t, &pb.GenerateResponse{
		Status: "completed", Usage: &pb.Usage{InputTokens: &two, OutputTokens: &five},
		Candidates: []*pb.Candidate{{
			Messages:   []*pb.Message{{Role: pb.Role_ROLE_ASSISTANT, Status: "completed", Parts: []*pb.Part{want}}},
			Finish:     &pb.Finish{Reason: pb.FinishReason_FINISH_REASON_END, Extensions: ext(`{"f":1}`)},
			Extensions: ext(`{"g":1}`),
		}},
	}, got)
}

func TestAccumulateEndReplacesText(t *testing.T) {
	got := accumulate(t, []*pb.GenerateEvent{
		partStart(call("c", "f", "")), argumentsDelta(`{`), partEnd(call("", "", `{"whole":1}`)),
	})
	same(t, call("c", "f", `{"whole":1}`), got.Candidates[0].Messages[0].Parts[0])
}

func TestAccumulateCutAndFailed(t *testing.T) {
	a := canon.NewAccumulator()
	for _, ev := range []*pb.GenerateEvent{start(&pb.GenerateResponse{Status: "in_progress"}), partStart(text("")), textDelta("half")} {
		if err := a.Add(ev); err != nil {
			t.Fatal(err)
		}
	}
	if got := a.Response().Candidates[0].Messages[0].Parts[0].GetText().Text; got != "half" {
		t.Errorf("cut stream: text %q", got)
	}
	if err := a.Add(textDelta(" more")); err != nil {
		t.Fatal(err)
	}
	if err := a.Add(failure("broken")); err != nil {
		t.Fatal(err)
	}
	got := a.Response()
	if got.Status != "failed" || got.Error.GetMessage() != "broken" {
		t.Errorf("failed stream: status %q, error %v", got.Status, got.Error)
	}
	if got := got.Candidates[0].Messages[0].Parts[0].GetText().Text; got != "half more" {
		t.Errorf("failed stream: text %q", got)
	}
	if size := a.Size(); size < len("half more") || size > 200 {
		t.Errorf("size is %d", size)
	}
}

func TestAccumulateRefusesWhatDoesNotFit(t *testing.T) {
	cites := &pb.GenerateEvent{Event: &pb.GenerateEvent_Citation{Citation: &pb.Citation{}}}
	for _, tc := range []struct {
		name   string
		events []*pb.GenerateEvent
	}{
		{"delta of another kind", []*pb.GenerateEvent{partStart(text("")), argumentsDelta("{")}},
		{"citation of a call", []*pb.GenerateEvent{partStart(call("c", "f", "")), cites}},
		{"negative position", []*pb.GenerateEvent{at(0, 0, -1, textDelta("x"))}},
	} {
		a, last := canon.NewAccumulator(), len(tc.events)-1
		for _, ev := range tc.events[:last] {
			if err := a.Add(ev); err != nil {
				t.Fatal(err)
			}
		}
		before := proto.Clone(a.Response())
		var fault *canon.Fault
		if err := a.Add(tc.events[last]); !errors.As(err, &fault) {
			t.Errorf("%s: error %v", tc.name, err)
		}
		same(t, before, a.Response())
	}
}

// borrow gives a string that lies in a buffer, and a function that overwrites the buffer.
func borrow(s string) (string, func()) {
	buf := []byte(s)
	return unsafe.String(&buf[0], len(buf)), func() { copy(buf, strings.Repeat("#", len(buf))) }
}

func TestAccumulateCopiesStrings(t *testing.T) {
	a := canon.NewAccumulator()
	add := func(event func(s string) *pb.GenerateEvent) {
		s, spoil := borrow(`{"kept":1}`)
		if err := a.Add(event(s)); err != nil {
			t.Fatal(err)
		}
		spoil()
	}
	add(func(s string) *pb.GenerateEvent { return start(&pb.GenerateResponse{Id: s}) })
	add(func(s string) *pb.GenerateEvent { return partStart(call(s, "f", s)) })
	add(argumentsDelta)
	add(seal)
	add(func(s string) *pb.GenerateEvent {
		ev := argumentsDelta("")
		ev.Extensions = []*pb.Extension{{At: s, MembersJson: s}}
		return ev
	})
	add(failure)
	if got := a.Response().String(); strings.Contains(got, "#") {
		t.Errorf("it kept strings of the events: %s", got)
	}
}

func TestAccumulateDeltaAllocations(t *testing.T) {
	a, ev := canon.NewAccumulator(), textDelta("a few words ")
	if got := testing.AllocsPerRun(5000, func() { _ = a.Add(ev) }); got > 0.1 {
		t.Errorf("%v allocations a delta", got)
	}
}

func BenchmarkAccumulateTextDelta(b *testing.B) {
	b.ReportAllocs()
	ev := textDelta("a few words ")
	a := canon.NewAccumulator()
	for i := 0; b.Loop(); i++ {
		if i%10000 == 0 {
			a = canon.NewAccumulator() // answers end
		}
		if err := a.Add(ev); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkAccumulateStream is a whole answer: reasoning, text, two calls, in 400 deltas.
func BenchmarkAccumulateStream(b *testing.B) {
	b.ReportAllocs()
	events := answer(b)
	for b.Loop() {
		accumulate(b, events)
	}
}

// answer gives the events of an answer of usual size.
func answer(tb testing.TB) []*pb.GenerateEvent {
	long := strings.Repeat("words and words ", 100)
	resp := &pb.GenerateResponse{Id: "r", Model: "m", Candidates: []*pb.Candidate{{
		Messages: []*pb.Message{{Role: pb.Role_ROLE_ASSISTANT, Parts: []*pb.Part{
			{Content: &pb.Part_Reasoning{Reasoning: &pb.ReasoningContent{Text: long}}, Seal: &pb.Seal{Data: long[:200]}},
			text(long), call("c1", "f", long[:400]), call("c2", "f", long[:400]),
		}}},
		Finish: &pb.Finish{Reason: pb.FinishReason_FINISH_REASON_TOOL_CALLS},
	}}}
	return explode(tb, resp, 10)
}
