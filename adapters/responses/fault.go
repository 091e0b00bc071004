package responses

import (
	"strings"

	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// wireFault is an error object: of an error body, of a failed response, or in a stream.
type wireFault struct {
	Type    jsonx.String `json:"type"`
	Code    jsonx.String `json:"code"`
	Message jsonx.String `json:"message"`
	Param   jsonx.String `json:"param"`
	Extra   jsonx.Value  `json:",inline,embed"`
}

// decode gives the canonical error. status is the HTTP status, 0 where there is none; at is the place of the object.
func (w *wireFault) decode(status int, at string) *pb.Error {
	r := beside(w.Extra)
	e := &pb.Error{
		Origin: dialect, Type: r.str("type", w.Type), Message: r.str("message", w.Message), Param: r.str("param", w.Param),
	}
	if w.Code.Raw.Kind() == '0' {
		// Some write the code as a number.
		e.VendorCode = string(w.Code.Raw)
		r.spell("code", w.Code.Raw)
	} else {
		e.VendorCode = r.str("code", w.Code)
	}
	e.Code = classOf(e, status)
	e.Extensions = r.put(nil, at)
	return e
}

// fault writes an error object that was read from this dialect.
func (e *encoder) fault(o jsonx.Object, f *pb.Error) {
	o.StrNonEmpty("message", f.Message)
	o.StrNonEmpty("type", f.Type)
	o.StrNonEmpty("param", f.Param)
	o.StrNonEmpty("code", f.VendorCode)
}

// faultCodes are the codes that tell a class; a code that is not here says nothing beyond its type.
var faultCodes = names[pb.ErrorCode]{
	{"context_length_exceeded", pb.ErrorCode_ERROR_CODE_CONTEXT_TOO_LONG},
	{"unsupported_parameter", pb.ErrorCode_ERROR_CODE_UNSUPPORTED},
	{"unsupported_value", pb.ErrorCode_ERROR_CODE_UNSUPPORTED},
	{"invalid_api_key", pb.ErrorCode_ERROR_CODE_AUTHENTICATION},
	{"insufficient_quota", pb.ErrorCode_ERROR_CODE_BILLING},
	{"credit_balance_exhausted", pb.ErrorCode_ERROR_CODE_BILLING},
	{"usage_limit_reached", pb.ErrorCode_ERROR_CODE_BILLING},
	{"usage_not_included", pb.ErrorCode_ERROR_CODE_BILLING},
	{"billing_hard_limit_reached", pb.ErrorCode_ERROR_CODE_BILLING},
	{"unsupported_country_region_territory", pb.ErrorCode_ERROR_CODE_PERMISSION},
	{"model_not_found", pb.ErrorCode_ERROR_CODE_NOT_FOUND},
	{"not_found", pb.ErrorCode_ERROR_CODE_NOT_FOUND},
	{"previous_response_not_found", pb.ErrorCode_ERROR_CODE_NOT_FOUND},
	{"response_not_found", pb.ErrorCode_ERROR_CODE_NOT_FOUND},
	{"rate_limit_exceeded", pb.ErrorCode_ERROR_CODE_RATE_LIMIT},
	{"slow_down", pb.ErrorCode_ERROR_CODE_RATE_LIMIT},
	{"conflict", pb.ErrorCode_ERROR_CODE_CONFLICT},
	{"request_too_large", pb.ErrorCode_ERROR_CODE_TOO_LARGE},
	{"request_cancelled", pb.ErrorCode_ERROR_CODE_CANCELLED},
	{"server_is_overloaded", pb.ErrorCode_ERROR_CODE_OVERLOADED},
	{"server_error", pb.ErrorCode_ERROR_CODE_SERVER},
	{"vector_store_timeout", pb.ErrorCode_ERROR_CODE_TIMEOUT},
	{"content_policy_violation", pb.ErrorCode_ERROR_CODE_SAFETY},
	{"content_filter", pb.ErrorCode_ERROR_CODE_SAFETY},
	{"invalid_prompt", pb.ErrorCode_ERROR_CODE_SAFETY},
	{"bio_policy", pb.ErrorCode_ERROR_CODE_SAFETY},
	{"misalignment_policy_violation", pb.ErrorCode_ERROR_CODE_SAFETY},
	{"image_content_policy_violation", pb.ErrorCode_ERROR_CODE_SAFETY},
}

// faultTypes are the types that tell a class.
var faultTypes = names[pb.ErrorCode]{
	{"invalid_request_error", pb.ErrorCode_ERROR_CODE_INVALID_REQUEST},
	{"invalid_request", pb.ErrorCode_ERROR_CODE_INVALID_REQUEST},
	{"authentication_error", pb.ErrorCode_ERROR_CODE_AUTHENTICATION},
	{"permission_error", pb.ErrorCode_ERROR_CODE_PERMISSION},
	{"not_found_error", pb.ErrorCode_ERROR_CODE_NOT_FOUND},
	{"not_found", pb.ErrorCode_ERROR_CODE_NOT_FOUND},
	{"insufficient_quota", pb.ErrorCode_ERROR_CODE_BILLING},
	{"rate_limit_error", pb.ErrorCode_ERROR_CODE_RATE_LIMIT},
	{"requests", pb.ErrorCode_ERROR_CODE_RATE_LIMIT},
	{"tokens", pb.ErrorCode_ERROR_CODE_RATE_LIMIT},
	{"too_many_requests", pb.ErrorCode_ERROR_CODE_RATE_LIMIT},
	{"service_unavailable_error", pb.ErrorCode_ERROR_CODE_OVERLOADED},
	{"overloaded_error", pb.ErrorCode_ERROR_CODE_OVERLOADED},
	{"server_error", pb.ErrorCode_ERROR_CODE_SERVER},
	{"api_error", pb.ErrorCode_ERROR_CODE_SERVER},
	{"model_error", pb.ErrorCode_ERROR_CODE_SERVER},
}

// faultStatuses are the HTTP statuses that tell a class by themselves.
var faultStatuses = map[int]pb.ErrorCode{
	401: pb.ErrorCode_ERROR_CODE_AUTHENTICATION,
	402: pb.ErrorCode_ERROR_CODE_BILLING,
	403: pb.ErrorCode_ERROR_CODE_PERMISSION,
	404: pb.ErrorCode_ERROR_CODE_NOT_FOUND,
	408: pb.ErrorCode_ERROR_CODE_TIMEOUT,
	409: pb.ErrorCode_ERROR_CODE_CONFLICT,
	413: pb.ErrorCode_ERROR_CODE_TOO_LARGE,
	429: pb.ErrorCode_ERROR_CODE_RATE_LIMIT,
	499: pb.ErrorCode_ERROR_CODE_CANCELLED,
	501: pb.ErrorCode_ERROR_CODE_UNSUPPORTED,
	502: pb.ErrorCode_ERROR_CODE_BAD_UPSTREAM,
	503: pb.ErrorCode_ERROR_CODE_OVERLOADED,
	504: pb.ErrorCode_ERROR_CODE_TIMEOUT,
	529: pb.ErrorCode_ERROR_CODE_OVERLOADED,
}

// classOf finds the class of an error: its code knows best, then a status that is not a general one, then its type.
func classOf(e *pb.Error, status int) pb.ErrorCode {
	if class, ok := faultCodes.read(e.VendorCode); ok {
		return class
	}
	if class, ok := faultTypes.read(e.Type); ok && class == pb.ErrorCode_ERROR_CODE_BILLING {
		return class
	}
	if class, ok := faultStatuses[status]; ok {
		return class
	}
	class, ok := faultTypes.read(e.Type)
	switch {
	case ok && class == pb.ErrorCode_ERROR_CODE_INVALID_REQUEST, !ok && status >= 400 && status < 500:
		return byMessage(e.Message)
	case ok:
		return class
	}
	return pb.ErrorCode_ERROR_CODE_SERVER
}

// byMessage finds the class of a bad request in its message: not every server gives codes.
func byMessage(message string) pb.ErrorCode {
	message = strings.ToLower(message)
	switch {
	case strings.Contains(message, "context window"), strings.Contains(message, "context length"):
		return pb.ErrorCode_ERROR_CODE_CONTEXT_TOO_LONG
	case strings.HasPrefix(message, "unsupported "):
		return pb.ErrorCode_ERROR_CODE_UNSUPPORTED
	}
	return pb.ErrorCode_ERROR_CODE_INVALID_REQUEST
}
