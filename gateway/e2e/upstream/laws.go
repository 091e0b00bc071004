package upstream

import (
	"fmt"
	"slices"
)

// seals demands that every seal is one that was issued here, unmodified, in the turn of its answer.
func seals(r *Request, _ object, report reporter) {
	for i := range r.Turns {
		t := &r.Turns[i]
		e := r.ledger.marked(t)
		for _, s := range t.Seals {
			if s.Dummy {
				continue
			}
			owner := r.ledger.sealed(s.Data)
			switch {
			case t.Role != Assistant:
				report(s.At, "a seal stands in a turn of the "+string(t.Role))
			case owner == nil:
				report(s.At, fmt.Sprintf("the seal %.12q… was not issued here", s.Data))
			case owner.of != e && e != nil:
				report(s.At, fmt.Sprintf("the seal of answer %d stands in the turn of answer %d", owner.of.n, e.n))
			case s.Text != "" && s.Text != owner.text:
				report(s.At, fmt.Sprintf("the reasoning of answer %d was changed", owner.of.n))
			}
		}
	}
}

// callsKept demands that calls come back as they were made: their names, arguments and order. Ids are the links' alone: a client
// that drops them is given new ones.
func callsKept(r *Request, _ object, report reporter) {
	for i := range r.Turns {
		t := &r.Turns[i]
		e := r.issued(i)
		if e == nil || len(e.calls) == 0 {
			continue
		}
		if len(t.Calls) != len(e.calls) {
			report(t.At, fmt.Sprintf("answer %d made %d calls, the turn has %d", e.n, len(e.calls), len(t.Calls)))
			continue
		}
		for k, c := range t.Calls {
			want := e.calls[k]
			switch {
			case c.Tool != want.Tool:
				report(c.at, fmt.Sprintf("the call of %s was one of %s", c.Tool, want.Tool))
			case !sameJSON(c.Arguments, want.Arguments) || c.Input != want.Input && c.custom:
				report(c.at, fmt.Sprintf("the arguments of %s were changed: %.300s, not %.300s", c.Tool, c.Arguments+c.Input, want.Arguments))
			}
		}
	}
}

// carried counts the sealed answers in the turn under way, after the user's last words, and those that still have their seal.
func carried(r *Request) (due, back int) {
	start := 0
	for i, t := range r.Turns {
		if t.Role == User && len(t.Results) == 0 {
			start = i
		}
	}
	for i := range r.Turns[start:] {
		t := &r.Turns[start+i]
		e := r.issued(start + i)
		if e == nil || len(e.calls) == 0 {
			continue
		}
		for _, th := range e.thoughts {
			due++
			if slices.ContainsFunc(t.Seals, func(s Seal) bool { return r.ledger.sealed(s.Data) == th }) {
				back++
			}
		}
	}
	return due, back
}
