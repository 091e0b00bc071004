package responses

import (
	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// countPath counts tokens, relative to the base URL.
const countPath = "/responses/input_tokens"

// countMembers are the members that a request to count may have.
var countMembers = []string{
	"model", "input", "instructions", "conversation", "previous_response_id", "parallel_tool_calls", "reasoning", "text",
	"tool_choice", "tools", "truncation", "personality",
}

// DecodeCountRequest implements adapters.TokenCounter.
func (a adapter) DecodeCountRequest(x *adapters.Exchange, w adapters.Wire) (*pb.GenerateRequest, error) {
	return a.DecodeRequest(x, w)
}

// EncodeCountRequest implements adapters.TokenCounter.
func (a adapter) EncodeCountRequest(
	x *adapters.Exchange, req *pb.GenerateRequest, losses *adapters.Losses,
) (adapters.Wire, error) {
	return adapters.EncodeCount(a, x, req, losses, countPath, countMembers...)
}

// DecodeCountResponse implements adapters.TokenCounter.
func (adapter) DecodeCountResponse(body []byte) (int64, error) {
	var w struct {
		InputTokens int64 `json:"input_tokens"`
	}
	err := jsonx.Unmarshal(body, &w)
	return w.InputTokens, err
}

// EncodeCountResponse implements adapters.TokenCounter.
func (adapter) EncodeCountResponse(dst []byte, tokens int64) []byte {
	w := jsonx.NewWriter(dst)
	o := w.Object("")
	o.Str("object", "response.input_tokens")
	o.Int("input_tokens", tokens)
	o.End()
	return w.Bytes()
}
