package sdks

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/interlingua/interlingua/gateway/e2e/upstream"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// words are what drivers and model say to one another; drivers/words.json is read by both.
type words struct {
	Key       string `json:"key"`
	ModelList string `json:"model_list"`
	Recall    string `json:"recall"`
	Recalled  string `json:"recalled"`
	Fail      string `json:"fail"`
	Failed    string `json:"failed"`
}

func readWords(t *testing.T) (w words) {
	t.Helper()
	data, err := os.ReadFile("drivers/words.json")
	if err == nil {
		err = json.Unmarshal(data, &w)
	}
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// model plays the model of this suite: it answers by what the request asks, so that every answer proves that something arrived.
type model struct {
	words words
	mu    sync.Mutex
	seen  map[string]int
}

// usage is what every answer costs; the kits expect it.
var usage = upstream.Usage{Input: 100, Cached: 40, Output: 20, Reasoning: 5}

// Answer implements upstream.Script.
func (m *model) Answer(r *upstream.Request) upstream.Answer {
	a := upstream.Answer{Usage: usage, Reasoning: "I weigh: " + r.LastUser()}
	if r.Effort == "none" {
		a.Reasoning, a.Usage.Reasoning = "", 0
	}
	said := r.LastUser()
	var last upstream.Turn
	if n := len(r.Turns); n > 0 {
		last = r.Turns[n-1]
	}
	if kind, ok := strings.CutPrefix(said, m.words.Fail); ok {
		a.Fault = m.fault(kind)
	}
	switch tool := forced(r); {
	case len(last.Results) > 0:
		a.Text = report(r) + " " + m.recall(r)
	case tool != nil:
		a.Calls = []upstream.Call{{Tool: tool.Name, Arguments: sample(tool.Schema)}}
	case len(r.Tools) > 0:
		for _, city := range []string{"Oslo", "Rome"} {
			a.Calls = append(a.Calls, upstream.Call{Tool: "get_weather", Arguments: fmt.Sprintf(`{"city":%q}`, city)})
		}
		a.Text = "Let me look."
	case r.Format != nil:
		a.Text = sample(r.Format)
	case len(last.Media) > 0:
		a.Text = describe(last.Media)
	case said == m.words.Recall:
		a.Text = m.recall(r)
	default:
		a.Text = "You said: " + said
		if r.System != "" {
			a.Text += " I was told: " + r.System
		}
	}
	return a
}

// forced is the tool that the request leaves no choice about, or nil.
func forced(r *upstream.Request) *upstream.Tool {
	switch {
	case r.ToolChoice == "required" && len(r.Tools) == 1:
		return &r.Tools[0]
	case r.ToolChoice == "" || r.ToolChoice == "auto" || r.ToolChoice == "none":
		return nil
	}
	if t, ok := r.Tool(r.ToolChoice); ok {
		return &t
	}
	return nil
}

// report says what the tools answered, in the order of the calls.
func report(r *upstream.Request) string {
	var lines []string
	for i, turn := range r.Turns {
		if len(turn.Calls) == 0 || i+1 >= len(r.Turns) {
			continue
		}
		for k, call := range turn.Calls {
			var args struct{ City string }
			_ = json.Unmarshal([]byte(call.Arguments), &args) // what it is not shows in the line
			for j, result := range r.Turns[i+1].Results {
				if result.CallID == call.ID && call.ID != "" || result.CallID == "" && j == k {
					lines = append(lines, fmt.Sprintf("%s: %s.", args.City, bare(result.Text)))
				}
			}
		}
	}
	return strings.Join(lines, " ")
}

// bare is the text of a result, also out of the object into which a client wrapped it beside the tool's name.
func bare(text string) string {
	var object struct{ Content string }
	if json.Unmarshal([]byte(text), &object) == nil && object.Content != "" {
		return object.Content
	}
	return text
}

// describe says what came in.
func describe(media []upstream.Media) string {
	var lines []string
	for _, m := range media {
		lines = append(lines, fmt.Sprintf("%s, %d bytes, sha256 %.16x", m.MIME, len(m.Data), sha256.Sum256(m.Data)))
	}
	return strings.Join(lines, "; ")
}

// recall says whether the reasoning of the turns before came back: sealed, or readable where the service seals nothing. That it is
// unharmed is the server's to check.
func (m *model) recall(r *upstream.Request) string {
	readable := r.Dialect == pb.Dialect_DIALECT_CHAT && strings.Contains(string(r.Body), "I weigh: ")
	if r.Seals() > 0 || readable {
		return m.words.Recalled
	}
	return "I do not remember."
}

// fault is what happens to an answer that the user wants to fail.
func (m *model) fault(said string) *upstream.Fault {
	kind, _, _ := strings.Cut(said, " ")
	message := m.words.Failed + kind
	switch kind {
	case "400":
		return &upstream.Fault{Class: upstream.BadRequest, Message: message}
	case "429":
		return &upstream.Fault{Class: upstream.RateLimited, Message: message, RetryAfter: time.Second}
	case "503":
		return &upstream.Fault{Class: upstream.Overloaded, Message: message}
	case "key":
		return &upstream.Fault{Class: upstream.BadKey}
	case "overflow":
		return &upstream.Fault{Class: upstream.ContextOverflow}
	case "midway":
		return &upstream.Fault{Class: upstream.ServerError, Message: message, Frames: 4}
	case "cut":
		return &upstream.Fault{Cut: true, Frames: 4}
	case "once":
		m.mu.Lock()
		defer m.mu.Unlock()
		if m.seen[said]++; m.seen[said] == 1 {
			return &upstream.Fault{Class: upstream.RateLimited, RetryAfter: time.Second}
		}
	}
	return nil
}
