package canon_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/interlingua/interlingua/adapters/canon"
)

var (
	now       = time.Date(2026, 11, 25, 12, 0, 0, 0, time.UTC)
	durations = canon.RateLimitStyle{Header: "x-ratelimit-{field}-{kind}", Kinds: []string{"requests", "tokens"}}
	times     = canon.RateLimitStyle{Header: "v-ratelimit-{kind}-{field}", Kinds: []string{"requests", "tokens", "input-tokens"}, ResetTimes: true}
)

func TestRateLimits(t *testing.T) {
	h := http.Header{}
	for name, value := range map[string]string{
		"x-ratelimit-limit-requests": "5000", "x-ratelimit-remaining-requests": "4999", "x-ratelimit-reset-requests": "6m0s",
		"x-ratelimit-limit-tokens": "many", "x-ratelimit-remaining-tokens": "7", "x-ratelimit-reset-tokens": "soon",
	} {
		h.Set(name, value)
	}
	limits := canon.ReadRateLimits(h, durations, now)
	if len(limits) != 2 || *limits[0].Limit != 5000 || *limits[0].Remaining != 4999 || !limits[0].Reset.Equal(now.Add(6*time.Minute)) {
		t.Fatalf("read %+v", limits)
	}
	if l := limits[1]; l.Kind != "tokens" || l.Limit != nil || *l.Remaining != 7 || l.Reset != nil {
		t.Errorf("read %+v", l)
	}

	out := http.Header{}
	canon.WriteRateLimits(out, times, append(limits, canon.RateLimit{Kind: "output-tokens", Limit: limits[0].Limit}), now)
	want := map[string]string{
		"V-Ratelimit-Requests-Limit": "5000", "V-Ratelimit-Requests-Remaining": "4999",
		"V-Ratelimit-Requests-Reset": "2026-11-25T12:06:00Z", "V-Ratelimit-Tokens-Remaining": "7",
	}
	if len(out) != len(want) {
		t.Errorf("wrote %v", out)
	}
	for name, value := range want {
		if out.Get(name) != value {
			t.Errorf("%s: %q, want %q", name, out.Get(name), value)
		}
	}

	back := http.Header{}
	canon.WriteRateLimits(back, durations, canon.ReadRateLimits(out, times, now), now)
	if got := back.Get("x-ratelimit-reset-requests"); got != "6m0s" {
		t.Errorf("came back as %q", got)
	}
	if got := canon.ReadRateLimits(nil, durations, now); got != nil {
		t.Errorf("read %v from nothing", got)
	}
}

func TestReset(t *testing.T) {
	for _, c := range []struct {
		in   string
		want time.Duration
		ok   bool
	}{
		{"6m0s", 6 * time.Minute, true},
		{"120ms", 120 * time.Millisecond, true},
		{" 1s ", time.Second, true},
		{"2026-11-25T12:00:30Z", 30 * time.Second, true},
		{"2026-11-25T13:01:00+01:00", time.Minute, true},
		{"2026-11-25T11:00:00Z", -time.Hour, true},
		{"12", 12 * time.Second, true},
		{"1.5", 1500 * time.Millisecond, true},
		{"", 0, false},
		{"soon", 0, false},
		{"-5s", 0, false},
	} {
		got, ok := canon.ParseReset(c.in, now)
		if ok != c.ok || ok && !got.Equal(now.Add(c.want)) {
			t.Errorf("ParseReset(%q) = %v, %v", c.in, got, ok)
		}
	}
	for d, want := range map[time.Duration]string{6 * time.Minute: "6m0s", 0: "0s", -time.Second: "0s", 120 * time.Millisecond: "120ms"} {
		if got := canon.FormatReset(now.Add(d), now); got != want {
			t.Errorf("FormatReset(%v) = %q", d, got)
		}
	}
}

func TestRetryAfter(t *testing.T) {
	for _, c := range []struct {
		after, afterMS string
		want           int64
		ok             bool
	}{
		{"", "", 0, false},
		{"20", "", 20000, true},
		{"1.5", "", 1500, true},
		{"0", "", 0, true},
		{"22s", "", 22000, true},
		{"20", "1500", 1500, true},
		{"20", "soon", 20000, true},
		{"", "0.4", 1, true},
		{"", "-1", 0, false},
		{"-1", "", 0, false},
		{"Wed, 25 Nov 2026 12:00:30 GMT", "", 30000, true},
		{"Wed, 25 Nov 2026 11:00:00 GMT", "", 0, true},
		{"tomorrow", "", 0, false},
		{"99999999999999999999", "", 0, false},
	} {
		h := http.Header{}
		h.Set("retry-after", c.after)
		h.Set("retry-after-ms", c.afterMS)
		if got, ok := canon.RetryAfter(h, now); got != c.want || ok != c.ok {
			t.Errorf("RetryAfter(%q, %q) = %d, %v", c.after, c.afterMS, got, ok)
		}
	}
	if _, ok := canon.RetryAfter(nil, now); ok {
		t.Error("no header says a wait")
	}
	for ms, want := range map[int64][2]string{
		0: {"0", "0"}, 1: {"1", "1"}, 1000: {"1", "1000"}, 1001: {"2", "1001"}, -5: {"0", "0"}, 1 << 40: {"300", "300000"},
	} {
		h := http.Header{}
		canon.SetRetryAfter(h, ms)
		if h.Get("retry-after") != want[0] || h.Get("retry-after-ms") != want[1] {
			t.Errorf("SetRetryAfter(%d): %v", ms, h)
		}
	}
}
