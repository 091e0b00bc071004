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
