package validate

import (
	"slices"
	"strings"
)

// claudeOptionLaws are the laws about tools, caching and options that exclude one another.
var claudeOptionLaws = []law{
	{"claude: the model and max_tokens are given", claudeDemanded},
	{"claude: names of tools are unique", claudeUniqueTools},
	{"claude: the tool choice fits the tools", claudeChoice},
	{"claude: at most four cache marks", claudeFourMarks},
	{"claude: hours before minutes", claudeMarkOrder},
	{"claude: the budget is less than max_tokens", claudeBudget},
	{"claude: thinking excludes options", claudeThinkingConflicts},
	{"claude: thinking stands before the calls that it led to", claudeThinkingFirst},
	{"claude: a format excludes citations and a begun answer", claudeFormatConflicts},
	{"claude: a begun answer excludes thinking", claudePrefillThinking},
}

func claudeDemanded(c *check, doc any) {
	if has(doc, "anthropic_version") {
		return // the path names the model
	}
	if !has(doc, "model") {
		c.fail("/model", "is missing")
	}
	if !has(doc, "max_tokens") && !strings.Contains(c.path, "count_tokens") {
		c.fail("/max_tokens", "is missing")
	}
}

func claudeUniqueTools(c *check, doc any) {
	seen := map[string]bool{}
	for i, t := range listOf(doc, "tools") {
		name := textOf(t, "name")
		if name != "" && seen[name] {
			c.fail(under(under("/tools", i), "name"), "was used before")
		}
		seen[name] = true
	}
}

func claudeChoice(c *check, doc any) {
	choice := member(doc, "tool_choice")
	if choice == nil {
		return
	}
	tools := listOf(doc, "tools")
	if len(tools) == 0 && !has(doc, "mcp_servers") {
		c.fail("/tool_choice", "there are no tools to choose from")
	}
	name := textOf(choice, "name")
	if textOf(choice, "type") == "tool" && !slices.ContainsFunc(tools, func(t any) bool { return textOf(t, "name") == name }) {
		c.fail("/tool_choice/name", "no tool has the name")
	}
}

// claudeMark is a cache mark and its place.
type claudeMarkAt struct {
	at, ttl string
}

// claudeMarks lists the cache marks in the order in which the prompt is made.
func claudeMarks(doc any) (marks []claudeMarkAt) {
	var walk func(at string, v any)
	walk = func(at string, v any) {
		if m := member(v, "cache_control"); m != nil {
			marks = append(marks, claudeMarkAt{at, textOf(m, "ttl")})
		}
		for i, inner := range listOf(v, "content") {
			walk(under(under(at, "content"), i), inner)
		}
	}
	for _, place := range []string{"tools", "system", "messages"} {
		for i, v := range listOf(doc, place) {
			walk(under(under("", place), i), v)
		}
	}
	if m := member(doc, "cache_control"); m != nil {
		marks = append(marks, claudeMarkAt{"", textOf(m, "ttl")})
	}
	return marks
}

func claudeFourMarks(c *check, doc any) {
	if marks := claudeMarks(doc); len(marks) > 4 {
		c.fail(marks[4].at+"/cache_control", "is one too many of %d", len(marks))
	}
}

func claudeMarkOrder(c *check, doc any) {
	short := false
	for _, m := range claudeMarks(doc) {
		if m.ttl == "1h" && short {
			c.fail(m.at+"/cache_control/ttl", "an hour stands after five minutes")
		}
		short = short || m.ttl != "1h"
	}
}

func claudeBudget(c *check, doc any) {
	budget, given := numberOf(member(doc, "thinking"), "budget_tokens")
	limit, limited := numberOf(doc, "max_tokens")
	interleaved := has(doc, "tools") && c.beta("interleaved-thinking")
	if given && limited && budget >= limit && !interleaved {
		c.fail("/thinking/budget_tokens", "is not less than max_tokens")
	}
}

// claudeThinks reports whether a request switches thinking on.
func claudeThinks(doc any) bool {
	kind := textOf(member(doc, "thinking"), "type")
	return kind != "" && kind != "disabled"
}

func claudeThinkingConflicts(c *check, doc any) {
	if !claudeThinks(doc) {
		return
	}
	if n, ok := numberOf(doc, "temperature"); ok && n != 1 {
		c.fail("/temperature", "is not 1 while thinking")
	}
	if has(doc, "top_k") {
		c.fail("/top_k", "is given while thinking")
	}
	if n, ok := numberOf(doc, "top_p"); ok && n < 0.95 {
		c.fail("/top_p", "is less than 0.95 while thinking")
	}
	adaptive := textOf(member(doc, "thinking"), "type") == "adaptive" // which may be forced to call, other than a budget
	if kind := textOf(member(doc, "tool_choice"), "type"); !adaptive && (kind == "any" || kind == "tool") {
		c.fail("/tool_choice/type", "forces a tool while thinking")
	}
}

func claudeThinkingFirst(c *check, doc any) {
	if textOf(member(doc, "thinking"), "type") != "enabled" {
		return // with adaptive thinking the service takes what there is
	}
	turns := claudeTurns(doc)
	if len(turns) < 2 {
		return
	}
	last, before := turns[len(turns)-1], turns[len(turns)-2]
	if len(last.ids("tool_result", "tool_use_id")) == 0 || len(before.ids("tool_use", "id")) == 0 {
		return
	}
	if kind := textOf(before.blocks[0], "type"); kind != "thinking" && kind != "redacted_thinking" {
		c.fail(before.at[0], "is %s, not the thinking of this turn", kind)
	}
}

// claudeFormat is the pointer of the schema that a request asks for, "" for none.
func claudeFormat(doc any) string {
	switch {
	case has(member(doc, "output_config"), "format"):
		return "/output_config/format"
	case has(doc, "output_format"):
		return "/output_format"
	}
	return ""
}

func claudeFormatConflicts(c *check, doc any) {
	at := claudeFormat(doc)
	if at == "" {
		return
	}
	if claudeBegins(doc) {
		c.fail(at, "is given with a begun answer")
	}
	for _, t := range claudeTurns(doc) {
		for i, b := range t.blocks {
			if isTrue(member(b, "citations"), "enabled") {
				c.fail(t.at[i]+"/citations", "is given with a format")
			}
		}
	}
}

// claudeBegins reports whether the last message begins the answer.
func claudeBegins(doc any) bool {
	turns := claudeTurns(doc)
	if len(turns) == 0 || turns[len(turns)-1].role != "assistant" {
		return false
	}
	last := turns[len(turns)-1]
	n := len(last.blocks)
	return n > 0 && !claudeServerBlocks[textOf(last.blocks[n-1], "type")] && textOf(last.blocks[n-1], "type") != "server_tool_use"
}

func claudePrefillThinking(c *check, doc any) {
	if claudeBegins(doc) && claudeThinks(doc) {
		c.fail(under("/messages", len(listOf(doc, "messages"))-1), "begins the answer while thinking")
	}
}
