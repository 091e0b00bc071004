package translate_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/all"
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	"github.com/interlingua/interlingua/gateway/translate"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

const (
	thought      = "It is wet there.\n\nI look."
	thinkingWire = `{"id":"c","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"finish_reason":"tool_calls",` +
		`"message":{"role":"assistant","content":null,"reasoning_content":"It is wet there.\n\nI look.","tool_calls":[{"id":"call_1",` +
		`"type":"function","function":{"name":"f","arguments":"{}"}}]}}]}`
	thinkingStream = `data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"role":"assistant","reasoning_content":"It is wet"}}]}

data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"reasoning_content":" there.\n\nI look."}}]}

data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"call_1","type":"function","function":{"name":"f","arguments":"{}"}}]}}]}

data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}]}

data: [DONE]

`
)

// TestReadableReasoningComesHome follows reasoning that nobody sealed, but that its upstream demands back, through clients of other
// dialects. Many replay no reasoning but what they take for sealed, and some only its seal.
func TestReadableReasoningComesHome(t *testing.T) {
	upstream := all.ByName("chat")
	x := &adapters.Exchange{Seed: "s", Quirks: canon.Quirks{ReasoningField: "reasoning_content"}}
	for _, client := range all.All() {
		if client.Dialect() == upstream.Dialect() {
			continue
		}
		t.Run(all.Name(client.Dialect()), func(t *testing.T) {
			whole, _, err := translate.Response(upstream, client, x, nil, adapters.Wire{Body: []byte(thinkingWire)})
			if err != nil {
				t.Fatal(err)
			}
			comesHome(t, upstream, client, x, string(whole))

			events := streamed(t, upstream, client, x, thinkingStream)
			answer, err := client.EncodeResponse(&adapters.Exchange{}, nil, events, nil)
			if err != nil {
				t.Fatal(err)
			}
			comesHome(t, upstream, client, x, string(answer))
		})
	}
}

// streamed translates a stream for a client, and gives the answer that the client reads out of it.
func streamed(t *testing.T, upstream, client adapters.Adapter, x *adapters.Exchange, stream string) *pb.GenerateResponse {
	t.Helper()
	var shown bytes.Buffer
	s := translate.Stream{Source: upstream, Target: client, Exchange: x, Flush: func(b []byte) error {
		shown.Write(b)
		return nil
	}}
	if _, err := s.Run(strings.NewReader(stream)); err != nil {
		t.Fatal(err)
	}
	reader, gathered := client.NewEventReader(&adapters.Exchange{Sealer: canon.NewSealer([]byte("another"))}, &shown), canon.NewAccumulator()
	for {
		ev, err := reader.Next()
		if err != nil {
			return gathered.Response()
		}
		if err := gathered.Add(ev); err != nil {
			t.Fatal(err)
		}
	}
}

// comesHome replays an answer with its readable reasoning and without, and looks for the reasoning in what the upstream gets.
func comesHome(t *testing.T, upstream, client adapters.Adapter, x *adapters.Exchange, answer string) {
	t.Helper()
	quoted := jsonx.Quote(thought)
	hidden := strings.ReplaceAll(answer, quoted, `""`)
	if hidden == answer {
		t.Errorf("the client is not shown the reasoning: %s", answer)
	}
	for _, history := range []string{answer, hidden} {
		req, err := translate.DecodeRequest(client, x, adapters.Wire{Body: replay[client.Dialect()](history)})
		if err != nil {
			t.Fatal(err)
		}
		answerCalls(req.Canonical)
		out, _, err := req.Encode(upstream, x)
		if err != nil {
			t.Fatal(err)
		}
		if got, _ := jsonx.Lookup(string(out.Body), "/messages/1/reasoning_content"); got != quoted {
			t.Errorf("the upstream gets the reasoning back as %s from %s", got, history)
		}
	}
}
