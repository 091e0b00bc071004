package gemini_test

import (
	"testing"

	"github.com/interlingua/interlingua/adapters/adapterstest/foreign"
	"github.com/interlingua/interlingua/adapters/gemini"
)

func TestForeignRequests(t *testing.T) {
	foreign.Requests(t, gemini.New(), "gemini-3.8-flash", "gemini-2.5-pro", "gemini-2.0-flash", "gemini-2.5-flash-image", "other")
}

func TestForeignResponses(t *testing.T) { foreign.Responses(t, gemini.New(), nil) }
