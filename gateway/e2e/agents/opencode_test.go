package agents

import (
	"github.com/interlingua/interlingua/gateway/e2e/upstream"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// opencode is opencode with its provider for services that speak Chat Completions.
func opencode() client {
	return client{
		name: "opencode", title: "opencode", npm: "opencode-ai@1.18.33", bin: "opencode/node_modules/.bin/opencode",
		dialect: pb.Dialect_DIALECT_CHAT, model: "deepseek-v4",
		notes: []string{
			"The provider is called `google` on purpose: its SDK keeps a model's sealed reasoning under the provider's name, and looks for it " +
				"under that one. Under any other name sessions work too, but the model does not see again what it thought.",
		},
		args:  []string{"run", "--auto", "--title", "session", "-m", "google/{model}", "{prompt}"},
		again: []string{"run", "--auto", "--continue", "-m", "google/{model}", "{prompt}"},
		offline: []variable{
			{"OPENCODE_DISABLE_AUTOUPDATE", "1", "no updates"},
			{"OPENCODE_DISABLE_MODELS_FETCH", "1", "no list of the world's models"},
			{"OPENCODE_DISABLE_LSP_DOWNLOAD", "1", "no language servers"},
			{"OPENCODE_DISABLE_DEFAULT_PLUGINS", "1", "no plugins"},
		},
		files: []file{{"{work}/opencode.json", `{
  "$schema": "https://opencode.ai/config.json",
  "autoupdate": false,
  "share": "disabled",
  "enabled_providers": ["google"],
  "permission": "allow",
  "provider": {
    "google": {
      "npm": "@ai-sdk/openai-compatible",
      "name": "Interlingua",
      "options": {"baseURL": "{gateway}/v1", "apiKey": "sk-of-the-gateway"},
      "models": {
        "{model}": {"name": "A model behind the gateway", "tool_call": true, "reasoning": true, "options": {"reasoningEffort": "medium"}, "limit": {"context": 200000, "output": 32000}}
      }
    }
  }
}
`}},
		tools: toolbox{
			create: func(dir, file, text string) upstream.Call {
				return upstream.Call{Tool: "write", Arguments: object("filePath", dir+"/"+file, "content", text)}
			},
			edit: func(dir, file, from, to string) upstream.Call {
				return upstream.Call{Tool: "edit", Arguments: object("filePath", dir+"/"+file, "oldString", from, "newString", to)}
			},
			read: func(dir, file string) upstream.Call {
				return upstream.Call{Tool: "read", Arguments: object("filePath", dir+"/"+file)}
			},
			run: func(_, command string) upstream.Call {
				return upstream.Call{Tool: "bash", Arguments: object("command", command, "description", "Run the check")}
			},
		},
		window: 190_000,
	}
}
