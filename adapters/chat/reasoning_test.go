package chat_test

import (
	"strings"
	"testing"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/chat"
	"github.com/interlingua/interlingua/adapters/gemini"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

const (
	thinkingAnswer = `{"id":"c","object":"chat.completion","created":1,"model":"deepseek-v4","choices":[{"index":0,"message":{"role":"assistant","content":null,"reasoning_content":"Look first.","tool_calls":[{"id":"call_1","type":"function","function":{"name":"look","arguments":"{}"}}]},"finish_reason":"tool_calls"}]}`
	thinkingStream = `data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"deepseek-v4","choices":[{"index":0,"delta":{"role":"assistant","reasoning_content":"Look "}}]}

data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"deepseek-v4","choices":[{"index":0,"delta":{"reasoning_content":"first."}}]}

data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"deepseek-v4","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"call_1","type":"function","function":{"name":"look","arguments":"{}"}}]}}]}

data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"deepseek-v4","choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}]}

data: [DONE]

`
)

// A service that demands its reasoning back inside a tool loop gets it from a client that drops thoughts and returns
// signatures only.
func TestReasoningComesBackFromClientWithoutThoughts(t *testing.T) {
	x := &adapters.Exchange{Upstream: "deepseek", Quirks: canon.Quirks{ReasoningField: "reasoning_content"}}
	whole, err := chat.New().DecodeResponse(x, adapters.Wire{Body: []byte(thinkingAnswer)})
	if err != nil {
		t.Fatal(err)
	}
	for name, answer := range map[string]*pb.GenerateResponse{"whole": whole, "stream": accumulate(t, chat.New().NewEventReader(x, strings.NewReader(thinkingStream)))} {
		t.Run(name, func(t *testing.T) {
			var losses adapters.Losses
			shown, err := gemini.New().EncodeResponse(&adapters.Exchange{}, nil, answer, &losses)
			if err != nil {
				t.Fatal(err)
			}
			_, rest, _ := strings.Cut(string(shown), `"thoughtSignature":"`)
			signature, _, _ := strings.Cut(rest, `"`)
			request := `{"contents":[{"role":"user","parts":[{"text":"Go"}]},{"role":"model","parts":[{"functionCall":{"id":"call_1","name":"look","args":{}},"thoughtSignature":"` + signature + `"}]},{"role":"user","parts":[{"functionResponse":{"id":"call_1","name":"look","response":{"output":"a hill"}}}]}]}`
			req, err := gemini.New().DecodeRequest(&adapters.Exchange{}, adapters.Wire{Body: []byte(request)})
			if err != nil {
				t.Fatal(err)
			}
			out, err := chat.New().EncodeRequest(x, req, &losses)
			if err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(string(out.Body), `"reasoning_content":"Look first."`) {
				t.Errorf("the reasoning did not come back: %s", out.Body)
			}
			for _, l := range losses.Items() {
				if l.Class == pb.LossClass_LOSS_CLASS_REASONING {
					t.Errorf("a loss of reasoning: %v", l)
				}
			}
		})
	}
}

func accumulate(t *testing.T, r adapters.EventReader) *pb.GenerateResponse {
	t.Helper()
	a := canon.NewAccumulator()
	for {
		ev, err := r.Next()
		if err != nil {
			break
		}
		if err := a.Add(ev); err != nil {
			t.Fatal(err)
		}
	}
	return a.Response()
}
