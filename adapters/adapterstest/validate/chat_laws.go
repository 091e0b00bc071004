package validate

import (
	"slices"
	"strings"
)

// chatRequestLaws are the laws about whole requests.
var chatRequestLaws = []law{
	{"chat: the model is given", chatModel},
	{"chat: every call is answered next", chatAnswered},
	{"chat: a tool message answers a call of the assistant message before", chatCalled},
	{"chat: names of tools are unique", chatUniqueTools},
	{"chat: options for tools need tools", chatToolOptions},
	{"chat: the tool choice names a tool", chatChosen},
	{"chat: the function call names a function", chatFunctionChosen},
	{"chat: stream_options need stream", chatStreamOptions},
	{"chat: top_logprobs need logprobs", chatLogprobs},
	{"chat: one limit of output", chatOneLimit},
	{"chat: JSON mode needs the word", chatJSONWord},
	{"chat: audio goes with its modality", chatAudio},
	{"chat: a model that reasons takes no max_tokens", chatReasonerLimit},
	{"chat: a model that reasons takes no sampling", chatReasonerSampling},
	{"chat: a model that reasons takes no stop", chatReasonerStop},
	{"chat: a model that does not reason takes no effort", chatEffort},
}

func chatModel(c *check, doc any) {
	if !has(doc, "model") && !strings.Contains(c.path, "/deployments/") {
		c.fail("/model", "is missing")
	}
}

// chatCalls lists the ids of the calls of a message.
func chatCalls(m any) (ids []string) {
	for _, call := range listOf(m, "tool_calls") {
		ids = append(ids, textOf(call, "id"))
	}
	return ids
}

func chatAnswered(c *check, doc any) {
	messages := listOf(doc, "messages")
	for i, m := range messages {
		answered := map[string]bool{}
		for _, next := range messages[i+1:] {
			if textOf(next, "role") != "tool" {
				break
			}
			answered[textOf(next, "tool_call_id")] = true
		}
		for k, id := range chatCalls(m) {
			if !answered[id] {
				c.fail(under(under(under("/messages", i), "tool_calls"), k), "the call has no result")
			}
		}
	}
}

func chatCalled(c *check, doc any) {
	var open []string
	for i, m := range listOf(doc, "messages") {
		at := under("/messages", i)
		if textOf(m, "role") != "tool" {
			open = chatCalls(m)
			continue
		}
		k := slices.Index(open, textOf(m, "tool_call_id"))
		if k < 0 {
			c.fail(at, "no such call is open")
			continue
		}
		open = slices.Delete(open, k, k+1)
	}
}

// chatToolName is the name of a tool or of a named choice.
func chatToolName(v any) string {
	if name := textOf(member(v, "function"), "name"); name != "" {
		return name
	}
	return textOf(member(v, "custom"), "name")
}

func chatUniqueTools(c *check, doc any) {
	seen := map[string]bool{}
	for i, t := range listOf(doc, "tools") {
		if name := chatToolName(t); seen[name] {
			c.fail(under("/tools", i), "the name was used before")
		} else {
			seen[name] = true
		}
	}
}

func chatToolOptions(c *check, doc any) {
	if len(listOf(doc, "tools")) == 0 {
		for _, name := range []string{"tool_choice", "parallel_tool_calls"} {
			if has(doc, name) {
				c.fail(under("", name), "is given without tools")
			}
		}
	}
	if has(doc, "function_call") && !has(doc, "functions") {
		c.fail("/function_call", "is given without functions")
	}
}

func chatChosen(c *check, doc any) {
	choice := member(doc, "tool_choice")
	named := []any{choice}
	at := []string{"/tool_choice"}
	if allowed := member(choice, "allowed_tools"); allowed != nil {
		named, at = listOf(allowed, "tools"), nil
		for i := range named {
			at = append(at, under("/tool_choice/allowed_tools/tools", i))
		}
	}
	for i, n := range named {
		name := chatToolName(n)
		if name != "" && !slices.ContainsFunc(listOf(doc, "tools"), func(t any) bool {
			return chatToolName(t) == name && textOf(t, "type") == textOf(n, "type")
		}) {
			c.fail(at[i], "there is no such tool")
		}
	}
}

func chatFunctionChosen(c *check, doc any) {
	name := textOf(member(doc, "function_call"), "name")
	if name != "" && !slices.ContainsFunc(listOf(doc, "functions"), func(f any) bool { return textOf(f, "name") == name }) {
		c.fail("/function_call/name", "there is no such function")
	}
}

func chatStreamOptions(c *check, doc any) {
	if has(doc, "stream_options") && !isTrue(doc, "stream") {
		c.fail("/stream_options", "is given without stream")
	}
}

func chatLogprobs(c *check, doc any) {
	if has(doc, "top_logprobs") && !isTrue(doc, "logprobs") {
		c.fail("/top_logprobs", "is given without logprobs")
	}
}

func chatOneLimit(c *check, doc any) {
	atMostOne("max_tokens", "max_completion_tokens")(c, "", doc)
}

func chatJSONWord(c *check, doc any) {
	if textOf(member(doc, "response_format"), "type") != "json_object" {
		return
	}
	for _, m := range listOf(doc, "messages") {
		texts := textOf(m, "content")
		for _, p := range listOf(m, "content") {
			texts += textOf(p, "text")
		}
		if strings.Contains(strings.ToLower(texts), "json") {
			return
		}
	}
	c.fail("/response_format", "no message says the word JSON")
}

func chatAudio(c *check, doc any) {
	wanted := slices.Contains(listOf(doc, "modalities"), any("audio"))
	if wanted != has(doc, "audio") {
		c.fail("/audio", "goes with the modality audio")
	}
}

// chatReasons reports whether the request's model is one that reasons.
func chatReasons(doc any) bool {
	reasons, _ := openaiReasoner(textOf(doc, "model"))
	return reasons
}

func chatReasonerLimit(c *check, doc any) {
	if chatReasons(doc) && has(doc, "max_tokens") {
		c.fail("/max_tokens", "is the old name, which the model does not take")
	}
}

func chatReasonerSampling(c *check, doc any) {
	if !openaiThinks(textOf(doc, "model"), textOf(doc, "reasoning_effort")) {
		return
	}
	usual := map[string]float64{"temperature": 1, "top_p": 1, "frequency_penalty": 0, "presence_penalty": 0}
	for _, name := range []string{"temperature", "top_p", "frequency_penalty", "presence_penalty"} {
		if n, ok := numberOf(doc, name); ok && n != usual[name] {
			c.fail(under("", name), "the model takes none")
		}
	}
	if isTrue(doc, "logprobs") {
		c.fail("/logprobs", "the model gives none")
	}
}

func chatReasonerStop(c *check, doc any) {
	if chatReasons(doc) && !strings.HasPrefix(textOf(doc, "model"), "o1") && chatStops(doc) {
		c.fail("/stop", "the model takes none")
	}
}

func chatEffort(c *check, doc any) {
	if reasons, known := openaiReasoner(textOf(doc, "model")); known && !reasons && has(doc, "reasoning_effort") {
		c.fail("/reasoning_effort", "the model takes none")
	}
}

// chatStops reports whether a request names any stop sequence.
func chatStops(doc any) bool { return textOf(doc, "stop") != "" || len(listOf(doc, "stop")) > 0 }
