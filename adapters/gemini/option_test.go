package gemini

import (
	"strings"
	"testing"

	"google.golang.org/protobuf/proto"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/adapterstest"
	"github.com/interlingua/interlingua/adapters/adapterstest/validate"
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// lowered writes a request of another dialect.
func lowered(t *testing.T, x *adapters.Exchange, req *pb.GenerateRequest) string {
	t.Helper()
	req.Origin = pb.Dialect_DIALECT_CHAT
	req.Messages = append(req.Messages, &pb.Message{Role: pb.Role_ROLE_USER, Parts: []*pb.Part{text("hi")}})
	w, err := New().EncodeRequest(x, req, &adapters.Losses{})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range validate.Request(own, w.Path, nil, w.Body) {
		t.Error(f)
	}
	return string(w.Body)
}

func at(t *testing.T, doc, pointer string) string {
	t.Helper()
	v, ok := jsonx.Lookup(doc, pointer)
	if !ok {
		t.Fatalf("no %s in %s", pointer, doc)
	}
	return v
}

// A service of the older schemas gets them under their own names.
func TestOpenAPISchemas(t *testing.T) {
	const schema = `{"type":"object","properties":{"a":{"type":["string","null"]},"b":{"$ref":"#/$defs/x"}},` +
		`"$defs":{"x":{"type":"integer"}},"additionalProperties":false}`
	doc := lowered(t, &adapters.Exchange{Quirks: canon.Quirks{OpenAPISchemas: true}}, &pb.GenerateRequest{
		Model: "gemini-2.5-pro",
		Tools: []*pb.Tool{{Kind: pb.ToolKind_TOOL_KIND_FUNCTION, Name: "f", SchemaJson: proto.String(schema)}},
	})
	if got := at(t, doc, "/tools/0/functionDeclarations/0/parameters/properties"); got !=
		`{"a":{"type":"STRING","nullable":true},"b":{"type":"INTEGER"}}` {
		t.Error(got)
	}
}

// What a caller knows of a model goes before the table.
func TestCapabilities(t *testing.T) {
	effort := "low"
	req := func(model string) *pb.GenerateRequest {
		return &pb.GenerateRequest{Model: model, Reasoning: &pb.ReasoningConfig{Effort: &effort}}
	}
	if got := at(t, lowered(t, &adapters.Exchange{}, req("gemini-2.5-pro")), "/generationConfig/thinkingConfig"); !strings.Contains(got, "thinkingBudget") {
		t.Error(got)
	}
	x := &adapters.Exchange{Capabilities: &canon.Capabilities{Efforts: []string{"low", "high"}, NoBudget: true}}
	if got := at(t, lowered(t, x, req("own-model")), "/generationConfig/thinkingConfig"); !strings.Contains(got, `"thinkingLevel":"LOW"`) {
		t.Error(got)
	}
}

// The tools of an answer are those that the client declared, whatever they are called on the way.
func TestToolNamesComeBack(t *testing.T) {
	request := &pb.GenerateRequest{Tools: []*pb.Tool{
		{Kind: pb.ToolKind_TOOL_KIND_CUSTOM, Name: "patch"},
		{Kind: pb.ToolKind_TOOL_KIND_NAMESPACE, Name: "ns", Tools: []*pb.Tool{{Kind: pb.ToolKind_TOOL_KIND_FUNCTION, Name: "find it!"}}},
	}}
	names := canon.NewNames(request, nameRule)
	call := func(name, arguments string) string {
		return `{"functionCall":{"name":` + jsonx.Quote(name) + `,"args":` + arguments + `}}`
	}
	body := `{"candidates":[{"content":{"parts":[` + call(names.Alias("", "patch"), `{"input":"diff"}`) + `,` +
		call(names.Alias("ns", "find it!"), `{"q":1}`) + `],"role":"model"},"finishReason":"STOP","index":0}]}`
	x := &adapters.Exchange{Request: request}
	check := func(how string, resp *pb.GenerateResponse) {
		parts := resp.Candidates[0].Messages[0].Parts
		custom, function := parts[0].GetToolCall(), parts[1].GetToolCall()
		if custom.Kind != pb.ToolKind_TOOL_KIND_CUSTOM || custom.Name != "patch" || custom.Input != "diff" || custom.ArgumentsJson != "" {
			t.Errorf("%s: %v", how, custom)
		}
		if function.Namespace != "ns" || function.Name != "find it!" || function.ArgumentsJson != `{"q":1}` {
			t.Errorf("%s: %v", how, function)
		}
	}
	resp, err := New().DecodeResponse(x, adapters.Wire{Body: []byte(body)})
	if err != nil {
		t.Fatal(err)
	}
	check("whole", resp)
	acc := canon.NewAccumulator()
	if err := adapterstest.Each(New().NewEventReader(x, strings.NewReader("data: "+body+"\n\n")), acc.Add); err != nil {
		t.Fatal(err)
	}
	check("streamed", acc.Response())
}

// An array is one at every end of a stream.
func TestArrayWriter(t *testing.T) {
	failed := &pb.GenerateEvent{Event: &pb.GenerateEvent_Error{Error: &pb.Error{Code: pb.ErrorCode_ERROR_CODE_OVERLOADED, Message: "busy"}}}
	for name, write := range map[string]func(put func(*pb.GenerateEvent) error) error{
		"whole": func(put func(*pb.GenerateEvent) error) error {
			return canon.Explode(foreignAnswer(text("a"), toolCall("c", "")), put)
		},
		"failed": func(put func(*pb.GenerateEvent) error) error { return put(failed) },
		"in midway": func(put func(*pb.GenerateEvent) error) error {
			n := 0
			_ = canon.Explode(foreignAnswer(text("a")), func(ev *pb.GenerateEvent) error {
				if n++; n > 3 {
					return nil
				}
				return put(ev)
			})
			return put(failed)
		},
	} {
		w := New().(adapters.ArrayStreamer).NewArrayWriter(&adapters.Exchange{}, nil)
		var out []byte
		if err := write(func(ev *pb.GenerateEvent) (err error) {
			out, err = w.Append(out, ev)
			return err
		}); err != nil {
			t.Fatal(err)
		}
		for _, f := range validate.ArrayStream(out) {
			t.Errorf("%s: %s\n%s", name, f, out)
		}
		if !jsonx.Valid(out) {
			t.Errorf("%s: %s", name, out)
		}
		if strings.HasPrefix(name, "f") || strings.HasPrefix(name, "i") {
			if !strings.Contains(string(out), `"status":"UNAVAILABLE"`) {
				t.Errorf("%s: %s", name, out)
			}
		}
	}
}
