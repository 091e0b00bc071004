package upstream

import (
	"net/http"
	"time"

	"github.com/failsafe-go/failsafe-go/circuitbreaker"
)

// What trips a breaker: so many faults among the last calls, and how long it then lets no call through but a probe.
const (
	breakerFailures = 10
	breakerCalls    = 20
	breakerPause    = 10 * time.Second
)

// breaker stops calls to an upstream that fails again and again, so that a fallback is tried at once.
type breaker struct {
	circuit circuitbreaker.CircuitBreaker[any]
}

func newBreaker() *breaker {
	return &breaker{circuitbreaker.NewBuilder[any]().
		WithFailureThresholdRatio(breakerFailures, breakerCalls).
		WithDelay(breakerPause).
		Build()}
}

// allow reports whether a call may be made now; each allowed call must be recorded.
func (b *breaker) allow() bool { return b.circuit.TryAcquirePermit() }

// record says how a call went. Only the service's own faults count: a rate limit or a bad request shows that it is up, and
// a client that left says nothing.
func (b *breaker) record(resp *http.Response, cancelled bool) {
	if cancelled || resp != nil && resp.StatusCode < http.StatusInternalServerError {
		b.circuit.RecordSuccess()
		return
	}
	b.circuit.RecordFailure()
}
