package canon

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// RateLimit is what a vendor tells of one limit in its headers.
type RateLimit struct {
	// Kind is what is counted: requests, tokens, input-tokens or output-tokens.
	Kind string
	// Limit is how many there are, Remaining how many are left; nil where not told.
	Limit, Remaining *int64
	// Reset is when the limit is whole again; nil where not told.
	Reset *time.Time
}

// RateLimitStyle is how a dialect spells rate limits in headers.
type RateLimitStyle struct {
	// Header is the pattern of a header's name: {kind} and {field} stand for their values.
	Header string
	// Kinds are the kinds that the dialect knows, in the order in which they are read and written.
	Kinds []string
	// ResetTimes says that a reset is written as a time (RFC 3339); otherwise it is a duration (6m0s).
	ResetTimes bool
}

func (s RateLimitStyle) header(kind, field string) string {
	return strings.NewReplacer("{kind}", kind, "{field}", field).Replace(s.Header)
}

// found reports whether there is any header of the style. Most answers have none, and this is cheaper than to look for each.
func (s RateLimitStyle) found(h http.Header) bool {
	prefix, _, _ := strings.Cut(s.Header, "{")
	for name := range h {
		if len(name) > len(prefix) && strings.EqualFold(name[:len(prefix)], prefix) {
			return true
		}
	}
	return false
}

// ReadRateLimits reads the rate limits that headers tell of, leaving out numbers and times that cannot be read.
func ReadRateLimits(h http.Header, style RateLimitStyle, now time.Time) []RateLimit {
	var limits []RateLimit
	if !style.found(h) {
		return nil
	}
	for _, kind := range style.Kinds {
		l := RateLimit{
			Kind:      kind,
			Limit:     readCount(h.Get(style.header(kind, "limit"))),
			Remaining: readCount(h.Get(style.header(kind, "remaining"))),
		}
		if reset, ok := ParseReset(h.Get(style.header(kind, "reset")), now); ok {
			l.Reset = &reset
		}
		if l.Limit != nil || l.Remaining != nil || l.Reset != nil {
			limits = append(limits, l)
		}
	}
	return limits
}

// WriteRateLimits sets the headers of those limits that the dialect knows.
func WriteRateLimits(h http.Header, style RateLimitStyle, limits []RateLimit, now time.Time) {
	for _, l := range limits {
		if !slices.Contains(style.Kinds, l.Kind) {
			continue
		}
		if l.Limit != nil {
			h.Set(style.header(l.Kind, "limit"), strconv.FormatInt(*l.Limit, 10))
		}
		if l.Remaining != nil {
			h.Set(style.header(l.Kind, "remaining"), strconv.FormatInt(*l.Remaining, 10))
		}
		if l.Reset == nil {
			continue
		}
		reset := FormatReset(*l.Reset, now)
		if style.ResetTimes {
			reset = l.Reset.UTC().Format(time.RFC3339)
		}
		h.Set(style.header(l.Kind, "reset"), reset)
	}
}

func readCount(s string) *int64 {
	n, err := strconv.ParseInt(strings.TrimSpace(s), 10, 64)
	if err != nil {
		return nil
	}
	return &n
}

// ParseReset reads when a limit is whole again: a duration from now (6m0s, 850ms), a time (RFC 3339), or a number of
// seconds from now.
func ParseReset(s string, now time.Time) (time.Time, bool) {
	s = strings.TrimSpace(s)
	if d, ok := ParseDelay(s); ok {
		return now.Add(d), true
	}
	t, err := time.Parse(time.RFC3339, s)
	return t, err == nil
}

// FormatReset writes a reset as a duration from now, not below 0s.
func FormatReset(reset, now time.Time) string { return max(reset.Sub(now), 0).String() }

// ParseDelay reads a length of time that is not negative: a duration (6m0s, 22s, 850ms) or a number of seconds.
func ParseDelay(s string) (time.Duration, bool) {
	d, err := time.ParseDuration(s)
	if err != nil {
		d, err = time.ParseDuration(s + "s")
	}
	return d, err == nil && d >= 0
}
