package canon_test

import (
	"testing"

	"github.com/interlingua/interlingua/adapters/canon"
)

func TestEffort(t *testing.T) {
	scores := map[string]int{"none": 0, "minimal": 10, "low": 25, "medium": 50, "high": 75, "xhigh": 90, "max": 100}
	for word, want := range scores {
		if got, ok := canon.EffortScore(word); got != want || !ok {
			t.Errorf("EffortScore(%s) = %d, %v", word, got, ok)
		}
		budget, ok := canon.EffortBudget(word)
		if got := canon.BudgetEffort(budget); !ok || got != word {
			t.Errorf("the budget of %s, %d, reads as %s", word, budget, got)
		}
	}
	if _, ok := canon.EffortScore("galactic"); ok {
		t.Error("a vendor's own word has a score")
	}
	if _, ok := canon.EffortBudget("galactic"); ok {
		t.Error("a vendor's own word has a budget")
	}
}

func TestBudgetEffort(t *testing.T) {
	for budget, want := range map[int64]string{
		-1: "none", 0: "none", 1: "minimal", 1024: "minimal", 1025: "low", 4096: "low", 4097: "medium", 12288: "medium",
		12289: "high", 24576: "high", 24577: "xhigh", 49152: "xhigh", 49153: "max", 1 << 62: "max",
	} {
		if got := canon.BudgetEffort(budget); got != want {
			t.Errorf("BudgetEffort(%d) = %s, want %s", budget, got, want)
		}
	}
}

func TestStepEffort(t *testing.T) {
	usual := []string{"low", "medium", "high"}
	for _, c := range []struct {
		effort    string
		supported []string
		want      string
		exact     bool
	}{
		{"xhigh", nil, "xhigh", true},
		{"galactic", nil, "galactic", true},
		{"medium", usual, "medium", true},
		{"max", usual, "high", false},
		{"minimal", usual, "low", false},
		{"none", usual, "low", false},
		{"none", []string{"none", "low"}, "none", true},
		{"high", []string{"max", "none", "low"}, "low", false},
		{"galactic", usual, "", false},
		{"galactic", []string{"low", "galactic"}, "galactic", true},
		{"low", []string{"own"}, "", false},
		{"low", []string{}, "", false},
		{"high", []string{"own", "low"}, "low", false},
	} {
		if got, exact := canon.StepEffort(c.effort, c.supported); got != c.want || exact != c.exact {
			t.Errorf("StepEffort(%s, %v) = %q, %v", c.effort, c.supported, got, exact)
		}
	}
}
