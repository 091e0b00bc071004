package gemini

import (
	"strings"

	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// decodeThinking reads how much the model thinks. A level is an effort; a budget of -1 leaves it to the model.
func decodeThinking(t *wireThinking) *pb.ReasoningConfig {
	var k keeper
	l := &t.leftover
	r := &pb.ReasoningConfig{}
	if shown := k.boolean(l, "includeThoughts", &t.includeThoughts); shown != nil {
		r.Visibility = pb.ReasoningVisibility_REASONING_VISIBILITY_NONE
		if *shown {
			r.Visibility = pb.ReasoningVisibility_REASONING_VISIBILITY_SUMMARY
		}
	}
	if word, ok := enumWord(&t.thinkingLevel, levelNumbers); ok && word != levelNumbers[0] {
		effort := strings.ToLower(word)
		r.Effort = &effort
		if !t.thinkingLevel.Set {
			k.exact("", l.spelling("thinkingLevel"), string(t.thinkingLevel.Raw))
		} else if strings.ToUpper(effort) != word {
			k.exact("", l.spelling("thinkingLevel"), jsonx.Quote(word))
		}
	} else {
		l.keep("thinkingLevel", t.thinkingLevel.Raw)
		if t.thinkingLevel.Set {
			k.exact("", l.spelling("thinkingLevel"), jsonx.Quote(t.thinkingLevel.V))
		}
	}
	if budget := k.integer("", l, "thinkingBudget", &t.thinkingBudget); budget != nil {
		decodeBudget(r, *budget)
	}
	k.rest("", l)
	r.Extensions = k.exts
	return r
}

// Budgets that are no number of tokens.
const (
	budgetOff      = 0
	budgetAdaptive = -1
)

func decodeBudget(r *pb.ReasoningConfig, budget int64) {
	switch budget {
	case budgetOff:
		r.Mode = pb.ReasoningMode_REASONING_MODE_OFF
	case budgetAdaptive:
		r.Mode = pb.ReasoningMode_REASONING_MODE_ADAPTIVE
	default:
		r.Mode = pb.ReasoningMode_REASONING_MODE_BUDGET
		r.BudgetTokens = &budget
	}
}

func writeThinking(g object, r *pb.ReasoningConfig) {
	t, ok := g.open("thinkingConfig", r.Extensions, "")
	if !ok {
		return
	}
	switch r.Visibility {
	case pb.ReasoningVisibility_REASONING_VISIBILITY_UNSPECIFIED:
	case pb.ReasoningVisibility_REASONING_VISIBILITY_NONE:
		t.Bool(t.name("includeThoughts"), false)
	default:
		t.Bool(t.name("includeThoughts"), true)
	}
	switch r.Mode {
	case pb.ReasoningMode_REASONING_MODE_OFF:
		t.Int(t.name("thinkingBudget"), budgetOff)
	case pb.ReasoningMode_REASONING_MODE_ADAPTIVE:
		t.Int(t.name("thinkingBudget"), budgetAdaptive)
	case pb.ReasoningMode_REASONING_MODE_BUDGET:
		t.IntOpt(t.name("thinkingBudget"), r.BudgetTokens)
	}
	if r.Effort != nil {
		t.Str(t.name("thinkingLevel"), strings.ToUpper(*r.Effort))
	}
	t.End()
}
