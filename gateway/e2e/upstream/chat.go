package upstream

import (
	"net/http"
	"strings"
)

// chat is Chat Completions, as a service with models that reason aloud speaks it: with the member reasoning_content, which has to come
// back inside a turn. Models of the vendor itself ("gpt-…") show no reasoning.
func chat() *dialect {
	return &dialect{
		model: "deepseek-v4", callPrefix: "call_", base: "/v1", key: bearer, route: chatRoute, seals: chatSeals, plain: true, single: true,
		tolerate: chatTolerate, read: chatRead, words: openaiWords, laws: []law{chatEchoed},
		whole: chatWhole, frames: chatFrames,
		failures: openaiFailures("messages"), failed: openaiFailed, broken: chatBroken,
		models: openaiModels,
	}
}

func chatRoute(r *http.Request) operation {
	switch r.Method + " " + r.URL.Path {
	case "POST /v1/chat/completions":
		return operation{kind: opGenerate}
	case "GET /v1/models":
		return operation{kind: opModels}
	}
	return operation{}
}

func bearer(r *http.Request) string {
	key, _ := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	return key
}

// chatReasons reports whether a model shows its reasoning.
func chatReasons(model string) bool { return !strings.HasPrefix(model, "gpt-") }

// chatSeals: reasoning that has to come back counts as sealed, although it is plain.
func chatSeals(r *Request, a *Answer) bool { return a.Reasoning != "" && chatReasons(r.Model) }

// chatTolerate removes what such services take and the dialect's vendor does not know: the wish to see the reasoning, and its echo.
func chatTolerate(model string, doc object) {
	if !chatReasons(model) {
		return
	}
	delete(doc, "include_reasoning")
	for _, m := range list(doc, "messages") {
		if text(m, "role") == "assistant" {
			delete(m.(object), "reasoning_content")
		}
	}
}

// chatEchoed demands that the reasoning of the turn under way comes back with its calls, unmodified.
func chatEchoed(r *Request, doc object, report reporter) {
	if !chatReasons(r.Model) {
		return
	}
	messages := list(doc, "messages")
	start := 0
	for i, m := range messages {
		if text(m, "role") == "user" {
			start = i
		}
	}
	for i, m := range messages {
		if text(m, "role") != "assistant" || len(list(m, "tool_calls")) == 0 {
			continue
		}
		e := r.ledger.byCall[text(list(m, "tool_calls")[0], "id")]
		got := text(m, "reasoning_content")
		switch {
		case e == nil || e.reasoning() == got || got == "" && i < start:
		case got == "":
			report(at("messages", i), "Missing `reasoning_content` field in the assistant message with tool calls")
		default:
			report(at("messages", i, "reasoning_content"), "the reasoning was changed")
		}
	}
}
