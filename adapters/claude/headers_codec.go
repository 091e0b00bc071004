package claude

import (
	"net/http"
	"strings"
	"time"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/sse"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// limitHeaders is how answers tell of rate limits.
var limitHeaders = adapters.LimitHeaders{
	RequestID: headerRequestID,
	Rates: canon.RateLimitStyle{
		Header: "anthropic-ratelimit-{kind}-{field}",
		Kinds:  []string{"requests", "tokens", "input-tokens", "output-tokens"}, ResetTimes: true,
	},
}

// Authorize implements adapters.HeaderCodec.
func (adapter) Authorize(h http.Header, key string) {
	if key != "" {
		h.Set("X-Api-Key", key)
	}
	if h.Get(headerVersion) == "" {
		h.Set(headerVersion, versionOld)
	}
}

// Forward implements adapters.HeaderCodec.
func (adapter) Forward(dst, src http.Header) {
	adapters.ForwardHeaders(dst, src, headerVersion, headerBeta)
}

// DecodeLimits implements adapters.HeaderCodec.
func (adapter) DecodeLimits(h http.Header, now time.Time) adapters.Limits {
	return limitHeaders.Decode(h, now)
}

// EncodeLimits implements adapters.HeaderCodec.
func (adapter) EncodeLimits(h http.Header, l adapters.Limits, now time.Time) {
	limitHeaders.Encode(h, l, now)
}

// AppendKeepAlive implements adapters.KeepAliver. A ping may not come before message_start; a comment may.
func (adapter) AppendKeepAlive(dst []byte) []byte { return sse.AppendComment(dst, "keep-alive") }

// Peek implements adapters.Peeker.
func (adapter) Peek(w adapters.Wire) (adapters.Head, error) {
	return adapters.PeekBody(dialect, w.Body)
}

// Readdress implements adapters.Peeker.
func (adapter) Readdress(w adapters.Wire, h adapters.Head, model string) adapters.Wire {
	return adapters.Wire{Body: w.Body, Change: h.Readdressed(model), Path: path}
}

// Family implements adapters.Neighbour.
func (adapter) Family() string { return "anthropic" }

// Glance implements adapters.Glancer.
func (a adapter) Glance(x *adapters.Exchange, body []byte) (*pb.GenerateResponse, bool) {
	return adapters.GlanceBody(a, x, body, adapters.Glimpse{
		Rest: `"content":[],"role":"assistant"`, Members: []string{"id", "type", "model", "stop_reason", "usage"},
	})
}

// Skim implements adapters.Skimmer: what is inside a block, and blocks, are dull.
func (adapter) Skim() func(string, []byte) bool { return dull }

func dull(name string, _ []byte) bool {
	return name == "ping" || strings.HasPrefix(name, "content_block_")
}
