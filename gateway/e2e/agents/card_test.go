package agents

import (
	"flag"
	"strings"
	"testing"

	"github.com/interlingua/interlingua/gateway/e2e/scorecard"
)

var (
	update  = flag.Bool("update", false, "write the pages in docs anew")
	install = flag.Bool("install", false, "print what is to be installed")
)

// check holds a section of the scorecard against what was found of its features. It is judged only when everything ran.
func (c *card) check(t *testing.T, section string, features []string) {
	if run := flag.Lookup("test.run").Value.String(); run != "" && strings.Contains(run, "/") {
		t.Log("a part of the suite judges no scorecard")
		return
	}
	var rows []scorecard.Row
	for _, cl := range clients() {
		for _, name := range features {
			for _, up := range targets {
				if row, ok := c.rows[[3]string{cl.title, name, up.title}]; ok {
					rows = append(rows, row)
				}
			}
		}
	}
	scorecard.Check(t, "../../../docs/scorecard.md", section, rows, *update)
}

// sessionFeatures are the lines of the card that sessions fill.
func sessionFeatures() (names []string) {
	for _, sc := range scenarios() {
		names = append(names, sc.feature)
		for _, f := range sc.more {
			names = append(names, f.name)
		}
	}
	return names
}
