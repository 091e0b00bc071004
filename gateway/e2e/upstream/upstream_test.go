package upstream

import (
	"bytes"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/interlingua/interlingua/adapters/adapterstest/validate"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// asks are the first requests of a conversation about two tools, whole; the member stream is added by the test.
var asks = map[pb.Dialect]struct{ path, streamPath, body string }{
	pb.Dialect_DIALECT_CHAT: {"/v1/chat/completions", "/v1/chat/completions", `{"model":"deepseek-v4","messages":[{"role":"user","content":"go"}],
		"tools":[{"type":"function","function":{"name":"look","parameters":{"type":"object","properties":{}}}}]}`},
	pb.Dialect_DIALECT_CLAUDE: {"/v1/messages", "/v1/messages", `{"model":"claude-opus-5-5","max_tokens":4096,"thinking":{"type":"adaptive"},
		"messages":[{"role":"user","content":"go"}],"tools":[{"name":"look","input_schema":{"type":"object","properties":{}}}]}`},
	pb.Dialect_DIALECT_GEMINI: {
		"/v1beta/models/gemini-3.1-pro-preview:generateContent", "/v1beta/models/gemini-3.1-pro-preview:streamGenerateContent?alt=sse",
		`{"contents":[{"role":"user","parts":[{"text":"go"}]}],"generationConfig":{"thinkingConfig":{"includeThoughts":true}},
		"tools":[{"functionDeclarations":[{"name":"look","parameters":{"type":"object","properties":{}}}]}]}`,
	},
	pb.Dialect_DIALECT_RESPONSES: {"/v1/responses", "/v1/responses", `{"model":"gpt-5.5","store":false,"input":"go",
		"include":["reasoning.encrypted_content"],"reasoning":{"summary":"auto"},
		"tools":[{"type":"function","name":"look","parameters":{"type":"object","properties":{}},"strict":false}]}`},
}

func post(t *testing.T, s *Server, path, body string) (int, []byte) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, s.URL+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	header := map[pb.Dialect]string{pb.Dialect_DIALECT_CLAUDE: "X-Api-Key", pb.Dialect_DIALECT_GEMINI: "X-Goog-Api-Key"}[s.c.Dialect]
	req.Header.Set("Content-Type", "application/json")
	if header != "" {
		req.Header.Set(header, APIKey)
	} else {
		req.Header.Set("Authorization", "Bearer "+APIKey)
	}
	if s.c.Dialect == pb.Dialect_DIALECT_CLAUDE {
		req.Header.Set("Anthropic-Version", "2023-06-01")
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	out, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, out
}

func streamed(d pb.Dialect, body string) string {
	if d == pb.Dialect_DIALECT_GEMINI {
		return body
	}
	return strings.Replace(body, "{", `{"stream":true,`, 1)
}

// answers are what every dialect has to be able to say.
var answers = map[string]Answer{
	"words":        {Reasoning: "I think about it for a while.", Text: "Here are a few words, in naïve æ."},
	"calls":        {Reasoning: "I need to look twice.", Text: "I look.", Calls: []Call{{Tool: "look"}, {Tool: "look", Arguments: `{"n":2}`}}},
	"redacted":     {Reasoning: "Nobody reads it.", Redacted: true, Calls: []Call{{Tool: "look"}}},
	"thinks twice": {Reasoning: "First.", Text: "I say something.", Then: "Second.", Calls: []Call{{Tool: "look"}}},
	"only one":     {Calls: []Call{{Tool: "look"}}},
	"limited":      {Text: "cut", Finish: Limited},
}

func TestAnswersAreValid(t *testing.T) {
	for d, ask := range asks {
		for name, a := range answers {
			t.Run(d.String()+"/"+name, func(t *testing.T) {
				s := New(t, Config{Dialect: d, Script: ScriptFunc(func(*Request) Answer { return a })})
				status, whole := post(t, s, ask.path, ask.body)
				if problems := validate.Response(d, whole); status != http.StatusOK || len(problems) > 0 {
					t.Errorf("whole, %d: %s\n%s", status, strings.Join(problems, "\n"), whole)
				}
				status, stream := post(t, s, ask.streamPath, streamed(d, ask.body))
				if problems := validate.Stream(d, stream); status != http.StatusOK || len(problems) > 0 {
					t.Errorf("streamed, %d: %s\n%s", status, strings.Join(problems, "\n"), stream)
				}
			})
		}
	}
}

func TestErrorsAreValid(t *testing.T) {
	for d, ask := range asks {
		for class := BadRequest; class <= NotFound; class++ {
			fault := &Fault{Class: class}
			s := New(t, Config{Dialect: d, Script: ScriptFunc(func(*Request) Answer { return Answer{Text: "words", Fault: fault} })})
			status, body := post(t, s, ask.path, ask.body)
			if problems := validate.Error(d, status, body); len(problems) > 0 {
				t.Errorf("%v, class %d: %s\n%s", d, class, strings.Join(problems, "\n"), body)
			}
			fault.Frames = 2
			if _, stream := post(t, s, ask.streamPath, streamed(d, ask.body)); !bytes.Contains(stream, []byte("error")) {
				t.Errorf("%v, class %d: no error in the stream:\n%s", d, class, stream)
			}
		}
	}
}
