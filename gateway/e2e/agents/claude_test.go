package agents

import (
	"net/http"
	"slices"
	"strings"

	"github.com/interlingua/interlingua/gateway/e2e/upstream"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// claudeCode is Claude Code as it starts by itself, with all its tools and its long instructions.
func claudeCode() client {
	return client{
		name: "claude", title: "Claude Code", npm: "@anthropic-ai/claude-code@2.1.330", bin: "claude/node_modules/.bin/claude",
		dialect: pb.Dialect_DIALECT_CLAUDE, model: "claude-opus-5-5",
		notes: []string{
			"Name any model of Claude's, and lead it to the upstream of your choice in the gateway's configuration: the name decides how " +
				"large Claude Code believes the window to be, and which of its options it sends.",
			"Without a terminal it prints the last block of an answer. So the gateway gives it none behind a text: what Gemini signs there is " +
				"withheld and reported. Gemini wants back only what it signs with calls.",
		},
		args: []string{"-p", "{prompt}", "--dangerously-skip-permissions", "--output-format", "json", "--model", "{model}"},
		env: []variable{
			{"ANTHROPIC_BASE_URL", "{gateway}", "the gateway, without a version"},
			{"ANTHROPIC_API_KEY", "sk-of-the-gateway", "a key of the gateway; any text if the gateway has none"},
		},
		offline: []variable{
			{"CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC", "1", "no requests but those for answers"},
			{"DISABLE_AUTOUPDATER", "1", "no updates"},
			{"DISABLE_TELEMETRY", "1", "no telemetry"},
			{"DISABLE_ERROR_REPORTING", "1", "no reports of errors"},
			{"IS_SANDBOX", "1", "it may run as root"},
		},
		tools: toolbox{
			create: func(dir, file, text string) upstream.Call {
				return upstream.Call{Tool: "Write", Arguments: object("file_path", dir+"/"+file, "content", text)}
			},
			edit: func(dir, file, from, to string) upstream.Call {
				return claudeEdit(dir, file, from, to)
			},
			read: func(dir, file string) upstream.Call {
				return upstream.Call{Tool: "Read", Arguments: object("file_path", dir+"/"+file)}
			},
			run: func(_, command string) upstream.Call {
				return upstream.Call{Tool: "Bash", Arguments: object("command", command, "description", "Run the check")}
			},
			marksErrors: true, editFailed: "String to replace not found",
		},
		brief: true,
	}
}

// claudeBare is Claude Code with few tools and short instructions, so that many sessions take little time.
func claudeBare() client {
	c := claudeCode()
	c.name, c.title, c.brief = "claude-bare", "Claude Code, bare", false
	c.notes = []string{"With few tools and short instructions."}
	c.side, c.window, c.asked = claudeSide, 990_000, claudeAsked
	c.errand = "/context" // which has every part of it counted
	c.args = append(c.args, "--bare")
	c.again = append(slices.Clone(c.args), "--continue")
	// It has no tool that writes a file, but an edit of nothing makes one.
	c.tools.create = func(dir, file, text string) upstream.Call { return claudeEdit(dir, file, "", text) }
	return c
}

// claudeDiscovers has Claude Code ask which models there are, which it does with all its tools only.
func claudeDiscovers(c *client) {
	c.args = slices.DeleteFunc(slices.Clone(c.args), func(a string) bool { return a == "--bare" })
	c.env = append(c.env, variable{"CLAUDE_CODE_ENABLE_GATEWAY_MODEL_DISCOVERY", "1", "ask the gateway for its models"})
	c.offline = slices.DeleteFunc(slices.Clone(c.offline), func(v variable) bool {
		return v.name == "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC"
	})
}

// claudeAsked finds what is missing of its requests beside the session, and which failed but for a greeting that it does without.
func claudeAsked(_ *upstream.Server, seen *visits) []string {
	return append(
		seen.lacking(visit{http.MethodGet, "/v1/models", http.StatusOK}, visit{http.MethodPost, "/v1/messages/count_tokens", http.StatusOK}),
		seen.failed(visit{http.MethodHead, "/api/hello", http.StatusNotFound})...)
}

// claudeEdit is an edit as Claude Code repeats it: with what is meant where nothing is said.
func claudeEdit(dir, file, from, to string) upstream.Call {
	arguments := object("file_path", dir+"/"+file, "old_string", from, "new_string", to)
	return upstream.Call{Tool: "Edit", Arguments: strings.TrimSuffix(arguments, "}") + `,"replace_all":false}`}
}

// claudeSide answers Claude Code's request for a summary. It offers its tools with it, and refuses their calls.
func claudeSide(r *upstream.Request) (upstream.Answer, bool) {
	if !strings.Contains(r.LastUser(), "<summary>") {
		return upstream.Answer{}, false
	}
	return upstream.Answer{Tag: "summary", Text: "<analysis>It is short.</analysis>\n<summary>A draft of answer.sh is there; the check comes next.</summary>"}, true
}
