package responses

import (
	"net/http"
	"strings"
	"time"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/sse"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// limitHeaders is how OpenAI's answers tell of rate limits.
var limitHeaders = adapters.LimitHeaders{
	RequestID: "X-Request-Id",
	Rates:     canon.RateLimitStyle{Header: "x-ratelimit-{field}-{kind}", Kinds: []string{"requests", "tokens"}},
}

// Authorize implements adapters.HeaderCodec.
func (adapter) Authorize(h http.Header, key string) {
	if key != "" {
		h.Set("Authorization", "Bearer "+key)
	}
}

// Forward implements adapters.HeaderCodec.
func (adapter) Forward(dst, src http.Header) { adapters.ForwardHeaders(dst, src, "OpenAI-Beta") }

// DecodeLimits implements adapters.HeaderCodec.
func (adapter) DecodeLimits(h http.Header, now time.Time) adapters.Limits {
	return limitHeaders.Decode(h, now)
}

// EncodeLimits implements adapters.HeaderCodec.
func (adapter) EncodeLimits(h http.Header, l adapters.Limits, now time.Time) {
	limitHeaders.Encode(h, l, now)
}

// AppendKeepAlive implements adapters.KeepAliver: a comment, which every client of this dialect skips.
func (adapter) AppendKeepAlive(dst []byte) []byte { return sse.AppendComment(dst, "keep-alive") }

// Peek implements adapters.Peeker.
func (adapter) Peek(w adapters.Wire) (adapters.Head, error) {
	return adapters.PeekBody(dialect, w.Body)
}

// Readdress implements adapters.Peeker.
func (adapter) Readdress(w adapters.Wire, h adapters.Head, model string) adapters.Wire {
	return adapters.Wire{Body: adapters.ReaddressBody(w.Body, h, model), Path: requestPath}
}

// Family implements adapters.Neighbour.
func (adapter) Family() string { return "openai" }

// Glance implements adapters.Glancer.
func (a adapter) Glance(x *adapters.Exchange, body []byte) (*pb.GenerateResponse, bool) {
	return adapters.GlanceBody(a, x, body, `"output":[]`, "id", "model", "status", "usage")
}

// Dull implements adapters.Skimmer: what is inside the response.
func (adapter) Dull(name string, _ []byte) bool {
	return strings.HasSuffix(name, ".delta") || strings.HasPrefix(name, "response.output_") || strings.HasPrefix(name, "response.content_part.")
}
