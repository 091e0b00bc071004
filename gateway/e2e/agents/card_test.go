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

// check holds the scorecard against what was found. It is judged only when everything ran.
func (c *card) check(t *testing.T) {
	if run := flag.Lookup("test.run").Value.String(); run != "" && strings.Contains(run, "/") {
		t.Log("a part of the suite judges no scorecard")
		return
	}
	var rows []scorecard.Row
	for _, cl := range clients() {
		for _, sc := range scenarios() {
			names := []string{sc.feature}
			for _, f := range sc.more {
				names = append(names, f.name)
			}
			for _, name := range names {
				for _, up := range targets {
					if row, ok := c.rows[[3]string{cl.title, name, up.title}]; ok {
						rows = append(rows, row)
					}
				}
			}
		}
	}
	scorecard.Check(t, "../../../docs/scorecard.md", "agents", rows, *update)
}
