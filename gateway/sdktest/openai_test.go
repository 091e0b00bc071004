package sdktest

import (
	"errors"
	"net/http"
	"testing"

	"github.com/openai/openai-go/v3"
	"github.com/openai/openai-go/v3/option"
	"github.com/openai/openai-go/v3/shared"
)

func openaiClient(g *gate, options ...option.RequestOption) openai.Client {
	return openai.NewClient(append([]option.RequestOption{
		option.WithBaseURL(g.URL + "/v1"), option.WithAPIKey(key), option.WithMaxRetries(0),
	}, options...)...)
}

func chatParams(said string) openai.ChatCompletionNewParams {
	return openai.ChatCompletionNewParams{
		Model: "demo", Messages: []openai.ChatCompletionMessageParamUnion{openai.UserMessage(said)},
		StreamOptions: openai.ChatCompletionStreamOptionsParam{IncludeUsage: openai.Bool(true)},
	}
}

// chatAnswers gives an answer whole and as a stream.
func chatAnswers(t *testing.T, c openai.Client, params openai.ChatCompletionNewParams) map[string]openai.ChatCompletion {
	t.Helper()
	streamed := params
	params.StreamOptions = openai.ChatCompletionStreamOptionsParam{}
	whole, err := c.Chat.Completions.New(t.Context(), params)
	if err != nil {
		t.Fatal(err)
	}
	stream := c.Chat.Completions.NewStreaming(t.Context(), streamed)
	var acc openai.ChatCompletionAccumulator
	for stream.Next() {
		if !acc.AddChunk(stream.Current()) {
			t.Errorf("the accumulator refuses %s", stream.Current().RawJSON())
		}
	}
	if err := stream.Err(); err != nil {
		t.Fatal(err)
	}
	return map[string]openai.ChatCompletion{"whole": *whole, "streamed": acc.ChatCompletion}
}

func TestOpenAIChatText(t *testing.T) {
	eachUpstream(t, func(t *testing.T, g *gate) {
		for form, a := range chatAnswers(t, openaiClient(g), chatParams(said)) {
			if c := a.Choices[0]; c.Message.Content != answer || c.FinishReason != "stop" || a.Usage.TotalTokens == 0 {
				t.Errorf("%s: %+v", form, a)
			}
		}
	})
}

func TestOpenAIChatToolLoop(t *testing.T) {
	eachUpstream(t, func(t *testing.T, g *gate) {
		c := openaiClient(g)
		params := chatParams(callsTool)
		params.Tools = []openai.ChatCompletionToolUnionParam{openai.ChatCompletionFunctionTool(shared.FunctionDefinitionParam{
			Name: "get_weather", Description: openai.String("The weather"), Parameters: citySchema,
		})}
		for form, a := range chatAnswers(t, c, params) {
			calls := a.Choices[0].Message.ToolCalls
			if len(calls) != 1 || calls[0].Function.Name != "get_weather" || calls[0].Function.Arguments != cityValue || a.Choices[0].FinishReason != "tool_calls" {
				t.Fatalf("%s: %+v", form, a)
			}
			next := params
			next.Messages = append(params.Messages[:1:1], a.Choices[0].Message.ToParam(), openai.ToolMessage(sunny, calls[0].ID))
			for form, a := range chatAnswers(t, c, next) {
				if a.Choices[0].Message.Content != afterTool {
					t.Errorf("%s: %+v", form, a)
				}
			}
		}
	})
}

func TestOpenAIChatReasoningImageAndSchema(t *testing.T) {
	eachUpstream(t, func(t *testing.T, g *gate) {
		c := openaiClient(g)
		params := chatParams("")
		params.Messages = []openai.ChatCompletionMessageParamUnion{openai.UserMessage([]openai.ChatCompletionContentPartUnionParam{
			openai.ImageContentPart(openai.ChatCompletionContentPartImageImageURLParam{URL: "data:image/png;base64," + pixel}),
			openai.TextContentPart(said),
		})}
		params.ReasoningEffort = "low"
		for form, a := range chatAnswers(t, c, params) {
			if a.Choices[0].Message.Content != answer || a.Usage.CompletionTokensDetails.ReasoningTokens == 0 {
				t.Errorf("%s: %+v", form, a)
			}
		}
		sawPixel(t, g)
		params = chatParams(said)
		params.ResponseFormat = openai.ChatCompletionNewParamsResponseFormatUnion{OfJSONSchema: &shared.ResponseFormatJSONSchemaParam{
			JSONSchema: shared.ResponseFormatJSONSchemaJSONSchemaParam{Name: "city", Schema: citySchema, Strict: openai.Bool(true)},
		}}
		for form, a := range chatAnswers(t, c, params) {
			if a.Choices[0].Message.Content != cityValue {
				t.Errorf("%s: %+v", form, a)
			}
		}
	})
}

func TestOpenAIFaults(t *testing.T) {
	eachUpstream(t, func(t *testing.T, g *gate) {
		check := func(what string, err error, status int) {
			t.Helper()
			var fault *openai.Error
			if !errors.As(err, &fault) || fault.StatusCode != status || fault.Message == "" {
				t.Errorf("%s: %v", what, err)
			}
		}
		params := chatParams(said)
		params.StreamOptions = openai.ChatCompletionStreamOptionsParam{}
		ask := func(options ...option.RequestOption) (*openai.ChatCompletion, error) {
			c := openaiClient(g, options...)
			return c.Chat.Completions.New(t.Context(), params)
		}
		_, err := ask(option.WithAPIKey("wrong"))
		check("wrong key", err, http.StatusUnauthorized)
		g.fail(1)
		_, err = ask()
		check("a failing upstream", err, http.StatusInternalServerError)
		g.fail(1)
		a, err := ask(option.WithMaxRetries(2))
		if _, calls := g.called(); err != nil || a.Choices[0].Message.Content != answer || calls != 2 {
			t.Errorf("retried: %v, asked %d times", err, calls)
		}
		params.Model = "other"
		_, err = ask()
		check("a model that the key may not use", err, http.StatusForbidden)
		c := openaiClient(g)
		page, err := c.Models.List(t.Context())
		if err != nil || len(page.Data) != 1 || page.Data[0].ID != "demo" {
			t.Errorf("models: %v %+v", err, page)
		}
		one, err := c.Models.Get(t.Context(), "demo")
		if err != nil || one.ID != "demo" {
			t.Errorf("model: %v %+v", err, one)
		}
	})
}

func TestOpenAIChatCut(t *testing.T) {
	eachBrokenUpstream(t, func(t *testing.T, g *gate) {
		c := openaiClient(g)
		stream := c.Chat.Completions.NewStreaming(t.Context(), chatParams(said))
		var acc openai.ChatCompletionAccumulator
		for stream.Next() {
			if !acc.AddChunk(stream.Current()) {
				t.Errorf("the accumulator refuses %s", stream.Current().RawJSON())
			}
		}
		text := ""
		if len(acc.Choices) > 0 {
			text = acc.Choices[0].Message.Content
		}
		broken(t, text, stream.Err())
	})
}
