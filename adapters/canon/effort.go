package canon

import "math"

// effort is what one word for reasoning effort means in numbers.
type effort struct {
	word   string
	score  int
	budget int64
	// upTo is the largest token budget that the word stands for.
	upTo int64
}

// efforts lists the words that dialects share, lowest first. The budget of max is no promise: an encoder bounds it by what
// the model takes.
var efforts = [...]effort{
	{"none", 0, 0, 0},
	{"minimal", 10, 1024, 1024},
	{"low", 25, 4096, 4096},
	{"medium", 50, 8192, 12288},
	{"high", 75, 16384, 24576},
	{"xhigh", 90, 32768, 49152},
	{"max", 100, 65536, math.MaxInt64},
}

func findEffort(word string) (effort, bool) {
	for _, e := range efforts {
		if e.word == word {
			return e, true
		}
	}
	return effort{}, false
}

// EffortScore says how hard a word asks to reason, from 0 to 100; false for a vendor's own word.
func EffortScore(effort string) (int, bool) {
	e, ok := findEffort(effort)
	return e.score, ok
}

// EffortBudget is the token budget that stands for an effort where a model knows budgets only; 0 for none. False for a
// vendor's own word. The caller bounds it by what the model takes.
func EffortBudget(effort string) (int64, bool) {
	e, ok := findEffort(effort)
	return e.budget, ok
}

// BudgetEffort is the effort that stands for a token budget where a model knows efforts only.
func BudgetEffort(budget int64) string {
	i := 0
	for budget > efforts[i].upTo {
		i++
	}
	return efforts[i].word
}

// StepEffort gives the effort to ask of a model that takes only the supported ones (nil takes any): the same word, else
// the nearest lower, else the lowest. Exact says that it is the same word. For a vendor's own word that the model does not
// take it gives "": no effort is asked for.
func StepEffort(effort string, supported []string) (got string, exact bool) {
	if supported == nil {
		return effort, true
	}
	wanted, known := findEffort(effort)
	lower, lowest := -1, -1
	lowerScore, lowestScore := 0, 0
	for i, s := range supported {
		if s == effort {
			return effort, true
		}
		e, ok := findEffort(s)
		if !ok {
			continue
		}
		if lowest < 0 || e.score < lowestScore {
			lowest, lowestScore = i, e.score
		}
		if e.score < wanted.score && (lower < 0 || e.score > lowerScore) {
			lower, lowerScore = i, e.score
		}
	}
	switch {
	case !known || lowest < 0:
		return "", false
	case lower >= 0:
		return supported[lower], false
	}
	return supported[lowest], false
}
