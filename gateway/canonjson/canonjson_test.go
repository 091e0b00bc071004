package canonjson

import (
	"errors"
	"strings"
	"testing"

	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
	"google.golang.org/protobuf/proto"
)

func call(arguments string) *pb.Message {
	return &pb.Message{Parts: []*pb.Part{{Content: &pb.Part_ToolCall{ToolCall: &pb.ToolCall{ArgumentsJson: arguments}}}}}
}

func TestMarshal(t *testing.T) {
	number := "1.0"
	for _, tc := range []struct {
		name string
		m    proto.Message
		want string
	}{
		{"object", call(`{"b":1,"a":2.50}`), `{"parts":[{"tool_call":{"arguments_json":{"b":1,"a":2.50}}}]}`},
		{"string", call(`"x"`), `{"parts":[{"tool_call":{"arguments_json":"\"x\""}}]}`},
		{"no JSON", call(`{"a":`), `{"parts":[{"tool_call":{"arguments_json":"{\"a\":"}}]}`},
		{"null", call(`null`), `{"parts":[{"tool_call":{"arguments_json":null}}]}`},
		{
			"list", &pb.Tool{ExamplesJson: []string{`{"a":1}`, `[2]`}},
			`{"examples_json":[{"a":1},[2]]}`,
		},
		{"array", &pb.Tool{SchemaJson: proto.String(`[true]`)}, `{"schema_json":[true]}`},
		{"number", &pb.ToolResult{OutputJson: &number}, `{"output_json":1.0}`},
		{"other strings", &pb.Text{Text: `{"a":1}`}, `{"text":"{\"a\":1}"}`},
	} {
		got, err := Marshal(tc.m)
		if err != nil {
			t.Fatal(err)
		}
		if string(got) != tc.want {
			t.Errorf("%s: got %s, want %s", tc.name, got, tc.want)
		}
		back := tc.m.ProtoReflect().New().Interface()
		if err := Unmarshal(got, back); err != nil || !proto.Equal(tc.m, back) {
			t.Errorf("%s: reads back as %v, %v", tc.name, back, err)
		}
	}
}

func TestUnmarshalTakesCamelCase(t *testing.T) {
	var got pb.Tool
	if err := Unmarshal([]byte(`{"schemaJson":{"type":"object"},"outputSchemaJson":"{}"}`), &got); err != nil {
		t.Fatal(err)
	}
	if got.GetSchemaJson() != `{"type":"object"}` || got.GetOutputSchemaJson() != "{}" {
		t.Errorf("got %v", &got)
	}
}

func TestUnmarshalRefuses(t *testing.T) {
	for _, doc := range []string{``, `[]`, `{"name":1}`, `{"nonsense":1}`, `{"name":"a","name":"b"}`, `{`} {
		if err := Unmarshal([]byte(doc), &pb.Tool{}); err == nil {
			t.Errorf("%s was taken", doc)
		}
	}
}

// A fault names the field, also behind JSON that stands for a string, and quotes nothing of the text.
func TestFaultsNameTheField(t *testing.T) {
	for doc, want := range map[string]string{
		`{"model":"m","messages":[{"parts":[{"text":{"text":"a"}},{"text":{"text":5}}]}]}`: "messages[0].parts[1].text.text: is no value of the type string",
		`{"tools":[{"schema_json":{"type":"object"},"kind":"secret"}]}`:                    "tools[0].kind: is no value of ToolKind",
		`{"tools":[{"schema_json":{"type":"object"},"nope":"secret"}]}`:                    "tools[0].nope: there is no such field",
		`{"messages":{}}`:         "messages: is no list",
		`{"messages":["secret"]}`: "messages[0]: is no object",
		`{"messages":[{"parts":[{"text":{},"refusal":{}}]}]}`: "messages[0].parts[0]: its fields exclude each other, or one comes twice",
		`{"sampling":{"temperature":"secret"}}`:               "sampling.temperature: is no value of the type double",
	} {
		err := Unmarshal([]byte(doc), &pb.GenerateRequest{})
		if f, ok := errors.AsType[*Fault](err); !ok || f.Error() != want {
			t.Errorf("%s: %v, want %s", doc, err, want)
		}
	}
	for _, doc := range []string{`{"model":"secret",`, `{"model":"secret" 1}`, ``, `secret`} {
		err := Unmarshal([]byte(doc), &pb.GenerateRequest{})
		if f, ok := errors.AsType[*Fault](err); !ok || strings.Contains(f.Error(), "secret") || f.Message == "" {
			t.Errorf("%s: %v", doc, err)
		}
	}
}
