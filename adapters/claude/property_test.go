package claude_test

import (
	"regexp"
	"testing"

	"github.com/interlingua/interlingua/adapters/adapterstest/foreign"
	"github.com/interlingua/interlingua/adapters/claude"
)

func TestForeignRequests(t *testing.T) {
	foreign.Requests(t, claude.New(), "claude-fable-5", "claude-opus-5-5", "claude-opus-4-8", "claude-opus-4-7", "claude-opus-4-6",
		"claude-haiku-4-5", "claude-sonnet-4-20250514", "claude-3-5-haiku-latest", "other")
}

func TestForeignResponses(t *testing.T) { foreign.Responses(t, claude.New(), envelopes) }

// envelopes matches what a stream that is read back shows of the seals of other dialects: their envelope has a block of its own,
// behind what they belong to.
var envelopes = regexp.MustCompile(`/seal|"reasoning:"`)
