package claude

import (
	"github.com/interlingua/interlingua/adapters/canon"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

const (
	// effortOff is the effort that asks not to reason at all.
	effortOff = "none"

	pathVisibility = "/reasoning/visibility"
)

// reasoning lowers how much the model reasons. Unset stays unset.
func (l *lowering) reasoning() {
	r := l.wantedReasoning()
	l.wanted = r
	if !asks(r) {
		l.visibility(r, nil)
		return
	}
	if l.caps.NoReasoning {
		l.losses.Drop(l.reasoningPath(r), pb.LossClass_LOSS_CLASS_REASONING, "the model does not reason")
		l.visibility(r, nil)
		return
	}
	out := &pb.ReasoningConfig{Extensions: r.Extensions}
	switch {
	case isOff(r):
		l.reasoningOff(r, out)
	case r.Mode == pb.ReasoningMode_REASONING_MODE_BETWEEN_TOOLS:
		out.Mode = r.Mode
		l.effort(r, out)
		if r.BudgetTokens != nil {
			l.losses.Drop("/reasoning/budget_tokens", pb.LossClass_LOSS_CLASS_REASONING, "thinking between tools has no budget")
		}
	case r.BudgetTokens != nil && r.Mode != pb.ReasoningMode_REASONING_MODE_ADAPTIVE && !l.caps.NoBudget:
		l.budget(*r.BudgetTokens, 1, "/reasoning/budget_tokens", out)
		l.effort(r, out)
	case l.caps.Adaptive:
		l.adaptive(r, out)
	default:
		l.effortAsBudget(r, out)
	}
	if out.Mode == pb.ReasoningMode_REASONING_MODE_BUDGET && l.continuesUnsignedCalls() {
		// A model that takes a budget goes on from a call only with the thinking that led to it.
		l.losses.Approximate(l.reasoningPath(r), pb.LossClass_LOSS_CLASS_REASONING,
			"the model does not think: the call to go on from came without its signed thinking")
		out.Mode, out.BudgetTokens = pb.ReasoningMode_REASONING_MODE_UNSPECIFIED, nil
	}
	l.visibility(r, out)
	l.out.Reasoning = out
}

// asks reports whether reasoning options ask for any reasoning, or for none. To hide it asks for neither.
func asks(r *pb.ReasoningConfig) bool {
	if r == nil {
		return false
	}
	shown := r.Visibility != pb.ReasoningVisibility_REASONING_VISIBILITY_UNSPECIFIED &&
		r.Visibility != pb.ReasoningVisibility_REASONING_VISIBILITY_NONE
	return r.Mode != pb.ReasoningMode_REASONING_MODE_UNSPECIFIED || r.Effort != nil || r.BudgetTokens != nil || shown
}

// wantedReasoning gives the reasoning options, with the latest effort that messages set.
func (l *lowering) wantedReasoning() *pb.ReasoningConfig {
	r := l.req.Reasoning
	latest, paths := canon.SettingsInEffect(l.req)
	if latest == nil || l.own {
		return r
	}
	for _, p := range paths {
		l.losses.Approximate(p, pb.LossClass_LOSS_CLASS_REASONING, "the last settings of the conversation hold from its beginning")
	}
	if latest.Effort == nil {
		return r
	}
	l.effortPath = paths[len(paths)-1]
	return &pb.ReasoningConfig{
		Mode: r.GetMode(), Effort: latest.Effort, Visibility: r.GetVisibility(), Extensions: r.GetExtensions(),
	}
}

func isOff(r *pb.ReasoningConfig) bool {
	noBudget := r.BudgetTokens != nil && *r.BudgetTokens == 0
	return r.Mode == pb.ReasoningMode_REASONING_MODE_OFF || r.GetEffort() == effortOff || noBudget
}

func isOn(r *pb.ReasoningConfig) bool {
	switch r.GetMode() {
	case pb.ReasoningMode_REASONING_MODE_ADAPTIVE, pb.ReasoningMode_REASONING_MODE_BUDGET,
		pb.ReasoningMode_REASONING_MODE_BETWEEN_TOOLS:
		return true
	}
	return false
}

// thinks reports whether the lowered request asks the model to think.
func (l *lowering) thinks() bool { return isOn(l.out.Reasoning) }

// reasoningPath is the place of what says most about the reasoning wanted.
func (l *lowering) reasoningPath(r *pb.ReasoningConfig) string {
	switch {
	case r.BudgetTokens != nil:
		return "/reasoning/budget_tokens"
	case r.Effort != nil:
		return l.effortPath
	case r.Mode != pb.ReasoningMode_REASONING_MODE_UNSPECIFIED:
		return "/reasoning/mode"
	}
	return pathVisibility
}

// reasoningOff switches thinking off, or as low as the model goes.
func (l *lowering) reasoningOff(r, out *pb.ReasoningConfig) {
	if !l.caps.AlwaysReasons {
		out.Mode = pb.ReasoningMode_REASONING_MODE_OFF
		return
	}
	l.losses.Approximate(l.reasoningPath(r), pb.LossClass_LOSS_CLASS_REASONING, "the model always thinks: it is asked to do so as little as it can")
	lowest, _ := canon.StepEffort(effortOff, l.caps.Efforts)
	out.Effort = &lowest
}

// effort sets the effort to what the model takes.
func (l *lowering) effort(r, out *pb.ReasoningConfig) {
	if r.Effort == nil {
		return
	}
	supported := l.caps.Efforts
	if supported == nil {
		supported = effortsXHigh
	}
	got, exact := canon.StepEffort(*r.Effort, supported)
	switch {
	case got == "":
		l.losses.Drop(l.effortPath, pb.LossClass_LOSS_CLASS_REASONING, "the model takes no such effort")
		return
	case !exact:
		l.losses.Approximate(l.effortPath, pb.LossClass_LOSS_CLASS_REASONING, "the model takes other efforts")
	}
	out.Effort = &got
}

// adaptive lets the model decide how much to think, at the effort that was asked for.
func (l *lowering) adaptive(r, out *pb.ReasoningConfig) {
	out.Mode = pb.ReasoningMode_REASONING_MODE_ADAPTIVE
	if l.reasoningPath(r) == pathVisibility {
		l.losses.Approximate(pathVisibility, pb.LossClass_LOSS_CLASS_REASONING, "the model is asked to think, so that there is something to show")
	}
	if r.Mode == pb.ReasoningMode_REASONING_MODE_BUDGET && r.BudgetTokens == nil {
		l.losses.Approximate("/reasoning/mode", pb.LossClass_LOSS_CLASS_REASONING, "the model thinks without a budget")
	}
	if r.Effort != nil || r.BudgetTokens == nil {
		if r.BudgetTokens != nil {
			l.losses.Drop("/reasoning/budget_tokens", pb.LossClass_LOSS_CLASS_REASONING, "the model takes an effort in place of a budget")
		}
		l.effort(r, out)
		return
	}
	l.losses.Approximate("/reasoning/budget_tokens", pb.LossClass_LOSS_CLASS_REASONING, "the model takes an effort in place of a budget")
	effort, _ := canon.StepEffort(canon.BudgetEffort(*r.BudgetTokens), l.caps.Efforts)
	if effort != "" {
		out.Effort = &effort
	}
}

// effortAsBudget gives a model that knows budgets only the one that stands for an effort.
func (l *lowering) effortAsBudget(r, out *pb.ReasoningConfig) {
	path, effort := l.effortPath, r.GetEffort()
	switch {
	case r.Effort != nil:
	case r.Mode == pb.ReasoningMode_REASONING_MODE_UNSPECIFIED:
		// Only what is shown was asked for.
		return
	default:
		path, effort = "/reasoning/mode", "medium"
	}
	budget, known := canon.EffortBudget(effort)
	if !known {
		l.losses.Drop(path, pb.LossClass_LOSS_CLASS_REASONING, "the effort has no budget that stands for it")
		return
	}
	l.losses.Approximate(path, pb.LossClass_LOSS_CLASS_REASONING, "the model takes a budget in place of an effort")
	// An effort leaves the better part of a small limit to the answer.
	l.budget(budget, min(answerReserve, *l.out.MaxOutputTokens/2), path, out)
}

// answerReserve is how much of the output limit is left to the answer where a budget is this package's own choice.
const answerReserve = 4096

// budget sets a thinking budget within what the output limit leaves beside a reserve.
func (l *lowering) budget(budget, reserve int64, path string, out *pb.ReasoningConfig) {
	least := max(l.caps.MinBudget, minBudget)
	limit := *l.out.MaxOutputTokens
	if l.req.MaxOutputTokens == nil && limit <= budget {
		// The limit is this package's own choice: it leaves room for an answer.
		limit = budget + defaultLimit(l.caps, false)
		if top := l.caps.MaxOutputTokens; top > 0 {
			limit = min(limit, top)
		}
		l.out.MaxOutputTokens = &limit
		reserve = answerReserve
	}
	if limit <= least {
		l.losses.Approximate(path, pb.LossClass_LOSS_CLASS_REASONING, "the output limit leaves no room to think")
		return
	}
	got := max(min(budget, limit-reserve), least)
	if l.caps.MaxBudget > 0 {
		got = min(got, l.caps.MaxBudget)
	}
	if got != budget {
		l.losses.Approximate(path, pb.LossClass_LOSS_CLASS_REASONING, "the budget is bounded by the output limit")
	}
	out.Mode, out.BudgetTokens = pb.ReasoningMode_REASONING_MODE_BUDGET, &got
}

// visibility sets what is shown of the thinking.
func (l *lowering) visibility(r, out *pb.ReasoningConfig) {
	switch {
	case r.GetVisibility() == pb.ReasoningVisibility_REASONING_VISIBILITY_UNSPECIFIED:
	case !isOn(out):
		l.losses.Drop(pathVisibility, pb.LossClass_LOSS_CLASS_REASONING, "there is no thinking to show or to hide")
	case r.Visibility == pb.ReasoningVisibility_REASONING_VISIBILITY_NONE,
		r.Visibility == pb.ReasoningVisibility_REASONING_VISIBILITY_SUMMARY:
		out.Visibility = r.Visibility
	default:
		l.losses.Approximate(pathVisibility, pb.LossClass_LOSS_CLASS_REASONING, "the target chooses the length of a summary itself")
		out.Visibility = pb.ReasoningVisibility_REASONING_VISIBILITY_SUMMARY
	}
}

// continuesUnsignedCalls reports whether the conversation goes on from calls that came without their thinking.
func (l *lowering) continuesUnsignedCalls() bool {
	messages := l.out.Messages
	if l.own {
		return false
	}
	for i := len(messages) - 1; i > 0; i-- {
		m := messages[i]
		if m.Role != pb.Role_ROLE_USER {
			continue
		}
		if len(m.Parts) == 0 || m.Parts[0].GetToolResult() == nil {
			return false
		}
		before := messages[i-1]
		return before.Role == pb.Role_ROLE_ASSISTANT && len(before.Parts) > 0 && before.Parts[0].GetReasoning() == nil
	}
	return false
}
