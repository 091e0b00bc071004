package agents

import (
	"encoding/json"
	"net/http"
	"strings"

	"github.com/interlingua/interlingua/gateway/e2e/upstream"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// codex is the Codex CLI with a model whose tools it declares as functions, beside a freeform apply_patch.
func codex() client {
	return client{
		name: "codex", title: "Codex CLI", npm: "@openai/codex@0.169.0", bin: "codex/node_modules/.bin/codex",
		dialect: pb.Dialect_DIALECT_RESPONSES, model: "gpt-5.5",
		notes: []string{
			"It offers its model a web search that the vendor runs. Where the model has none, or none beside functions (Gemini 2.5), the gateway " +
				"refuses the request and says so: put `web_search = \"disabled\"` at the head of config.toml, or `losses: {tools: report}` at the route.",
			"Make the gateway a provider of its own, as below. Behind `openai_base_url` Codex takes it for its vendor, and has it compact long " +
				"conversations into what only that vendor can read: on other models that request is refused, and the session ends.",
			"With the names of some models (gpt-5.5) it hides the tools of MCP servers behind a search that it runs itself. Models of other vendors " +
				"are given it as a function, and then what it found. With a name that it does not know, and with the model that it takes by itself, it declares them.",
		},
		args:  []string{"exec", "--dangerously-bypass-approvals-and-sandbox", "--skip-git-repo-check", "--json", "{prompt}"},
		again: []string{"exec", "resume", "--last", "--dangerously-bypass-approvals-and-sandbox", "--skip-git-repo-check", "--json", "{prompt}"},
		env: []variable{
			{"CODEX_HOME", "{home}/.codex", "where config.toml lies; ~/.codex if it is not set"},
			{"INTERLINGUA_KEY", "sk-of-the-gateway", "a key of the gateway; any text if the gateway has none"},
		},
		files: []file{{"{home}/.codex/config.toml", `model = "{model}"
model_provider = "interlingua"

[model_providers.interlingua]
name = "Interlingua"
base_url = "{gateway}/v1"
wire_api = "responses"
env_key = "INTERLINGUA_KEY"

[analytics]
enabled = false

[features]
plugins = false
apps = false
`}},
		tools: toolbox{
			create: func(_, file, text string) upstream.Call {
				return upstream.Call{Tool: "apply_patch", Input: addPatch(file, text)}
			},
			edit: func(_, file, from, to string) upstream.Call {
				return upstream.Call{Tool: "apply_patch", Input: updatePatch(file, from, to)}
			},
			read: func(_, file string) upstream.Call {
				return upstream.Call{Tool: "exec_command", Arguments: object("cmd", "cat "+file)}
			},
			run: func(_, command string) upstream.Call {
				return upstream.Call{Tool: "exec_command", Arguments: object("cmd", command)}
			},
			editFailed: "Failed to find expected lines",
		},
		window: 300_000, side: codexSide,
	}
}

// codexDefault is the Codex CLI with the model that it takes if none is set: its tools come in the input, and all work is
// JavaScript for one freeform tool.
func codexDefault() client {
	c := codex()
	c.notes = []string{"The model that it takes where config.toml names none."}
	c.name, c.title, c.model = "codex-default", "Codex CLI, default model", "gpt-6.1-sol"
	script := func(calls ...string) upstream.Call {
		return upstream.Call{Tool: "exec", Input: "const r = await Promise.all([" + strings.Join(calls, ", ") + "]);\ntext(r.map((x) => x.output ?? x).join(\"\\n\"));"}
	}
	call := func(tool string, argument any) string { return "tools." + tool + "(" + literal(argument) + ")" }
	c.tools.create = func(_, file, text string) upstream.Call { return script(call("apply_patch", addPatch(file, text))) }
	c.tools.edit = func(_, file, from, to string) upstream.Call {
		return script(call("apply_patch", updatePatch(file, from, to)))
	}
	c.tools.read = func(_, file string) upstream.Call {
		return script(call("exec_command", map[string]any{"cmd": "cat " + file}))
	}
	c.tools.run = func(_, command string) upstream.Call {
		return script(call("exec_command", map[string]any{"cmd": command}))
	}
	c.tools.together = func(calls []upstream.Call) upstream.Call {
		var inner []string
		for _, c := range calls {
			_, rest, _ := strings.Cut(c.Input, "[")
			one, _, _ := strings.Cut(rest, "]);\ntext(")
			inner = append(inner, one)
		}
		return script(inner...)
	}
	return c
}

// addPatch is a patch that adds a file.
func addPatch(file, text string) string {
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	return "*** Begin Patch\n*** Add File: " + file + "\n+" + strings.Join(lines, "\n+") + "\n*** End Patch\n"
}

// updatePatch is a patch of one line: the one that holds the old text in the draft or its successor.
func updatePatch(file, from, to string) string {
	line := from
	for l := range strings.Lines(draft) {
		if strings.Contains(l, from) {
			line = strings.TrimSuffix(l, "\n")
		}
	}
	return "*** Begin Patch\n*** Update File: " + file + "\n@@\n-" + line + "\n+" + strings.Replace(line, from, to, 1) + "\n*** End Patch\n"
}

// object is a JSON object of strings, by name and value in turn.
func object(pairs ...string) string {
	var b strings.Builder
	for i := 0; i < len(pairs); i += 2 {
		b.WriteString(map[bool]string{true: "{", false: ","}[i == 0] + literal(pairs[i]) + ":" + literal(pairs[i+1]))
	}
	return b.String() + "}"
}

// literal is a value as JSON, which is also how JavaScript writes it.
func literal(v any) string {
	text, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(text)
}

// codexBuiltin has Codex take the gateway for its vendor: it then tries a WebSocket first. With a key it asks for no list of models.
func codexBuiltin(c *client) {
	c.env = []variable{c.env[0], {"CODEX_API_KEY", "sk-of-the-gateway", "a key of the gateway"}}
	c.files = []file{{"{home}/.codex/config.toml", `model = "{model}"
openai_base_url = "{gateway}/v1"

[analytics]
enabled = false

[features]
plugins = false
apps = false
`}}
	c.asked = func(_ *upstream.Server, seen *visits) []string {
		declined := visit{http.MethodGet, "/v1/responses", http.StatusUpgradeRequired}
		return append(seen.lacking(declined), seen.failed(declined)...)
	}
}

// codexSide answers Codex's request for a summary, which may offer the tools too.
func codexSide(r *upstream.Request) (upstream.Answer, bool) {
	if !strings.Contains(r.LastUser(), "CONTEXT CHECKPOINT COMPACTION") {
		return upstream.Answer{}, false
	}
	return upstream.Answer{Tag: "summary", Text: "A draft of the script is there; the check comes next."}, true
}
