package chat

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
)

func FuzzDecodeRequest(f *testing.F) {
	f.Add([]byte(twoSystems))
	f.Add([]byte(`{"messages":[{"role":"assistant","content":null,"function_call":{"name":"f","arguments":""},"tool_calls":[{}]}],"functions":[{}],"stop":"a"}`))
	f.Add([]byte(`{"messages":[{"content":[{"type":"text"},{"type":"file","file":{"file_data":"x"}},7]},{"role":"tool"}],"tool_choice":{"type":"custom"},"reasoning":{"effort":1}}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		x := &adapters.Exchange{}
		req, err := New().DecodeRequest(x, adapters.Wire{Body: body})
		if err != nil {
			if _, ok := errors.AsType[*canon.Fault](err); !ok {
				t.Fatalf("not a fault: %v", err)
			}
			return
		}
		var losses adapters.Losses
		out, err := New().EncodeRequest(x, req, &losses)
		if err != nil {
			t.Fatal(err)
		}
		if d := jsonx.DiffNormal(body, out.Body); d != nil {
			t.Fatalf("%s\n%s\n%v", body, out.Body, d)
		}
		for _, l := range losses.Items() {
			t.Errorf("loss %v", l)
		}
	})
}

func FuzzDecodeResponse(f *testing.F) {
	f.Add([]byte(`{"id":"c","choices":[{"index":0,"message":{"role":"assistant","content":"a","annotations":[{"type":"url_citation","url_citation":{"url":"u"}}],"reasoning_details":[{"data":"d"}]},"finish_reason":"stop","logprobs":{"content":[{"token":"a","logprob":-1e-9,"bytes":[97]}]}}],"usage":{"prompt_tokens":1,"reasoning_tokens":3,"cached_tokens":2}}`))
	f.Add([]byte(`{"error":{"message":"m","code":1}}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		x := &adapters.Exchange{}
		resp, err := New().DecodeResponse(x, adapters.Wire{Body: body})
		if err != nil {
			return
		}
		out, err := New().EncodeResponse(x, nil, resp, nil)
		if err != nil {
			t.Fatal(err)
		}
		if d := jsonx.DiffNormal(body, out); d != nil {
			t.Fatalf("%s\n%s\n%v", body, out, d)
		}
	})
}

func FuzzReader(f *testing.F) {
	f.Add([]byte("data: {\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"a\"}}],\"obfuscation\":\"x\"}\n\ndata: {\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"b\"}}],\"obfuscation\":\"y\"}\n\ndata: [DONE]\n\n"))
	f.Add([]byte("data: {\"choices\":[{\"delta\":{\"tool_calls\":[{\"index\":0,\"function\":{\"name\":\"f\",\"arguments\":\"{\"}}]},\"finish_reason\":\"stop\"}]}\n\ndata: {\"error\":{\"message\":\"m\"}}\n\n"))
	f.Add([]byte("data: {\"choices\":[],\"id\":\"\"}\n\ndata: {\"choices\":[{\"delta\":{\"content\":[{\"type\":\"text\",\"text\":\"a\"}],\"reasoning\":\"r\",\"reasoning_details\":[{\"type\":\"reasoning.text\",\"text\":\"r\",\"signature\":\"s\"}]}}]}\n\n"))
	f.Fuzz(func(t *testing.T, stream []byte) {
		x := &adapters.Exchange{}
		r, w := New().NewEventReader(x, bytes.NewReader(stream)), New().NewEventWriter(x, nil)
		var grammar canon.Grammar
		acc := canon.NewAccumulator()
		var out []byte
		for {
			ev, err := r.Next()
			if err != nil {
				if errors.Is(err, io.EOF) && !grammar.Done() {
					t.Fatal("an end without its event")
				}
				break
			}
			if err := grammar.Check(ev); err != nil {
				t.Fatal(err)
			}
			if err := acc.Add(ev); err != nil {
				t.Fatal(err)
			}
			if out, err = w.Append(out, ev); err != nil {
				t.Fatal(err)
			}
		}
		sameChunks(t, stream, out)
	})
}

// sameChunks compares the chunks of two streams as far as the second goes.
func sameChunks(t *testing.T, want, got []byte) {
	t.Helper()
	a, b := chunksOf(want), chunksOf(got)
	if len(b) > len(a) {
		t.Fatalf("%d chunks of %d", len(b), len(a))
	}
	for i, chunk := range b {
		if strings.TrimSpace(chunk) == strings.TrimSpace(a[i]) {
			continue
		}
		if d := jsonx.DiffNormal([]byte(a[i]), []byte(chunk)); d != nil {
			t.Fatalf("chunk %d: %s\n%s\n%v", i, a[i], chunk, d)
		}
	}
}
