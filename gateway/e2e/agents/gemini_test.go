package agents

import (
	"net/http"
	"strings"

	"github.com/interlingua/interlingua/gateway/e2e/upstream"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// gemini is the Gemini CLI.
func gemini() client {
	return client{
		name: "gemini", title: "Gemini CLI", npm: "@google/gemini-cli@0.61.0", bin: "gemini/node_modules/.bin/gemini",
		dialect: pb.Dialect_DIALECT_GEMINI, model: "gemini-3.1-pro-preview",
		args:     []string{"-p", "{prompt}", "--yolo", "--skip-trust", "-o", "json", "-m", "{model}"},
		again:    []string{"-p", "{prompt}", "--yolo", "--skip-trust", "-o", "json", "-m", "{model}", "--resume", "latest"},
		homeless: "Going on with a conversation, Gemini CLI sends the results of its tools twice, which its own vendor refuses.",
		env: []variable{
			{"GOOGLE_GEMINI_BASE_URL", "{gateway}", "the gateway, without a version"},
			{"GEMINI_API_KEY", "sk-of-the-gateway", "a key of the gateway; any text if the gateway has none"},
		},
		offline: []variable{{"GEMINI_TELEMETRY_ENABLED", "false", "no telemetry"}},
		files: []file{{"{home}/.gemini/settings.json", `{
  "security": {"auth": {"selectedType": "gemini-api-key"}},
  "privacy": {"usageStatisticsEnabled": false},
  "telemetry": {"enabled": false},
  "general": {"enableAutoUpdate": false, "disableAutoUpdate": true, "disableUpdateNag": true}
}
`}},
		tools: toolbox{
			create: func(dir, file, text string) upstream.Call {
				return upstream.Call{Tool: "write_file", Arguments: object("file_path", dir+"/"+file, "content", text)}
			},
			edit: func(dir, file, from, to string) upstream.Call {
				return upstream.Call{Tool: "replace", Arguments: object("file_path", dir+"/"+file, "instruction", "Put the one in the other's place.", "old_string", from, "new_string", to)}
			},
			read: func(dir, file string) upstream.Call {
				return upstream.Call{Tool: "read_file", Arguments: object("file_path", dir+"/"+file)}
			},
			run: func(_, command string) upstream.Call {
				return upstream.Call{Tool: "run_shell_command", Arguments: object("command", command, "description", "Run the check")}
			},
		},
	}
}

// geminiAuto leaves the choice of the model to a router of the client's own, and has it search the web and look at an image.
func geminiAuto(c *client) {
	c.args, c.manyModels = c.args[:len(c.args)-2], true
	c.aside = func(dir string) []upstream.Call {
		return []upstream.Call{
			{Tool: "google_web_search", Arguments: object("query", "okapis")},
			{Tool: "read_file", Arguments: object("file_path", dir+"/dot.png")},
		}
	}
	c.asked = func(up *upstream.Server, seen *visits) (problems []string) {
		problems = append(seen.lacking(visit{http.MethodPost, "/v1beta/models/*:countTokens", http.StatusOK}), seen.failed()...)
		routed, searched := false, false
		for _, a := range up.Asked() {
			if a.Tag == "side" && a.Status == http.StatusOK && !a.Request.Stream {
				routed = routed || a.Request.Format != nil
				searched = searched || strings.Contains(string(a.Body), "okapis") && a.Request.Format == nil
			}
		}
		if !routed {
			problems = append(problems, "the router was not answered")
		}
		if !searched {
			problems = append(problems, "the web search was not answered")
		}
		return problems
	}
}

// geminiPausing has Gemini CLI ask, where the model said something without a call, who speaks next; it compacts only there.
func geminiPausing(c *client) {
	c.files = []file{c.files[0]}
	c.files[0].text = strings.Replace(c.files[0].text, "{\n", "{\n  \"model\": {\"skipNextSpeakerCheck\": false},\n", 1)
	c.pauses, c.window, c.manyModels = true, 900_000, true
	c.side = func(r *upstream.Request) (upstream.Answer, bool) {
		if strings.Contains(r.LastUser(), "<state_snapshot>") {
			return upstream.Answer{Tag: "summary", Text: "<state_snapshot>A draft of the script is there.</state_snapshot>"}, true
		}
		if !strings.Contains(string(r.Format), "next_speaker") {
			return upstream.Answer{}, false
		}
		next := "model"
		if strings.Contains(string(r.Body), doneText) {
			next = "user"
		}
		return upstream.Answer{Tag: "side", Text: object("reasoning", "It is plain.", "next_speaker", next)}, true
	}
}
