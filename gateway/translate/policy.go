package translate

import (
	"fmt"

	"github.com/interlingua/interlingua/adapters/canon"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// Verdict says what becomes of a request that would lose something.
type Verdict int

// The verdicts.
const (
	// VerdictMarked refuses a loss that its encoder marked so, and reports any other.
	VerdictMarked Verdict = iota
	// VerdictRefuse refuses any loss.
	VerdictRefuse
	// VerdictReport refuses nothing.
	VerdictReport
)

// Policy says which losses a request may suffer. The zero value refuses what encoders mark. It is judged on the way to
// the upstream only: an answer that was paid for is never refused.
type Policy struct {
	// Default is the verdict on classes without one of their own.
	Default Verdict
	// Classes are the verdicts on single classes of loss. May be nil.
	Classes map[pb.LossClass]Verdict
}

// Strict is the policy that refuses every loss.
var Strict = Policy{Default: VerdictRefuse}

// Judge gives the fault for which a request is to be refused, nil if it may go on. The fault points at the first loss that
// is refused, and says how many more there are.
func (p Policy) Judge(losses []*pb.Loss) *canon.Fault {
	var first *pb.Loss
	more := 0
	for _, l := range losses {
		switch {
		case !p.refuses(l):
		case first == nil:
			first = l
		default:
			more++
		}
	}
	if first == nil {
		return nil
	}
	f := &canon.Fault{Code: pb.ErrorCode_ERROR_CODE_UNSUPPORTED, Path: first.Path, Message: first.Detail}
	if more > 0 {
		f.Message = fmt.Sprintf("%s (and %d more that the target cannot carry)", first.Detail, more)
	}
	return f
}

func (p Policy) refuses(l *pb.Loss) bool {
	verdict, ok := p.Classes[l.Class]
	if !ok {
		verdict = p.Default
	}
	switch verdict {
	case VerdictRefuse:
		return true
	case VerdictReport:
		return false
	}
	return l.Refuse
}
