package validate

import (
	"slices"
	"strings"
)

// responsesOptionLaws are the laws about options of a request.
var responsesOptionLaws = []law{
	{"responses: there is something to answer", responsesAsks},
	{"responses: one way to go on", responsesContinues},
	{"responses: stream_options need stream", responsesStreamOptions},
	{"responses: background needs store", responsesBackground},
	{"responses: logprobs are asked for twice", responsesLogprobs},
	{"responses: names of tools are unique", responsesUniqueTools},
	{"responses: the tool choice fits the tools", responsesChoice},
	{"responses: JSON mode needs the word", responsesJSONWord},
	{"responses: a model that reasons takes no sampling", responsesReasonerSampling},
	{"responses: a model that does not reason takes no effort", responsesEffort},
}

func responsesAsks(c *check, doc any) {
	if !has(doc, "input") && !has(doc, "prompt") && !has(doc, "previous_response_id") && !has(doc, "conversation") {
		c.fail("/input", "is missing")
	}
	if !has(doc, "model") && !has(doc, "prompt") {
		c.fail("/model", "is missing")
	}
}

func responsesContinues(c *check, doc any) {
	atMostOne("previous_response_id", "conversation")(c, "", doc)
}

func responsesStreamOptions(c *check, doc any) {
	if has(doc, "stream_options") && !isTrue(doc, "stream") {
		c.fail("/stream_options", "is given without stream")
	}
}

func responsesBackground(c *check, doc any) {
	if isTrue(doc, "background") && member(doc, "store") == false {
		c.fail("/background", "is given without store")
	}
}

func responsesLogprobs(c *check, doc any) {
	if has(doc, "top_logprobs") && count(doc, "top_logprobs") > 0 && !slices.Contains(
		listOf(doc, "include"), any("message.output_text.logprobs"),
	) {
		c.fail("/top_logprobs", "is given without include message.output_text.logprobs")
	}
}

// responsesTools lists the tools of a request by their pointers: those at the top, those that its input adds, and those
// inside namespaces.
func responsesTools(doc any) (tools []any, at []string) {
	var add func(place string, list []any)
	add = func(place string, list []any) {
		for i, t := range list {
			tools, at = append(tools, t), append(at, under(place, i))
			if textOf(t, "type") == "namespace" {
				add(under(under(place, i), "tools"), listOf(t, "tools"))
			}
		}
	}
	add("/tools", listOf(doc, "tools"))
	for i, item := range listOf(doc, "input") {
		add(under(under("/input", i), "tools"), listOf(item, "tools"))
	}
	return tools, at
}

func responsesUniqueTools(c *check, doc any) {
	seen := map[string]bool{}
	for i, t := range listOf(doc, "tools") {
		name := textOf(t, "name")
		if name != "" && seen[name] {
			c.fail(under("/tools", i), "the name was used before")
		}
		seen[name] = true
	}
}

func responsesChoice(c *check, doc any) {
	choice := member(doc, "tool_choice")
	tools, _ := responsesTools(doc)
	if choice == "required" && len(tools) == 0 && !has(doc, "prompt") {
		c.fail("/tool_choice", "there are no tools")
	}
	wanted, at := []any{choice}, []string{"/tool_choice"}
	if textOf(choice, "type") == "allowed_tools" {
		wanted, at = listOf(choice, "tools"), nil
		for i := range wanted {
			at = append(at, under("/tool_choice/tools", i))
		}
	}
	for i, w := range wanted {
		kind, name := textOf(w, "type"), textOf(w, "name")
		if (kind == "function" || kind == "custom") && !slices.ContainsFunc(tools, func(t any) bool {
			return textOf(t, "type") == kind && textOf(t, "name") == name
		}) {
			c.fail(at[i], "there is no such tool")
		}
	}
}

func responsesJSONWord(c *check, doc any) {
	if textOf(member(member(doc, "text"), "format"), "type") != "json_object" {
		return
	}
	texts := textOf(doc, "instructions") + textOf(doc, "input")
	for _, item := range listOf(doc, "input") {
		texts += textOf(item, "content")
		for _, p := range listOf(item, "content") {
			texts += textOf(p, "text")
		}
	}
	if !strings.Contains(strings.ToLower(texts), "json") && !has(doc, "previous_response_id") && !has(doc, "conversation") {
		c.fail("/text/format", "no message says the word JSON")
	}
}

func responsesReasonerSampling(c *check, doc any) {
	if !openaiThinks(textOf(doc, "model"), textOf(member(doc, "reasoning"), "effort")) {
		return
	}
	for _, name := range []string{"temperature", "top_p"} {
		if n, ok := numberOf(doc, name); ok && n != 1 {
			c.fail(under("", name), "the model takes none")
		}
	}
	if count(doc, "top_logprobs") > 0 {
		c.fail("/top_logprobs", "the model gives none")
	}
}

func responsesEffort(c *check, doc any) {
	reasons, known := openaiReasoner(textOf(doc, "model"))
	if known && !reasons && has(member(doc, "reasoning"), "effort") {
		c.fail("/reasoning/effort", "the model takes none")
	}
}
