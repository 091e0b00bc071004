package translate

import (
	"maps"
	"strings"

	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// verdictNames are the verdicts as a configuration spells them.
var verdictNames = map[string]Verdict{"default": VerdictMarked, "refuse": VerdictRefuse, "report": VerdictReport}

// With lays a configured policy over this one: verdicts by the name of a class, and under "all" the one for all classes that
// are not named. Unknown names were refused when the configuration was read. The policy itself is not changed.
func (p Policy) With(names map[string]string) Policy {
	if len(names) == 0 {
		return p
	}
	out := Policy{Default: p.Default, Classes: maps.Clone(p.Classes)}
	if out.Classes == nil {
		out.Classes = make(map[pb.LossClass]Verdict, len(names))
	}
	if all, ok := names["all"]; ok {
		out = Policy{Default: verdictNames[all], Classes: make(map[pb.LossClass]Verdict, len(names))}
	}
	for class, verdict := range names {
		if c, ok := pb.LossClass_value["LOSS_CLASS_"+strings.ToUpper(class)]; ok {
			out.Classes[pb.LossClass(c)] = verdictNames[verdict]
		}
	}
	return out
}
