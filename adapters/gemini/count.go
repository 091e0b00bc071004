package gemini

import (
	"strings"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// methodCount counts the tokens of a request.
const methodCount = "countTokens"

// memberCounted is the request to count, where more than its contents count.
const memberCounted = "generateContentRequest"

// DecodeCountRequest implements adapters.TokenCounter. The request stands in a member of its own, or in the place of it.
func (a adapter) DecodeCountRequest(x *adapters.Exchange, w adapters.Wire) (*pb.GenerateRequest, error) {
	if !jsonx.Valid(w.Body) {
		return a.DecodeRequest(x, w)
	}
	if inner, ok := jsonx.Get(string(w.Body), memberCounted); ok {
		w.Body = []byte(inner)
	}
	return a.DecodeRequest(x, w)
}

// EncodeCountRequest implements adapters.TokenCounter.
func (a adapter) EncodeCountRequest(
	x *adapters.Exchange, req *pb.GenerateRequest, losses *adapters.Losses,
) (adapters.Wire, error) {
	w, err := a.EncodeRequest(x, req, losses)
	if err != nil {
		return adapters.Wire{}, err
	}
	body := jsonx.Merge(jsonx.WrapText("model", resourceName(req.Model)), string(w.Body))
	path, _, _ := strings.Cut(formatPath(req.Model, false), ":"+methodWhole)
	return adapters.Wire{Body: []byte(jsonx.Wrap(memberCounted, body)), Path: path + ":" + methodCount}, nil
}

// DecodeCountResponse implements adapters.TokenCounter.
func (adapter) DecodeCountResponse(body []byte) (int64, error) {
	var w struct {
		TotalTokens int64 `json:"totalTokens"`
	}
	err := jsonx.Unmarshal(body, &w)
	return w.TotalTokens, err
}

// EncodeCountResponse implements adapters.TokenCounter.
func (adapter) EncodeCountResponse(dst []byte, tokens int64) []byte {
	w := jsonx.NewWriter(dst)
	o := w.Object("")
	o.Int("totalTokens", tokens)
	o.End()
	return w.Bytes()
}
