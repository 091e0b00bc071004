package agents

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/interlingua/interlingua/adapters/all"
	"github.com/interlingua/interlingua/gateway/e2e/launch"
	"github.com/interlingua/interlingua/gateway/e2e/upstream"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// quirks are what an upstream needs to be told of, by dialect: the scripted Chat model thinks aloud as DeepSeek's do.
var quirks = map[pb.Dialect]string{pb.Dialect_DIALECT_CHAT: "{reasoning_field: reasoning_content}"}

// configuration leads every name of a model to one upstream. Without a model there the name stays.
func configuration(dialect pb.Dialect, baseURL, key, model string) string {
	text := "upstreams:\n  - name: " + upstreamName + "\n    dialect: " + all.Name(dialect) + "\n    base_url: " + baseURL + "\n    api_key: " + key + "\n"
	if q := quirks[dialect]; q != "" {
		text += "    quirks: " + q + "\n"
	}
	text += "models:\n  - match: \"*\"\n    upstream: " + upstreamName + "\n"
	if model != "" {
		text += "    model: " + model + "\n"
	}
	return text
}

// upstreamName is the upstream's name in configurations.
const upstreamName = "vendor"

// serve starts the server in front of one upstream and ends it with the test. The model keeps its name where client and upstream
// speak one dialect; lines are added to the configuration.
func (e equipment) serve(t testing.TB, dialect pb.Dialect, up *upstream.Server, model, lines string) *launch.Gateway {
	t.Helper()
	return e.server.Serve(t, "listen: 127.0.0.1:0\ngrpc_listen: \"off\"\n"+configuration(dialect, up.BaseURL(), upstream.APIKey, model)+lines)
}

// complaints are what is wrong with a gateway's log: errors, panics, and words of the conversation.
func complaints(log *launch.Output) []string {
	var out []string
	for line := range strings.Lines(log.String()) {
		var entry struct{ Level, Msg string }
		if err := json.Unmarshal([]byte(line), &entry); err != nil || entry.Level == "error" || entry.Level == "panic" || entry.Level == "fatal" {
			out = append(out, "the gateway logged: "+strings.TrimSpace(line))
		}
		for _, word := range secrets {
			if strings.Contains(strings.ToLower(line), word) {
				out = append(out, "the gateway logged the conversation: "+strings.TrimSpace(line))
			}
		}
	}
	return out
}
