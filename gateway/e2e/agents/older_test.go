package agents

import (
	"testing"

	"github.com/interlingua/interlingua/gateway/e2e/upstream"
)

// TestOlderModels has clients do their work on models of their own dialect that take less than the one that they write their requests
// for: the upstream refuses whatever its model does not take.
func TestOlderModels(t *testing.T) {
	kit := equip(t)
	for _, s := range []struct {
		client client
		model  string
	}{
		{claudeBare(), "claude-sonnet-4-5"},
		{claudeBare(), "claude-opus-4-6"},
		{codexDefault(), "gpt-5.1"},
		{gemini(), "gemini-2.5-pro"},
	} {
		t.Run(s.client.name+"/"+s.model, func(t *testing.T) {
			t.Parallel()
			script := &upstream.Session{Side: s.client.side}
			up := upstream.New(t, upstream.Config{Dialect: s.client.dialect, Script: script, Model: s.model, Lenient: true})
			gate := kit.serve(t, s.client.dialect, up, s.model, "")
			p := settle(t, gate.URL, s.client)
			script.Steps = steps(s.client.tools, p.work)
			r := kit.start(t, s.client, p)
			problems := append(up.Violations(), complaints(gate.Log)...)
			for _, problem := range append(problems, finished(r, script)...) {
				t.Error(problem)
			}
			if t.Failed() {
				t.Logf("exit %d after %v\nprinted: %s\ncomplained: %s\ngateway: %s", r.exit, r.took, tail(r.out), tail(r.err), tail(gate.Log.String()))
			}
		})
	}
}
