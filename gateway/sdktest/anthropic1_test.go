package sdktest

import (
	"testing"

	anthropic1 "github.com/anthropics/anthropic-sdk-go"
	option1 "github.com/anthropics/anthropic-sdk-go/option"
)

// TestAnthropic1 holds a streamed tool loop, with thinking, by the first version of the SDK, which many still use.
func TestAnthropic1(t *testing.T) {
	eachUpstream(t, func(t *testing.T, g *gate) {
		c := anthropic1.NewClient(option1.WithBaseURL(g.URL), option1.WithAPIKey(key), option1.WithMaxRetries(0))
		streamed := func(params anthropic1.MessageNewParams) *anthropic1.Message {
			t.Helper()
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
			return acc
		}
		params := anthropic1.MessageNewParams{
			Model: "demo", MaxTokens: 4000, Messages: []anthropic1.MessageParam{anthropic1.NewUserMessage(anthropic1.NewTextBlock(callsTool))},
			Tools: []anthropic1.ToolUnionParam{anthropic1.ToolUnionParamOfTool(anthropic1.ToolInputSchemaParam{
				Properties: citySchema["properties"], Required: []string{"city"},
			}, "get_weather")},
			Thinking: anthropic1.ThinkingConfigParamOfEnabled(1024),
		}
		m := streamed(params)
		call := m.Content[len(m.Content)-1]
		if m.Content[0].Type != "thinking" || call.Name != "get_weather" || !sameJSON(call.Input, cityValue) || m.StopReason != "tool_use" {
			t.Fatalf("%+v", m)
		}
		params.Messages = append(params.Messages, m.ToParam(), anthropic1.NewUserMessage(anthropic1.NewToolResultBlock(call.ID, sunny, false)))
		m = streamed(params)
		if got := m.Content[len(m.Content)-1].Text; got != afterTool || m.StopReason != "end_turn" || m.Usage.OutputTokens == 0 {
			t.Errorf("%+v", m)
		}
		whole, err := c.Messages.New(t.Context(), params)
		if err != nil || whole.Content[len(whole.Content)-1].Text != afterTool {
			t.Errorf("%v %+v", err, whole)
		}
	})
}
