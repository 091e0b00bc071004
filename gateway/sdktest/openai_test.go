package sdktest

import (
	"errors"
	"net/http"
	"testing"

	"github.com/openai/openai-go/v3"
	"github.com/openai/openai-go/v3/option"
	"github.com/openai/openai-go/v3/responses"
	"github.com/openai/openai-go/v3/shared"
)

func openaiClient(url string) openai.Client {
	return openai.NewClient(option.WithBaseURL(url+"/v1"), option.WithAPIKey("k"), option.WithMaxRetries(0))
}

var weather = shared.FunctionDefinitionParam{
	Name: "get_weather", Description: openai.String("The weather"),
	Parameters: shared.FunctionParameters{"type": "object", "properties": map[string]any{"city": map[string]any{"type": "string"}}, "required": []string{"city"}},
}

func TestOpenAIChat(t *testing.T) {
	eachUpstream(t, func(t *testing.T, url string) {
		c := openaiClient(url)
		params := openai.ChatCompletionNewParams{
			Model: "demo", Messages: []openai.ChatCompletionMessageParamUnion{openai.UserMessage(said)},
		}
		whole, err := c.Chat.Completions.New(t.Context(), params)
		if err != nil {
			t.Fatal(err)
		}
		if got := whole.Choices[0].Message.Content; got != answer || whole.Choices[0].FinishReason != "stop" || whole.Usage.TotalTokens == 0 {
			t.Errorf("%s", whole.RawJSON())
		}
		params.StreamOptions.IncludeUsage = openai.Bool(true)
		stream := c.Chat.Completions.NewStreaming(t.Context(), params)
		var acc openai.ChatCompletionAccumulator
		for stream.Next() {
			if !acc.AddChunk(stream.Current()) {
				t.Errorf("the accumulator refuses %s", stream.Current().RawJSON())
			}
		}
		if err := stream.Err(); err != nil {
			t.Fatal(err)
		}
		if acc.Choices[0].Message.Content != answer || acc.Choices[0].FinishReason != "stop" || acc.Usage.TotalTokens == 0 {
			t.Errorf("%+v", acc.ChatCompletion)
		}
		params.Messages = []openai.ChatCompletionMessageParamUnion{openai.UserMessage("Call get_weather")}
		params.Tools = []openai.ChatCompletionToolUnionParam{openai.ChatCompletionFunctionTool(weather)}
		whole, err = c.Chat.Completions.New(t.Context(), params)
		if err != nil {
			t.Fatal(err)
		}
		calls := whole.Choices[0].Message.ToolCalls
		if len(calls) != 1 || calls[0].Function.Name != "get_weather" || calls[0].Function.Arguments != `{"city":"demo"}` {
			t.Fatalf("%s", whole.RawJSON())
		}
		params.Messages = append(params.Messages, whole.Choices[0].Message.ToParam(), openai.ToolMessage("sunny", calls[0].ID))
		whole, err = c.Chat.Completions.New(t.Context(), params)
		if err != nil || whole.Choices[0].Message.Content != "The tool answered: sunny" {
			t.Fatalf("%v %+v", err, whole)
		}
	})
}

func TestOpenAIResponses(t *testing.T) {
	eachUpstream(t, func(t *testing.T, url string) {
		c := openaiClient(url)
		params := responses.ResponseNewParams{
			Model: "demo", Input: responses.ResponseNewParamsInputUnion{OfString: openai.String(said)},
		}
		whole, err := c.Responses.New(t.Context(), params)
		if err != nil {
			t.Fatal(err)
		}
		if whole.OutputText() != answer || whole.Status != "completed" {
			t.Errorf("%s", whole.RawJSON())
		}
		stream := c.Responses.NewStreaming(t.Context(), params)
		text, done := "", false
		for stream.Next() {
			switch ev := stream.Current().AsAny().(type) {
			case responses.ResponseTextDeltaEvent:
				text += ev.Delta
			case responses.ResponseCompletedEvent:
				done = ev.Response.OutputText() == answer
			}
		}
		if err := stream.Err(); err != nil || text != answer || !done {
			t.Errorf("%v %q %t", err, text, done)
		}
		_, err = c.Responses.New(t.Context(), responses.ResponseNewParams{
			Model: "demo", Input: params.Input, PreviousResponseID: openai.String("resp_none"),
		})
		var fault *openai.Error
		if err != nil && (!errors.As(err, &fault) || fault.StatusCode != http.StatusBadRequest) {
			t.Errorf("%v", err)
		}
		page, err := c.Models.List(t.Context())
		if err != nil || page == nil {
			t.Errorf("models: %v", err)
		}
	})
}
