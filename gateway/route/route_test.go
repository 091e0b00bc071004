package route

import (
	"testing"

	"google.golang.org/protobuf/encoding/prototext"
	"google.golang.org/protobuf/proto"

	"github.com/interlingua/interlingua/gateway/config"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

func request(t *testing.T, text string) *pb.GenerateRequest {
	t.Helper()
	req := &pb.GenerateRequest{}
	if err := prototext.Unmarshal([]byte(text), req); err != nil {
		t.Fatal(err)
	}
	return req
}

// What a route fills is what the request leaves open; what it sets counts in any case.
func TestApply(t *testing.T) {
	word := func(s string) *string { return &s }
	number := func(n int64) *int64 { return &n }
	filled := config.Overrides{MaxOutputTokens: number(9), ReasoningEffort: word("low"), ReasoningSummary: word("auto"), ServiceTier: word("flex")}
	forced := config.Overrides{ReasoningEffort: word("high"), ReasoningSummary: word("none")}
	for _, c := range []struct {
		name     string
		def, set config.Overrides
		in, want string
	}{
		{"nothing", config.Overrides{}, config.Overrides{}, "", ""},
		{"open", filled, config.Overrides{}, "", `max_output_tokens: 9,service_tier: "flex",reasoning {effort: "low",visibility: REASONING_VISIBILITY_SUMMARY}`},
		{
			"said", filled,
			config.Overrides{},
			`max_output_tokens: 5,service_tier: "auto",reasoning {effort: "max",visibility: REASONING_VISIBILITY_NONE}`,
			`max_output_tokens: 5,service_tier: "auto",reasoning {effort: "max",visibility: REASONING_VISIBILITY_NONE}`,
		},
		{
			"forced", filled, forced, `reasoning {effort: "max",visibility: REASONING_VISIBILITY_DETAILED}`,
			`max_output_tokens: 9,service_tier: "flex",reasoning {effort: "high",visibility: REASONING_VISIBILITY_NONE}`,
		},
		{
			"nothing to show",
			config.Overrides{ReasoningSummary: word("auto")},
			config.Overrides{},
			`reasoning {mode: REASONING_MODE_OFF}`,
			`reasoning {mode: REASONING_MODE_OFF}`,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, want := request(t, c.in), request(t, c.want)
			(&Route{def: c.def, set: c.set}).Apply(got)
			if !proto.Equal(got, want) {
				t.Errorf("got %v, want %v", got, want)
			}
		})
	}
}
