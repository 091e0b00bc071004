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

func responsesParams(input ...responses.ResponseInputItemUnionParam) responses.ResponseNewParams {
	return responses.ResponseNewParams{Model: "demo", Input: responses.ResponseNewParamsInputUnion{OfInputItemList: input}}
}

func userItem(text string) responses.ResponseInputItemUnionParam {
	return responses.ResponseInputItemParamOfMessage(text, responses.EasyInputMessageRoleUser)
}

// responsesAnswers gives an answer whole and as a stream, whose events must tell what its last one has.
func responsesAnswers(t *testing.T, c openai.Client, params responses.ResponseNewParams) map[string]responses.Response {
	t.Helper()
	whole, err := c.Responses.New(t.Context(), params)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]responses.Response{"whole": *whole}
	stream := c.Responses.NewStreaming(t.Context(), params)
	text, arguments, items := "", "", 0
	for stream.Next() {
		switch ev := stream.Current().AsAny().(type) {
		case responses.ResponseTextDeltaEvent:
			text += ev.Delta
		case responses.ResponseFunctionCallArgumentsDeltaEvent:
			arguments += ev.Delta
		case responses.ResponseOutputItemDoneEvent:
			items++
		case responses.ResponseCompletedEvent:
			out["streamed"] = ev.Response
		}
	}
	if err := stream.Err(); err != nil {
		t.Fatal(err)
	}
	last, ok := out["streamed"]
	if !ok || text != last.OutputText() || items != len(last.Output) || arguments != callOf(last).Arguments.OfString {
		t.Errorf("the events say %q and %q in %d items, the end %s", text, arguments, items, last.RawJSON())
	}
	return out
}

// callOf is the first tool call of an answer.
func callOf(r responses.Response) responses.ResponseOutputItemUnion {
	for _, item := range r.Output {
		if item.Type == "function_call" {
			return item
		}
	}
	return responses.ResponseOutputItemUnion{}
}

func TestOpenAIResponsesText(t *testing.T) {
	eachUpstream(t, func(t *testing.T, g *gate) {
		for form, a := range responsesAnswers(t, openaiClient(g), responsesParams(userItem(said))) {
			if a.OutputText() != answer || a.Status != "completed" || a.Usage.TotalTokens == 0 {
				t.Errorf("%s: %s", form, a.RawJSON())
			}
		}
	})
}

func TestOpenAIResponsesToolLoop(t *testing.T) {
	eachUpstream(t, func(t *testing.T, g *gate) {
		c := openaiClient(g)
		params := responsesParams(userItem(callsTool))
		params.Tools = []responses.ToolUnionParam{responses.ToolParamOfFunction("get_weather", citySchema, true)}
		for form, a := range responsesAnswers(t, c, params) {
			call := callOf(a)
			if call.Name != "get_weather" || call.Arguments.OfString != cityValue || call.CallID == "" {
				t.Fatalf("%s: %s", form, a.RawJSON())
			}
			result := responses.ResponseInputItemParamOfFunctionCallOutput(sunny)
			result.OfFunctionCallOutput.CallID = openai.String(call.CallID)
			next := responsesParams(userItem(callsTool), responses.ResponseInputItemParamOfFunctionCall(cityValue, call.CallID, call.Name), result)
			next.Tools = params.Tools
			for form, a := range responsesAnswers(t, c, next) {
				if a.OutputText() != afterTool {
					t.Errorf("%s: %s", form, a.RawJSON())
				}
			}
		}
	})
}

func TestOpenAIResponsesReasoningImageAndSchema(t *testing.T) {
	eachUpstream(t, func(t *testing.T, g *gate) {
		c := openaiClient(g)
		image := responses.ResponseInputContentParamOfInputImage("auto")
		image.OfInputImage.ImageURL = openai.String("data:image/png;base64," + pixel)
		params := responsesParams(responses.ResponseInputItemParamOfMessage(
			responses.ResponseInputMessageContentListParam{image, responses.ResponseInputContentParamOfInputText(said)}, responses.EasyInputMessageRoleUser))
		params.Reasoning = shared.ReasoningParam{Effort: "low", Summary: "auto"}
		for form, a := range responsesAnswers(t, c, params) {
			if a.OutputText() != answer || a.Output[0].Type != "reasoning" || a.Usage.OutputTokensDetails.ReasoningTokens == 0 {
				t.Errorf("%s: %s", form, a.RawJSON())
			}
		}
		sawPixel(t, g)
		params = responsesParams(userItem(said))
		params.Text = responses.ResponseTextConfigParam{Format: responses.ResponseFormatTextConfigParamOfJSONSchema("city", citySchema)}
		for form, a := range responsesAnswers(t, c, params) {
			if a.OutputText() != cityValue {
				t.Errorf("%s: %s", form, a.RawJSON())
			}
		}
	})
}

