package chat

import (
	"strconv"
	"strings"

	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// errorClass is how the vendor answers with an error of a class.
type errorClass struct {
	status    int
	word      string
	errorCode string
}

// errorClasses are the statuses, types and codes to write. Where the class has no code of the vendor's, there is none.
var errorClasses = map[pb.ErrorCode]errorClass{
	pb.ErrorCode_ERROR_CODE_UNSPECIFIED:      {500, "server_error", "server_error"},
	pb.ErrorCode_ERROR_CODE_INVALID_REQUEST:  {400, "invalid_request_error", ""},
	pb.ErrorCode_ERROR_CODE_CONTEXT_TOO_LONG: {400, "invalid_request_error", "context_length_exceeded"},
	pb.ErrorCode_ERROR_CODE_UNSUPPORTED:      {400, "invalid_request_error", "unsupported_parameter"},
	pb.ErrorCode_ERROR_CODE_AUTHENTICATION:   {401, "invalid_request_error", "invalid_api_key"},
	pb.ErrorCode_ERROR_CODE_BILLING:          {429, "insufficient_quota", "insufficient_quota"},
	pb.ErrorCode_ERROR_CODE_PERMISSION:       {403, "invalid_request_error", "permission_denied"},
	pb.ErrorCode_ERROR_CODE_NOT_FOUND:        {404, "invalid_request_error", "model_not_found"},
	pb.ErrorCode_ERROR_CODE_CONFLICT:         {409, "invalid_request_error", "conflict"},
	pb.ErrorCode_ERROR_CODE_TOO_LARGE:        {413, "invalid_request_error", "request_too_large"},
	pb.ErrorCode_ERROR_CODE_RATE_LIMIT:       {429, "rate_limit_error", "rate_limit_exceeded"},
	pb.ErrorCode_ERROR_CODE_CANCELLED:        {499, "invalid_request_error", "request_cancelled"},
	pb.ErrorCode_ERROR_CODE_SERVER:           {500, "server_error", "server_error"},
	pb.ErrorCode_ERROR_CODE_BAD_UPSTREAM:     {502, "server_error", "bad_gateway"},
	pb.ErrorCode_ERROR_CODE_OVERLOADED:       {503, "server_error", "server_is_overloaded"},
	pb.ErrorCode_ERROR_CODE_TIMEOUT:          {504, "server_error", "timeout"},
	pb.ErrorCode_ERROR_CODE_SAFETY:           {400, "invalid_request_error", "content_filter"},
	pb.ErrorCode_ERROR_CODE_TRUNCATED:        {502, "server_error", "stream_truncated"},
}

// errorWords are the codes and types that name a class by themselves.
var errorWords = map[string]pb.ErrorCode{
	"context_length_exceeded":              pb.ErrorCode_ERROR_CODE_CONTEXT_TOO_LONG,
	"string_above_max_length":              pb.ErrorCode_ERROR_CODE_CONTEXT_TOO_LONG,
	"unsupported_parameter":                pb.ErrorCode_ERROR_CODE_UNSUPPORTED,
	"unsupported_value":                    pb.ErrorCode_ERROR_CODE_UNSUPPORTED,
	"invalid_api_key":                      pb.ErrorCode_ERROR_CODE_AUTHENTICATION,
	"authentication_error":                 pb.ErrorCode_ERROR_CODE_AUTHENTICATION,
	"insufficient_quota":                   pb.ErrorCode_ERROR_CODE_BILLING,
	"billing_error":                        pb.ErrorCode_ERROR_CODE_BILLING,
	"billing_hard_limit_reached":           pb.ErrorCode_ERROR_CODE_BILLING,
	"insufficient_balance":                 pb.ErrorCode_ERROR_CODE_BILLING,
	"permission_error":                     pb.ErrorCode_ERROR_CODE_PERMISSION,
	"permission_denied":                    pb.ErrorCode_ERROR_CODE_PERMISSION,
	"unsupported_country_region_territory": pb.ErrorCode_ERROR_CODE_PERMISSION,
	"model_not_found":                      pb.ErrorCode_ERROR_CODE_NOT_FOUND,
	"not_found_error":                      pb.ErrorCode_ERROR_CODE_NOT_FOUND,
	"DeploymentNotFound":                   pb.ErrorCode_ERROR_CODE_NOT_FOUND,
	"conflict":                             pb.ErrorCode_ERROR_CODE_CONFLICT,
	"request_too_large":                    pb.ErrorCode_ERROR_CODE_TOO_LARGE,
	"rate_limit_error":                     pb.ErrorCode_ERROR_CODE_RATE_LIMIT,
	"rate_limit_exceeded":                  pb.ErrorCode_ERROR_CODE_RATE_LIMIT,
	"RateLimitReached":                     pb.ErrorCode_ERROR_CODE_RATE_LIMIT,
	"slow_down":                            pb.ErrorCode_ERROR_CODE_RATE_LIMIT,
	"tokens":                               pb.ErrorCode_ERROR_CODE_RATE_LIMIT,
	"requests":                             pb.ErrorCode_ERROR_CODE_RATE_LIMIT,
	"request_cancelled":                    pb.ErrorCode_ERROR_CODE_CANCELLED,
	"server_error":                         pb.ErrorCode_ERROR_CODE_SERVER,
	"api_error":                            pb.ErrorCode_ERROR_CODE_SERVER,
	"internal_error":                       pb.ErrorCode_ERROR_CODE_SERVER,
	"bad_gateway":                          pb.ErrorCode_ERROR_CODE_BAD_UPSTREAM,
	"overloaded_error":                     pb.ErrorCode_ERROR_CODE_OVERLOADED,
	"server_is_overloaded":                 pb.ErrorCode_ERROR_CODE_OVERLOADED,
	"timeout":                              pb.ErrorCode_ERROR_CODE_TIMEOUT,
	"timeout_error":                        pb.ErrorCode_ERROR_CODE_TIMEOUT,
	"content_filter":                       pb.ErrorCode_ERROR_CODE_SAFETY,
	"content_policy_violation":             pb.ErrorCode_ERROR_CODE_SAFETY,
	"stream_truncated":                     pb.ErrorCode_ERROR_CODE_TRUNCATED,
}

// vagueWords are types that many classes of errors have.
var vagueWords = map[string]bool{"invalid_request_error": true, "server_error": true, "api_error": true}

// errorStatuses are the classes that an HTTP status says by itself.
var errorStatuses = map[int]pb.ErrorCode{
	400: pb.ErrorCode_ERROR_CODE_INVALID_REQUEST,
	401: pb.ErrorCode_ERROR_CODE_AUTHENTICATION,
	402: pb.ErrorCode_ERROR_CODE_BILLING,
	403: pb.ErrorCode_ERROR_CODE_PERMISSION,
	404: pb.ErrorCode_ERROR_CODE_NOT_FOUND,
	408: pb.ErrorCode_ERROR_CODE_TIMEOUT,
	409: pb.ErrorCode_ERROR_CODE_CONFLICT,
	413: pb.ErrorCode_ERROR_CODE_TOO_LARGE,
	422: pb.ErrorCode_ERROR_CODE_INVALID_REQUEST,
	429: pb.ErrorCode_ERROR_CODE_RATE_LIMIT,
	499: pb.ErrorCode_ERROR_CODE_CANCELLED,
	500: pb.ErrorCode_ERROR_CODE_SERVER,
	501: pb.ErrorCode_ERROR_CODE_UNSUPPORTED,
	502: pb.ErrorCode_ERROR_CODE_BAD_UPSTREAM,
	503: pb.ErrorCode_ERROR_CODE_OVERLOADED,
	504: pb.ErrorCode_ERROR_CODE_TIMEOUT,
	529: pb.ErrorCode_ERROR_CODE_OVERLOADED,
}

// contextPhrases are words of servers that name no code when a conversation does not fit.
var contextPhrases = []string{
	"maximum context length", "context length exceeded", "context window", "prompt is too long",
	"exceeds the available context size", "input token count",
}

// classify finds the class of an error: by a code or type that names it, else by the status, the number in the code, and
// the words of the message.
func classify(e *pb.Error) pb.ErrorCode {
	for _, word := range []string{e.VendorCode, e.Type} {
		if class, ok := errorWords[word]; ok && !vagueWords[word] {
			return class
		}
	}
	status := int(e.HttpStatus)
	if status < 400 {
		status, _ = strconv.Atoi(e.VendorCode)
	}
	class, known := errorStatuses[status]
	switch {
	case status == 400 || status == 413 || status < 400:
		if isOverflow(e.Message) {
			return pb.ErrorCode_ERROR_CODE_CONTEXT_TOO_LONG
		}
	case !known && status >= 500:
		return pb.ErrorCode_ERROR_CODE_SERVER
	case !known:
		return pb.ErrorCode_ERROR_CODE_INVALID_REQUEST
	}
	if known {
		return class
	}
	if e.Type == "invalid_request_error" {
		return pb.ErrorCode_ERROR_CODE_INVALID_REQUEST
	}
	return pb.ErrorCode_ERROR_CODE_SERVER
}

func isOverflow(message string) bool {
	message = strings.ToLower(message)
	for _, phrase := range contextPhrases {
		if strings.Contains(message, phrase) {
			return true
		}
	}
	return false
}
