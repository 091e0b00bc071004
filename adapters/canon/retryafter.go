package canon

import (
	"net/http"
	"strconv"
	"strings"
	"time"
)

// MaxRetryAfter is the longest wait that is passed on to a client: some obey any length.
const MaxRetryAfter = 5 * time.Minute

const (
	headerRetryAfter   = "Retry-After"
	headerRetryAfterMS = "Retry-After-Ms"
)

// RetryAfter reads how long to wait, in milliseconds, from the headers retry-after-ms and retry-after (seconds, or an HTTP
// date; a date in the past is no wait). False where neither says it.
func RetryAfter(h http.Header, now time.Time) (ms int64, ok bool) {
	if d, err := time.ParseDuration(strings.TrimSpace(h.Get(headerRetryAfterMS)) + "ms"); err == nil && d >= 0 {
		return milliseconds(d), true
	}
	after := strings.TrimSpace(h.Get(headerRetryAfter))
	if d, ok := ParseDelay(after); ok {
		return milliseconds(d), true
	}
	if at, err := http.ParseTime(after); err == nil {
		return milliseconds(at.Sub(now)), true
	}
	return 0, false
}

// milliseconds rounds a wait up, so that nobody comes back too early.
func milliseconds(d time.Duration) int64 {
	return int64((max(d, 0) + time.Millisecond - 1) / time.Millisecond)
}

// SetRetryAfter sets retry-after, in whole seconds rounded up, and retry-after-ms, to a wait of at most MaxRetryAfter.
func SetRetryAfter(h http.Header, ms int64) {
	ms = min(max(ms, 0), MaxRetryAfter.Milliseconds())
	h.Set(headerRetryAfter, strconv.FormatInt((ms+999)/1000, 10))
	h.Set(headerRetryAfterMS, strconv.FormatInt(ms, 10))
}
