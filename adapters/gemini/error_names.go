package gemini

import (
	"net/http"
	"strings"

	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// failure joins a class of errors with how Gemini says it. Of several rows with one status or one code the first counts.
type failure struct {
	code   pb.ErrorCode
	http   int
	status string
}

// failures is both tables: the class of a status, and how to write a class.
var failures = []failure{
	{pb.ErrorCode_ERROR_CODE_INVALID_REQUEST, http.StatusBadRequest, "INVALID_ARGUMENT"},
	{pb.ErrorCode_ERROR_CODE_INVALID_REQUEST, http.StatusBadRequest, "OUT_OF_RANGE"},
	{pb.ErrorCode_ERROR_CODE_CONTEXT_TOO_LONG, http.StatusBadRequest, "INVALID_ARGUMENT"},
	{pb.ErrorCode_ERROR_CODE_SAFETY, http.StatusBadRequest, "INVALID_ARGUMENT"},
	// Read as the first row of its status, but a client takes a status from 500 on for something to try again.
	{pb.ErrorCode_ERROR_CODE_UNSUPPORTED, http.StatusBadRequest, "INVALID_ARGUMENT"},
	{pb.ErrorCode_ERROR_CODE_UNSUPPORTED, http.StatusNotImplemented, "UNIMPLEMENTED"},
	{pb.ErrorCode_ERROR_CODE_AUTHENTICATION, http.StatusUnauthorized, "UNAUTHENTICATED"},
	{pb.ErrorCode_ERROR_CODE_PERMISSION, http.StatusForbidden, "PERMISSION_DENIED"},
	{pb.ErrorCode_ERROR_CODE_PERMISSION, http.StatusBadRequest, "FAILED_PRECONDITION"},
	{pb.ErrorCode_ERROR_CODE_NOT_FOUND, http.StatusNotFound, "NOT_FOUND"},
	{pb.ErrorCode_ERROR_CODE_CONFLICT, http.StatusConflict, "ABORTED"},
	{pb.ErrorCode_ERROR_CODE_CONFLICT, http.StatusConflict, "ALREADY_EXISTS"},
	{pb.ErrorCode_ERROR_CODE_TOO_LARGE, http.StatusRequestEntityTooLarge, "INVALID_ARGUMENT"},
	{pb.ErrorCode_ERROR_CODE_RATE_LIMIT, http.StatusTooManyRequests, "RESOURCE_EXHAUSTED"},
	{pb.ErrorCode_ERROR_CODE_BILLING, http.StatusTooManyRequests, "RESOURCE_EXHAUSTED"},
	{pb.ErrorCode_ERROR_CODE_CANCELLED, statusClientClosed, "CANCELLED"},
	{pb.ErrorCode_ERROR_CODE_SERVER, http.StatusInternalServerError, "INTERNAL"},
	{pb.ErrorCode_ERROR_CODE_SERVER, http.StatusInternalServerError, "UNKNOWN"},
	{pb.ErrorCode_ERROR_CODE_SERVER, http.StatusInternalServerError, "DATA_LOSS"},
	{pb.ErrorCode_ERROR_CODE_BAD_UPSTREAM, http.StatusInternalServerError, "INTERNAL"},
	{pb.ErrorCode_ERROR_CODE_TRUNCATED, http.StatusInternalServerError, "INTERNAL"},
	{pb.ErrorCode_ERROR_CODE_OVERLOADED, http.StatusServiceUnavailable, "UNAVAILABLE"},
	{pb.ErrorCode_ERROR_CODE_TIMEOUT, http.StatusGatewayTimeout, "DEADLINE_EXCEEDED"},
}

// statusClientClosed is the status for a client that went away.
const statusClientClosed = 499

// reasons are the reasons of an ErrorInfo that tell more than the status.
var reasons = []pair[pb.ErrorCode]{
	{"API_KEY_INVALID", pb.ErrorCode_ERROR_CODE_AUTHENTICATION},
	{"CREDENTIALS_MISSING", pb.ErrorCode_ERROR_CODE_AUTHENTICATION},
	{"ACCESS_TOKEN_EXPIRED", pb.ErrorCode_ERROR_CODE_AUTHENTICATION},
	{"ACCESS_TOKEN_TYPE_UNSUPPORTED", pb.ErrorCode_ERROR_CODE_AUTHENTICATION},
	{"SERVICE_DISABLED", pb.ErrorCode_ERROR_CODE_PERMISSION},
	{"BILLING_DISABLED", pb.ErrorCode_ERROR_CODE_BILLING},
}

// writing gives the row to write for a class.
func writing(code pb.ErrorCode) failure {
	for _, f := range failures {
		if f.code == code {
			return f
		}
	}
	return writing(pb.ErrorCode_ERROR_CODE_SERVER)
}

// classify gives the class of an error by status word, else by HTTP status.
func classify(status string, httpStatus int) pb.ErrorCode {
	if httpStatus == http.StatusRequestEntityTooLarge {
		return pb.ErrorCode_ERROR_CODE_TOO_LARGE
	}
	for _, f := range failures {
		if f.status == status {
			return f.code
		}
	}
	for _, f := range failures {
		if f.http == httpStatus {
			return f.code
		}
	}
	switch {
	case httpStatus == http.StatusPaymentRequired:
		return pb.ErrorCode_ERROR_CODE_BILLING
	case httpStatus == http.StatusRequestTimeout:
		return pb.ErrorCode_ERROR_CODE_TIMEOUT
	case httpStatus == http.StatusBadGateway:
		return pb.ErrorCode_ERROR_CODE_BAD_UPSTREAM
	case 400 <= httpStatus && httpStatus < 500:
		return pb.ErrorCode_ERROR_CODE_INVALID_REQUEST
	}
	return pb.ErrorCode_ERROR_CODE_SERVER
}

// saysTooLong reports whether a message says in Google's words that the prompt does not fit.
func saysTooLong(message string) bool {
	m := strings.ToLower(message)
	return strings.Contains(m, "token count") && strings.Contains(m, "exceeds")
}
