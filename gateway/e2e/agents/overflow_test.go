package agents

// overflow is what each client does when the conversation is too long for the model, measured with its own vendor's words.
func overflow() map[string]outcome {
	return map[string]outcome{
		"claude-bare":   {exit: 1, says: "Prompt is too long", requests: 9},
		"opencode":      {exit: 1, says: doneText, requests: 10}, // it is told once, shortens the conversation, and goes on
		"codex":         {exit: 1, says: "Codex ran out of room in the model's context window", requests: 3},
		"codex-default": {exit: 1, says: "Codex ran out of room in the model's context window", requests: 3},
		"gemini":        {exit: 144, says: "exceeds the maximum number of tokens", requests: 3},
	}
}
