package upstream

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// ledger is what the service remembers of the answers that it gave. Everything is looked up by what a client brings back: ids of
// calls and seals, never by counting.
type ledger struct {
	key    []byte
	given  []*issued
	byCall map[string]*issued
	bySeal map[string]*thought
}

// issued is an answer that was given.
type issued struct {
	n     int
	tag   string
	calls []Call
	text  string
	// thoughts are the sealed pieces of reasoning, in order.
	thoughts []*thought
}

// thought is a piece of reasoning of an answer, and the seal that was issued for it. first says that nothing was said before it.
type thought struct {
	of         *issued
	text, seal string
	first      bool
}

// reasoning is all of the reasoning.
func (e *issued) reasoning() string {
	var texts []string
	for _, th := range e.thoughts {
		texts = append(texts, th.text)
	}
	return strings.Join(texts, "\n")
}

func newLedger(key string) *ledger {
	return &ledger{key: []byte(key), byCall: map[string]*issued{}, bySeal: map[string]*thought{}}
}

// issue enters an answer, and gives its calls their ids: prefix and what follows from the number of the answer.
func (l *ledger) issue(a *Answer, prefix string) *issued {
	e := &issued{n: len(l.given) + 1, tag: a.Tag, text: a.Text}
	for i := range a.Calls {
		if prefix == "" {
			break
		}
		a.Calls[i].ID = prefix + l.mint("call", e.n, strconv.Itoa(i))
		l.byCall[a.Calls[i].ID] = e
	}
	e.calls = a.Calls
	l.given = append(l.given, e)
	return e
}

// mint derives an id.
func (l *ledger) mint(kind string, n int, more string) string {
	sum := l.mac(kind, strconv.Itoa(n), more)
	return strings.NewReplacer("-", "A", "_", "B").Replace(base64.RawURLEncoding.EncodeToString(sum))[:24]
}

func (l *ledger) mac(parts ...string) []byte {
	h := hmac.New(sha256.New, l.key)
	for _, p := range parts {
		fmt.Fprintf(h, "%d:%s", len(p), p)
	}
	return h.Sum(nil)
}

// seal issues the seals of an answer: one for each piece of its reasoning, which it binds, or one for an answer without any.
func (l *ledger) seal(e *issued, a Answer) {
	for i, words := range []string{a.Reasoning, a.Then} {
		if words == "" && (i > 0 || a.Then != "") {
			continue
		}
		th := &thought{of: e, text: words, first: i == 0}
		mac := l.mac("seal", strconv.Itoa(e.n), strconv.Itoa(i), words)
		th.seal = base64.StdEncoding.EncodeToString(fmt.Appendf(mac, ":%d", e.n))
		e.thoughts = append(e.thoughts, th)
		l.bySeal[th.seal] = th
	}
}

// sealed finds what a seal was issued for, by its bytes: base64 has two alphabets.
func (l *ledger) sealed(data string) *thought {
	return l.bySeal[strings.NewReplacer("-", "+", "_", "/").Replace(data)]
}

// issued finds the answer that a turn repeats: by the ids of its calls, else by its seals, else by what it calls or says; answers that
// say the same are repeated in their order.
func (r *Request) issued(i int) *issued {
	t := &r.Turns[i]
	if e := r.ledger.marked(t); e != nil {
		return e
	}
	same := 0
	for k := range r.Turns[:i] {
		if u := &r.Turns[k]; u.Role == t.Role && u.Text == t.Text && sameCalls(u.Calls, t.Calls) {
			same++
		}
	}
	for _, e := range r.ledger.given {
		if !e.repeated(t) {
			continue
		}
		if same == 0 {
			return e
		}
		same--
	}
	return nil
}

// marked finds the answer of a turn by what is unmistakable.
func (l *ledger) marked(t *Turn) *issued {
	for _, c := range t.Calls {
		if e := l.byCall[c.ID]; e != nil {
			return e
		}
	}
	for _, s := range t.Seals {
		if th := l.sealed(s.Data); th != nil {
			return th.of
		}
	}
	return nil
}

// repeated reports whether a turn calls or says what the answer did.
func (e *issued) repeated(t *Turn) bool {
	if len(e.calls) > 0 {
		return sameCalls(e.calls, t.Calls)
	}
	return e.text != "" && len(t.Calls) == 0 && e.text == strings.TrimSpace(t.Text)
}

// Answered reports whether a request brings back the answer of a tag with everything that was asked for: the results of its calls,
// or what the user said to it.
func (r *Request) Answered(tag string) bool {
	_, ok := r.answered(tag)
	return ok
}

// Recalls reports whether a request brings back the answer of a tag, answered or not.
func (r *Request) Recalls(tag string) bool {
	for i := range r.Turns {
		if r.Turns[i].Role == Assistant {
			if e := r.issued(i); e != nil && e.tag == tag {
				return true
			}
		}
	}
	return false
}

// ResultsOf lists the results of the calls of an answer, in the order of the calls.
func (r *Request) ResultsOf(tag string) []Result {
	results, _ := r.answered(tag)
	return results
}

func (r *Request) answered(tag string) ([]Result, bool) {
	for i := range r.Turns {
		if r.Turns[i].Role != Assistant || i+1 >= len(r.Turns) {
			continue
		}
		if e := r.issued(i); e != nil && e.tag == tag {
			return pair(r.Turns[i].Calls, r.following(i))
		}
	}
	return nil, false
}

// following are the results after a turn, before the assistant speaks again.
func (r *Request) following(i int) (results []Result) {
	for _, t := range r.Turns[i+1:] {
		if t.Role == Assistant {
			break
		}
		results = append(results, t.Results...)
	}
	return results
}

// pair puts results into the order of their calls.
func pair(calls []Call, results []Result) ([]Result, bool) {
	var out []Result
	for i, c := range calls {
		for k, res := range results {
			if c.ID != "" && res.CallID == c.ID || c.ID == "" && k == i {
				out = append(out, res)
				break
			}
		}
	}
	return out, len(out) == len(calls)
}

// sameCalls reports whether calls are of the same tools with the same arguments, or the same free text.
func sameCalls(a, b []Call) bool {
	return slices.EqualFunc(a, b, func(x, y Call) bool {
		return x.Tool == y.Tool && sameJSON(x.Arguments, y.Arguments) && (!x.custom || !y.custom || x.Input == y.Input)
	})
}

// sameJSON reports whether two texts are the same JSON value.
func sameJSON(a, b string) bool {
	var x, y any
	if json.Unmarshal([]byte(a), &x) != nil || json.Unmarshal([]byte(b), &y) != nil {
		return a == b
	}
	return reflect.DeepEqual(x, y)
}
