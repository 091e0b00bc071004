package validate_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/interlingua/interlingua/adapters/adapterstest"
	"github.com/interlingua/interlingua/adapters/adapterstest/validate"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// TestCorpus holds real traffic against the validators: what a dialect's own service took or sent is valid, but for the
// exceptions. Documents of other vendors may differ from the dialect; they are counted in the log.
func TestCorpus(t *testing.T) {
	used := map[string]bool{}
	for _, d := range []pb.Dialect{
		pb.Dialect_DIALECT_RESPONSES, pb.Dialect_DIALECT_CHAT, pb.Dialect_DIALECT_CLAUDE, pb.Dialect_DIALECT_GEMINI,
	} {
		cases := adapterstest.Corpus(t, d)
		counts := map[string]int{}
		for _, c := range cases {
			found := problems(c)
			kind := string(c.Kind)
			switch {
			case !firstParty(c):
				kind += " of other vendors"
			case c.Kind == adapterstest.KindRequest && refused(cases, c):
				kind += " that were refused"
			case c.Kind == adapterstest.KindRequest && len(found) > 0 && sampled():
				// The answer that refused it may not be in the sample.
				kind += " whose answer is not known"
			default:
				for _, p := range found {
					if reason := exceptionFor(c, p); reason != "" {
						used[reason] = true
						continue
					}
					t.Errorf("%s: %s", c.File, p)
				}
			}
			counts[kind]++
			if len(found) > 0 {
				counts[kind+" with problems"]++
			}
		}
		t.Logf("%s: %v", adapterstest.DialectName(d), counts)
		if len(cases) == 0 {
			return
		}
	}
	for _, e := range exceptions {
		if !used[e.reason] && !testing.Short() && !sampled() {
			t.Errorf("no recording needs the exception %q any more", e.reason)
		}
	}
}

// problems tries the validator of a case's kind.
func problems(c *adapterstest.Case) []string {
	switch c.Kind {
	case adapterstest.KindRequest:
		var header http.Header
		if len(c.Header) > 0 {
			header = c.Header
		}
		return validate.Request(c.Dialect, c.Path, header, c.Body)
	case adapterstest.KindResponse:
		return validate.Response(c.Dialect, c.Body)
	case adapterstest.KindStream:
		if c.Array {
			return validate.ArrayStream(c.Body)
		}
		return validate.Stream(c.Dialect, c.Body)
	}
	return validate.Error(c.Dialect, c.Status, c.Body)
}

// firstParty reports whether the dialect's own service had a part in a case.
func firstParty(c *adapterstest.Case) bool {
	return !slices.ContainsFunc(c.Features, func(f string) bool { return strings.HasPrefix(f, "compat:") })
}

// refused reports whether the answer to a request was an error.
func refused(cases []*adapterstest.Case, request *adapterstest.Case) bool {
	return slices.ContainsFunc(cases, func(c *adapterstest.Case) bool {
		return c.Kind == adapterstest.KindError && c.PairID == request.PairID
	})
}

// exceptionFor gives the reason why a problem is none; "" if there is none.
func exceptionFor(c *adapterstest.Case, problem string) string {
	for _, e := range exceptions {
		if e.covers(c, problem) {
			return e.reason
		}
	}
	return ""
}

// exception is a kind of problem that real documents have.
type exception struct {
	// reason says why the documents are as they are, or why the rule stays as it is.
	reason string
	// files are beginnings of the names of cases, or their features after a "#"; none means any case.
	files []string
	// problems are parts of the problems' text; none means any problem.
	problems []string
}

func (e exception) covers(c *adapterstest.Case, problem string) bool {
	file := len(e.files) == 0 || slices.ContainsFunc(e.files, func(f string) bool {
		feature, isFeature := strings.CutPrefix(f, "#")
		return isFeature && c.Has(feature) || !isFeature && strings.HasPrefix(c.File, f)
	})
	return file && (len(e.problems) == 0 || slices.ContainsFunc(e.problems, func(p string) bool { return strings.Contains(problem, p) }))
}
