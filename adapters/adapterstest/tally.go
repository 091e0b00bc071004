package adapterstest

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
)

// Finding is one way in which a case breaks a law.
type Finding struct {
	// Where is a JSON Pointer or a word; positions in it do not tell kinds of findings apart.
	Where string
	// What is wrong there.
	What string
}

// Findings makes findings of lines "pointer: reason", as jsonx.Diff gives them.
func Findings(lines []string) []Finding {
	var out []Finding
	for _, l := range lines {
		where, what, _ := strings.Cut(l, ": ")
		out = append(out, Finding{Where: where, What: what})
	}
	return out
}

// Tally counts the cases that ran for each law and collects what broke, so that a law that breaks a thousand times is
// one message. It is safe for concurrent use.
type Tally struct {
	// Title says whose laws they are: "claude request", "claude request to chat". It stands before the name of a law in
	// the list of exceptions.
	Title string

	mu    sync.Mutex
	laws  map[string]*lawTally
	order []string
}

type lawTally struct {
	ran, broken, excepted int
	kinds                 map[string]int
	first                 []string
}

// maxShown is how many failures of a law are shown in full, and maxAlike how many of one kind.
const maxShown, maxAlike = 20, 3

// Add records that a case ran for a law, and what it found.
func (t *Tally) Add(law, file string, found []Finding) {
	t.mu.Lock()
	defer t.mu.Unlock()
	l := t.law(law)
	l.ran++
	reason, excepted := exceptionFor(file, t.Title+": "+law)
	switch {
	case excepted && len(found) == 0:
		found = []Finding{{Where: "exception", What: "holds now, remove it from the table: " + reason}}
	case excepted:
		l.excepted++
		return
	case len(found) == 0:
		return
	}
	l.broken++
	kinds := map[string]bool{}
	for _, f := range found {
		kinds[f.kind()] = true
	}
	for k := range kinds {
		l.kinds[k]++
	}
	if len(l.first) < maxShown && l.kinds[found[0].kind()] <= maxAlike {
		l.first = append(l.first, fmt.Sprintf("%s: %s: %s%s", file, found[0].Where, found[0].What, andMore(len(found)-1)))
	}
}

func (t *Tally) law(name string) *lawTally {
	if t.laws == nil {
		t.laws = map[string]*lawTally{}
	}
	l := t.laws[name]
	if l == nil {
		l = &lawTally{kinds: map[string]int{}}
		t.laws[name] = l
		t.order = append(t.order, name)
	}
	return l
}

func andMore(n int) string {
	if n <= 0 {
		return ""
	}
	return fmt.Sprintf(" (and %d more)", n)
}

// kind is what findings of the same cause share.
func (f Finding) kind() string {
	return position.ReplaceAllString(f.Where, "/*") + ": " + number.ReplaceAllString(shortReason(f.What), "N")
}

var (
	position = regexp.MustCompile(`/[0-9]+`)
	number   = regexp.MustCompile(`\b[0-9]+\b`)
	value    = regexp.MustCompile(`^.* (only in the (first|second)|against )`)
)

// shortReason leaves the values out of a reason of jsonx.Diff.
func shortReason(what string) string {
	if m := value.FindStringSubmatch(strings.ReplaceAll(what, "\n", " ")); m != nil {
		return m[1]
	}
	if len(what) > 160 {
		what = what[:160] + "…"
	}
	return what
}

// Report logs how many cases ran for each law, and fails the test with a summary of each law that broke.
func (t *Tally) Report(tb testing.TB) {
	tb.Helper()
	t.mu.Lock()
	defer t.mu.Unlock()
	var line []string
	for _, name := range t.order {
		l := t.laws[name]
		line = append(line, fmt.Sprintf("%s %d", name, l.ran))
		if l.broken > 0 {
			line[len(line)-1] += fmt.Sprintf(" (%d BROKEN)", l.broken)
			tb.Error(l.summary(t.Title, name))
		}
		if l.excepted > 0 {
			line[len(line)-1] += fmt.Sprintf(" (%d excepted)", l.excepted)
		}
	}
	if len(line) > 0 {
		ran := fmt.Sprintf("cases run: %s: %s", t.Title, strings.Join(line, ", "))
		tb.Log(ran)
		announce(tb.Name() + ": " + ran)
	}
}

func (l *lawTally) summary(title, name string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s: %d of %d cases broken\n  by kind:\n", title, name, l.broken, l.ran)
	kinds := make([]string, 0, len(l.kinds))
	for k := range l.kinds {
		kinds = append(kinds, k)
	}
	slices.SortFunc(kinds, func(a, b string) int {
		if d := l.kinds[b] - l.kinds[a]; d != 0 {
			return d
		}
		return strings.Compare(a, b)
	})
	for i, k := range kinds {
		if i == 2*maxShown {
			fmt.Fprintf(&b, "  … and %d more kinds\n", len(kinds)-i)
			break
		}
		fmt.Fprintf(&b, "  %6d  %s\n", l.kinds[k], k)
	}
	b.WriteString("  first:\n")
	for _, f := range l.first {
		fmt.Fprintf(&b, "    %s\n", f)
	}
	return b.String()
}
