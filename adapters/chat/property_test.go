package chat_test

import (
	"testing"

	"github.com/interlingua/interlingua/adapters/adapterstest/foreign"
	"github.com/interlingua/interlingua/adapters/chat"
)

func TestForeignRequests(t *testing.T) {
	foreign.Requests(t, chat.New(), "gpt-5.5", "o3", "gpt-4o", "gpt-4.1", "qwen3")
}

func TestForeignResponses(t *testing.T) { foreign.Responses(t, chat.New(), nil) }
