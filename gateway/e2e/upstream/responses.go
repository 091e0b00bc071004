package upstream

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// responses is OpenAI Responses with a model that reasons: its reasoning items come back encrypted, before what they led to.
func responses() *dialect {
	return &dialect{
		model: "gpt-5.5", callPrefix: "call_", base: "/v1", key: bearer, route: responsesRoute, seals: responsesSeals,
		tolerate: responsesTolerate, read: responsesRead, words: openaiWords, laws: []law{responsesVerified, responsesAccompanied},
		whole: responsesWhole, frames: responsesFrames,
		failures: responsesFailures(), failed: openaiFailed, broken: responsesBroken,
		models: openaiModels,
		count:  func(n int) []byte { return encode(object{"object": "response.input_tokens", "input_tokens": n}) },
	}
}

// responsesTolerate removes what the vendor's own agent tells the vendor beside the published members.
func responsesTolerate(_ string, doc object) {
	for _, item := range list(doc, "input") {
		if o, ok := item.(object); ok {
			delete(o, "internal_chat_message_metadata_passthrough")
		}
	}
}

func responsesFailures() map[Class]failure {
	f := openaiFailures("input")
	over := f[ContextOverflow]
	over.message = "Your input exceeds the context window of this model. Please adjust your input and try again."
	f[ContextOverflow] = over
	return f
}

func responsesRoute(r *http.Request) operation {
	switch r.Method + " " + r.URL.Path {
	case "POST /v1/responses":
		return operation{kind: opGenerate}
	case "POST /v1/responses/input_tokens":
		return operation{kind: opCount}
	case "GET /v1/models":
		return operation{kind: opModels}
	}
	return operation{}
}

// responsesSeals: reasoning is given away in encrypted form where the request asks for it.
func responsesSeals(r *Request, a *Answer) bool {
	return a.Reasoning != "" && slices.Contains(list(r.doc, "include"), any("reasoning.encrypted_content"))
}

// responsesVerified demands that encrypted reasoning is what was issued, under its id where it has one.
func responsesVerified(r *Request, doc object, report reporter) {
	for i, item := range list(doc, "input") {
		data := text(item, "encrypted_content")
		if text(item, "type") != "reasoning" || data == "" {
			continue
		}
		th := r.ledger.bySeal[data]
		if th == nil {
			report(at("input", i), "The encrypted content could not be verified. Reason: Encrypted content could not be decrypted or parsed.")
			continue
		}
		if id := text(item, "id"); id != "" && id != responsesThoughtID(r.ledger, th) {
			report(at("input", i, "id"), "The encrypted content for item "+id+" could not be verified.")
		}
	}
}

// responsesAccompanied demands that an item under its own id comes with the reasoning that led to it.
func responsesAccompanied(r *Request, doc object, report reporter) {
	items := list(doc, "input")
	for i, item := range items {
		e := r.ledger.byCall[text(item, "call_id")]
		id := text(item, "id")
		if e == nil || len(e.thoughts) == 0 || id == "" || !slices.Contains([]string{"function_call", "custom_tool_call"}, text(item, "type")) {
			continue
		}
		th := e.thoughts[len(e.thoughts)-1] // which led to the call
		if !slices.ContainsFunc(items[:i], func(before any) bool { return text(before, "encrypted_content") == th.seal }) {
			report(at("input", i), fmt.Sprintf("Item '%s' of type '%s' was provided without its required 'reasoning' item: '%s'.",
				id, text(item, "type"), responsesThoughtID(r.ledger, th)))
		}
	}
}

// responsesThoughtID is the id of a reasoning item.
func responsesThoughtID(l *ledger, th *thought) string {
	return "rs_" + l.mint("item", th.of.n, "rs"+strconv.Itoa(slices.Index(th.of.thoughts, th)))
}

// responsesText joins the texts of parts.
func responsesText(parts []any) (said string, media []Media) {
	var texts []string
	for _, p := range parts {
		switch text(p, "type") {
		case "text", "input_text", "output_text", "summary_text", "reasoning_text":
			texts = append(texts, text(p, "text"))
		case "refusal":
			texts = append(texts, text(p, "refusal"))
		default:
			media = append(media, openaiMedia(p))
		}
	}
	return strings.Join(texts, "\n"), media
}
