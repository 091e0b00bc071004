package upstream

import (
	"net/http"
	"strings"
)

// claude is Claude Messages: thinking is signed, and has to come back before the calls that it led to.
func claude() *dialect {
	return &dialect{
		model: "claude-opus-5-5", callPrefix: "toolu_01", key: claudeKey, route: claudeRoute, seals: claudeSeals,
		read: claudeRead, words: claudeWords, laws: []law{claudeVersioned, claudeSigned, claudeThought},
		whole: claudeWhole, frames: claudeFrames,
		failures: claudeFailures, failed: claudeFailed, broken: claudeBroken,
		elsewhere: claudeThreads,
		models:    claudeModels, count: func(n int) []byte { return encode(object{"input_tokens": n}) },
	}
}

func claudeRoute(r *http.Request) operation {
	switch r.Method + " " + r.URL.Path {
	case "POST /v1/messages":
		return operation{kind: opGenerate}
	case "POST /v1/messages/count_tokens":
		return operation{kind: opCount}
	case "GET /v1/models":
		return operation{kind: opModels}
	}
	return operation{}
}

// claudeKey is the key from one of its two places, not both.
func claudeKey(r *http.Request) string {
	key, token := r.Header.Get("X-Api-Key"), bearer(r)
	if key != "" && token != "" {
		return ""
	}
	return key + token
}

// claudeSeals: thinking is signed where the request lets the model think.
func claudeSeals(r *Request, a *Answer) bool {
	kind := text(member(r.doc, "thinking"), "type")
	return kind != "" && kind != "disabled" && a.Reasoning != ""
}

func claudeVersioned(r *Request, _ object, report reporter) {
	if r.Header.Get("Anthropic-Version") == "" {
		report("", "anthropic-version: header is required")
	}
}

// claudeSigned demands that thinking comes back as it was signed.
func claudeSigned(r *Request, doc object, report reporter) {
	for i, m := range list(doc, "messages") {
		for k, b := range list(m, "content") {
			if text(b, "type") != "thinking" {
				continue
			}
			here := at("messages", i, "content", k)
			th := r.ledger.bySeal[text(b, "signature")]
			if th == nil || th.text != text(b, "thinking") && text(b, "thinking") != "" {
				report(here, strings.ReplaceAll(here[1:], "/", ".")+": Invalid `signature` in `thinking` block")
			}
		}
	}
}

// claudeThought demands that a turn which began with thinking begins with it again, where it has that thinking at all.
func claudeThought(r *Request, doc object, report reporter) {
	for i, m := range list(doc, "messages") {
		for k, b := range list(m, "content") {
			if th := r.ledger.sealed(text(b, "signature") + text(b, "data")); th != nil && th.first && k > 0 {
				report(at("messages", i, "content", k), "the thinking that began the turn stands after other content")
			}
		}
	}
}

// claudeFailures are the vendor's errors.
var claudeFailures = map[Class]failure{
	BadRequest:      {status: 400, kind: "invalid_request_error", message: "Invalid request."},
	BadKey:          {status: 401, kind: "authentication_error", message: "invalid x-api-key"},
	ContextOverflow: {status: 400, kind: "invalid_request_error", message: "prompt is too long: 210421 tokens > 200000 maximum"},
	RateLimited: {
		status: 429, kind: "rate_limit_error",
		message: "This request would exceed your organization's rate limit of 80,000 input tokens per minute.",
	},
	Overloaded:  {status: 529, kind: "overloaded_error", message: "Overloaded"},
	ServerError: {status: 500, kind: "api_error", message: "Internal server error"},
	NotFound:    {status: 404, kind: "not_found_error", message: "Not found"},
}

func claudeFailed(f failure, _ *Fault) []byte {
	return encode(object{
		"type": "error", "error": object{"type": f.kind, "message": f.message}, "request_id": "req_011CUpstream",
	})
}

// claudeThreads declines conversations that the service is to remember.
func claudeThreads(body []byte) []byte {
	if doc, err := decode(body); err != nil || member(doc, "thread") == nil {
		return nil
	}
	return encode(object{"type": "error", "error": object{
		"type": "invalid_request_error", "message": "thread: this request is not supported in a thread",
		"details": object{"error_code": "thread_unsupported_request"},
	}, "request_id": "req_011CUpstream"})
}

func claudeModels(model string) []byte {
	return encode(object{"data": []any{object{
		"type": "model", "id": model, "display_name": "Model of the script", "created_at": "2026-10-01T00:00:00Z",
	}}, "has_more": false, "first_id": model, "last_id": model})
}
