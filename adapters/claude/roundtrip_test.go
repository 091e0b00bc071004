package claude_test

import (
	"bytes"
	"testing"

	"google.golang.org/protobuf/encoding/prototext"
	"google.golang.org/protobuf/proto"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/adapterstest"
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/claude"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

func sealOf(issuer pb.Dialect, data string) *pb.Seal { return &pb.Seal{Issuer: issuer, Data: data} }

func text(s string) *pb.Part { return &pb.Part{Content: &pb.Part_Text{Text: &pb.Text{Text: s}}} }

func call(id, name, arguments string) *pb.Part {
	return &pb.Part{Content: &pb.Part_ToolCall{ToolCall: &pb.ToolCall{
		CallId: id, Name: name, ArgumentsJson: arguments, Kind: pb.ToolKind_TOOL_KIND_FUNCTION,
	}}}
}

func thought(text string, summaries ...string) *pb.Part {
	return &pb.Part{Content: &pb.Part_Reasoning{Reasoning: &pb.ReasoningContent{Text: text, Summaries: summaries}}}
}

func sealed(p *pb.Part, s *pb.Seal) *pb.Part {
	p.Seal = s
	return p
}

func answer(origin pb.Dialect, parts ...*pb.Part) *pb.GenerateResponse {
	return &pb.GenerateResponse{Origin: origin, Id: "r", Model: "m", Candidates: []*pb.Candidate{{
		Messages: []*pb.Message{{Origin: origin, Role: pb.Role_ROLE_ASSISTANT, Parts: parts}},
		Finish:   &pb.Finish{Reason: pb.FinishReason_FINISH_REASON_END},
	}}}
}

// write gives the answer as a client gets it: whole, or put together from the stream. That it is put together by a reader
// that has no key of ours is what makes it a client: envelopes stay shut.
func write(t *testing.T, x *adapters.Exchange, resp *pb.GenerateResponse, streamed bool) string {
	t.Helper()
	a := claude.New()
	if !streamed {
		body, err := a.EncodeResponse(x, nil, resp, &adapters.Losses{})
		if err != nil {
			t.Fatal(err)
		}
		return string(body)
	}
	stream := writeStream(t, x, resp)
	client := &adapters.Exchange{Sealer: canon.NewSealer([]byte("a stranger's"))}
	acc := canon.NewAccumulator()
	if err := adapterstest.Each(a.NewEventReader(client, bytes.NewReader(stream)), acc.Add); err != nil {
		t.Fatal(err)
	}
	body, err := a.EncodeResponse(client, nil, acc.Response(), &adapters.Losses{})
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

func writeStream(t *testing.T, x *adapters.Exchange, resp *pb.GenerateResponse) (stream []byte) {
	t.Helper()
	w := claude.New().NewEventWriter(x, &adapters.Losses{})
	err := canon.Explode(resp, func(ev *pb.GenerateEvent) (err error) {
		stream, err = w.Append(stream, ev)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return stream
}

// sealedAnswers are the parts of answers with provider state.
func sealedAnswers() map[string][]*pb.Part {
	const gemini, responses = pb.Dialect_DIALECT_GEMINI, pb.Dialect_DIALECT_RESPONSES
	return map[string][]*pb.Part{
		"reasoning":           {sealed(thought("", "A", "B"), sealOf(responses, "ZW5j")), text("Hi")},
		"reasoning unseen":    {sealed(thought(""), sealOf(responses, "ZW5j")), text("Hi")},
		"reasoning and calls": {sealed(thought("", "A"), sealOf(responses, "ZW5j")), call("c1", "f", `{"a":1}`), call("c2", "f", `{}`)},
		"call":                {text("Hi"), sealed(call("c1", "f", `{"a":1}`), sealOf(gemini, "Z2Vt")), call("c2", "f", `{}`)},
		"call with strange id": {
			sealed(call("call:1", "f", `{"a":1}`), sealOf(gemini, "Z2Vt")), sealed(call("call:2", "f", `{"a":2}`), sealOf(gemini, "Z2Vu")),
		},
		"several rounds": {
			sealed(thought("", "A"), sealOf(responses, "b25l")), text("Hi"), sealed(thought("", "B"), sealOf(responses, "dHdv")),
			call("c1", "f", `{"a":1}`),
		},
		"own": {sealed(thought("A"), sealOf(pb.Dialect_DIALECT_CLAUDE, "c2ln")), text("Hi")},
	}
}

// What another vendor sealed comes back on the part that it belongs to once the client has sent the answer back, even if it
// leaves out what it may leave out: the text beside a signature.
func TestSealsComeBack(t *testing.T) {
	for name, parts := range sealedAnswers() {
		for how, streamed := range map[string]bool{"whole": false, "streamed": true} {
			t.Run(name+"/"+how, func(t *testing.T) {
				x := &adapters.Exchange{Sealer: canon.NewSealer([]byte("key"))}
				body := write(t, x, answer(pb.Dialect_DIALECT_GEMINI, parts...), streamed)
				content, _ := jsonx.Get(body, "content")
				got := history(t, x, content)
				want := make([]*pb.Part, len(parts))
				for i, p := range parts {
					want[i] = proto.CloneOf(p)
					if c := want[i].GetToolCall(); c != nil {
						c.CallId = got[min(i, len(got)-1)].GetToolCall().GetCallId()
					}
				}
				same(t, want, got)
			})
		}
	}
}

// A stream may sign a text when it has been given already. The seal comes back behind it, as an empty text: so its issuer writes it.
func TestLateSealComesBack(t *testing.T) {
	x := &adapters.Exchange{Sealer: canon.NewSealer([]byte("key"))}
	for name, parts := range map[string][]*pb.Part{
		"behind all":    {text("Hi"), sealed(text(""), sealOf(pb.Dialect_DIALECT_GEMINI, "Z2Vt"))},
		"before a call": {text("Hi"), sealed(text(""), sealOf(pb.Dialect_DIALECT_GEMINI, "Z2Vt")), call("c1", "f", `{}`)},
		"between texts": {text("Hi"), sealed(text(""), sealOf(pb.Dialect_DIALECT_GEMINI, "Z2Vt")), text("you")},
	} {
		t.Run(name, func(t *testing.T) {
			content, _ := jsonx.Get(write(t, x, answer(pb.Dialect_DIALECT_GEMINI, parts...), true), "content")
			same(t, parts, history(t, x, content))
		})
	}
}

// A gateway may be an upstream itself: its envelopes go on as they came.
func TestEnvelopesGoOn(t *testing.T) {
	a := claude.New()
	for name, parts := range sealedAnswers() {
		t.Run(name, func(t *testing.T) {
			x := &adapters.Exchange{Sealer: canon.NewSealer([]byte("key"))}
			resp := answer(pb.Dialect_DIALECT_GEMINI, parts...)
			body := []byte(write(t, x, resp, false))
			got, err := a.DecodeResponse(x, adapters.Wire{Body: body})
			if err != nil {
				t.Fatal(err)
			}
			out, err := a.EncodeResponse(x, nil, got, nil)
			if err != nil {
				t.Fatal(err)
			}
			for _, d := range adapterstest.SameDocument(body, out) {
				t.Errorf("whole: %s", d)
			}
			stream := writeStream(t, x, resp)
			w := a.NewEventWriter(x, nil)
			out = nil
			if err := adapterstest.Each(a.NewEventReader(x, bytes.NewReader(stream)), func(ev *pb.GenerateEvent) (err error) {
				out, err = w.Append(out, ev)
				return err
			}); err != nil {
				t.Fatal(err)
			}
			for _, d := range adapterstest.SameFrames(adapterstest.Frames(stream), adapterstest.Frames(out), false) {
				t.Errorf("streamed: %s", d)
			}
		})
	}
}

// history gives the parts of the assistant's message with that content, as a request's decoder reads it.
func history(t *testing.T, x *adapters.Exchange, content string) []*pb.Part {
	t.Helper()
	body := `{"model":"m","max_tokens":9,"messages":[{"role":"user","content":"?"},{"role":"assistant","content":` + content + `}]}`
	a := claude.New()
	req, err := a.DecodeRequest(x, adapters.Wire{Body: []byte(body)})
	if err != nil {
		t.Fatal(err)
	}
	// A place in what was opened is one in the block that it was opened from.
	for i := range req.Messages[1].Parts {
		at := a.(adapters.Locator).LocateRequest(req, canon.PartPath(1, i)+"/seal")
		if _, ok := jsonx.Lookup(body, at); !ok {
			t.Errorf("part %d is at %s, which is not there", i, at)
		}
	}
	parts := req.Messages[1].Parts
	for _, p := range parts {
		p.Extensions = nil
	}
	return parts
}

func same(t *testing.T, want, got []*pb.Part) {
	t.Helper()
	for i := range max(len(want), len(got)) {
		var w, g *pb.Part
		if i < len(want) {
			w = want[i]
		}
		if i < len(got) {
			g = got[i]
		}
		if !proto.Equal(w, g) {
			t.Errorf("part %d:\nwant %s\ngot  %s", i, prototext.Format(w), prototext.Format(g))
		}
	}
}

// A client that speaks another dialect gets back its own tools, and the answer where it asked for a format.
func TestRestoredCalls(t *testing.T) {
	function := func(name string) *pb.Tool { return &pb.Tool{Name: name, Kind: pb.ToolKind_TOOL_KIND_FUNCTION} }
	cases := []struct {
		name string
		req  *pb.GenerateRequest
		// call is what the model calls, and arguments with what.
		call, arguments string
		want            *pb.Part
	}{
		{
			"custom", &pb.GenerateRequest{Tools: []*pb.Tool{{Name: "patch", Kind: pb.ToolKind_TOOL_KIND_CUSTOM}}},
			"patch", `{"input": "a \"b\"\n\u00e9\ud83d\ude00"}`,
			&pb.Part{Content: &pb.Part_ToolCall{ToolCall: &pb.ToolCall{
				CallId: "c", Name: "patch", Kind: pb.ToolKind_TOOL_KIND_CUSTOM, Input: "a \"b\"\né😀",
			}}},
		},
		{
			"custom without wrapper", &pb.GenerateRequest{Tools: []*pb.Tool{{Name: "patch", Kind: pb.ToolKind_TOOL_KIND_CUSTOM}}},
			"patch", `{"patch":"x"}`,
			&pb.Part{Content: &pb.Part_ToolCall{ToolCall: &pb.ToolCall{
				CallId: "c", Name: "patch", Kind: pb.ToolKind_TOOL_KIND_CUSTOM, Input: `{"patch":"x"}`,
			}}},
		},
		{
			"namespace", &pb.GenerateRequest{Tools: []*pb.Tool{{
				Name: "crm", Kind: pb.ToolKind_TOOL_KIND_NAMESPACE, Tools: []*pb.Tool{function("find")},
			}}},
			"crm__find", `{}`,
			&pb.Part{Content: &pb.Part_ToolCall{ToolCall: &pb.ToolCall{
				CallId: "c", Namespace: "crm", Name: "find", Kind: pb.ToolKind_TOOL_KIND_FUNCTION, ArgumentsJson: "{}",
			}}},
		},
		{
			"format", &pb.GenerateRequest{Output: &pb.OutputConfig{Format: &pb.OutputFormat{
				MediaType: "application/json", SchemaJson: proto.String(`{"type":"object"}`),
			}}},
			canon.JSONToolName, `{"a":1}`, text(`{"a":1}`),
		},
	}
	for _, c := range cases {
		for how, streamed := range map[string]bool{"whole": false, "streamed": true} {
			t.Run(c.name+"/"+how, func(t *testing.T) {
				c.req.Origin = pb.Dialect_DIALECT_RESPONSES
				resp := answer(pb.Dialect_DIALECT_CLAUDE, call("c", c.call, c.arguments))
				resp.Candidates[0].Finish.Reason = pb.FinishReason_FINISH_REASON_TOOL_CALLS
				got := read(t, &adapters.Exchange{Request: c.req}, resp, streamed).Candidates[0]
				same(t, []*pb.Part{c.want}, got.Messages[0].Parts)
				want := pb.FinishReason_FINISH_REASON_TOOL_CALLS
				if c.want.GetText() != nil {
					want = pb.FinishReason_FINISH_REASON_END
				}
				if got.Finish.Reason != want {
					t.Errorf("finish %v", got.Finish)
				}
			})
		}
	}
}

// read gives what a client's exchange reads of an answer that this dialect's upstream wrote.
func read(t *testing.T, x *adapters.Exchange, resp *pb.GenerateResponse, streamed bool) *pb.GenerateResponse {
	t.Helper()
	a := claude.New()
	if !streamed {
		got, err := a.DecodeResponse(x, adapters.Wire{Body: []byte(write(t, &adapters.Exchange{}, resp, false))})
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	acc := canon.NewAccumulator()
	if err := adapterstest.Each(a.NewEventReader(x, bytes.NewReader(writeStream(t, &adapters.Exchange{}, resp))), acc.Add); err != nil {
		t.Fatal(err)
	}
	return acc.Response()
}
