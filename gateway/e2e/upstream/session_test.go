package upstream

import (
	"net/http"
	"strings"
	"testing"

	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// A compaction hides all that was said: in one client after the last results were shown with the request for the summary, in another
// with them.
func TestSessionGoesOnAfterACompaction(t *testing.T) {
	const d = pb.Dialect_DIALECT_CHAT
	head := `{"model":"deepseek-v4","tools":[{"type":"function","function":{"name":"look","parameters":{"type":"object","properties":{}}}}],"messages":[`
	s, second := start(t, d)
	s.c.Script.(*Session).Steps = []Step{
		{Reasoning: "I think.", Calls: []Call{{Tool: "look"}}},
		{Calls: []Call{{Tool: "look", Arguments: `{"n":2}`}}},
		{Calls: []Call{{Tool: "look", Arguments: `{"n":3}`}}},
		{Text: "Done."},
	}
	asks := []struct{ name, body, want string }{
		{"the second step", second, `\"n\":2`},
		{"the same again", second, `\"n\":2`},
		{"a request for a summary", strings.Split(head, `,"tools"`)[0] + `,"messages":[{"role":"user","content":"sum up"}]}`, "A summary"},
		{"the past is hidden", head + `{"role":"user","content":"A summary of the work so far. Go on."}]}`, `\"n\":3`},
	}
	for _, a := range asks {
		status, body := post(t, s, "/v1/chat/completions", a.body)
		if status != http.StatusOK || !strings.Contains(string(body), a.want) {
			t.Errorf("%s: %d, want %s in %s", a.name, status, a.want, body)
		}
	}
}
