// Package openai holds what the dialects of one vendor have in common outside their documents: credentials, headers and the
// list of models. An adapter of such a dialect embeds Vendor.
package openai

import (
	"net/http"
	"time"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/canon"
)

// Vendor implements adapters.HeaderCodec, adapters.ModelLister and adapters.Neighbour. It has no state.
type Vendor struct{}

// limitHeaders is how answers tell of rate limits (OpenAI's API reference, "Debugging requests").
var limitHeaders = adapters.LimitHeaders{
	RequestID: "X-Request-Id",
	Rates:     canon.RateLimitStyle{Header: "x-ratelimit-{field}-{kind}", Kinds: []string{"requests", "tokens"}},
}

// Family implements adapters.Neighbour.
func (Vendor) Family() string { return "openai" }

// Authorize implements adapters.HeaderCodec.
func (Vendor) Authorize(h http.Header, key string) {
	if key != "" {
		h.Set("Authorization", "Bearer "+key)
	}
}

// Forward implements adapters.HeaderCodec.
func (Vendor) Forward(dst, src http.Header) { adapters.ForwardHeaders(dst, src, "OpenAI-Beta") }

// DecodeLimits implements adapters.HeaderCodec.
func (Vendor) DecodeLimits(h http.Header, now time.Time) adapters.Limits {
	return limitHeaders.Decode(h, now)
}

// EncodeLimits implements adapters.HeaderCodec.
func (Vendor) EncodeLimits(h http.Header, l adapters.Limits, now time.Time) {
	limitHeaders.Encode(h, l, now)
}
