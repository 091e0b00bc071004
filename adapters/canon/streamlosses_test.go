package canon_test

import (
	"slices"
	"testing"

	"github.com/interlingua/interlingua/adapters/canon"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// TestStreamLosses: positions of a stream may have gaps, and what is reported stands where the whole answer has it.
func TestStreamLosses(t *testing.T) {
	start := func(candidate, message, part int32) *pb.GenerateEvent {
		return &pb.GenerateEvent{Candidate: candidate, Message: message, Part: part, Event: &pb.GenerateEvent_PartStart{PartStart: &pb.Part{}}}
	}
	var order canon.StreamLosses
	order.See(&pb.GenerateEvent{Event: &pb.GenerateEvent_MessageStart{MessageStart: &pb.Message{}}})
	for _, ev := range []*pb.GenerateEvent{start(7, 2, 3), start(7, 2, 1), start(7, 4, 5)} {
		order.See(ev)
	}
	resp := &pb.GenerateResponse{Candidates: []*pb.Candidate{{}, {Index: 7}}}
	var losses canon.Losses
	losses.Drop("/candidates/7/messages/4/parts/5/seal", pb.LossClass_LOSS_CLASS_REASONING, "late")
	losses.Drop("/candidates/7/messages/2/parts/3", pb.LossClass_LOSS_CLASS_CONTENT, "gone")
	losses.Drop("/usage/total_tokens", pb.LossClass_LOSS_CLASS_USAGE, "odd")
	order.Report(resp, &losses)
	var got []string
	for _, l := range losses.Items() {
		got = append(got, l.Path)
	}
	want := []string{
		"/candidates/1/messages/1/parts/0/seal", "/candidates/1/messages/0/parts/1", "/usage/total_tokens",
		"/candidates/1/messages/0/parts/0",
	}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
