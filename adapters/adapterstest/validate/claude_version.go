package validate

import (
	"slices"
	"strings"
)

// claudeVersionLaws are the laws that follow from the headers anthropic-version and anthropic-beta.
var claudeVersionLaws = []law{
	{"claude: the version is known", claudeKnownVersion},
	{"claude: version 2026-10-21 takes no sampling", claudeNewSampling},
	{"claude: version 2026-10-21 takes no documents from the assistant", claudeNewDocuments},
	{"claude: version 2026-10-21 takes no citations from the user", claudeNewCitations},
	{"claude: a member needs its beta", claudeNeedsBeta},
}

// claudeNew is the version that changed the rules.
const claudeNew = "2026-10-21"

// beta reports whether a beta is asked for whose name begins in some way.
func (c *check) beta(prefix string) bool {
	for _, line := range c.header.Values("Anthropic-Beta") {
		for name := range strings.SplitSeq(line, ",") {
			if strings.HasPrefix(strings.TrimSpace(name), prefix) {
				return true
			}
		}
	}
	return false
}

func claudeKnownVersion(c *check, _ any) {
	if v := c.header.Get("Anthropic-Version"); v != "" && v != claudeNew && v != "2023-06-01" && !placeholder(v) {
		c.fail("", "the header anthropic-version is %.40q", v)
	}
}

func claudeNewSampling(c *check, doc any) {
	if c.header.Get("Anthropic-Version") != claudeNew {
		return
	}
	for _, name := range []string{"temperature", "top_p", "top_k"} {
		if has(doc, name) {
			c.fail(under("", name), "is given")
		}
	}
}

func claudeNewDocuments(c *check, doc any) {
	if c.header.Get("Anthropic-Version") != claudeNew {
		return
	}
	for _, t := range claudeTurns(doc) {
		for i, b := range t.blocks {
			if t.role == "assistant" && textOf(b, "type") == "document" {
				c.fail(t.at[i], "is a document")
			}
		}
	}
}

func claudeNewCitations(c *check, doc any) {
	if c.header.Get("Anthropic-Version") != claudeNew {
		return
	}
	for _, t := range claudeTurns(doc) {
		for i, b := range t.blocks {
			if t.role == "user" && len(listOf(b, "citations")) > 0 {
				c.fail(t.at[i]+"/citations", "are given")
			}
		}
	}
}

// claudeBetas are the members that need a beta, and what its name may begin with.
var claudeBetas = []struct {
	find  func(doc any) string
	betas []string
}{
	{topLevel("context_management"), []string{"context-management-", "compact-"}},
	{topLevel("compaction"), []string{"compact-"}},
	{topLevel("mcp_servers"), []string{"mcp-client-"}},
	{topLevel("fallbacks"), []string{"server-side-fallback-"}},
	{topLevel("fallback_credit_token"), []string{"fallback-credit-"}},
	{topLevel("thread"), []string{"message-threads-"}},
	{topLevel("billing_policy"), []string{"user-profiles-billing-"}},
	{topLevel("output_format"), []string{"structured-outputs-"}},
	{claudeTaskBudget, []string{"task-budgets-"}},
	{claudeMessageMember("output_config"), []string{"mid-conversation-output-config-", "per-turn-control-"}},
	{claudeMessageMember("clear_at"), []string{"mid-conversation-system-clear-at-"}},
	{claudeToolChange, []string{"mid-conversation-tool-changes-"}},
	{claudeToolOfType("computer_2"), []string{"computer-use-"}},
	{claudeToolOfType("mcp_toolset"), []string{"mcp-client-"}},
	{claudeToolOfType("advisor_"), []string{"advisor-tool-"}},
}

func claudeNeedsBeta(c *check, doc any) {
	if c.header.Get("Anthropic-Version") == "" {
		return // the headers are not known
	}
	for _, b := range claudeBetas {
		at := b.find(doc)
		if at != "" && !slices.ContainsFunc(b.betas, c.beta) {
			c.fail(at, "is given without the beta %s", strings.Join(b.betas, " or "))
		}
	}
}

func topLevel(name string) func(any) string {
	return func(doc any) string {
		if has(doc, name) {
			return under("", name)
		}
		return ""
	}
}

func claudeTaskBudget(doc any) string {
	if has(member(doc, "output_config"), "task_budget") {
		return "/output_config/task_budget"
	}
	return ""
}

func claudeMessageMember(name string) func(any) string {
	return func(doc any) string {
		for i, m := range listOf(doc, "messages") {
			if has(m, name) {
				return under(under("/messages", i), name)
			}
		}
		return ""
	}
}

func claudeToolChange(doc any) string {
	for _, t := range claudeTurns(doc) {
		for i, b := range t.blocks {
			if slices.Contains(claudeSystemBlocks, textOf(b, "type")) {
				return t.at[i]
			}
		}
	}
	return ""
}

func claudeToolOfType(prefix string) func(any) string {
	return func(doc any) string {
		for i, t := range listOf(doc, "tools") {
			if strings.HasPrefix(textOf(t, "type"), prefix) && !strings.HasPrefix(textOf(t, "type"), "computer_toolset") {
				return under("/tools", i)
			}
		}
		return ""
	}
}
