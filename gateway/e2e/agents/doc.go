// Package agents runs today's coding agents, unmodified, through the real server binary against a scripted model that speaks
// another vendor's dialect, and checks what they did on disk. The tests need the agents' programs: INTERLINGUA_CLIENTS names the
// folder that .ci/e2e/agents installs them into. Without it the tests that run one are skipped.
//
// The same tables that start the clients write docs/clients.md and docs/scorecard.md; -update refreshes both.
package agents
