package sdktest

import (
	"errors"
	"net/http"
	"testing"

	anthropic1 "github.com/anthropics/anthropic-sdk-go"
	option1 "github.com/anthropics/anthropic-sdk-go/option"
)

func anthropic1Client(g *gate, options ...option1.RequestOption) anthropic1.Client {
	return anthropic1.NewClient(append([]option1.RequestOption{
		option1.WithBaseURL(g.URL), option1.WithAPIKey(key), option1.WithMaxRetries(0),
	}, options...)...)
}

func messageParams1(blocks ...anthropic1.ContentBlockParamUnion) anthropic1.MessageNewParams {
	return anthropic1.MessageNewParams{
		Model: "demo", MaxTokens: 4000, Messages: []anthropic1.MessageParam{anthropic1.NewUserMessage(blocks...)},
	}
}

// messageAnswers gives an answer whole and as a stream.
func messageAnswers1(t *testing.T, c anthropic1.Client, params anthropic1.MessageNewParams) map[string]*anthropic1.Message {
	t.Helper()
	whole, err := c.Messages.New(t.Context(), params)
	if err != nil {
		t.Fatal(err)
	}
	stream := c.Messages.NewStreaming(t.Context(), params)
	acc := &anthropic1.Message{}
	for stream.Next() {
		if err := acc.Accumulate(stream.Current()); err != nil {
			t.Fatal(err)
		}
	}
	if err := stream.Err(); err != nil {
		t.Fatal(err)
	}
	return map[string]*anthropic1.Message{"whole": whole, "streamed": acc}
}

// lastText is the text with which a message ends.
func lastText1(m *anthropic1.Message) string {
	if len(m.Content) == 0 {
		return ""
	}
	return m.Content[len(m.Content)-1].Text
}

// The tests of the SDK's first version, which many still use, are those of its second.
func TestAnthropic1Text(t *testing.T) {
	eachUpstream(t, func(t *testing.T, g *gate) {
		params, c := messageParams1(anthropic1.NewTextBlock(said)), anthropic1Client(g)
		for form, m := range messageAnswers1(t, c, params) {
			if lastText1(m) != answer || m.StopReason != "end_turn" || m.Usage.OutputTokens == 0 {
				t.Errorf("%s: %+v", form, m)
			}
		}
		n, err := c.Messages.CountTokens(t.Context(), anthropic1.MessageCountTokensParams{Model: "demo", Messages: params.Messages})
		if err != nil || n.InputTokens == 0 {
			t.Errorf("count: %v %+v", err, n)
		}
		page, err := c.Models.List(t.Context(), anthropic1.ModelListParams{})
		if err != nil || len(page.Data) != 1 || page.Data[0].ID != "demo" || page.HasMore {
			t.Errorf("models: %v %+v", err, page)
		}
		one, err := c.Models.Get(t.Context(), "demo", anthropic1.ModelGetParams{})
		if err != nil || one.ID != "demo" || one.DisplayName == "" {
			t.Errorf("model: %v %+v", err, one)
		}
	})
}

func TestAnthropic1ToolLoop(t *testing.T) {
	eachUpstream(t, func(t *testing.T, g *gate) {
		c := anthropic1Client(g)
		params := messageParams1(anthropic1.NewTextBlock(callsTool))
		params.Tools = []anthropic1.ToolUnionParam{anthropic1.ToolUnionParamOfTool(anthropic1.ToolInputSchemaParam{
			Properties: citySchema["properties"], Required: []string{"city"},
		}, "get_weather")}
		params.Thinking = anthropic1.ThinkingConfigParamOfEnabled(1024)
		for form, m := range messageAnswers1(t, c, params) {
			call := m.Content[len(m.Content)-1]
			if m.Content[0].Type != "thinking" || call.Type != "tool_use" || call.Name != "get_weather" || !sameJSON(call.Input, cityValue) || m.StopReason != "tool_use" {
				t.Fatalf("%s: %+v", form, m)
			}
			next := params
			next.Messages = append(params.Messages[:1:1], m.ToParam(), anthropic1.NewUserMessage(anthropic1.NewToolResultBlock(call.ID, sunny, false)))
			for form, m := range messageAnswers1(t, c, next) {
				if lastText1(m) != afterTool {
					t.Errorf("%s: %+v", form, m)
				}
			}
		}
	})
}

func TestAnthropic1ThinkingImageAndSchema(t *testing.T) {
	eachUpstream(t, func(t *testing.T, g *gate) {
		c := anthropic1Client(g)
		params := messageParams1(anthropic1.NewImageBlockBase64("image/png", pixel), anthropic1.NewTextBlock(said))
		params.Thinking = anthropic1.ThinkingConfigParamOfEnabled(1024)
		for form, m := range messageAnswers1(t, c, params) {
			if m.Content[0].Type != "thinking" || m.Content[0].Thinking == "" || lastText1(m) != answer {
				t.Errorf("%s: %+v", form, m)
			}
			// A thinking block goes back as it came, whoever thought.
			next := params
			next.Messages = append(params.Messages[:1:1], m.ToParam(), anthropic1.NewUserMessage(anthropic1.NewTextBlock(said)))
			for form, m := range messageAnswers1(t, c, next) {
				if lastText1(m) != answer {
					t.Errorf("%s: %+v", form, m)
				}
			}
		}
		sawPixel(t, g)
		params = messageParams1(anthropic1.NewTextBlock(said))
		params.OutputConfig = anthropic1.OutputConfigParam{Format: anthropic1.JSONOutputFormatParam{Schema: citySchema}}
		for form, m := range messageAnswers1(t, c, params) {
			if lastText1(m) != cityValue {
				t.Errorf("%s: %+v", form, m)
			}
		}
	})
}

func TestAnthropic1Faults(t *testing.T) {
	eachUpstream(t, func(t *testing.T, g *gate) {
		check := func(what string, err error, status int) {
			t.Helper()
			var fault *anthropic1.Error
			if !errors.As(err, &fault) || fault.StatusCode != status || fault.RequestID == "" {
				t.Errorf("%s: %v", what, err)
			}
		}
		params := messageParams1(anthropic1.NewTextBlock(said))
		ask := func(options ...option1.RequestOption) (*anthropic1.Message, error) {
			c := anthropic1Client(g, options...)
			return c.Messages.New(t.Context(), params)
		}
		_, err := ask(option1.WithAPIKey("wrong"))
		check("wrong key", err, http.StatusUnauthorized)
		g.fail(1)
		_, err = ask()
		check("a failing upstream", err, http.StatusInternalServerError)
		g.fail(1)
		m, err := ask(option1.WithMaxRetries(2))
		if _, calls := g.called(); err != nil || lastText1(m) != answer || calls != 2 {
			t.Errorf("retried: %v, asked %d times", err, calls)
		}
		params.Model = "other"
		_, err = ask()
		check("a model that the key may not use", err, http.StatusForbidden)
	})
}

func TestAnthropic1Cut(t *testing.T) {
	eachBrokenUpstream(t, func(t *testing.T, g *gate) {
		c := anthropic1Client(g)
		stream := c.Messages.NewStreaming(t.Context(), messageParams1(anthropic1.NewTextBlock(said)))
		acc := &anthropic1.Message{}
		for stream.Next() {
			if err := acc.Accumulate(stream.Current()); err != nil {
				t.Fatal(err)
			}
		}
		broken(t, lastText1(acc), stream.Err())
	})
}
