package engine

import (
	"net/http"
	"time"

	"github.com/interlingua/interlingua/adapters/canon"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// retryLater is what a client waits after an overload whose upstream says nothing of waiting.
const retryLater = 2 * time.Second

// statusOverloaded is a status that net/http does not name.
const statusOverloaded = 529

// ComeBack sees to it that an error of overload says when to come back: some clients take it for final otherwise.
func ComeBack(reason *pb.Error) {
	switch reason.Code {
	case pb.ErrorCode_ERROR_CODE_RATE_LIMIT, pb.ErrorCode_ERROR_CODE_OVERLOADED:
		if reason.RetryAfterMs == nil {
			wait := retryLater.Milliseconds()
			reason.RetryAfterMs = &wait
		}
	}
}

// ComeBackHeader is ComeBack for the header of an answer whose status is one of overload, whatever it is about.
func ComeBackHeader(h http.Header, status int) {
	switch status {
	case http.StatusTooManyRequests, http.StatusServiceUnavailable, statusOverloaded:
		if h.Get("Retry-After") == "" {
			canon.SetRetryAfter(h, retryLater.Milliseconds())
		}
	}
}
