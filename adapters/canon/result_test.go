package canon_test

import (
	"testing"

	"github.com/interlingua/interlingua/adapters/canon"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// toolResult is a result of one JSON value ("" for none) and texts.
func toolResult(failed bool, output string, texts ...string) *pb.ToolResult {
	r := &pb.ToolResult{CallId: "x"}
	if failed {
		r.IsError = &failed
	}
	if output != "" {
		r.OutputJson = &output
	}
	for _, s := range texts {
		r.Parts = append(r.Parts, &pb.Part{Content: &pb.Part_Text{Text: &pb.Text{Text: s}}})
	}
	return r
}

func TestResult(t *testing.T) {
	for _, c := range []struct {
		name   string
		result *pb.ToolResult
		text   string
		joined bool
		object string
	}{
		{"nothing", toolResult(false, ""), "", false, `{"output":""}`},
		{"nil", nil, "", false, `{"output":""}`},
		{"text", toolResult(false, "", `say "hi"`), `say "hi"`, false, `{"output":"say \"hi\""}`},
		{"texts", toolResult(false, "", "a", "", "b", "c"), "a\nb\nc", true, `{"output":"a\nb\nc"}`},
		{"one_text_of_several", toolResult(false, "", "", "b"), "b", false, `{"output":"b"}`},
		{"failed", toolResult(true, "", "no"), "no", false, `{"error":"no"}`},
		{"text_that_is_json", toolResult(false, "", `{"a":1}`), `{"a":1}`, false, `{"output":"{\"a\":1}"}`},
		{"object", toolResult(false, `{ "b": 1.0, "a": [1, 2] }`), `{"b":1.0,"a":[1,2]}`, false, `{ "b": 1.0, "a": [1, 2] }`},
		{"sole_output", toolResult(false, `{"output": "hi"}`), "hi", false, `{"output": "hi"}`},
		{"sole_result", toolResult(false, `{"result":"hi"}`), "hi", false, `{"result":"hi"}`},
		{"sole_error", toolResult(true, `{"error":"no"}`), "no", false, `{"error":"no"}`},
		{"sole_output_no_string", toolResult(false, `{"output":{"a":1}}`), `{"output":{"a":1}}`, false, `{"output":{"a":1}}`},
		{"not_sole", toolResult(false, `{"output":"hi","x":1}`), `{"output":"hi","x":1}`, false, `{"output":"hi","x":1}`},
		{"two_texts", toolResult(false, `{"output":"hi","result":"ho"}`), `{"output":"hi","result":"ho"}`, false, `{"output":"hi","result":"ho"}`},
		{"other_name", toolResult(false, `{"text":"hi"}`), `{"text":"hi"}`, false, `{"text":"hi"}`},
		{"empty_object", toolResult(false, `{}`), `{}`, false, `{}`},
		{"string", toolResult(false, `"hi"`), "hi", false, `{"output":"hi"}`},
		{"list", toolResult(false, `[1, 2]`), "[1,2]", false, `{"output":[1, 2]}`},
		{"null", toolResult(false, `null`), "null", false, `{"output":null}`},
		{"failed_object", toolResult(true, `{"code":5}`), `{"code":5}`, false, `{"error":{"code":5}}`},
		{"failed_list", toolResult(true, `[5]`), `[5]`, false, `{"error":[5]}`},
		{"value_and_text", toolResult(false, `{"a":1}`, "hi"), "{\"a\":1}\nhi", true, `{"output":"{\"a\":1}\nhi"}`},
	} {
		t.Run(c.name, func(t *testing.T) {
			if text, joined := canon.ResultText(c.result); text != c.text || joined != c.joined {
				t.Errorf("text %q, %v; want %q, %v", text, joined, c.text, c.joined)
			}
			if got := canon.ResultObject(c.result); got != c.object {
				t.Errorf("object %s, want %s", got, c.object)
			}
		})
	}
}

func TestResultMedia(t *testing.T) {
	r := toolResult(false, "", "a")
	image := &pb.Part{Content: &pb.Part_Media{Media: &pb.Media{Kind: pb.MediaKind_MEDIA_KIND_IMAGE}}}
	r.Parts = append(r.Parts, image)
	if got := canon.ResultMedia(r); len(got) != 1 || got[0] != image {
		t.Errorf("got %v", got)
	}
	if text, joined := canon.ResultText(r); text != "a" || joined {
		t.Errorf("text %q, %v", text, joined)
	}
}
