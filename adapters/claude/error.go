package claude

import (
	"net/http"
	"strings"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// typeError is the type of an error body, and the name of the event that carries one.
const typeError = "error"

// Places inside an error body.
const (
	atError   = "/error"
	atDetails = "/error/details"
)

// wireError is an error body, or the data of an error event.
type wireError struct {
	Type      jsonx.String    `json:"type"`
	Error     *wireErrorInner `json:"error"`
	RequestID jsonx.String    `json:"request_id"`
	Unknown   jsonx.Value     `json:",inline,embed"`
}

type wireErrorInner struct {
	Type    jsonx.String      `json:"type"`
	Message jsonx.String      `json:"message"`
	Details *wireErrorDetails `json:"details"`
	Unknown jsonx.Value       `json:",inline,embed"`
}

type wireErrorDetails struct {
	Code    jsonx.String `json:"error_code"`
	Unknown jsonx.Value  `json:",inline,embed"`
}

// errorClass is one line of the table of errors: a type of the wire, the status that comes with it, and its meaning.
type errorClass struct {
	code   pb.ErrorCode
	kind   string
	status int
}

// errorClasses is read by type, then by status, and written by code; the first line that fits counts.
var errorClasses = []errorClass{
	{pb.ErrorCode_ERROR_CODE_INVALID_REQUEST, "invalid_request_error", http.StatusBadRequest},
	{pb.ErrorCode_ERROR_CODE_AUTHENTICATION, "authentication_error", http.StatusUnauthorized},
	{pb.ErrorCode_ERROR_CODE_BILLING, "billing_error", http.StatusPaymentRequired},
	{pb.ErrorCode_ERROR_CODE_PERMISSION, "permission_error", http.StatusForbidden},
	{pb.ErrorCode_ERROR_CODE_NOT_FOUND, "not_found_error", http.StatusNotFound},
	{pb.ErrorCode_ERROR_CODE_CONFLICT, "conflict_error", http.StatusConflict},
	{pb.ErrorCode_ERROR_CODE_TOO_LARGE, "request_too_large", http.StatusRequestEntityTooLarge},
	{pb.ErrorCode_ERROR_CODE_RATE_LIMIT, "rate_limit_error", http.StatusTooManyRequests},
	{pb.ErrorCode_ERROR_CODE_SERVER, "api_error", http.StatusInternalServerError},
	{pb.ErrorCode_ERROR_CODE_TIMEOUT, "timeout_error", http.StatusGatewayTimeout},
	{pb.ErrorCode_ERROR_CODE_OVERLOADED, "overloaded_error", statusOverloaded},

	{pb.ErrorCode_ERROR_CODE_CONTEXT_TOO_LONG, "invalid_request_error", http.StatusBadRequest},
	{pb.ErrorCode_ERROR_CODE_UNSUPPORTED, "invalid_request_error", http.StatusBadRequest},
	{pb.ErrorCode_ERROR_CODE_SAFETY, "invalid_request_error", http.StatusBadRequest},
	{pb.ErrorCode_ERROR_CODE_INVALID_REQUEST, "invalid_request_error", http.StatusUnprocessableEntity},
	{pb.ErrorCode_ERROR_CODE_TIMEOUT, "timeout_error", http.StatusRequestTimeout},
	{pb.ErrorCode_ERROR_CODE_CANCELLED, "api_error", statusClientGone},
	{pb.ErrorCode_ERROR_CODE_UNSUPPORTED, "api_error", http.StatusNotImplemented},
	{pb.ErrorCode_ERROR_CODE_BAD_UPSTREAM, "api_error", http.StatusInternalServerError},
	{pb.ErrorCode_ERROR_CODE_BAD_UPSTREAM, "api_error", http.StatusBadGateway},
	{pb.ErrorCode_ERROR_CODE_OVERLOADED, "overloaded_error", http.StatusServiceUnavailable},
	{pb.ErrorCode_ERROR_CODE_TRUNCATED, "api_error", http.StatusInternalServerError},
	{pb.ErrorCode_ERROR_CODE_UNSPECIFIED, "api_error", http.StatusInternalServerError},
}

// Statuses that net/http does not name.
const (
	statusClientGone = 499
	statusOverloaded = 529
)

// findClass gives the first line of the table that fits.
func findClass(fits func(errorClass) bool) (errorClass, bool) {
	for _, c := range errorClasses {
		if fits(c) {
			return c, true
		}
	}
	return errorClass{}, false
}

// contextWords are what messages say when the conversation does not fit the context window. Clients look for the first.
var contextWords = []string{"prompt is too long", "exceed context limit"}

func saysContextTooLong(message string) bool {
	for _, w := range contextWords {
		if strings.Contains(message, w) {
			return true
		}
	}
	return false
}

// DecodeError implements adapters.ErrorCodec.
func (adapter) DecodeError(x *adapters.Exchange, status int, header http.Header, body []byte) *pb.Error {
	e := decodeErrorBody(body)
	e.HttpStatus = int32(status)
	if id := header.Get(headerRequestID); e.RequestId == "" && id != "" {
		e.RequestId = id
		if _, kept := jsonx.Get(own(e.Extensions, ""), "request_id"); !kept {
			e.Extensions = canon.KeepSpelling(e.Extensions, dialect, "", "request_id", "null")
		}
	}
	if ms, ok := canon.RetryAfter(header, x.Now); ok {
		e.RetryAfterMs = &ms
	}
	if told := codeOfStatus(status); e.Code == pb.ErrorCode_ERROR_CODE_UNSPECIFIED || status >= http.StatusBadRequest && isGeneric(e.Code) && !isGeneric(told) {
		e.Code = told
	}
	if e.Message == "" {
		e.Message = plainMessage(status, body)
	}
	return e
}

// isGeneric reports whether a class says no more than whose fault it is. Some services call every error by such a type.
func isGeneric(code pb.ErrorCode) bool {
	return code == pb.ErrorCode_ERROR_CODE_SERVER || code == pb.ErrorCode_ERROR_CODE_INVALID_REQUEST
}

// codeOfStatus gives the class of an error whose body does not tell it.
func codeOfStatus(status int) pb.ErrorCode {
	if c, ok := findClass(func(c errorClass) bool { return c.status == status }); ok {
		return c.code
	}
	if status >= http.StatusBadRequest && status < http.StatusInternalServerError {
		return pb.ErrorCode_ERROR_CODE_INVALID_REQUEST
	}
	return pb.ErrorCode_ERROR_CODE_SERVER
}

// maxPlainMessage bounds what is taken from a body that is no error of the dialect.
const maxPlainMessage = 500

// plainMessage makes a message of a body that is not of the dialect.
func plainMessage(status int, body []byte) string {
	text := strings.TrimSpace(strings.ToValidUTF8(string(body[:min(len(body), maxPlainMessage)]), ""))
	if raw, ok := jsonx.Lookup(text, "/error"); ok && jsonx.Valid(body) {
		if said, ok := jsonx.Unquote(raw); ok && said != "" {
			return said
		}
	}
	if text == "" || text[0] == '<' || text[0] == '{' {
		if name := http.StatusText(status); name != "" {
			return name
		}
		return "upstream error"
	}
	return text
}

// decodeErrorBody reads an error body, or the data of an error event. Whatever it cannot read stays empty.
func decodeErrorBody(body []byte) *pb.Error {
	var w wireError
	if err := jsonx.Unmarshal(body, &w); err != nil {
		raw, other := jsonx.Get(string(body), "error")
		if other = other && jsonx.Valid(body) && jsonx.KindOf(raw) != '{'; !other {
			return &pb.Error{Origin: dialect}
		}
		e := decodeErrorBody([]byte(jsonx.Without(string(body), "error")))
		e.Extensions = canon.KeepSpelling(e.Extensions, dialect, "", "error", raw)
		return e
	}
	l := leftovers{unknown: w.Unknown}
	l.constant("type", typeError, &w.Type)
	e := &pb.Error{Origin: dialect, RequestId: l.text("request_id", &w.RequestID)}
	if w.Error == nil {
		l.spell("error", "null")
		e.Extensions = l.keep(nil)
		return e
	}
	e.Extensions = l.keep(nil)
	inner := leftovers{at: atError, unknown: w.Error.Unknown}
	// Both are written always, in words of this package where there are none.
	said := func(name string, s *jsonx.String) string {
		if !s.Set && s.Raw == nil {
			inner.spell(name, "null")
		}
		return inner.text(name, s)
	}
	e.Type, e.Message = said("type", &w.Error.Type), said("message", &w.Error.Message)
	e.Extensions = inner.keep(e.Extensions)
	if d := w.Error.Details; d != nil {
		details := leftovers{at: atDetails, unknown: d.Unknown}
		e.VendorCode = details.text("error_code", &d.Code)
		if e.VendorCode == "" && details.none() {
			details.spell("error_code", "null")
		}
		e.Extensions = details.keep(e.Extensions)
	}
	if c, ok := findClass(func(c errorClass) bool { return c.kind == e.Type }); ok {
		e.Code = c.code
	}
	if e.Code == pb.ErrorCode_ERROR_CODE_INVALID_REQUEST && saysContextTooLong(e.Message) {
		e.Code = pb.ErrorCode_ERROR_CODE_CONTEXT_TOO_LONG
	}
	return e
}

// EncodeError implements adapters.ErrorCodec.
func (adapter) EncodeError(_ *adapters.Exchange, dst []byte, e *pb.Error) (int, http.Header, []byte) {
	class := classOf(e)
	status := class.status
	if e.Origin == dialect && e.HttpStatus >= http.StatusBadRequest {
		status = int(e.HttpStatus)
	}
	h := http.Header{"Content-Type": {"application/json"}}
	if e.RetryAfterMs != nil {
		canon.SetRetryAfter(h, *e.RetryAfterMs)
	}
	if e.RequestId != "" {
		h.Set(headerRequestID, e.RequestId)
	}
	w := jsonx.NewWriter(dst)
	writeError(w, e)
	return status, h, w.Bytes()
}

// classOf gives the line of the table by which an error is written.
func classOf(e *pb.Error) errorClass {
	c, ok := findClass(func(c errorClass) bool { return c.code == e.Code })
	if !ok {
		c, _ = findClass(func(c errorClass) bool { return c.code == pb.ErrorCode_ERROR_CODE_UNSPECIFIED })
	}
	return c
}

// writeError writes an error body as the next value.
func writeError(w *jsonx.Writer, e *pb.Error) {
	native := e.Origin == dialect
	kind, message := classOf(e).kind, e.Message
	if native && e.Type != "" {
		kind = e.Type
	}
	if !native && e.Code == pb.ErrorCode_ERROR_CODE_CONTEXT_TOO_LONG && !saysContextTooLong(message) {
		message = strings.TrimSuffix(contextWords[0]+": "+message, ": ")
	}
	o := w.Object(own(e.Extensions, ""))
	o.Str("type", typeError)
	if inner, ok := o.Object("error", own(e.Extensions, atError)); ok {
		inner.Str("type", kind)
		inner.Str("message", message)
		details := own(e.Extensions, atDetails)
		if native && (e.VendorCode != "" || details != "") {
			if d, ok := inner.Object("details", details); ok {
				d.StrNonEmpty("error_code", e.VendorCode)
				d.End()
			}
		}
		inner.End()
	}
	o.StrNonEmpty("request_id", e.RequestId)
	o.End()
}
