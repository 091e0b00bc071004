package validate

import (
	"slices"
	"strings"
)

// claudeTurnLaws are the laws about the order of messages and blocks.
var claudeTurnLaws = []law{
	{"claude: the first message is the user's", claudeFirst},
	{"claude: content is not empty", claudeNotEmpty},
	{"claude: the answer that is begun ends in no whitespace", claudeTrailing},
	{"claude: blocks stand in messages of their role", claudeRoles},
	{"claude: a system message follows the user's", claudeSystemPlace},
	{"claude: every call is answered in the next message", claudeAnswered},
	{"claude: a result answers a call of the message before", claudeCalled},
	{"claude: results come first", claudeResultsFirst},
	{"claude: calls and results need tools", claudeToolsGiven},
	{"claude: ids of calls are unique", claudeUniqueCalls},
	{"claude: server results follow their calls", claudeServerPairs},
}

// claudeTurn is a run of messages of one role, which the service merges.
type claudeTurn struct {
	role string
	// blocks are those of all its messages, and at their pointers; a string counts as one text block.
	blocks []any
	at     []string
}

// claudeTurns merges neighbours. A system message is a turn of its own.
func claudeTurns(doc any) (turns []claudeTurn) {
	for i, m := range listOf(doc, "messages") {
		role := textOf(m, "role")
		if n := len(turns); n == 0 || turns[n-1].role != role || role == "system" {
			turns = append(turns, claudeTurn{role: role})
		}
		t := &turns[len(turns)-1]
		at := under(under("/messages", i), "content")
		if s, ok := member(m, "content").(string); ok {
			t.blocks = append(t.blocks, map[string]any{"type": "text", "text": s})
			t.at = append(t.at, at)
		}
		for k, b := range listOf(m, "content") {
			t.blocks = append(t.blocks, b)
			t.at = append(t.at, under(at, k))
		}
	}
	return turns
}

// ids maps the ids in a member of the blocks of a type to their pointers.
func (t *claudeTurn) ids(blockType, name string) map[string]string {
	out := map[string]string{}
	for i, b := range t.blocks {
		if textOf(b, "type") == blockType {
			out[textOf(b, name)] = t.at[i]
		}
	}
	return out
}

func claudeFirst(c *check, doc any) {
	if m := listOf(doc, "messages"); len(m) > 0 && textOf(m[0], "role") != "user" {
		c.fail("/messages/0/role", "is %q", textOf(m[0], "role"))
	}
}

func claudeNotEmpty(c *check, doc any) {
	messages := listOf(doc, "messages")
	for i, m := range messages {
		s, isText := member(m, "content").(string)
		empty := isText && strings.TrimSpace(s) == "" || !isText && len(listOf(m, "content")) == 0
		changes := textOf(m, "role") == "system" && has(m, "output_config") // which may be all that it is for
		if empty && !changes && (i < len(messages)-1 || textOf(m, "role") != "assistant") {
			c.fail(under(under("/messages", i), "content"), "is empty or only whitespace")
		}
	}
}

func claudeTrailing(c *check, doc any) {
	turns := claudeTurns(doc)
	if len(turns) == 0 {
		return
	}
	last := turns[len(turns)-1]
	n := len(last.blocks)
	if last.role != "assistant" || n == 0 || textOf(last.blocks[n-1], "type") != "text" {
		return
	}
	if s := textOf(last.blocks[n-1], "text"); s != "" && strings.TrimRight(s, " \t\r\n") != s {
		c.fail(last.at[n-1], "ends in whitespace")
	}
}

// claudeUserBlocks may stand in the user's messages, claudeSystemBlocks in system messages; the other ones are the
// assistant's, and text may be anyone's.
var (
	claudeUserBlocks   = []string{"image", "document", "tool_result", "search_result", "container_upload"}
	claudeSystemBlocks = []string{"tool_addition", "tool_removal"}
)

func claudeRoles(c *check, doc any) {
	for _, t := range claudeTurns(doc) {
		for i, b := range t.blocks {
			kind := textOf(b, "type")
			home := "assistant"
			switch {
			case kind == "text", kind == "container_upload" && t.role == "assistant", kind == "mcp_tool_listing", kind == "compaction":
				continue
			case slices.Contains(claudeUserBlocks, kind):
				home = "user"
			case slices.Contains(claudeSystemBlocks, kind):
				home = "system"
			}
			if t.role != home && (kind != "document" || t.role != "assistant") {
				c.fail(t.at[i], "%s stands in a message of the %s", kind, t.role)
			}
		}
	}
}

