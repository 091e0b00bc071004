package validate

import (
	"slices"
	"strings"
	"testing"
)

// brokenCases are all cases of all dialects.
func brokenCases() []brokenCase {
	return slices.Concat(
		responsesRequestsCases, responsesAnswersCases, responsesStreamsCases, chatRequestsCases, chatAnswersCases, chatStreamsCases,
		claudeRequestsCases, claudeAnswersCases, claudeStreamsCases, geminiRequestsCases, geminiAnswersCases, geminiStreamsCases,
	)
}

// TestBroken breaks valid documents in one way each, and expects the one problem that this is. Every law has such a case.
func TestBroken(t *testing.T) {
	var seen strings.Builder
	for _, c := range brokenCases() {
		d := load(t, c.base)
		d.edit(t, c.edits...)
		found := strings.Join(d.problems(), "\n")
		seen.WriteString(found)
		if c.want == "" && found != "" || !strings.Contains(found, c.want) {
			t.Errorf("%s %v:\n got %s\nwant %q", c.base, c.edits, found, c.want)
		}
	}
	for _, d := range dialects {
		for _, l := range slices.Concat(d.request.laws, d.response.laws, d.failure.laws) {
			if !strings.Contains(seen.String(), "("+l.name+")") {
				t.Errorf("no case breaks the law %q", l.name)
			}
		}
	}
}
