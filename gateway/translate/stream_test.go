package translate

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/canon"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// script is an adapter whose streams are what the test says. It does nothing else.
type script struct {
	adapters.Adapter
	dialect pb.Dialect
	events  []*pb.GenerateEvent
	end     error
	// waiting says for each event whether another one waits behind it.
	waiting []bool
	next    int
}

func (s *script) Dialect() pb.Dialect { return s.dialect }

func (s *script) NewEventReader(*adapters.Exchange, io.Reader) adapters.EventReader { return s }

func (s *script) NewEventWriter(*adapters.Exchange, *adapters.Losses) adapters.EventWriter { return s }

func (s *script) Next() (*pb.GenerateEvent, error) {
	if s.next == len(s.events) {
		return nil, s.end
	}
	s.next++
	return s.events[s.next-1], nil
}

func (s *script) Buffered() bool { return s.next <= len(s.waiting) && s.waiting[s.next-1] }

func (s *script) Append(dst []byte, ev *pb.GenerateEvent) ([]byte, error) {
	switch e := ev.Event.(type) {
	case *pb.GenerateEvent_TextDelta:
		return append(dst, e.TextDelta...), nil
	case *pb.GenerateEvent_Error:
		return fmt.Appendf(dst, "<%s>", e.Error.Code), nil
	}
	return dst, nil
}

func (s *script) EncodeResponse(_ *adapters.Exchange, dst []byte, _ *pb.GenerateResponse, l *adapters.Losses) ([]byte, error) {
	l.Drop("/candidates/0/messages/0/parts/0/seal", pb.LossClass_LOSS_CLASS_REASONING, "no place for it")
	return dst, nil
}

func (s *script) LocateRequest(*pb.GenerateRequest, string) string { return "" }

func (s *script) LocateResponse(_ *pb.GenerateResponse, path string) string { return "/located" + path }

func text(s string) *pb.GenerateEvent {
	return &pb.GenerateEvent{Event: &pb.GenerateEvent_TextDelta{TextDelta: s}}
}

// opening begins an answer with one text part.
func opening() []*pb.GenerateEvent {
	part := &pb.Part{Content: &pb.Part_Text{Text: &pb.Text{}}}
	return []*pb.GenerateEvent{
		{Event: &pb.GenerateEvent_Start{Start: &pb.GenerateResponse{}}},
		{Event: &pb.GenerateEvent_MessageStart{MessageStart: &pb.Message{Role: pb.Role_ROLE_ASSISTANT}}},
		{Event: &pb.GenerateEvent_PartStart{PartStart: part}},
	}
}

// run translates a script and gives what was flushed, piece by piece.
func run(source *script, s *Stream) (pieces string, losses []*pb.Loss, err error) {
	s.Source, s.Target, s.Exchange = source, &script{dialect: pb.Dialect_DIALECT_CHAT}, &adapters.Exchange{}
	var out []string
	s.Flush = func(b []byte) error {
		out = append(out, string(b))
		return nil
	}
	losses, err = s.Run(strings.NewReader(""))
	return strings.Join(out, "|"), losses, err
}

func TestStreamFlushesWhenNothingWaits(t *testing.T) {
	source := &script{
		dialect: pb.Dialect_DIALECT_CLAUDE, end: io.EOF,
		events:  append(opening(), text("a"), text("b"), text("c")),
		waiting: []bool{true, true, true, true, false, true},
	}
	got, losses, err := run(source, &Stream{})
	if err != nil || got != "ab|c" || losses != nil {
		t.Errorf("got %q, %v, %v", got, losses, err)
	}
}

func TestStreamFlushesWhatIsMuch(t *testing.T) {
	half := strings.Repeat("x", flushSize/2)
	source := &script{
		dialect: pb.Dialect_DIALECT_CLAUDE, end: io.EOF,
		events:  append(opening(), text(half), text(half), text(half)),
		waiting: []bool{true, true, true, true, true, true},
	}
	got, _, err := run(source, &Stream{})
	if err != nil || got != half+half+"|"+half {
		t.Errorf("flushed %d bytes, %v", len(got), err)
	}
}

