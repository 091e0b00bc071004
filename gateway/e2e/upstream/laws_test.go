package upstream

import (
	"net/http"
	"strings"
	"testing"

	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// loop is the second request of a conversation in a dialect: one call was made and answered. CALL stands for the id of the call, SEAL for
// the seal.
var loop = map[pb.Dialect]string{
	pb.Dialect_DIALECT_CHAT: `{"model":"deepseek-v4","messages":[{"role":"user","content":"go"},
		{"role":"assistant","content":null,"reasoning_content":"I think.","tool_calls":[{"id":"CALL","type":"function","function":{"name":"look","arguments":"{}"}}]},
		{"role":"tool","tool_call_id":"CALL","content":"seen"}],
		"tools":[{"type":"function","function":{"name":"look","parameters":{"type":"object","properties":{}}}}]}`,
	pb.Dialect_DIALECT_CLAUDE: `{"model":"claude-opus-5-5","max_tokens":4096,"thinking":{"type":"adaptive"},"messages":[{"role":"user","content":"go"},
		{"role":"assistant","content":[{"type":"thinking","thinking":"I think.","signature":"SEAL"},{"type":"tool_use","id":"CALL","name":"look","input":{}}]},
		{"role":"user","content":[{"type":"tool_result","tool_use_id":"CALL","content":"seen"}]}],
		"tools":[{"name":"look","input_schema":{"type":"object","properties":{}}}]}`,
	pb.Dialect_DIALECT_GEMINI: `{"contents":[{"role":"user","parts":[{"text":"go"}]},
		{"role":"model","parts":[{"functionCall":{"name":"look","args":{}},"thoughtSignature":"SEAL"}]},
		{"role":"user","parts":[{"functionResponse":{"name":"look","response":{"output":"seen"}}}]}],
		"tools":[{"functionDeclarations":[{"name":"look","parameters":{"type":"object","properties":{}}}]}]}`,
	pb.Dialect_DIALECT_RESPONSES: `{"model":"gpt-5.5","store":false,"include":["reasoning.encrypted_content"],"input":[{"role":"user","content":"go"},
		{"type":"reasoning","id":"ITEM","summary":[],"encrypted_content":"SEAL"},
		{"type":"function_call","id":"fc_1","call_id":"CALL","name":"look","arguments":"{}"},
		{"type":"function_call_output","call_id":"CALL","output":"seen"}],
		"tools":[{"type":"function","name":"look","parameters":{"type":"object","properties":{}},"strict":false}]}`,
}

// brokenLoops are changes of the second request that break a rule of the vendor, and words of the complaint.
var brokenLoops = []struct {
	name, from, to, words string
}{
	{"nothing is broken", "", "", ""},
	{"an unknown member", "{", `{"seeds":1,`, "/seeds: is not a member"},
	{"the seal is another's", "SEAL", "c2VhbA==", "c2VhbA"},
	{"the call has another name", `"look","arguments"`, `"peek","arguments"`, "peek was one of look"},
	{"the call has other arguments", `"arguments":"{}"`, `"arguments":"{\"a\":1}"`, "the arguments of look were changed"},
	{"the input has changed", `"name":"look","input":{}`, `"name":"look","input":{"a":1}`, "the arguments of look were changed"},
	{"the args have changed", `"name":"look","args":{}`, `"name":"look","args":{"a":1}`, "the arguments of look were changed"},
	{"the thinking has changed", `"thinking":"I think."`, `"thinking":"I thought."`, "Invalid `signature` in `thinking` block"},
	{"the reasoning is missing", `"reasoning_content":"I think.",`, "", "Missing `reasoning_content`"},
	{"the reasoning has changed", `"reasoning_content":"I think."`, `"reasoning_content":"I thought."`, "the reasoning was changed"},
	{"the reasoning item is missing", `{"type":"reasoning","id":"ITEM","summary":[],"encrypted_content":"SEAL"},`, "", "without its required 'reasoning' item"},
	{"the reasoning item has another id", "ITEM", "rs_other", "could not be verified"},
	{"another model", "opus-5-5", "opus-9", "does not exist"},
}

// start begins a conversation and gives the second request of it.
func start(t *testing.T, d pb.Dialect) (s *Server, second string) {
	t.Helper()
	s = New(t, Config{Dialect: d, Lenient: true, Script: &Session{Steps: []Step{
		{Reasoning: "I think.", Calls: []Call{{Tool: "look", Want: []string{"seen"}}}}, {Text: "Done."},
	}}})
	ask := asks[d]
	if status, body := post(t, s, ask.path, ask.body); status != http.StatusOK {
		t.Fatalf("%d: %s", status, body)
	}
	e := s.ledger.given[0]
	return s, strings.NewReplacer("CALL", e.calls[0].ID, "SEAL", e.thoughts[0].seal, "ITEM", "rs_"+s.ledger.mint("item", 1, "rs0")).Replace(loop[d])
}

func TestLaws(t *testing.T) {
	for d, doc := range loop {
		for _, b := range brokenLoops {
			if !strings.Contains(doc, b.from) {
				continue // the rule is another dialect's
			}
			t.Run(d.String()+"/"+b.name, func(t *testing.T) {
				s, second := start(t, d)
				e := s.ledger.given[0]
				old := strings.NewReplacer("SEAL", e.thoughts[0].seal, "ITEM", "rs_"+s.ledger.mint("item", 1, "rs0")).Replace(b.from)
				s.c.Lenient = false
				s.t = &quiet{TB: t}
				status, body := post(t, s, asks[d].path, strings.Replace(second, old, b.to, 1))
				broken := b.words != ""
				if got := status == http.StatusBadRequest; got != broken || !strings.Contains(strings.Join(s.Violations(), "\n"), b.words) {
					t.Errorf("%d, want words %q: %s\n%s", status, b.words, strings.Join(s.Violations(), "\n"), body)
				}
				if !broken && !strings.Contains(string(body), "Done.") {
					t.Errorf("the session does not go on: %s", body)
				}
			})
		}
	}
}

// quiet swallows the complaints that a test provokes.
type quiet struct{ testing.TB }

func (q *quiet) Errorf(string, ...any) {}

func TestSealsAreCounted(t *testing.T) {
	for d := range loop {
		s, second := start(t, d)
		if status, body := post(t, s, asks[d].path, second); status != http.StatusOK {
			t.Fatalf("%v, %d: %s", d, status, body)
		}
		if due, back := s.Seals(); due != 1 || back != 1 {
			t.Errorf("%v: %d of %d seals came back, want 1 of 1", d, back, due)
		}
	}
}

func TestFaults(t *testing.T) {
	for d, ask := range asks {
		s := New(t, Config{Dialect: d, Script: &Session{
			Steps:  []Step{{Text: "Here are a few words to be cut.", Calls: []Call{{Tool: "look"}}}, {Text: "Done."}},
			Faults: []Fault{{Class: RateLimited, RetryAfter: 1e9}, {Class: Overloaded, Frames: 2}},
		}})
		status, _ := post(t, s, ask.path, ask.body)
		if status != http.StatusTooManyRequests {
			t.Errorf("%v: the first answer has the status %d", d, status)
		}
		if _, stream := post(t, s, ask.streamPath, streamed(d, ask.body)); !strings.Contains(string(stream), "overloaded") {
			t.Errorf("%v: the second answer does not break off with an error: %s", d, stream)
		}
		if status, whole := post(t, s, ask.path, ask.body); status != http.StatusOK || !strings.Contains(string(whole), "cut.") {
			t.Errorf("%v: the third answer is not whole: %d %s", d, status, whole)
		}
	}
}

// Agents find out by the words what a service did not like.
func TestWords(t *testing.T) {
	words := map[pb.Dialect]string{
		pb.Dialect_DIALECT_CHAT:      "Unknown parameter: 'seeds'.",
		pb.Dialect_DIALECT_CLAUDE:    "seeds: Extra inputs are not permitted",
		pb.Dialect_DIALECT_GEMINI:    `Unknown name \"seeds\"`,
		pb.Dialect_DIALECT_RESPONSES: "Unknown parameter: 'seeds'.",
	}
	for d, want := range words {
		s, second := start(t, d)
		s.c.Lenient, s.t = false, &quiet{TB: t}
		if _, body := post(t, s, asks[d].path, strings.Replace(second, "{", `{"seeds":1,`, 1)); !strings.Contains(string(body), want) {
			t.Errorf("%v does not say %q: %s", d, want, body)
		}
	}
}

// Free text tells calls of one tool apart, as arguments do.
func TestSameCalls(t *testing.T) {
	one, other := Call{Tool: "exec", Input: "a", custom: true}, Call{Tool: "exec", Input: "b", custom: true}
	if sameCalls([]Call{one}, []Call{other}) || !sameCalls([]Call{one}, []Call{one}) {
		t.Error("free text is not compared")
	}
}
