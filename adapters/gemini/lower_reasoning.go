package gemini

import (
	"google.golang.org/protobuf/proto"

	"github.com/interlingua/interlingua/adapters/canon"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

const reasoningClass = pb.LossClass_LOSS_CLASS_REASONING

// effortNone is the effort that asks not to reason.
const effortNone = "none"

// budgets are the thinking budgets that stand for an effort, before the model bounds them.
var budgets = []pair[int64]{
	{"minimal", 512}, {"low", 4096}, {"medium", 8192}, {"high", 24576}, {"xhigh", 32768}, {"max", 32768},
}

// reasoning lowers how much the model thinks. A change of settings inside the conversation holds for all of it.
func (l *lowerer) reasoning() {
	latest, paths := canon.SettingsInEffect(l.in)
	for _, path := range paths {
		l.losses.Approximate(path, reasoningClass, "settings hold for the whole conversation: the latest count")
	}
	in := l.in.GetReasoning()
	want := thought{
		mode: in.GetMode(), effort: in.GetEffort(), budget: in.GetBudgetTokens(),
		effortPath: "/reasoning/effort",
	}
	if latest.GetEffort() != "" {
		want.effort, want.effortPath = latest.GetEffort(), paths[len(paths)-1]
	}
	if in != nil && in.BudgetTokens != nil && *in.BudgetTokens <= 0 {
		want.mode = pb.ReasoningMode_REASONING_MODE_OFF
	}
	if want == (thought{effortPath: want.effortPath}) && in.GetVisibility() == 0 {
		return
	}
	if l.caps.NoReasoning {
		l.noReasoning(want, in)
		return
	}
	out := &pb.ReasoningConfig{Visibility: l.visibility(in.GetVisibility())}
	if takesLevel(l.caps) {
		l.level(want, out)
	} else {
		l.budget(want, out)
	}
	if out.Mode == pb.ReasoningMode_REASONING_MODE_OFF && out.Visibility > pb.ReasoningVisibility_REASONING_VISIBILITY_NONE {
		l.losses.Drop("/reasoning/visibility", reasoningClass, "where nothing is thought, thoughts may not be asked for")
		out.Visibility = pb.ReasoningVisibility_REASONING_VISIBILITY_UNSPECIFIED
	}
	if proto.Size(out) > 0 {
		l.out.Reasoning = out
	}
}

// thought is how much thinking is asked for.
type thought struct {
	mode       pb.ReasoningMode
	effort     string
	budget     int64
	effortPath string
}

// off reports whether the model is asked not to think.
func (t thought) off() bool {
	return t.mode == pb.ReasoningMode_REASONING_MODE_OFF || t.effort == effortNone
}

// offPath is the path of what asks not to think.
func (t thought) offPath() string {
	if t.effort != "" {
		return t.effortPath
	}
	return "/reasoning/mode"
}

// noReasoning reports what a model that does not think cannot be told. That it shall not think is what it does.
func (l *lowerer) noReasoning(t thought, in *pb.ReasoningConfig) {
	const why = "the model does not think"
	if !t.off() {
		l.drop(t.effort != "", t.effortPath, reasoningClass, why)
		l.drop(t.budget > 0, "/reasoning/budget_tokens", reasoningClass, why)
		l.drop(t.effort == "" && t.budget <= 0 && t.mode != 0, "/reasoning/mode", reasoningClass, why)
	} else {
		l.losses.Approximate(t.offPath(), reasoningClass, why)
	}
	l.drop(in.GetVisibility() != 0, "/reasoning/visibility", reasoningClass, why)
}

func (l *lowerer) visibility(v pb.ReasoningVisibility) pb.ReasoningVisibility {
	switch v {
	case pb.ReasoningVisibility_REASONING_VISIBILITY_CONCISE, pb.ReasoningVisibility_REASONING_VISIBILITY_DETAILED:
		l.losses.Approximate("/reasoning/visibility", reasoningClass, "thoughts are shown or not, at no chosen length")
		return pb.ReasoningVisibility_REASONING_VISIBILITY_SUMMARY
	}
	return v
}

// level asks a model that takes levels.
func (l *lowerer) level(t thought, out *pb.ReasoningConfig) {
	switch {
	case t.off():
		l.losses.Approximate(t.offPath(), reasoningClass, "thinking cannot be switched off: it is set to the lowest level")
		lowest := l.levels()[0]
		out.Effort = &lowest
	case t.effort != "":
		got, exact := stepLevel(t.effort, l.levels())
		switch {
		case got == "":
			l.losses.Drop(t.effortPath, reasoningClass, "no level stands for the effort")
		case !exact:
			l.losses.Approximate(t.effortPath, reasoningClass, "the model has no such level: the nearest is taken")
			fallthrough
		default:
			out.Effort = &got
		}
		l.drop(t.budget > 0, "/reasoning/budget_tokens", reasoningClass, "the effort counts")
	case t.budget > 0:
		got, _ := stepLevel(canon.BudgetEffort(t.budget), l.levels())
		out.Effort = &got
		l.losses.Approximate("/reasoning/budget_tokens", reasoningClass, "a level stands for the budget")
	}
	l.mode(t)
}

// mode reports a mode that neither a level nor a budget says.
func (l *lowerer) mode(t thought) {
	adaptive := t.mode == pb.ReasoningMode_REASONING_MODE_ADAPTIVE && t.effort == "" && takesLevel(l.caps)
	if adaptive || t.mode == pb.ReasoningMode_REASONING_MODE_BETWEEN_TOOLS {
		l.losses.Approximate("/reasoning/mode", reasoningClass, "the model's own way to think is taken")
	}
}

// levels gives the levels that the model takes, the lowest first.
func (l *lowerer) levels() []string {
	if len(l.caps.Efforts) > 0 {
		return l.caps.Efforts
	}
	return []string{"minimal", "low", "medium", "high"}
}

// stepLevel gives the lowest level that is not below an effort, else the highest; "" for a word that means nothing here.
func stepLevel(effort string, levels []string) (level string, exact bool) {
	wanted, known := canon.EffortScore(effort)
	for _, level := range levels {
		if level == effort {
			return level, true
		}
	}
	if !known {
		return "", false
	}
	for _, level := range levels {
		if score, _ := canon.EffortScore(level); score >= wanted {
			return level, false
		}
	}
	return levels[len(levels)-1], false
}

// budget asks a model that takes budgets.
func (l *lowerer) budget(t thought, out *pb.ReasoningConfig) {
	budgeted := func(n int64) {
		out.Mode = pb.ReasoningMode_REASONING_MODE_BUDGET
		out.BudgetTokens = &n
	}
	fits := func(n int64) int64 { return min(max(n, l.caps.MinBudget), l.caps.MaxBudget) }
	switch {
	case t.off() && l.caps.AlwaysReasons:
		l.losses.Approximate(t.offPath(), reasoningClass, "thinking cannot be switched off: it is set to the smallest budget")
		budgeted(l.caps.MinBudget)
	case t.off():
		out.Mode = pb.ReasoningMode_REASONING_MODE_OFF
	case t.budget > 0:
		if fits(t.budget) != t.budget {
			l.losses.Approximate("/reasoning/budget_tokens", reasoningClass, "the budget is out of the model's range")
		}
		budgeted(fits(t.budget))
		l.drop(t.effort != "", t.effortPath, reasoningClass, "the budget counts")
	case t.effort != "":
		n, known := meaning(budgets, t.effort)
		if !known {
			l.losses.Drop(t.effortPath, reasoningClass, "no budget stands for the effort")
			break
		}
		l.losses.Approximate(t.effortPath, reasoningClass, "a budget stands for the effort")
		budgeted(fits(n))
	case t.mode == pb.ReasoningMode_REASONING_MODE_ADAPTIVE:
		out.Mode = t.mode
	}
	l.mode(t)
}
