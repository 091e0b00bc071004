// Package scorecard writes what the end-to-end suites find into one Markdown document: a section for each suite, a line for each
// client and feature, a column for each upstream.
package scorecard

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
)

// Verdict is what a test says of one cell.
type Verdict int

// The verdicts. Without is for what a client or an upstream does not have; it needs a reason, as Fail does.
const (
	Pass Verdict = iota
	Fail
	Without
)

// words are how verdicts show.
var words = map[Verdict]string{Pass: "pass", Fail: "**fail**", Without: "–"}

// Row is one cell of the card.
type Row struct {
	Client, Feature, Upstream string
	Verdict                   Verdict
	// Reason says why it is no pass.
	Reason string
}

// Check compares a section of the document with what its suite found, or writes it there.
func Check(t testing.TB, path, section string, rows []Row, update bool) {
	t.Helper()
	document, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	updated, err := Put(string(document), section, Render(rows))
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	if updated == string(document) {
		return
	}
	if !update {
		t.Errorf("the section %s of %s is not what the suite found; it found:\n%s", section, path, Render(rows))
		return
	}
	if err := os.WriteFile(path, []byte(updated), 0o644); err != nil {
		t.Fatal(err)
	}
	t.Errorf("%s is written anew: read the difference", path)
}

// Put replaces a section of a document, which stands between two comments.
func Put(document, section, text string) (string, error) {
	begin, end := "<!-- begin "+section+" -->\n", "<!-- end "+section+" -->"
	before, rest, ok := strings.Cut(document, begin)
	_, after, closed := strings.Cut(rest, end)
	if !ok || !closed {
		return "", fmt.Errorf("no lines %q and %q", strings.TrimSpace(begin), end)
	}
	return before + begin + text + end + after, nil
}

// Render writes rows as a table, with the reasons as notes below it. Clients, features and upstreams keep the order in which they
// first appear.
func Render(rows []Row) string {
	var clients, features, upstreams, notes []string
	cells := map[[3]string]string{}
	for _, r := range rows {
		clients, features, upstreams = appear(clients, r.Client), appear(features, r.Feature), appear(upstreams, r.Upstream)
		cell := words[r.Verdict]
		if r.Reason != "" {
			notes = appear(notes, r.Reason)
			cell += fmt.Sprintf(" [%d]", slices.Index(notes, r.Reason)+1)
		}
		cells[[3]string{r.Client, r.Feature, r.Upstream}] = cell
	}
	var b strings.Builder
	b.WriteString("| Client | Feature | " + strings.Join(upstreams, " | ") + " |\n|---|---|" + strings.Repeat("---|", len(upstreams)) + "\n")
	for _, c := range clients {
		shown := c
		for _, f := range features {
			line, judged := "", false
			for _, u := range upstreams {
				cell, ok := cells[[3]string{c, f, u}]
				judged = judged || ok
				line += " " + cell + " |"
			}
			if judged {
				b.WriteString("| " + shown + " | " + f + " |" + line + "\n")
				shown = ""
			}
		}
	}
	for i, n := range notes {
		fmt.Fprintf(&b, "\n[%d] %s\n", i+1, n)
	}
	return b.String()
}

func appear(list []string, s string) []string {
	if slices.Contains(list, s) {
		return list
	}
	return append(list, s)
}
