package validate

import (
	"strings"
	"testing"
)

// TestSpecMended reads a description that has all the oddities of the real ones.
func TestSpecMended(t *testing.T) {
	s, err := newSpec("gemini", []byte(`{"components":{"schemas":{
		"Thing": {"type":"object","additionalProperties":false,"required":["kind","size"],"properties":{
			"kind": {"oneOf":[{"type":"string"},{"type":"string","format":"x"}],"nullable":true},
			"size": {"type":"string","format":"int64"},
			"word": {"type":"string","enum":["a"]},
			"part": {"anyOf":[{"$ref":"#/components/schemas/A"},{"$ref":"#/components/schemas/B"}],"discriminator":{"propertyName":"type"}}}},
		"A": {"type":"object","required":["type","a"],"properties":{"type":{"enum":["a"]},"a":{"type":"string"}}},
		"B": {"type":"object","required":["type","b"],"properties":{"type":{"enum":["b"]},"b":{"type":"string"}},"$recursiveAnchor":true},
		"FunctionDeclaration": {"type":"object","required":["name","description"],"properties":{"name":{"type":"string"}}}}}}`))
	if err != nil {
		t.Fatal(err)
	}
	for body, want := range map[string]string{
		`{"kind":null,"size":"5","word":"b","more":1}`:         "", // newer words and members
		`{"kind":"x","size":5,"word":null}`:                    "",
		`{"kind":"x"}`:                                         "missing property 'size'",
		`{"kind":1,"size":"5"}`:                                "/kind",
		`{"kind":"x","size":"5","part":{"type":"b"}}`:          "/part: missing property 'b'",
		`{"kind":"x","size":"5","part":{"type":"a","a":1}}`:    "/part/a: got number, want string",
		`{"kind":"x","size":"5","part":{"type":"later"}}`:      "", // a newer kind
		`{"kind":"x","size":"5","part":{"type":"b","b":null}}`: "/part/b",
	} {
		v, _ := decode([]byte(body))
		c := &check{}
		c.describedBy(s, "", "Thing", v)
		got := strings.Join(c.problems, "\n")
		if want == "" && got != "" || !strings.Contains(got, want) {
			t.Errorf("%s: got %q, want %q", body, got, want)
		}
	}
	c := &check{}
	v, _ := decode([]byte(`{"name":"x"}`))
	if c.describedBy(s, "", "FunctionDeclaration", v); len(c.problems) > 0 {
		t.Errorf("a relaxed member is still demanded: %q", c.problems)
	}
	c.describedBy(s, "", "Nothing", v) // no schema, no opinion
	if len(c.problems) > 0 {
		t.Errorf("got %q", c.problems)
	}
}

func TestSpecFaults(t *testing.T) {
	for _, data := range []string{`{`, `{}`} {
		if _, err := newSpec("gemini", []byte(data)); err == nil {
			t.Errorf("%s gives no error", data)
		}
		if _, err := newSpec("openai", []byte(data)); err == nil {
			t.Errorf("%s as YAML gives no error", data)
		}
	}
	s, err := newSpec("gemini", []byte(`{"components":{"schemas":{"Thing":{"$ref":"file:///etc/hostname"}}}}`))
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if recover() == nil {
			t.Error("a description read another file")
		}
	}()
	s.schema("Thing")
}

// TestSpecOpinion lets the vendors' own descriptions find what the tables take as it comes.
func TestSpecOpinion(t *testing.T) {
	if specs()["openai"] == nil || specs()["gemini"] == nil {
		t.Skip("NO DESCRIPTIONS: set INTERLINGUA_SPECS")
	}
	for _, c := range []brokenCase{
		{"responses_request_tools", []string{`set /body/tools/4/filters {"type":"eq","key":1,"value":"x"}`}, "says the vendor's schema CreateResponse"},
		{
			"responses_response_tools",
			[]string{
				`set /output/1 {"id":"cu_1","type":"computer_call","call_id":"c","status":"completed","pending_safety_checks":[],"action":{"type":"click"}}`,
			},
			"says the vendor's schema Response",
		},
		{"responses_stream_tools", []string{`set /24/data/response/prompt {"version":"1"}`}, "says the vendor's schema ResponseCompletedEvent"},
		{"chat_response_tools", []string{`set /moderation {}`}, ""},
		{"gemini_request_plain", []string{`set /body/generationConfig/speechConfig {"voiceConfig":{"prebuiltVoiceConfig":{"voiceName":1}}}`}, "says the vendor's schema GenerateContentRequest"},
	} {
		d := load(t, c.base)
		d.edit(t, c.edits...)
		if found := strings.Join(d.problems(), "\n"); !strings.Contains(found, c.want) {
			t.Errorf("%s %v: got %q, want %q", c.base, c.edits, found, c.want)
		}
	}
}
