package gemini

import (
	"slices"
	"testing"

	"github.com/interlingua/interlingua/adapters"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

func TestCountTokens(t *testing.T) {
	a, x := New().(adapters.TokenCounter), &adapters.Exchange{}
	for _, body := range []string{
		`{"contents":[{"role":"user","parts":[{"text":"hi"}]}]}`,
		`{"generateContentRequest":{"model":"models/m","contents":[{"role":"user","parts":[{"text":"hi"}]}],` +
			`"systemInstruction":{"parts":[{"text":"short"}]}}}`,
	} {
		req, err := a.DecodeCountRequest(x, adapters.Wire{Body: []byte(body), Path: "/v1beta/models/m:countTokens"})
		if err != nil || req.Model != "m" || req.Messages[0].Parts[0].GetText().Text != "hi" {
			t.Errorf("%v %v", req, err)
		}
	}
	if _, err := a.DecodeCountRequest(x, adapters.Wire{Body: []byte(`{"contents":`)}); err == nil {
		t.Error("a body that is cut off")
	}
	req := &pb.GenerateRequest{Model: "m", Messages: []*pb.Message{{
		Role:  pb.Role_ROLE_USER,
		Parts: []*pb.Part{{Content: &pb.Part_Text{Text: &pb.Text{Text: "hi"}}}},
	}}}
	w, err := a.EncodeCountRequest(x, req, nil)
	const want = `{"generateContentRequest":{"model":"models/m","contents":[{"role":"user","parts":[{"text":"hi"}]}]}}`
	if err != nil || w.Path != "/v1beta/models/m:countTokens" || string(w.Body) != want {
		t.Errorf("%s %s %v", w.Path, w.Body, err)
	}
	if n, err := a.DecodeCountResponse(a.EncodeCountResponse(nil, 42)); n != 42 || err != nil {
		t.Error(n, err)
	}
}

func TestModels(t *testing.T) {
	a := New().(adapters.ModelLister)
	body := `{"models":[{"name":"models/gemini-2.5-pro","displayName":"Gemini 2.5 Pro","inputTokenLimit":1048576,` +
		`"outputTokenLimit":65536},{"name":"tunedModels/mine"}],"nextPageToken":"a&b"}`
	got, after, err := a.DecodeModels([]byte(body))
	want := []adapters.Model{
		{ID: "gemini-2.5-pro", Name: "Gemini 2.5 Pro", InputTokens: 1048576, OutputTokens: 65536},
		{ID: "tunedModels/mine"},
	}
	if err != nil || after != "a&b" || !slices.Equal(got, want) {
		t.Errorf("%+v %q %v", got, after, err)
	}
	if path := a.ModelsPath(after); path != "/v1beta/models?pageSize=1000&pageToken=a%26b" {
		t.Error(path)
	}
	want[1].Name = want[1].ID
	if again, _, err := a.DecodeModels(a.EncodeModels(nil, nil, got)); err != nil || !slices.Equal(again, want) {
		t.Errorf("%+v %v", again, err)
	}
	if got := string(a.EncodeModel(nil, adapters.Model{ID: "m"})); got != `{"name":"models/m","baseModelId":"m","displayName":"m",`+
		`"supportedGenerationMethods":["generateContent","streamGenerateContent","countTokens"]}` {
		t.Error(got)
	}
}

func TestSkim(t *testing.T) {
	a := New().(adapters.Skimmer)
	for chunk, want := range map[string]bool{
		`{"candidates":[{"content":{"parts":[{"text":"a"}]},"index":0}],"usageMetadata":{"promptTokenCount":1}}`: true,
		`{"candidates":[{"finishReason":"STOP"}]}`:                                                               false,
		`{"candidates":[{"finish_reason":"STOP"}]}`:                                                              false,
		`{"promptFeedback":{"blockReason":"SAFETY"}}`:                                                            false,
		`{"error":{"code":500,"message":"m"}}`:                                                                   false,
		`[DONE]`:                                                                                                 false,
	} {
		if got := a.Skim()("", []byte(chunk)); got != want {
			t.Errorf("%s: %v", chunk, got)
		}
	}
}

// A body that is no error of Google's gives the best message that is in it, and the class of its status.
func TestDecodeOddErrors(t *testing.T) {
	for body, want := range map[string]string{
		"":                                  "HTTP 503 Service Unavailable",
		"<html><body>oops</body></html>":    "HTTP 503 Service Unavailable",
		"upstream connect error":            "upstream connect error",
		`{"message":"busy"}`:                "busy",
		`{"error":"busy"}`:                  "busy",
		`{"detail":"busy"}`:                 "busy",
		`{"error":{"code":503}}`:            "HTTP 503 Service Unavailable",
		`[{"error":{"message":"in list"}}]`: "in list",
		`[]`:                                "HTTP 503 Service Unavailable",
		`7`:                                 "HTTP 503 Service Unavailable",
	} {
		e := New().DecodeError(&adapters.Exchange{}, 503, nil, []byte(body))
		if e.Message != want || e.Code != pb.ErrorCode_ERROR_CODE_OVERLOADED || e.HttpStatus != 503 {
			t.Errorf("%s: %v", body, e)
		}
	}
}
