package translate

import (
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// located turns the canonical paths of losses into pointers of the source's document and sets their leg. Paths that meet
// in one place there are one loss: the gravest.
func located(losses []*pb.Loss, leg pb.LossLeg, locate func(path string) string) []*pb.Loss {
	if len(losses) == 0 {
		return nil
	}
	out := losses[:0]
	at := make(map[string]int, len(losses))
	for _, l := range losses {
		l.Path, l.Leg = locate(l.Path), leg
		i, seen := at[l.Path]
		switch {
		case !seen:
			at[l.Path] = len(out)
			out = append(out, l)
		case graver(l, out[i]):
			out[i] = l
		}
	}
	return out
}

// gravity orders what was done to a thing, gravest last.
var gravity = [...]int{
	pb.LossAction_LOSS_ACTION_UNSPECIFIED:  0,
	pb.LossAction_LOSS_ACTION_SYNTHESIZED:  1,
	pb.LossAction_LOSS_ACTION_APPROXIMATED: 2,
	pb.LossAction_LOSS_ACTION_WITHHELD:     3,
	pb.LossAction_LOSS_ACTION_DROPPED:      4,
}

// graver reports whether a is graver than b.
func graver(a, b *pb.Loss) bool {
	if a.Refuse != b.Refuse {
		return a.Refuse
	}
	return gravity[a.Action] > gravity[b.Action]
}
