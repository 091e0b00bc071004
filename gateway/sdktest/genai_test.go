package sdktest

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"net/http"
	"testing"

	"google.golang.org/genai"
)

func genaiClient(t *testing.T, g *gate, key string) *genai.Client {
	t.Helper()
	c, err := genai.NewClient(t.Context(), &genai.ClientConfig{
		APIKey: key, Backend: genai.BackendGeminiAPI, HTTPOptions: genai.HTTPOptions{BaseURL: g.URL},
	})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// contentAnswer is what came of a call: all parts, joined where they are text of one kind.
type contentAnswer struct {
	text, thought string
	calls         []*genai.FunctionCall
	content       *genai.Content
	finish        genai.FinishReason
	tokens        int32
}

func (a *contentAnswer) add(r *genai.GenerateContentResponse) {
	if r.UsageMetadata != nil {
		a.tokens = r.UsageMetadata.TotalTokenCount
	}
	for _, c := range r.Candidates {
		if c.FinishReason != "" {
			a.finish = c.FinishReason
		}
		if c.Content == nil {
			continue
		}
		for _, p := range c.Content.Parts {
			a.content.Parts = append(a.content.Parts, p)
			switch {
			case p.FunctionCall != nil:
				a.calls = append(a.calls, p.FunctionCall)
			case p.Thought:
				a.thought += p.Text
			default:
				a.text += p.Text
			}
		}
	}
}

// contentAnswers gives an answer whole and as a stream.
func contentAnswers(t *testing.T, c *genai.Client, contents []*genai.Content, config *genai.GenerateContentConfig) map[string]*contentAnswer {
	t.Helper()
	whole, streamed := &contentAnswer{content: &genai.Content{Role: "model"}}, &contentAnswer{content: &genai.Content{Role: "model"}}
	r, err := c.Models.GenerateContent(t.Context(), "demo", contents, config)
	if err != nil {
		t.Fatal(err)
	}
	whole.add(r)
	for chunk, err := range c.Models.GenerateContentStream(t.Context(), "demo", contents, config) {
		if err != nil {
			t.Fatal(err)
		}
		streamed.add(chunk)
	}
	return map[string]*contentAnswer{"whole": whole, "streamed": streamed}
}

func TestGenAIText(t *testing.T) {
	eachUpstream(t, func(t *testing.T, g *gate) {
		c := genaiClient(t, g, key)
		for form, a := range contentAnswers(t, c, genai.Text(said), nil) {
			if a.text != answer || a.finish != genai.FinishReasonStop || a.tokens == 0 {
				t.Errorf("%s: %+v", form, a)
			}
		}
		n, err := c.Models.CountTokens(t.Context(), "demo", genai.Text(said), nil)
		if err != nil || n.TotalTokens == 0 {
			t.Errorf("count: %v", err)
		}
		page, err := c.Models.List(t.Context(), nil)
		if err != nil || len(page.Items) != 1 || page.Items[0].Name != "models/demo" {
			t.Errorf("models: %v %+v", err, page)
		}
		one, err := c.Models.Get(t.Context(), "demo", nil)
		if err != nil || one.Name != "models/demo" {
			t.Errorf("model: %v %+v", err, one)
		}
	})
}

func TestGenAIToolLoop(t *testing.T) {
	eachUpstream(t, func(t *testing.T, g *gate) {
		c := genaiClient(t, g, key)
		config := &genai.GenerateContentConfig{Tools: []*genai.Tool{{FunctionDeclarations: []*genai.FunctionDeclaration{
			{Name: "get_weather", ParametersJsonSchema: citySchema},
		}}}}
		asked := genai.Text(callsTool)
		for form, a := range contentAnswers(t, c, asked, config) {
			if len(a.calls) != 1 || a.calls[0].Name != "get_weather" || a.calls[0].Args["city"] != "demo" {
				t.Fatalf("%s: %+v", form, a)
			}
			result := genai.NewPartFromFunctionResponse("get_weather", map[string]any{"output": sunny})
			result.FunctionResponse.ID = a.calls[0].ID
			next := append(asked[:1:1], a.content, genai.NewContentFromParts([]*genai.Part{result}, "user"))
			for form, a := range contentAnswers(t, c, next, config) {
				if a.text != afterTool {
					t.Errorf("%s: %+v", form, a)
				}
			}
		}
	})
}

func TestGenAIThinkingImageAndSchema(t *testing.T) {
	eachUpstream(t, func(t *testing.T, g *gate) {
		c := genaiClient(t, g, key)
		picture, err := base64.StdEncoding.DecodeString(pixel)
		if err != nil {
			t.Fatal(err)
		}
		contents := []*genai.Content{genai.NewContentFromParts(
			[]*genai.Part{genai.NewPartFromBytes(picture, "image/png"), genai.NewPartFromText(said)}, "user")}
		thinking := &genai.GenerateContentConfig{ThinkingConfig: &genai.ThinkingConfig{IncludeThoughts: true, ThinkingBudget: genai.Ptr(int32(1024))}}
		for form, a := range contentAnswers(t, c, contents, thinking) {
			if a.text != answer || a.thought == "" {
				t.Errorf("%s: %+v", form, a)
			}
		}
		sawPixel(t, g)
		schema := &genai.GenerateContentConfig{ResponseMIMEType: "application/json", ResponseJsonSchema: citySchema}
		for form, a := range contentAnswers(t, c, genai.Text(said), schema) {
			if !json.Valid([]byte(a.text)) || a.text != cityValue {
				t.Errorf("%s: %+v", form, a)
			}
		}
	})
}

func TestGenAIFaults(t *testing.T) {
	eachUpstream(t, func(t *testing.T, g *gate) {
		check := func(what string, err error, status int) {
			t.Helper()
			var fault genai.APIError
			if !errors.As(err, &fault) || fault.Code != status || fault.Message == "" || fault.Status == "" {
				t.Errorf("%s: %v", what, err)
			}
		}
		_, err := genaiClient(t, g, "wrong").Models.GenerateContent(t.Context(), "demo", genai.Text(said), nil)
		check("wrong key", err, http.StatusUnauthorized)
		_, err = genaiClient(t, g, key).Models.GenerateContent(t.Context(), "other", genai.Text(said), nil)
		check("a model that the key may not use", err, http.StatusForbidden)
		g.fail(1)
		for _, err := range genaiClient(t, g, key).Models.GenerateContentStream(t.Context(), "demo", genai.Text(said), nil) {
			check("a failing upstream", err, http.StatusInternalServerError)
		}
		g.fail(1)
		retries := &genai.GenerateContentConfig{HTTPOptions: &genai.HTTPOptions{RetryOptions: &genai.HTTPRetryOptions{Attempts: genai.Ptr(int32(3)), InitialDelay: genai.Ptr(0.001)}}}
		r, err := genaiClient(t, g, key).Models.GenerateContent(t.Context(), "demo", genai.Text(said), retries)
		if _, calls := g.called(); err != nil || r.Text() != answer || calls != 2 {
			t.Errorf("retried: %v, asked %d times", err, calls)
		}
	})
}

func TestGenAICut(t *testing.T) {
	eachBrokenUpstream(t, func(t *testing.T, g *gate) {
		var last error
		text := ""
		for chunk, err := range genaiClient(t, g, key).Models.GenerateContentStream(t.Context(), "demo", genai.Text(said), nil) {
			if err != nil {
				last = err
				break
			}
			text += chunk.Text()
		}
		broken(t, text, last)
	})
}