func TestOpenAIResponsesCut(t *testing.T) {
	eachBrokenUpstream(t, func(t *testing.T, g *gate) {
		c := openaiClient(g)
		stream := c.Responses.NewStreaming(t.Context(), responsesParams(userItem(said)))
		text := ""
		for stream.Next() {
			if ev, ok := stream.Current().AsAny().(responses.ResponseTextDeltaEvent); ok {
				text += ev.Delta
			}
			if _, ok := stream.Current().AsAny().(responses.ResponseCompletedEvent); ok {
				t.Error("completed")
			}
		}
		broken(t, text, stream.Err())
	})
}

func TestOpenAIResponsesFaults(t *testing.T) {
	eachUpstream(t, func(t *testing.T, g *gate) {
		check := func(what string, err error, status int) {
			t.Helper()
			var fault *openai.Error
			if !errors.As(err, &fault) || fault.StatusCode != status || fault.Message == "" {
				t.Errorf("%s: %v", what, err)
			}
		}
		params := responsesParams(userItem(said))
		ask := func(options ...option.RequestOption) (*responses.Response, error) {
			c := openaiClient(g, options...)
			return c.Responses.New(t.Context(), params)
		}
		_, err := ask(option.WithAPIKey("wrong"))
		check("wrong key", err, http.StatusUnauthorized)
		g.fail(1)
		_, err = ask()
		check("a failing upstream", err, http.StatusInternalServerError)
		g.fail(1)
		a, err := ask(option.WithMaxRetries(2))
		if _, calls := g.called(); err != nil || a.OutputText() != answer || calls != 2 {
			t.Errorf("retried: %v, asked %d times", err, calls)
		}
		params.Model = "other"
		_, err = ask()
		check("a model that the key may not use", err, http.StatusForbidden)
	})
}

// TestOpenAIResponsesSealed has reasoning go back with its call, as a client does for which nothing is stored.
func TestOpenAIResponsesSealed(t *testing.T) {
	eachUpstream(t, func(t *testing.T, g *gate) {
		c := openaiClient(g)
		params := responsesParams(userItem(callsTool))
		params.Tools = []responses.ToolUnionParam{responses.ToolParamOfFunction("get_weather", citySchema, true)}
		params.Reasoning = shared.ReasoningParam{Effort: "low", Summary: "auto"}
		params.Store = openai.Bool(false)
		params.Include = []responses.ResponseIncludable{responses.ResponseIncludableReasoningEncryptedContent}
		for form, a := range responsesAnswers(t, c, params) {
			next := params
			for _, item := range a.Output {
				switch item.Type {
				case "reasoning":
					r := item.AsReasoning().ToParam()
					next.Input.OfInputItemList = append(next.Input.OfInputItemList, responses.ResponseInputItemUnionParam{OfReasoning: &r})
				case "function_call":
					result := responses.ResponseInputItemParamOfFunctionCallOutput(sunny)
					result.OfFunctionCallOutput.CallID = openai.String(item.CallID)
					next.Input.OfInputItemList = append(next.Input.OfInputItemList,
						responses.ResponseInputItemParamOfFunctionCall(item.Arguments.OfString, item.CallID, item.Name), result)
				}
			}
			if n := len(next.Input.OfInputItemList); n != 4 {
				t.Fatalf("%s: %d items of %s", form, n, a.RawJSON())
			}
			for form, a := range responsesAnswers(t, c, next) {
				if a.OutputText() != afterTool {
					t.Errorf("%s: %s", form, a.RawJSON())
				}
			}
		}
	})
}

// TestOpenAIResponsesState has state that is not here refused in the words that the SDK's users act on.
func TestOpenAIResponsesState(t *testing.T) {
	for _, upstream := range []string{"chat", "claude", "gemini"} {
		c := openaiClient(serve(t, upstream))
		params := responsesParams(userItem(said))
		params.PreviousResponseID = openai.String("resp_none")
		_, err := c.Responses.New(t.Context(), params)
		var fault *openai.Error
		if !errors.As(err, &fault) || fault.StatusCode != http.StatusBadRequest || fault.Code != "previous_response_not_found" {
			t.Errorf("%s: %v", upstream, err)
		}
	}
}

func TestOpenAIResponsesCount(t *testing.T) {
	eachUpstream(t, func(t *testing.T, g *gate) {
		c := openaiClient(g)
		n, err := c.Responses.InputTokens.Count(t.Context(), responses.InputTokenCountParams{
			Model: openai.String("demo"), Input: responses.InputTokenCountParamsInputUnion{OfString: openai.String(said)},
		})
		if err != nil || n.InputTokens == 0 {
			t.Errorf("count: %v", err)
		}
	})
}
