package upstream

import (
	"encoding/json"
	"fmt"
	"strings"
)

// Session is a script of an agent at work: one step after the other, each taken once everything that the last one asked for is
// answered. A request that is tried again gets its step again; after a compaction, which hides the past, the session goes on where it
// was.
type Session struct {
	Steps []Step
	// Side answers requests beside the session (titles, summaries, routers) and those that the script has to treat on its own; nil, or
	// no answer from it, leaves it to what the session itself makes of requests that offer none of its tools.
	Side func(r *Request) (Answer, bool)
	// Faults happen to steps.
	Faults []Fault

	next   int
	struck map[int]int
	// given is the last step that was given whole, plus one.
	given int
}

// Step is one answer of a session.
type Step struct {
	Reasoning, Text string
	Redacted        bool
	Then            string
	Calls           []Call
	Usage           Usage
}

// Answer takes the step that the request has come to.
func (s *Session) Answer(r *Request) Answer {
	// Whatever is asked tells how far the work has come: a compaction may be the last request that shows a step's results.
	problems := s.advance(r)
	a := s.say(r)
	a.Problems = append(a.Problems, problems...)
	return a
}

// advance leaves the steps whose results the request brings, and tells what is wrong with these.
func (s *Session) advance(r *Request) (problems []string) {
	for s.next < len(s.Steps)-1 && r.Answered(s.tag(s.next)) {
		problems = append(problems, s.judge(r, s.next)...)
		s.next++
	}
	if s.next > 0 && s.next < len(s.Steps)-1 && s.given > s.next && s.belongs(r) && !s.recalled(r) {
		s.next++ // the past is hidden, with the results of the step that was taken last
	}
	return problems
}

// recalled reports whether a request shows any step.
func (s *Session) recalled(r *Request) bool {
	for i := range s.Steps {
		if r.Recalls(s.tag(i)) {
			return true
		}
	}
	return false
}

// say gives the answer to a request at the present step.
func (s *Session) say(r *Request) Answer {
	if s.Side != nil {
		if a, ok := s.Side(r); ok {
			return a
		}
	}
	if !s.belongs(r) {
		return aside(r)
	}
	step := s.Steps[s.next]
	a := Answer{
		Tag: s.tag(s.next), Reasoning: step.Reasoning, Redacted: step.Redacted, Then: step.Then, Text: step.Text, Calls: step.Calls, Usage: step.Usage, Fault: s.fault(),
	}
	switch {
	case a.Fault == nil:
		s.given = s.next + 1
	case a.Fault.Spoilt:
		return Answer{Tag: "spoilt", Finish: Spoilt}
	}
	return a
}

// Taken is the number of steps whose answers came back, and whether the last step was reached.
func (s *Session) Taken() (steps int, last bool) { return s.next, s.next == len(s.Steps)-1 }

func (s *Session) tag(i int) string { return fmt.Sprintf("step %d", i) }

// belongs reports whether a request offers a tool of the session.
func (s *Session) belongs(r *Request) bool {
	for _, step := range s.Steps {
		for _, c := range step.Calls {
			if _, ok := r.Tool(c.Tool); ok {
				return true
			}
		}
	}
	return false
}

// judge holds the results of a step against what was expected of them.
func (s *Session) judge(r *Request, i int) (problems []string) {
	results := r.ResultsOf(s.tag(i))
	for k, c := range s.Steps[i].Calls {
		if k >= len(results) {
			break
		}
		got := results[k].Text
		for _, want := range c.Want {
			if !strings.Contains(got, want) {
				problems = append(problems, fmt.Sprintf("step %d: the result of %s does not say %q: %.300q", i, c.Tool, want, got))
			}
		}
	}
	return problems
}

// fault is what happens to the step this time.
func (s *Session) fault() *Fault {
	for i := range s.Faults {
		f := &s.Faults[i]
		if f.Step != s.next || s.struck[i] >= max(f.Times, 1) {
			continue
		}
		if s.struck == nil {
			s.struck = map[int]int{}
		}
		s.struck[i]++
		return f
	}
	return nil
}

// aside answers a request that is none of the session's: with a sample of the schema, else with a few words.
func aside(r *Request) Answer {
	if r.Format != nil {
		var schema any
		if json.Unmarshal(r.Format, &schema) == nil {
			return Answer{Tag: "side", Text: string(encode(sample(schema)))}
		}
	}
	return Answer{Tag: "side", Text: "A summary of the work so far."}
}

// sample is a small value that fits a schema.
func sample(schema any) any {
	if c := member(schema, "const"); c != nil {
		return c
	}
	if e := list(schema, "enum"); len(e) > 0 {
		return e[0]
	}
	for _, name := range []string{"anyOf", "oneOf"} {
		if l := list(schema, name); len(l) > 0 {
			return sample(l[0])
		}
	}
	kind := text(schema, "type")
	if kinds := list(schema, "type"); len(kinds) > 0 {
		kind, _ = kinds[0].(string)
	}
	switch strings.ToLower(kind) {
	case "array":
		return []any{}
	case "boolean":
		return true
	case "integer", "number":
		return 1
	case "null":
		return nil
	case "object", "":
		o := object{}
		properties, _ := member(schema, "properties").(object)
		for name, p := range properties {
			o[name] = sample(p)
		}
		return o
	}
	return "sample"
}
