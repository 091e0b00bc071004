package sdktest

import (
	"testing"

	"github.com/anthropics/anthropic-sdk-go"
	"github.com/anthropics/anthropic-sdk-go/option"
	anthropic2 "github.com/anthropics/anthropic-sdk-go/v2"
	option2 "github.com/anthropics/anthropic-sdk-go/v2/option"
)

func TestAnthropic1(t *testing.T) {
	eachUpstream(t, func(t *testing.T, url string) {
		c := anthropic.NewClient(option.WithBaseURL(url), option.WithAPIKey("k"), option.WithMaxRetries(0))
		params := anthropic.MessageNewParams{
			Model: "demo", MaxTokens: 200, Messages: []anthropic.MessageParam{anthropic.NewUserMessage(anthropic.NewTextBlock(said))},
		}
		whole, err := c.Messages.New(t.Context(), params)
		if err != nil {
			t.Fatal(err)
		}
		if whole.Content[len(whole.Content)-1].Text != answer || whole.StopReason != "end_turn" || whole.Usage.OutputTokens == 0 {
			t.Errorf("%s", whole.RawJSON())
		}
		stream := c.Messages.NewStreaming(t.Context(), params)
		var acc anthropic.Message
		for stream.Next() {
			if err := acc.Accumulate(stream.Current()); err != nil {
				t.Fatal(err)
			}
		}
		if err := stream.Err(); err != nil || acc.Content[len(acc.Content)-1].Text != answer || acc.StopReason != "end_turn" {
			t.Errorf("%v %+v", err, acc)
		}
		n, err := c.Messages.CountTokens(t.Context(), anthropic.MessageCountTokensParams{Model: "demo", Messages: params.Messages})
		if err != nil || n.InputTokens == 0 {
			t.Errorf("count: %v %+v", err, n)
		}
	})
}

func TestAnthropic2(t *testing.T) {
	eachUpstream(t, func(t *testing.T, url string) {
		c := anthropic2.NewClient(option2.WithBaseURL(url), option2.WithAPIKey("k"), option2.WithMaxRetries(0))
		params := anthropic2.MessageNewParams{
			Model: "demo", MaxTokens: 200, Messages: []anthropic2.MessageParam{anthropic2.NewUserMessage(anthropic2.NewTextBlock(said))},
		}
		stream := c.Messages.NewStreaming(t.Context(), params)
		var acc anthropic2.Message
		for stream.Next() {
			if err := acc.Accumulate(stream.Current()); err != nil {
				t.Fatal(err)
			}
		}
		if err := stream.Err(); err != nil || acc.Content[len(acc.Content)-1].Text != answer {
			t.Errorf("%v %+v", err, acc)
		}
	})
}
