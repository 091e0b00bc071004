package responses_test

import (
	"testing"

	"github.com/interlingua/interlingua/adapters/adapterstest/foreign"
	"github.com/interlingua/interlingua/adapters/responses"
)

func TestForeignRequests(t *testing.T) {
	foreign.Requests(t, responses.New(), "gpt-5.5", "o3", "gpt-4o", "gpt-5.1-codex", "other")
}

func TestForeignResponses(t *testing.T) { foreign.Responses(t, responses.New(), nil) }
