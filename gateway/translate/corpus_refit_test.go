package translate_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/adapterstest"
	"github.com/interlingua/interlingua/adapters/all"
	"github.com/interlingua/interlingua/adapters/jsonx"
	"github.com/interlingua/interlingua/gateway/translate"
	"google.golang.org/protobuf/proto"
)

// refitted are models of each dialect that differ in what they take.
var refitted = map[string][]string{
	"responses": {"gpt-4o", "o3", "gpt-5.1"},
	"chat":      {"gpt-4o", "o3", "gpt-5.1"},
	"claude":    {"claude-opus-4", "claude-sonnet-4-5", "claude-opus-5-5", "claude-fable-5"},
	"gemini":    {"gemini-2.0-flash", "gemini-2.5-pro", "gemini-3-pro"},
}

// TestRequestsForOtherModels holds recorded requests that go to another model of their own dialect against the laws.
func TestRequestsForOtherModels(t *testing.T) {
	for _, a := range all.All() {
		t.Run(all.Name(a.Dialect()), func(t *testing.T) {
			t.Parallel()
			for _, model := range refitted[all.Name(a.Dialect())] {
				tally := adapterstest.Tally{Title: fmt.Sprintf("%s requests for %s", all.Name(a.Dialect()), model)}
				for _, c := range adapterstest.Corpus(t, a.Dialect()) {
					if c.Kind != adapterstest.KindRequest {
						continue
					}
					laws := checker{file: c.File, tally: &tally}
					laws.run("no panic", func() []finding { checkRefit(a, model, c, &laws); return nil })
				}
				tally.Report(t)
			}
		})
	}
}

// place is what tells of a member of a list by its place, which changes where the list gets shorter.
var place = regexp.MustCompile(`/members_json/[0-9]+`)

// checkRefit writes one request for a model: it must be as good for that as it was for its own, nothing may be changed in silence,
// and what it then says must need no further change.
func checkRefit(a adapters.Adapter, model string, c *adapterstest.Case, laws *checker) {
	x := c.Exchange()
	req, err := translate.DecodeRequest(a, x, c.Wire())
	if err != nil {
		return
	}
	asked := proto.CloneOf(req.Canonical)
	req.Canonical.Model, asked.Model = model, model
	x.Refit = true
	out, located, err := req.Encode(a, x)
	if err != nil {
		laws.fail("possible", err)
		return
	}
	laws.run("source unchanged", func() []finding { return adapterstest.DiffMessages(asked, req.Canonical) })
	laws.run("valid", func() []finding {
		if c.Header.Get("Anthropic-Version") == "" {
			out.Header = c.Header // it is not recorded which betas there were
		}
		if strings.Contains(c.Path, "/projects/") {
			return validJSON(out.Body) // another service of the vendor's, with rules of its own
		}
		return append(validJSON(out.Body), validRequest(a.Dialect(), out, c)...)
	})
	laws.run("pointers", func() []finding { return pointers(c.Body, located) })
	laws.run("nothing in silence", func() []finding {
		return slices.DeleteFunc(viaRequest(pair{a, a}, x, req.Canonical), func(f finding) bool { return place.MatchString(f.Where + f.What) })
	})
	laws.run("fits", func() []finding {
		again, err := translate.DecodeRequest(a, x, adapters.Wire{Body: out.Body, Path: out.Path, Header: c.Header})
		if err != nil {
			return []finding{{Where: "read back", What: err.Error()}}
		}
		once, losses, err := again.Encode(a, x)
		if err != nil {
			return []finding{{Where: "second run", What: err.Error()}}
		}
		found := adapterstest.Findings(jsonx.Diff(out.Body, once.Body))
		for _, l := range losses {
			found = append(found, finding{Where: l.Path, What: "still does not fit: " + l.Detail})
		}
		return found
	})
}
