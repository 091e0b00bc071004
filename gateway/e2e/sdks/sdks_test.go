package sdks

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/interlingua/interlingua/adapters/all"
	"github.com/interlingua/interlingua/gateway/e2e/launch"
	"github.com/interlingua/interlingua/gateway/e2e/scorecard"
	"github.com/interlingua/interlingua/gateway/e2e/upstream"
)

var update = flag.Bool("update", false, "rewrite the scorecard")

const card = "../../../docs/scorecard.md"

// lacking begins the detail of a feature that the SDK itself does not have.
const lacking = "lacking: "

// recorder keeps what the upstream finds wrong out of the verdict: it has answered the request as its vendor would, so that the
// driver's own line says what became of it.
type recorder struct{ testing.TB }

func (r recorder) Errorf(format string, args ...any) { r.Logf(format, args...) }

func TestSDKs(t *testing.T) {
	clients := os.Getenv("INTERLINGUA_CLIENTS")
	if clients == "" {
		t.Skip("INTERLINGUA_CLIENTS is not set: .ci/e2e/sdks-foreign installs the SDKs and runs this test")
	}
	clients, err := filepath.Abs(clients)
	if err != nil {
		t.Fatal(err)
	}
	binary, dir, w := launch.Build(t), stage(t, clients), readWords(t)
	found := &findings{rows: map[[3]string]scorecard.Row{}}
	t.Run("upstream", func(t *testing.T) {
		for _, dialect := range all.Names() {
			t.Run(dialect, func(t *testing.T) {
				t.Parallel()
				script := &model{words: w, seen: map[string]int{}}
				up := upstream.New(recorder{t}, upstream.Config{Dialect: all.ByName(dialect).Dialect(), Script: script})
				url := serve(t, binary, w, up, dialect)
				for _, d := range drivers() {
					t.Run(d.name, func(t *testing.T) {
						t.Parallel()
						found.judge(t, d.name, dialect, drive(t, dir, clients, d, url))
					})
				}
			})
		}
	})
	rows := found.ordered()
	if whole := len(drivers()) * len(features()) * len(all.Names()); len(rows) < whole {
		t.Logf("%d of %d cells were run: the scorecard is left alone", len(rows), whole)
		return
	}
	if !t.Failed() || *update {
		scorecard.Check(t, card, "sdks", rows, *update)
	}
}

// findings are the rows of the scorecard as drivers come in.
type findings struct {
	mu   sync.Mutex
	rows map[[3]string]scorecard.Row
}

// judge turns the lines of a driver into tests and rows.
func (f *findings) judge(t *testing.T, driver, dialect string, lines map[string]line) {
	for _, feature := range features() {
		t.Run(feature, func(t *testing.T) {
			row := scorecard.Row{Client: driver, Upstream: dialect, Feature: feature}
			l, ok := lines[feature]
			e := except(exceptions(), driver, dialect, feature)
			switch reason, lacks := strings.CutPrefix(l.Detail, lacking); {
			case !ok:
				t.Error("the driver says nothing of it")
				row.Verdict, row.Reason = scorecard.Fail, "no result"
			case lacks:
				row.Verdict, row.Reason = scorecard.Without, reason
			case e != nil && l.OK:
				t.Errorf("passes, though it is excepted: %s", e.reason)
			case e != nil && !e.detail.MatchString(l.Detail):
				t.Errorf("fails otherwise than it should (%s): %s", e.detail, l.Detail)
				row.Verdict, row.Reason = scorecard.Fail, l.Detail
			case e != nil:
				row.Verdict, row.Reason = scorecard.Without, e.reason
			case !l.OK:
				t.Error(l.Detail)
				row.Verdict, row.Reason = scorecard.Fail, l.Detail
			}
			f.mu.Lock()
			defer f.mu.Unlock()
			f.rows[[3]string{driver, dialect, feature}] = row
		})
	}
}

// ordered gives the rows in the order of the tables.
func (f *findings) ordered() (rows []scorecard.Row) {
	for _, d := range drivers() {
		for _, feature := range features() {
			for _, dialect := range all.Names() {
				if row, ok := f.rows[[3]string{d.name, dialect, feature}]; ok {
					rows = append(rows, row)
				}
			}
		}
	}
	return rows
}
