package translate

import (
	"testing"

	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

const (
	dropped      = pb.LossAction_LOSS_ACTION_DROPPED
	approximated = pb.LossAction_LOSS_ACTION_APPROXIMATED
	synthesized  = pb.LossAction_LOSS_ACTION_SYNTHESIZED
	withheld     = pb.LossAction_LOSS_ACTION_WITHHELD

	content   = pb.LossClass_LOSS_CLASS_CONTENT
	reasoning = pb.LossClass_LOSS_CLASS_REASONING
)

func TestPolicy(t *testing.T) {
	effort := &pb.Loss{Path: "/effort", Class: reasoning, Action: approximated, Detail: "no such effort"}
	image := &pb.Loss{Path: "/image", Class: content, Action: dropped, Refuse: true, Detail: "no images"}
	for _, tc := range []struct {
		name   string
		policy Policy
		losses []*pb.Loss
		want   string
	}{
		{"nothing lost", Strict, nil, ""},
		{"reported by default", Policy{}, []*pb.Loss{effort}, ""},
		{"marked", Policy{}, []*pb.Loss{effort, image}, "/image: no images"},
		{"strict", Strict, []*pb.Loss{effort, image}, "/effort: no such effort (and 1 more that the target cannot carry)"},
		{"report all", Policy{Default: VerdictReport}, []*pb.Loss{effort, image}, ""},
		{
			"by class",
			Policy{Classes: map[pb.LossClass]Verdict{reasoning: VerdictRefuse, content: VerdictReport}},
			[]*pb.Loss{image, effort},
			"/effort: no such effort",
		},
	} {
		got := ""
		if f := tc.policy.Judge(tc.losses); f != nil {
			got = f.Error()
			if f.Code != pb.ErrorCode_ERROR_CODE_UNSUPPORTED {
				t.Errorf("%s: code %s", tc.name, f.Code)
			}
		}
		if got != tc.want {
			t.Errorf("%s: got %q, want %q", tc.name, got, tc.want)
		}
	}
}

func TestLocatedKeepsTheGravest(t *testing.T) {
	losses := []*pb.Loss{
		{Path: "/a", Action: synthesized},
		{Path: "/b", Action: dropped},
		{Path: "/c", Action: withheld},
		{Path: "/d", Action: approximated, Refuse: true},
	}
	got := located(losses, pb.LossLeg_LOSS_LEG_REQUEST, func(path string) string {
		if path == "/b" {
			return "/elsewhere"
		}
		return "/same"
	})
	if len(got) != 2 || got[0].Path != "/same" || !got[0].Refuse || got[1].Path != "/elsewhere" {
		t.Errorf("got %v", got)
	}
	for _, l := range got {
		if l.Leg != pb.LossLeg_LOSS_LEG_REQUEST {
			t.Errorf("%s: leg %s", l.Path, l.Leg)
		}
	}
}
