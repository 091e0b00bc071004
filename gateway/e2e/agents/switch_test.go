package agents

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/interlingua/interlingua/gateway/e2e/launch"
	"github.com/interlingua/interlingua/gateway/e2e/upstream"
)

// trail is where every leg of a conversation leaves a line.
const trail = "trail.txt"

// leg is what one model does in a conversation that moves on to another: it calls two tools, reads what they say, and ends.
func leg(c client, dir, title string) []upstream.Step {
	mark := c.tools.run(dir, "echo "+title+" >>"+trail)
	look := c.tools.read(dir, "notes.txt")
	look.Want = []string{strings.TrimSpace(notes)}
	return []upstream.Step{
		{Reasoning: sealedWords + " " + title + " first.", Text: "I leave a mark.", Calls: []upstream.Call{mark, look}},
		{Reasoning: sealedWords + " " + title + " done.", Text: title + " is done."},
	}
}

// TestSwitches moves one conversation of each client from upstream to upstream, and back to the first: each takes over what models of
// other vendors said, called and thought, none is given a seal that is not its own, and the first is given its own again.
func TestSwitches(t *testing.T) {
	kit := equip(t)
	card := &card{}
	t.Run("all", func(t *testing.T) {
		for _, c := range clients() {
			if c.again == nil {
				continue
			}
			for i, first := range targets {
				t.Run(c.name+"/"+first.title, func(t *testing.T) {
					t.Parallel()
					if first.dialect == c.dialect && c.homeless != "" {
						card.enter(c, first, wandering, c.homeless, nil)
						return
					}
					route := slices.DeleteFunc(slices.Concat(targets[i:], targets[:i]), func(to target) bool {
						return to.dialect == c.dialect && c.homeless != ""
					})
					problems := journey(t, kit, c, route)
					for _, problem := range problems {
						t.Error(problem)
					}
					card.enter(c, first, wandering, "", problems)
				})
			}
		}
	})
	card.check(t, "switches", []string{wandering})
}

// wandering is what a journey shows, on the scorecard.
const wandering = "one conversation on all, and back"

// stop is one upstream with its gateway.
type stop struct {
	target
	up     *upstream.Server
	gate   *launch.Gateway
	script *upstream.Session
}

// journey leads a conversation along a route and back to its beginning, and gives what went wrong at the first stop where anything did.
func journey(t *testing.T, kit equipment, c client, route []target) []string {
	var stops []stop
	for _, to := range route {
		s := stop{target: to, script: &upstream.Session{Side: c.side}}
		s.up = upstream.New(t, upstream.Config{Dialect: to.dialect, Script: s.script, Issuer: to.title, Lenient: true})
		s.gate = kit.serve(t, to.dialect, s.up, s.up.Model, "")
		stops = append(stops, s)
	}
	p := settle(t, stops[0].gate.URL, c)
	for _, s := range stops {
		s.script.Steps = leg(c, p.work, s.title)
	}
	back := leg(c, p.work, "Back")
	stops[0].script.Steps = append(stops[0].script.Steps, back...)
	want := ""
	for i, s := range append(stops, stops[0]) {
		title := s.title
		if i == len(stops) {
			title = "Back"
		}
		want += title + "\n"
		p.gateway, p.prompt = s.gate.URL, "Leave the mark of "+title+"."
		run := c
		if i > 0 {
			run.args = c.again
			run.write(t, p)
		}
		r := kit.start(t, run, p)
		problems := append(s.up.Violations(), complaints(s.gate.Log)...)
		if !strings.Contains(r.out, title+" is done.") || r.exit != 0 {
			problems = append(problems, fmt.Sprintf("exit code %d, printed %s\ncomplained %s", r.exit, tail(r.out), tail(r.err)))
		}
		if got := r.read(trail); got != want {
			problems = append(problems, fmt.Sprintf("the trail is %q", got))
		}
		if due, got := s.up.Seals(); got < due {
			problems = append(problems, fmt.Sprintf("%d of %d seals came back", got, due))
		}
		if i > 0 && !remembers(s.up, route[i-1].title) {
			problems = append(problems, "what the model before said is not in the conversation")
		}
		for k := range problems {
			problems[k] = title + ": " + problems[k]
		}
		if len(problems) > 0 {
			t.Logf("gateway: %s", tail(s.gate.Log.String()))
			return problems
		}
	}
	return nil
}

// remembers reports whether an upstream was shown what a model before it said.
func remembers(up *upstream.Server, title string) bool {
	for _, a := range up.Asked() {
		if a.Request == nil {
			continue
		}
		for _, turn := range a.Request.Turns {
			if turn.Role == upstream.Assistant && strings.Contains(turn.Text, title) && strings.Contains(turn.Text, "is done.") {
				return true
			}
		}
	}
	return false
}
