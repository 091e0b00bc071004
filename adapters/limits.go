package adapters

import (
	"net/http"
	"time"

	"github.com/interlingua/interlingua/adapters/canon"
)

// LimitHeaders is how a dialect's headers say what Limits holds.
type LimitHeaders struct {
	// RequestID is the name of the header with the request's id.
	RequestID string
	// Rates is how rate limits are spelled.
	Rates canon.RateLimitStyle
}

// Decode reads what headers say.
func (l LimitHeaders) Decode(h http.Header, now time.Time) Limits {
	return Limits{RequestID: h.Get(l.RequestID), Rates: canon.ReadRateLimits(h, l.Rates, now)}
}

// Encode sets headers that say the same.
func (l LimitHeaders) Encode(h http.Header, limits Limits, now time.Time) {
	if limits.RequestID != "" {
		h.Set(l.RequestID, limits.RequestID)
	}
	canon.WriteRateLimits(h, l.Rates, limits.Rates, now)
}

// ForwardHeaders copies the named headers.
func ForwardHeaders(dst, src http.Header, names ...string) {
	for _, name := range names {
		if v := src.Values(name); len(v) > 0 {
			dst[http.CanonicalHeaderKey(name)] = v
		}
	}
}
