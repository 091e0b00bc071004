package translate_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/adapterstest"
	"github.com/interlingua/interlingua/adapters/all"
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// TestSplicedAnswers puts pieces of recorded answers together anew, as whole answers and as the streams that their own dialect would
// send of them.
func TestSplicedAnswers(t *testing.T) {
	const documents = 200
	for _, source := range all.All() {
		t.Run(all.Name(source.Dialect()), func(t *testing.T) {
			t.Parallel()
			s := newAnswerSplicer(source.Dialect(), adapterstest.Corpus(t, source.Dialect()))
			if s == nil {
				return // there is no corpus, which Corpus says
			}
			for _, target := range all.All() {
				if target.Dialect() == source.Dialect() {
					continue
				}
				p := pair{source, target}
				title := fmt.Sprintf("%s spliced %%s to %s", all.Name(source.Dialect()), all.Name(target.Dialect()))
				whole := adapterstest.Tally{Title: fmt.Sprintf(title, adapterstest.KindResponse)}
				streamed := adapterstest.Tally{Title: fmt.Sprintf(title, adapterstest.KindStream)}
				for i := range documents {
					c := s.splice(i)
					laws := checker{file: c.File, tally: &whole}
					laws.run("no panic", func() []finding { checkResponse(p, c, &laws); return nil })
					if stream := streamOf(source, c); stream != nil {
						laws := checker{file: c.File, tally: &streamed}
						laws.run("no panic", func() []finding { checkStream(p, stream, &laws); return nil })
					}
				}
				whole.Report(t)
				streamed.Report(t)
			}
		})
	}
}

// streamOf writes an answer as a stream of its own dialect; nil for one that is no success.
func streamOf(a adapters.Adapter, c *adapterstest.Case) *adapterstest.Case {
	resp, err := a.DecodeResponse(c.Exchange(), c.Wire())
	if err != nil || isFailure(resp) {
		return nil
	}
	stream := *c
	stream.Kind, stream.Body = adapterstest.KindStream, nil
	w := a.NewEventWriter(c.Exchange(), nil)
	err = canon.Explode(resp, func(ev *pb.GenerateEvent) (err error) {
		stream.Body, err = w.Append(stream.Body, ev)
		return err
	})
	if err != nil {
		return nil
	}
	return &stream
}

// unnatural are pieces that do not stand beside others: blank texts, refusals, arguments that were cut, texts with log probabilities.
var unnatural = regexp.MustCompile(`"(text|content)":\s*"\s*"|"refusal":\s*"|"arguments":\s*"[^"]*[^}"]"|"logprobs":\s*\[\{`)

// strange are members of messages that belong to others of their own message.
var strange = regexp.MustCompile(`^\{"(extra_content|thought_signature|annotations)"|"type":\s*"thinking"`)

// answerParts says where an answer holds what can be drawn anew: a list of pieces, or an object of members.
var answerParts = map[pb.Dialect]string{
	pb.Dialect_DIALECT_RESPONSES: "/output",
	pb.Dialect_DIALECT_CHAT:      "/choices/0/message",
	pb.Dialect_DIALECT_CLAUDE:    "/content",
	pb.Dialect_DIALECT_GEMINI:    "/candidates/0/content/parts",
}

// ranks are the kinds of pieces in the order in which models give them.
var ranks = []*regexp.Regexp{
	regexp.MustCompile(`"type":\s*"(reasoning|thinking|redacted_thinking)"|"thought":\s*true`),
	regexp.MustCompile(`.*`),
	regexp.MustCompile(`"type":\s*"(function_call|custom_tool_call|tool_use)"|"function_?[cC]all"`),
}

// rank is where a piece stands.
func rank(piece json.RawMessage) int {
	for _, i := range []int{0, 2, 1} {
		if ranks[i].Match(piece) {
			return i
		}
	}
	return 1
}

// answerSplicer draws pieces of recorded answers.
type answerSplicer struct {
	at      string
	bases   []*adapterstest.Case
	pieces  []string
	names   []string
	members map[string][]string
}

func newAnswerSplicer(d pb.Dialect, corpus []*adapterstest.Case) *answerSplicer {
	const long = 5000
	s := &answerSplicer{at: answerParts[d], members: map[string][]string{}}
	for _, c := range corpus {
		value, ok := jsonx.Lookup(string(c.Body), s.at)
		if c.Kind != adapterstest.KindResponse || !ok || strings.Count(string(c.Body), value) != 1 {
			continue
		}
		s.bases = append(s.bases, c)
		for e := range jsonx.Elements(value) {
			if len(e) < long && !unnatural.MatchString(e) {
				s.pieces = append(s.pieces, e)
			}
		}
		for name, e := range jsonx.Members(value) {
			if member := jsonx.Wrap(name, e); len(e) < long && name != "role" && !unnatural.MatchString(member) && !strange.MatchString(member) {
				s.members[name] = append(s.members[name], e)
			}
		}
	}
	if s.bases == nil {
		return nil
	}
	for name := range s.members {
		s.names = append(s.names, name)
	}
	slices.Sort(s.names)
	return s
}

// splice makes the answer of a number, which is always the same.
func (s *answerSplicer) splice(number int) *adapterstest.Case {
	r := rand.New(rand.NewPCG(2, uint64(number)))
	base := s.bases[r.IntN(len(s.bases))]
	var parts string
	if s.pieces == nil {
		parts = `{"role":"assistant","content":null}`
		for range 1 + r.IntN(5) {
			name := s.names[r.IntN(len(s.names))]
			values := s.members[name]
			parts = jsonx.Merge(parts, jsonx.Wrap(name, values[r.IntN(len(values))]))
		}
	} else {
		var list []json.RawMessage
		used := map[string]bool{}
		for range 1 + r.IntN(6) {
			e := s.pieces[r.IntN(len(s.pieces))]
			marks := append(callID.FindAllString(e, -1), e)
			if rank(json.RawMessage(e)) == 0 {
				marks = append(marks, "reasoning") // one is natural
			}
			if !slices.ContainsFunc(marks, func(mark string) bool { return used[mark] }) {
				list = append(list, json.RawMessage(e))
			}
			for _, mark := range marks {
				used[mark] = true
			}
		}
		slices.SortStableFunc(list, func(a, b json.RawMessage) int { return rank(a) - rank(b) })
		text, _ := json.Marshal(list) // what was read as JSON is some
		parts = string(text)
	}
	c := *base
	drawn, _ := jsonx.Lookup(string(base.Body), s.at)
	c.File, c.Body = fmt.Sprintf("spliced-%d", number), []byte(strings.Replace(string(base.Body), drawn, parts, 1))
	return &c
}
