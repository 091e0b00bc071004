package agents

import (
	"time"

	"github.com/interlingua/interlingua/gateway/e2e/upstream"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// scenario is one thing that every client is put through, on every upstream.
type scenario struct {
	// feature names it on the scorecard; more are features that the same session proves.
	feature string
	more    []feature
	// faults happen to the session, and others to the clients that are named.
	faults []upstream.Fault
	unlike map[string][]upstream.Fault
	// only is the upstream that the scenario is about; all if it is not set, and why says why none else.
	only pb.Dialect
	why  string
	// aside says that the session also makes the calls that lead to requests beside it.
	aside bool
	// compacts says that the conversation is told to have filled the client's window.
	compacts bool
	// proof finds what contradicts the feature, beside a task that is not done; nil for nothing.
	proof func(s session, up *upstream.Server) []string
	// adjust changes the client's configuration, by its name.
	adjust map[string]func(*client)
	// lines are added to the gateway's configuration.
	lines string
	// expect is what the client then does, where it is not to finish the task as if nothing had happened.
	expect map[string]outcome
}

// faultsOf are the faults that happen to a client.
func (s scenario) faultsOf(c client) []upstream.Fault {
	if f, ok := s.unlike[c.name]; ok {
		return f
	}
	return s.faults
}

// outcome is how a client ends that cannot finish. It is what it does with its own vendor.
type outcome struct {
	exit int
	says string
	// requests bounds what the upstream is asked: a client that asks on and on has not understood.
	requests int
}

// feature is something to prove beside the session itself: problems are what contradicts it, without says why a client or an
// upstream has no such thing.
type feature struct {
	name     string
	without  func(s session) string
	problems func(s session, r result, up *upstream.Server) []string
}

// The gateway tries again on its own, so that clients never see what passes. once shows them everything.
const once = "retry: {attempts: 1}\n"

// compactAt is the step whose usage fills the window, where one is to be filled.
const compactAt = 1

// scenarios are all of them. The first is the session that the others disturb.
func scenarios() []scenario {
	return []scenario{
		{feature: "session", more: []feature{parallel(), reasoning(), custom()}},
		{feature: "429, tried again by the gateway", faults: []upstream.Fault{{Step: 1, Class: upstream.RateLimited, RetryAfter: time.Second}}},
		{feature: "429 with Retry-After", lines: once, faults: []upstream.Fault{{Step: 1, Class: upstream.RateLimited, RetryAfter: time.Second}}},
		{feature: "overloaded", lines: once, faults: []upstream.Fault{{Step: 2, Class: upstream.Overloaded}}},
		{feature: "cut in mid-stream", lines: once, faults: []upstream.Fault{{Step: 2, Cut: true, Frames: 3}}},
		{feature: "error in mid-stream", lines: once, faults: []upstream.Fault{{Step: 2, Class: upstream.ServerError, Frames: 3}}},
		{feature: "call that cannot be read", lines: once, faults: []upstream.Fault{{Step: 2, Spoilt: true}}, only: pb.Dialect_DIALECT_GEMINI, why: "Only models of Gemini end so."},
		{feature: "slow first token", lines: "keepalive: 1s\nheader_wait: 1s\n", faults: []upstream.Fault{{Step: 1, Delay: 5 * time.Second}}},
		{feature: "context overflow", faults: []upstream.Fault{{Step: 2, Times: 1000, Class: upstream.ContextOverflow}}, expect: overflow(), unlike: map[string][]upstream.Fault{
			"opencode": {{Step: 2, Class: upstream.ContextOverflow}}, // told again and again, it asks for ever, its own vendor too
		}},
		{feature: "compaction", compacts: true, proof: compacted, adjust: map[string]func(*client){"gemini": geminiPausing}},
		{feature: "auxiliary calls", aside: true, proof: asked, adjust: map[string]func(*client){
			"codex": codexBuiltin, "codex-default": codexBuiltin, "gemini": geminiAuto, "claude-bare": claudeDiscovers,
		}},
	}
}
