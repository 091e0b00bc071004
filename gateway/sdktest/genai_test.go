package sdktest

import (
	"testing"

	"google.golang.org/genai"
)

func TestGenAI(t *testing.T) {
	eachUpstream(t, func(t *testing.T, url string) {
		c, err := genai.NewClient(t.Context(), &genai.ClientConfig{
			APIKey: "k", Backend: genai.BackendGeminiAPI, HTTPOptions: genai.HTTPOptions{BaseURL: url},
		})
		if err != nil {
			t.Fatal(err)
		}
		whole, err := c.Models.GenerateContent(t.Context(), "demo", genai.Text(said), nil)
		if err != nil {
			t.Fatal(err)
		}
		if whole.Text() != answer || whole.Candidates[0].FinishReason != genai.FinishReasonStop || whole.UsageMetadata == nil {
			t.Errorf("%+v", whole)
		}
		text, finish := "", genai.FinishReason("")
		for chunk, err := range c.Models.GenerateContentStream(t.Context(), "demo", genai.Text(said), nil) {
			if err != nil {
				t.Fatal(err)
			}
			text += chunk.Text()
			if len(chunk.Candidates) > 0 && chunk.Candidates[0].FinishReason != "" {
				finish = chunk.Candidates[0].FinishReason
			}
		}
		if text != answer || finish != genai.FinishReasonStop {
			t.Errorf("%q %s", text, finish)
		}
		n, err := c.Models.CountTokens(t.Context(), "demo", genai.Text(said), nil)
		if err != nil || n.TotalTokens == 0 {
			t.Errorf("count: %v", err)
		}
		tools := &genai.GenerateContentConfig{Tools: []*genai.Tool{{FunctionDeclarations: []*genai.FunctionDeclaration{{
			Name: "get_weather", ParametersJsonSchema: map[string]any{"type": "object", "properties": map[string]any{"city": map[string]any{"type": "string"}}, "required": []string{"city"}},
		}}}}}
		whole, err = c.Models.GenerateContent(t.Context(), "demo", genai.Text("Call get_weather"), tools)
		if err != nil || len(whole.FunctionCalls()) != 1 || whole.FunctionCalls()[0].Args["city"] != "demo" {
			t.Errorf("%v %+v", err, whole)
		}
	})
}
