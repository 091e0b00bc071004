package agents

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/interlingua/interlingua/gateway/e2e/scorecard"
	"github.com/interlingua/interlingua/gateway/e2e/upstream"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// session is one client with one upstream in one scenario.
type session struct {
	client   client
	upstream target
	scenario scenario
	// seen are the requests of a client that makes others than those of the session.
	seen *visits
}

// target is an upstream's dialect and how the scorecard calls it.
type target struct {
	dialect pb.Dialect
	title   string
}

// targets are the columns of the scorecard.
var targets = []target{
	{pb.Dialect_DIALECT_RESPONSES, "Responses"},
	{pb.Dialect_DIALECT_CHAT, "Chat"},
	{pb.Dialect_DIALECT_CLAUDE, "Claude"},
	{pb.Dialect_DIALECT_GEMINI, "Gemini"},
}

// clients are all of them, in the order of the scorecard.
func clients() []client {
	return []client{codex(), codexDefault(), gemini(), claudeCode(), claudeBare(), opencode()}
}

// TestSessions runs every client on every upstream through every scenario.
func TestSessions(t *testing.T) {
	kit := equip(t)
	card := &card{}
	t.Run("all", func(t *testing.T) {
		for _, c := range clients() {
			for i, sc := range scenarios() {
				if i > 0 && c.brief {
					break
				}
				for _, up := range targets {
					s := session{client: c, upstream: up, scenario: sc}
					t.Run(c.name+"/"+strings.ReplaceAll(sc.feature, " ", "-")+"/"+up.title, func(t *testing.T) {
						t.Parallel()
						s.run(t, kit, card)
					})
				}
			}
		}
	})
	card.check(t, "agents", sessionFeatures())
}

// without says why a client has no such thing as a scenario is about; "" where it has.
func (s session) without() string {
	if only := s.scenario.only; only != pb.Dialect_DIALECT_UNSPECIFIED && only != s.upstream.dialect {
		return s.scenario.why
	}
	if s.scenario.compacts && s.client.window == 0 {
		return s.client.title + " does not compact."
	}
	return ""
}

// run plays one session and enters what it found.
func (s session) run(t *testing.T, kit equipment, card *card) {
	if adjust := s.scenario.adjust[s.client.name]; adjust != nil {
		adjust(&s.client)
	}
	if why := s.without(); why != "" {
		card.enter(s.client, s.upstream, s.scenario.feature, why, nil)
		return
	}
	script := &upstream.Session{Faults: s.scenario.faultsOf(s.client), Side: s.client.side}
	conf := upstream.Config{Dialect: s.upstream.dialect, Script: script, Lenient: true}
	if s.client.dialect == s.upstream.dialect && !s.client.manyModels {
		conf.Model = s.client.model
	}
	up := upstream.New(t, conf)
	model := up.Model
	if conf.Model != "" {
		model = "" // the client's own
	}
	gate := kit.serve(t, s.upstream.dialect, up, model, s.scenario.lines)
	p := settle(t, gate.URL, s.client)
	if s.scenario.aside {
		s.seen = watch(t, gate.URL)
		p = settle(t, s.seen.url, s.client)
	}
	script.Steps = steps(s.client.tools, p.work)
	if s.scenario.aside && s.client.aside != nil {
		more := upstream.Step{Text: "I look around.", Calls: s.client.aside(p.work)}
		script.Steps = slices.Insert(script.Steps, len(script.Steps)-1, more)
	}
	if s.scenario.compacts {
		if s.client.pauses {
			script.Steps = slices.Insert(script.Steps, compactAt, upstream.Step{Text: "I go on in a moment."})
		}
		script.Steps[compactAt].Usage.Input = s.client.window
	}
	r := kit.start(t, s.client, p)
	if s.scenario.aside && s.client.errand != "" {
		p.prompt = s.client.errand
		if errand := kit.start(t, s.client, p); errand.exit != 0 {
			t.Errorf("%s: exit code %d: %s%s", p.prompt, errand.exit, tail(errand.out), tail(errand.err))
		}
	}

	problems := append(up.Violations(), complaints(gate.Log)...)
	if want, ok := s.scenario.expect[s.client.name]; ok {
		problems = append(problems, want.problems(r, len(up.Asked()))...)
	} else {
		problems = append(problems, finished(r, script)...)
	}
	if s.scenario.proof != nil {
		problems = append(problems, s.scenario.proof(s, up)...)
	}
	card.enter(s.client, s.upstream, s.scenario.feature, "", problems)
	for _, f := range s.scenario.more {
		if why := f.without(s); why != "" {
			card.enter(s.client, s.upstream, f.name, why, nil)
			continue
		}
		found := f.problems(s, r, up)
		card.enter(s.client, s.upstream, f.name, "", found)
		problems = append(problems, found...)
	}
	for _, p := range problems[:min(len(problems), 8)] {
		t.Error(p)
	}
	if t.Failed() {
		for _, a := range up.Asked() {
			t.Log(a.Method, a.Path, a.Tag, a.Status, len(a.Body))
		}
		t.Logf("exit %d after %v\nprinted: %s\ncomplained: %s\ngateway: %s", r.exit, r.took, tail(r.out), tail(r.err), tail(gate.Log.String()))
	}
}

// finished checks that the task is done, in the session and on disk.
func finished(r result, script *upstream.Session) (problems []string) {
	if r.late {
		problems = append(problems, "the client did not end")
	}
	if r.exit != 0 {
		problems = append(problems, fmt.Sprintf("exit code %d", r.exit))
	}
	if !strings.Contains(r.out, doneText) {
		problems = append(problems, "the final text is not shown")
	}
	if taken, last := script.Taken(); !last {
		problems = append(problems, fmt.Sprintf("only %d steps were taken", taken))
	}
	if got := r.read(answerFile); got != solved {
		problems = append(problems, fmt.Sprintf("%s is %q", answerFile, got))
	}
	if got := r.read("runs.log"); got != runs {
		problems = append(problems, fmt.Sprintf("the check ran as %q", got))
	}
	return problems
}

// problems checks the end of a client that cannot finish.
func (o outcome) problems(r result, requests int) (problems []string) {
	if r.late {
		problems = append(problems, "the client did not end")
	}
	if r.exit != o.exit {
		problems = append(problems, fmt.Sprintf("exit code %d, with its own vendor %d", r.exit, o.exit))
	}
	if !r.says(o.says) {
		problems = append(problems, fmt.Sprintf("it does not say %q", o.says))
	}
	if requests > o.requests {
		problems = append(problems, fmt.Sprintf("it asked %d times, with its own vendor %d times", requests, o.requests))
	}
	return problems
}

// tail is the end of a text.
func tail(s string) string { return s[max(0, len(s)-3000):] }

// card gathers the rows of the scorecard.
type card struct {
	mu   sync.Mutex
	rows map[[3]string]scorecard.Row
}

// enter adds a cell: without a reason it passes if there are no problems.
func (c *card) enter(client client, up target, feature, without string, problems []string) {
	row := scorecard.Row{Client: client.title, Feature: feature, Upstream: up.title, Verdict: scorecard.Pass}
	switch {
	case without != "":
		row.Verdict, row.Reason = scorecard.Without, without
	case len(problems) > 0:
		row.Verdict, row.Reason = scorecard.Fail, problems[0]
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.rows == nil {
		c.rows = map[[3]string]scorecard.Row{}
	}
	c.rows[[3]string{row.Client, row.Feature, row.Upstream}] = row
}