func claudeSystemPlace(c *check, doc any) {
	messages := listOf(doc, "messages")
	for i, m := range messages {
		if textOf(m, "role") != "system" {
			continue
		}
		at := under("/messages", i)
		if i == 0 || !claudeMayPrecedeSystem(messages[i-1]) {
			c.fail(at, "does not follow a user's message or a server tool's turn")
		}
		if i < len(messages)-1 && textOf(messages[i+1], "role") != "assistant" {
			c.fail(at, "is neither the last nor followed by the assistant")
		}
	}
}

func claudeMayPrecedeSystem(m any) bool {
	if textOf(m, "role") == "user" {
		return true
	}
	blocks := listOf(m, "content")
	return textOf(m, "role") == "assistant" && len(blocks) > 0 && claudeServerBlocks[textOf(blocks[len(blocks)-1], "type")]
}

func claudeAnswered(c *check, doc any) {
	turns := claudeTurns(doc)
	for i, t := range turns {
		answers := map[string]string{}
		if i+1 < len(turns) && turns[i+1].role == "user" {
			answers = turns[i+1].ids("tool_result", "tool_use_id")
		}
		for k, b := range t.blocks {
			if textOf(b, "type") == "tool_use" && answers[textOf(b, "id")] == "" {
				c.fail(t.at[k], "the call has no result")
			}
		}
	}
}

func claudeCalled(c *check, doc any) {
	turns := claudeTurns(doc)
	for i, t := range turns {
		calls := map[string]string{}
		if i > 0 {
			calls = turns[i-1].ids("tool_use", "id")
		}
		seen := map[string]bool{}
		for k, b := range t.blocks {
			id := textOf(b, "tool_use_id")
			switch {
			case textOf(b, "type") != "tool_result":
			case calls[id] == "":
				c.fail(t.at[k], "no such call was made")
			case seen[id]:
				c.fail(t.at[k], "the call was answered before")
			}
			if textOf(b, "type") == "tool_result" {
				seen[id] = true
			}
		}
	}
}

func claudeResultsFirst(c *check, doc any) {
	for _, t := range claudeTurns(doc) {
		other := false
		for i, b := range t.blocks {
			isResult := textOf(b, "type") == "tool_result"
			if isResult && other && t.role == "user" {
				c.fail(t.at[i], "the result stands after other content")
			}
			other = other || !isResult
		}
	}
}

func claudeToolsGiven(c *check, doc any) {
	if has(doc, "tools") || has(doc, "mcp_servers") {
		return
	}
	for _, t := range claudeTurns(doc) {
		for i, b := range t.blocks {
			if kind := textOf(b, "type"); kind == "tool_use" || kind == "tool_result" {
				c.fail(t.at[i], "there are no tools in the request")
				return
			}
		}
	}
}

func claudeUniqueCalls(c *check, doc any) {
	seen := map[string]bool{}
	for _, t := range claudeTurns(doc) {
		for i, b := range t.blocks {
			kind := textOf(b, "type")
			if kind != "tool_use" && kind != "server_tool_use" {
				continue
			}
			if id := textOf(b, "id"); seen[id] {
				c.fail(t.at[i], "the id was used before")
			} else {
				seen[id] = true
			}
		}
	}
}

// claudeServerBlocks are the results of tools that the service ran.
var claudeServerBlocks = map[string]bool{
	"web_search_tool_result": true, "web_fetch_tool_result": true, "code_execution_tool_result": true,
	"bash_code_execution_tool_result": true, "text_editor_code_execution_tool_result": true,
	"tool_search_tool_result": true, "advisor_tool_result": true, "mcp_tool_result": true,
}

func claudeServerPairs(c *check, doc any) {
	for _, t := range claudeTurns(doc) {
		called := map[string]bool{}
		for i, b := range t.blocks {
			kind := textOf(b, "type")
			switch {
			case kind == "server_tool_use" || kind == "mcp_tool_use":
				called[textOf(b, "id")] = true
			case claudeServerBlocks[kind] && !called[textOf(b, "tool_use_id")]:
				c.fail(t.at[i], "the call is not in the same turn before it")
			}
		}
	}
}