func TestStreamReportsLossesOfTheWholeAnswer(t *testing.T) {
	source := &script{dialect: pb.Dialect_DIALECT_CLAUDE, end: io.EOF, events: append(opening(), text("a"))}
	_, losses, err := run(source, &Stream{Losses: true})
	if err != nil || len(losses) != 1 || losses[0].Path != "/located/candidates/0/messages/0/parts/0/seal" ||
		losses[0].Leg != pb.LossLeg_LOSS_LEG_RESPONSE {
		t.Errorf("got %v, %v", losses, err)
	}
	own := &script{dialect: pb.Dialect_DIALECT_CHAT, end: io.EOF, events: append(opening(), text("a"))}
	if _, losses, err := run(own, &Stream{Losses: true}); err != nil || losses != nil {
		t.Errorf("a dialect lost something of its own: %v, %v", losses, err)
	}
}

func TestStreamThatBreaks(t *testing.T) {
	malformed := &canon.Fault{Message: "not JSON"}
	for _, tc := range []struct {
		name      string
		events    []*pb.GenerateEvent
		end       error
		begun     bool
		want      string
		wantFault pb.ErrorCode
	}{
		{"cut", append(opening(), text("a")), io.ErrUnexpectedEOF, false, "a|<ERROR_CODE_TRUNCATED>", pb.ErrorCode_ERROR_CODE_TRUNCATED},
		{"reset", append(opening(), text("a")), errors.New("reset"), false, "a|<ERROR_CODE_TRUNCATED>", pb.ErrorCode_ERROR_CODE_TRUNCATED},
		{"malformed", append(opening(), text("a")), malformed, false, "a|<ERROR_CODE_BAD_UPSTREAM>", pb.ErrorCode_ERROR_CODE_BAD_UPSTREAM},
		{"before the first event", nil, io.ErrUnexpectedEOF, false, "", pb.ErrorCode_ERROR_CODE_TRUNCATED},
		{"after a keep-alive", nil, io.ErrUnexpectedEOF, true, "<ERROR_CODE_TRUNCATED>", pb.ErrorCode_ERROR_CODE_TRUNCATED},
	} {
		source := &script{dialect: pb.Dialect_DIALECT_CLAUDE, events: tc.events, end: tc.end}
		got, _, err := run(source, &Stream{Begun: tc.begun})
		var fault *canon.Fault
		if !errors.As(err, &fault) || fault.Code != tc.wantFault || fault.Dialect != pb.Dialect_DIALECT_CLAUDE {
			t.Errorf("%s: error %v", tc.name, err)
		}
		if got != tc.want {
			t.Errorf("%s: got %q, want %q", tc.name, got, tc.want)
		}
	}
}

func TestStreamGivesUpWithItsClient(t *testing.T) {
	gone := errors.New("gone")
	s := Stream{
		Source:   &script{dialect: pb.Dialect_DIALECT_CLAUDE, end: io.EOF, events: append(opening(), text("a"))},
		Target:   &script{dialect: pb.Dialect_DIALECT_CHAT},
		Exchange: &adapters.Exchange{},
		Flush:    func([]byte) error { return gone },
	}
	if _, err := s.Run(strings.NewReader("")); !errors.Is(err, gone) {
		t.Errorf("got %v", err)
	}
}

func TestStreamIsObserved(t *testing.T) {
	var seen int
	source := &script{dialect: pb.Dialect_DIALECT_CLAUDE, end: io.ErrUnexpectedEOF, events: append(opening(), text("a"))}
	_, _, err := run(source, &Stream{Observe: func(ev *pb.GenerateEvent) {
		if seen++; canon.IsDelta(ev) {
			t.Errorf("a delta is seen: %v", ev)
		}
	}})
	// All of the opening and the error in the place of the end.
	if err == nil || seen != len(opening())+1 {
		t.Errorf("%d events seen, error %v", seen, err)
	}
}
