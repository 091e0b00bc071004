package chat

import (
	"strings"
	"testing"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/canon"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

const twoSystems = `{"model":"m","max_completion_tokens":5,"stream":true,"stream_options":{"include_usage":true},"messages":[` +
	`{"role":"system","content":"A"},{"role":"developer","content":[{"type":"text","text":"B"},{"type":"text","text":"C"}]},` +
	`{"role":"user","content":"x"},{"role":"assistant","reasoning":"Hm.","content":"y"},{"role":"system","content":"D"},` +
	`{"role":"user","content":[{"type":"image_url","image_url":{"url":"https://example.com/a.png"}},{"type":"text","text":"z"}]}]}`

// Upstreams differ from the first-party service in ways that configuration names.
func TestQuirks(t *testing.T) {
	tests := []struct {
		name    string
		quirks  canon.Quirks
		want    []string
		without []string
		losses  []string
	}{
		{
			name: "none",
			want: []string{`"role":"developer"`, `"reasoning":"Hm."`, `"max_completion_tokens":5`, `"include_usage":true`},
		},
		{
			name: "older names", quirks: canon.Quirks{MaxTokensField: "max_tokens", ReasoningField: "reasoning_content", NoDeveloperRole: true},
			want: []string{`"max_tokens":5`, `"reasoning_content":"Hm."`}, without: []string{"developer", "max_completion_tokens", `"reasoning":`},
		},
		{
			name: "no usage in streams", quirks: canon.Quirks{NoStreamUsage: true}, without: []string{"include_usage"},
		},
		{
			name: "one system message at the front", quirks: canon.Quirks{LeadingSystemOnly: true},
			want:    []string{`{"role":"system","content":[{"type":"text","text":"A"},{"type":"text","text":"B"},{"type":"text","text":"C"}]}`, `<system-reminder>\nD\n</system-reminder>`},
			without: []string{"developer"}, losses: []string{"/messages/4/role"},
		},
		{
			name: "strings only", quirks: canon.Quirks{StringContent: true},
			want:   []string{`{"role":"developer","content":"B\n\nC"}`, `{"role":"user","content":"z"}`},
			losses: []string{"/messages/1/parts/1", "/messages/5/parts/0"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			x := &adapters.Exchange{Quirks: tt.quirks}
			req, err := New().DecodeRequest(x, adapters.Wire{Body: []byte(twoSystems)})
			if err != nil {
				t.Fatal(err)
			}
			var losses adapters.Losses
			out, err := New().EncodeRequest(x, req, &losses)
			if err != nil {
				t.Fatal(err)
			}
			for _, want := range tt.want {
				if !strings.Contains(string(out.Body), want) {
					t.Errorf("%s is not in %s", want, out.Body)
				}
			}
			for _, not := range tt.without {
				if strings.Contains(string(out.Body), not) {
					t.Errorf("%s is in %s", not, out.Body)
				}
			}
			paths := map[string]bool{}
			for _, l := range losses.Items() {
				paths[l.Path] = true
			}
			for _, path := range tt.losses {
				if !paths[path] {
					t.Errorf("no loss at %s: %v", path, losses.Items())
				}
			}
		})
	}
}

// A foreign history shows its reasoning to an upstream that is known to take it.
func TestReasoningFieldOfForeignHistory(t *testing.T) {
	req := &pb.GenerateRequest{Origin: pb.Dialect_DIALECT_CLAUDE, Model: "m", Messages: []*pb.Message{
		{Role: pb.Role_ROLE_USER, Parts: []*pb.Part{textPart("x")}},
		{Role: pb.Role_ROLE_ASSISTANT, Parts: []*pb.Part{reasoningPart("Hm.", reasoningField), reasoningPart("So.", reasoningField), textPart("y")}},
		{Role: pb.Role_ROLE_USER, Parts: []*pb.Part{textPart("z")}},
	}}
	var losses adapters.Losses
	out, err := New().EncodeRequest(&adapters.Exchange{Quirks: canon.Quirks{ReasoningField: "reasoning"}}, req, &losses)
	if err != nil {
		t.Fatal(err)
	}
	if want := `"reasoning":"Hm.\n\nSo."`; !strings.Contains(string(out.Body), want) {
		t.Errorf("%s is not in %s", want, out.Body)
	}
	if items := losses.Items(); len(items) != 1 || items[0].Path != "/messages/1/parts/1" {
		t.Errorf("losses %v", items)
	}
}

func TestFitsStrict(t *testing.T) {
	for schema, want := range map[string]bool{
		`{"type":"object","properties":{},"additionalProperties":false}`:                                                                   true,
		`{"type":"object","properties":{"a":{"type":"string"}},"required":["a"],"additionalProperties":false}`:                             true,
		`{"type":"object","properties":{"a":{"anyOf":[{"type":"string"},{"type":"null"}]}},"required":["a"],"additionalProperties":false}`: true,
		`{"type":"object","properties":{"a":{"type":"string"}},"additionalProperties":false}`:                                              false,
		`{"type":"object","properties":{}}`:                                                                                          false,
		`{"anyOf":[{"type":"object","properties":{},"additionalProperties":false}]}`:                                                 false,
		`{"type":"object","properties":{"a":{"oneOf":[{"type":"string"}]}},"required":["a"],"additionalProperties":false}`:           false,
		`{"type":"object","properties":{"oneOf":{"type":"string"}},"required":["oneOf"],"additionalProperties":false}`:               true,
		`{"type":"object","properties":{"a":{"type":"object","properties":{"b":{}}}},"required":["a"],"additionalProperties":false}`: false,
		`not JSON`: false,
	} {
		if got := fitsStrict(schema); got != want {
			t.Errorf("%s: %t", schema, got)
		}
	}
}
