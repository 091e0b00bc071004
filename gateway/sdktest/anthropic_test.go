package sdktest

import (
	"encoding/json"
	"errors"
	"net/http"
	"testing"

	"github.com/anthropics/anthropic-sdk-go/v2"
	"github.com/anthropics/anthropic-sdk-go/v2/option"
)

func anthropicClient(g *gate, options ...option.RequestOption) anthropic.Client {
	return anthropic.NewClient(append([]option.RequestOption{
		option.WithBaseURL(g.URL), option.WithAPIKey(key), option.WithMaxRetries(0),
	}, options...)...)
}

func messageParams(blocks ...anthropic.ContentBlockParamUnion) anthropic.MessageNewParams {
	return anthropic.MessageNewParams{
		Model: "demo", MaxTokens: 4000, Messages: []anthropic.MessageParam{anthropic.NewUserMessage(blocks...)},
	}
}

// messageAnswers gives an answer whole and as a stream.
func messageAnswers(t *testing.T, c anthropic.Client, params anthropic.MessageNewParams) map[string]*anthropic.Message {
	t.Helper()
	whole, err := c.Messages.New(t.Context(), params)
	if err != nil {
		t.Fatal(err)
	}
	stream := c.Messages.NewStreaming(t.Context(), params)
	acc := &anthropic.Message{}
	for stream.Next() {
		if err := acc.Accumulate(stream.Current()); err != nil {
			t.Fatal(err)
		}
	}
	if err := stream.Err(); err != nil {
		t.Fatal(err)
	}
	return map[string]*anthropic.Message{"whole": whole, "streamed": acc}
}

// lastText is the text with which a message ends.
func lastText(m *anthropic.Message) string {
	if len(m.Content) == 0 {
		return ""
	}
	return m.Content[len(m.Content)-1].Text
}

func TestAnthropicText(t *testing.T) {
	eachUpstream(t, func(t *testing.T, g *gate) {
		params, c := messageParams(anthropic.NewTextBlock(said)), anthropicClient(g)
		for form, m := range messageAnswers(t, c, params) {
			if lastText(m) != answer || m.StopReason != "end_turn" || m.Usage.OutputTokens == 0 {
				t.Errorf("%s: %+v", form, m)
			}
		}
		n, err := c.Messages.CountTokens(t.Context(), anthropic.MessageCountTokensParams{Model: "demo", Messages: params.Messages})
		if err != nil || n.InputTokens == 0 {
			t.Errorf("count: %v %+v", err, n)
		}
		page, err := c.Models.List(t.Context(), anthropic.ModelListParams{})
		if err != nil || len(page.Data) != 1 || page.Data[0].ID != "demo" || page.HasMore {
			t.Errorf("models: %v %+v", err, page)
		}
		one, err := c.Models.Get(t.Context(), "demo", anthropic.ModelGetParams{})
		if err != nil || one.ID != "demo" || one.DisplayName == "" {
			t.Errorf("model: %v %+v", err, one)
		}
	})
}

func TestAnthropicToolLoop(t *testing.T) {
	eachUpstream(t, func(t *testing.T, g *gate) {
		c := anthropicClient(g)
		params := messageParams(anthropic.NewTextBlock(callsTool))
		params.Tools = []anthropic.ToolUnionParam{anthropic.ToolUnionParamOfTool(anthropic.ToolInputSchemaParam{
			Properties: citySchema["properties"], Required: []string{"city"},
		}, "get_weather")}
		params.Thinking = anthropic.ThinkingConfigParamOfEnabled(1024)
		for form, m := range messageAnswers(t, c, params) {
			call := m.Content[len(m.Content)-1]
			if m.Content[0].Type != "thinking" || call.Type != "tool_use" || call.Name != "get_weather" || !sameJSON(call.Input, cityValue) || m.StopReason != "tool_use" {
				t.Fatalf("%s: %+v", form, m)
			}
			next := params
			next.Messages = append(params.Messages[:1:1], m.ToParam(), anthropic.NewUserMessage(anthropic.NewToolResultBlock(call.ID, sunny, false)))
			for form, m := range messageAnswers(t, c, next) {
				if lastText(m) != afterTool {
					t.Errorf("%s: %+v", form, m)
				}
			}
		}
	})
}

func TestAnthropicThinkingImageAndSchema(t *testing.T) {
	eachUpstream(t, func(t *testing.T, g *gate) {
		c := anthropicClient(g)
		params := messageParams(anthropic.NewImageBlockBase64("image/png", pixel), anthropic.NewTextBlock(said))
		params.Thinking = anthropic.ThinkingConfigParamOfEnabled(1024)
		for form, m := range messageAnswers(t, c, params) {
			if m.Content[0].Type != "thinking" || m.Content[0].Thinking == "" || lastText(m) != answer {
				t.Errorf("%s: %+v", form, m)
			}
			// A thinking block goes back as it came, whoever thought.
			next := params
			next.Messages = append(params.Messages[:1:1], m.ToParam(), anthropic.NewUserMessage(anthropic.NewTextBlock(said)))
			for form, m := range messageAnswers(t, c, next) {
				if lastText(m) != answer {
					t.Errorf("%s: %+v", form, m)
				}
			}
		}
		sawPixel(t, g)
		params = messageParams(anthropic.NewTextBlock(said))
		params.OutputConfig = anthropic.OutputConfigParam{Format: anthropic.JSONOutputFormatParam{Schema: citySchema}}
		for form, m := range messageAnswers(t, c, params) {
			if lastText(m) != cityValue {
				t.Errorf("%s: %+v", form, m)
			}
		}
	})
}

func TestAnthropicFaults(t *testing.T) {
	eachUpstream(t, func(t *testing.T, g *gate) {
		check := func(what string, err error, status int) {
			t.Helper()
			var fault *anthropic.Error
			if !errors.As(err, &fault) || fault.StatusCode != status || fault.RequestID == "" {
				t.Errorf("%s: %v", what, err)
			}
		}
		params := messageParams(anthropic.NewTextBlock(said))
		ask := func(options ...option.RequestOption) (*anthropic.Message, error) {
			c := anthropicClient(g, options...)
			return c.Messages.New(t.Context(), params)
		}
		_, err := ask(option.WithAPIKey("wrong"))
		check("wrong key", err, http.StatusUnauthorized)
		g.fail(1)
		_, err = ask()
		check("a failing upstream", err, http.StatusInternalServerError)
		g.fail(1)
		m, err := ask(option.WithMaxRetries(2))
		if _, calls := g.called(); err != nil || lastText(m) != answer || calls != 2 {
			t.Errorf("retried: %v, asked %d times", err, calls)
		}
		params.Model = "other"
		_, err = ask()
		check("a model that the key may not use", err, http.StatusForbidden)
	})
}

func TestAnthropicCut(t *testing.T) {
	eachBrokenUpstream(t, func(t *testing.T, g *gate) {
		c := anthropicClient(g)
		stream := c.Messages.NewStreaming(t.Context(), messageParams(anthropic.NewTextBlock(said)))
		acc := &anthropic.Message{}
		for stream.Next() {
			if err := acc.Accumulate(stream.Current()); err != nil {
				t.Fatal(err)
			}
		}
		broken(t, lastText(acc), stream.Err())
	})
}

// sameJSON compares two JSON texts by their values.
func sameJSON(a []byte, b string) bool {
	var x, y any
	if json.Unmarshal(a, &x) != nil || json.Unmarshal([]byte(b), &y) != nil {
		return false
	}
	one, _ := json.Marshal(x)
	two, _ := json.Marshal(y)
	return string(one) == string(two)
}
