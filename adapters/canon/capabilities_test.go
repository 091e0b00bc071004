package canon_test

import (
	"testing"

	"github.com/interlingua/interlingua/adapters/canon"
)

func TestMatch(t *testing.T) {
	for _, c := range []struct {
		pattern, name string
		want          bool
	}{
		{"a", "a", true},
		{"a", "ab", false},
		{"a", "", false},
		{"", "", true},
		{"*", "", true},
		{"*", "a/b:c", true},
		{"a*", "a", true},
		{"a*", "ba", false},
		{"*b", "aab", true},
		{"*b", "ba", false},
		{"a*c", "abc", true},
		{"a*c", "ac", true},
		{"a*b*c", "a-b-b-c", true},
		{"a*b*c", "a-c", false},
		{"aa*aa", "aaa", false},
		{"**", "x", true},
	} {
		if got := canon.Match(c.pattern, c.name); got != c.want {
			t.Errorf("Match(%q, %q) = %v", c.pattern, c.name, got)
		}
	}
}

func TestFind(t *testing.T) {
	table := []canon.Capabilities{{Match: "m-1*", MinBudget: 1}, {Match: "m-*", MinBudget: 2}}
	for name, want := range map[string]int64{"m-10": 1, "m-2": 2, "n": 0} {
		got := canon.Find(table, name)
		if want == 0 && got != nil || want > 0 && (got == nil || got.MinBudget != want) {
			t.Errorf("Find(%q) = %+v", name, got)
		}
	}
}

func TestCovers(t *testing.T) {
	free, sampled := &canon.Capabilities{}, &canon.Capabilities{NoSampling: true}
	low, high := &canon.Capabilities{Efforts: []string{"low"}}, &canon.Capabilities{Efforts: []string{"low", "high"}}
	for name, c := range map[string]struct {
		to, from *canon.Capabilities
		want     bool
	}{
		"nothing known":               {nil, sampled, true},
		"the same":                    {sampled, sampled, true},
		"refuses what is not":         {sampled, free, false},
		"refuses what was":            {free, sampled, true},
		"from one unknown":            {sampled, nil, false},
		"from one unknown, to any":    {&canon.Capabilities{Adaptive: true, SystemMessages: true}, nil, true},
		"fewer efforts":               {low, high, false},
		"more efforts":                {high, low, true},
		"no list of efforts":          {high, free, false},
		"efforts of one without":      {low, &canon.Capabilities{NoReasoning: true}, true},
		"no longer adaptive":          {free, &canon.Capabilities{Adaptive: true}, false},
		"a smaller limit":             {&canon.Capabilities{MaxOutputTokens: 10}, &canon.Capabilities{MaxOutputTokens: 20}, false},
		"a larger limit":              {&canon.Capabilities{MaxOutputTokens: 20}, &canon.Capabilities{MaxOutputTokens: 10}, true},
		"a limit where none was":      {&canon.Capabilities{MaxOutputTokens: 20}, free, false},
		"a larger least budget":       {&canon.Capabilities{MinBudget: 5}, &canon.Capabilities{MinBudget: 1}, false},
		"budgets where none were":     {&canon.Capabilities{MinBudget: 5, MaxBudget: 9}, &canon.Capabilities{NoBudget: true}, true},
		"no budget where some were":   {&canon.Capabilities{NoBudget: true}, free, false},
		"one of two, where none were": {&canon.Capabilities{TempOrTopP: true, NoSampling: true}, sampled, true},
	} {
		if got := c.to.Covers(c.from); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}
