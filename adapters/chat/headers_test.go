package chat

import "testing"

func TestSkim(t *testing.T) {
	for data, want := range map[string]bool{
		`{"choices":[{"delta":{"content":"x"},"finish_reason":null}],"usage":null}`:            true,
		`{"choices":[{"delta":{"content":"\"finish_reason\": \"error\""}}]}`:                   true,
		`{"choices":[{"delta":{},"finish_reason":"stop"}]}`:                                    false,
		`{"choices":[{"delta":{},"finish_reason":null},{"delta":{},"finish_reason": "stop"}]}`: false,
		`{"choices":[],"usage":{"prompt_tokens":1}}`:                                           false,
		`{"error":{"message":"x"}}`:                                                            false,
		`[DONE]`:                                                                               false, ``: false,
	} {
		if got := (adapter{}).Skim()("", []byte(data)); got != want {
			t.Errorf("%s: %t", data, got)
		}
	}
}
