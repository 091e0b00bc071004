package translate_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"testing"

	"github.com/interlingua/interlingua/adapters/adapterstest"
	"github.com/interlingua/interlingua/adapters/all"
	"github.com/interlingua/interlingua/adapters/jsonx"
	"github.com/interlingua/interlingua/gateway/translate"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// TestSplicedRequests puts pieces of recorded requests together anew: options of one, tools of another, turns of many. What comes out
// was never recorded, but each piece was: calls without results, results without calls, all kinds of content beside each other.
func TestSplicedRequests(t *testing.T) {
	const documents = 200
	for _, source := range all.All() {
		t.Run(all.Name(source.Dialect()), func(t *testing.T) {
			t.Parallel()
			s := newSplicer(source.Dialect(), adapterstest.Corpus(t, source.Dialect()))
			if s == nil {
				return // there is no corpus, which Corpus says
			}
			own := adapterstest.Tally{Title: all.Name(source.Dialect()) + " spliced request"}
			tallies := map[pb.Dialect]*adapterstest.Tally{}
			for _, target := range all.All() {
				tallies[target.Dialect()] = &adapterstest.Tally{Title: own.Title + " to " + all.Name(target.Dialect())}
			}
			for i := range documents {
				c := s.splice(i)
				for _, target := range all.All() {
					if target.Dialect() == source.Dialect() {
						laws := checker{file: c.File, tally: &own}
						laws.run("identity", func() []finding { return unchanged(pair{source, target}, c) })
						continue
					}
					laws := checker{file: c.File, tally: tallies[target.Dialect()]}
					laws.run("no panic", func() []finding { checkRequest(pair{source, target}, c, &laws); return nil })
				}
			}
			own.Report(t)
			for _, target := range all.All() {
				tallies[target.Dialect()].Report(t)
			}
		})
	}
}

// unchanged: a request that goes through the model comes back.
func unchanged(p pair, c *adapterstest.Case) []finding {
	j := translate.Job{Kind: translate.KindRequest, From: p.source, To: p.target, Body: c.Body, Path: c.Path, Header: c.Header}
	r := j.Run()
	if r.Fault != nil {
		return []finding{{Where: r.Fault.Path, What: r.Fault.Message}}
	}
	return adapterstest.SameDocument(c.Body, r.Body)
}

// conversation says where a dialect's requests hold their turns.
type conversation struct {
	// turns is the member with the list of turns, and parts that of a turn with its parts, "" where a turn is drawn whole.
	turns, parts string
	// users and models are the roles of turns that are put together of parts.
	users, models string
	// last is a turn of the user's, so that no conversation ends with what the model said.
	last string
}

var conversations = map[pb.Dialect]conversation{
	pb.Dialect_DIALECT_RESPONSES: {turns: "input", last: `{"role":"user","content":"And now?"}`},
	pb.Dialect_DIALECT_CHAT:      {turns: "messages", last: `{"role":"user","content":"And now?"}`},
	pb.Dialect_DIALECT_CLAUDE: {
		turns: "messages", parts: "content", users: "user", models: "assistant", last: `{"role":"user","content":"And now?"}`,
	},
	pb.Dialect_DIALECT_GEMINI: {
		turns: "contents", parts: "parts", users: "user", models: "model", last: `{"role":"user","parts":[{"text":"And now?"}]}`,
	},
}

// splicer draws pieces of recorded requests.
type splicer struct {
	conversation
	bases []*adapterstest.Case
	// options are values of members, by name; names are in order.
	names   []string
	options map[string][]string
	tools   []string
	whole   []string
	// pieces are parts of turns, by the role of the turn.
	pieces map[string][]string
}

// newSplicer takes the recorded requests of a dialect to pieces; nil where there are none. Long ones would only be slow.
func newSplicer(d pb.Dialect, corpus []*adapterstest.Case) *splicer {
	const long, longOption = 3000, 20000
	s := &splicer{conversation: conversations[d], options: map[string][]string{}, pieces: map[string][]string{}}
	add := func(to []string, list string) []string {
		for e := range jsonx.Elements(list) {
			if len(e) < long && !slices.Contains(to, e) {
				to = append(to, e)
			}
		}
		return to
	}
	for _, c := range corpus {
		if c.Kind != adapterstest.KindRequest {
			continue
		}
		s.bases = append(s.bases, c)
		for name, value := range jsonx.Members(string(c.Body)) {
			switch {
			case name == s.turns && jsonx.KindOf(value) == '[':
				s.whole = add(s.whole, value)
				for turn := range jsonx.Elements(value) {
					if parts, ok := jsonx.Get(turn, s.parts); ok && jsonx.KindOf(parts) == '[' {
						role, _ := jsonx.Get(turn, "role")
						role, _ = jsonx.Unquote(role)
						s.pieces[role] = add(s.pieces[role], parts)
					}
				}
			case name == "tools" && jsonx.KindOf(value) == '[':
				s.tools = add(s.tools, value)
			case name == s.turns, name == "tools", name == "functions", name == "model", len(value) > longOption:
			default:
				s.options[name] = append(s.options[name], value)
			}
		}
	}
	if s.bases == nil {
		return nil
	}
	for name := range s.options {
		s.names = append(s.names, name)
	}
	slices.Sort(s.names)
	return s
}

// callID finds the ids by which calls and results belong together.
var callID = regexp.MustCompile(`"(id|call_id|tool_use_id|tool_call_id)":\s*"[^"]*"`)

// splice makes the document of a number, which is always the same. No piece stands in it twice, and no call of an id.
func (s *splicer) splice(number int) *adapterstest.Case {
	r := rand.New(rand.NewPCG(1, uint64(number)))
	used := map[string]bool{}
	draw := func(from []string) string {
		for range 50 {
			e := from[r.IntN(len(from))]
			marks := append(callID.FindAllString(e, -1), e)
			if !slices.ContainsFunc(marks, func(mark string) bool { return used[mark] }) {
				for _, mark := range marks {
					used[mark] = true
				}
				return e
			}
		}
		return ""
	}
	list := func(most int, next func(i int) string) string {
		var elements []json.RawMessage
		for i := range 1 + r.IntN(most) {
			if e := next(i); e != "" {
				elements = append(elements, json.RawMessage(e))
			}
		}
		text, _ := json.Marshal(elements) // what was read as JSON is some
		return string(text)
	}
	base := s.bases[r.IntN(len(s.bases))]
	body := jsonx.Without(string(base.Body), "functions", "function_call", "tools")
	for range 3 {
		name := s.names[r.IntN(len(s.names))]
		values := s.options[name]
		body = jsonx.Merge(body, jsonx.Wrap(name, values[r.IntN(len(values))]))
	}
	if r.IntN(2) == 0 {
		body = jsonx.Merge(body, jsonx.Wrap("tools", list(4, func(int) string { return draw(s.tools) })))
	}
	turns := list(7, func(i int) string {
		if s.parts == "" || r.IntN(4) == 0 {
			return draw(s.whole)
		}
		role := s.users
		if i%2 == 1 {
			role = s.models
		}
		return fmt.Sprintf(`{"role":%q,%q:%s}`, role, s.parts, list(4, func(int) string { return draw(s.pieces[role]) }))
	})
	body = jsonx.Merge(body, jsonx.Wrap(s.turns, turns[:len(turns)-1]+","+s.last+"]"))
	c := *base
	c.File, c.Body = fmt.Sprintf("spliced-%d", number), []byte(body)
	return &c
}
