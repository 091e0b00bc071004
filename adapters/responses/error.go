package responses

import (
	"cmp"
	"net/http"
	"strings"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// wireErrorBody is an error body. Some leave the wrapper out, or put a text in its place.
type wireErrorBody struct {
	Error   object[wireFault] `json:"error"`
	Message jsonx.String      `json:"message"`
	Type    jsonx.String      `json:"type"`
	Code    jsonx.String      `json:"code"`
	Param   jsonx.String      `json:"param"`
	Extra   jsonx.Value       `json:",inline,embed"`
}

const headerRequestID = "X-Request-Id"

// DecodeError implements adapters.ErrorCodec.
func (adapter) DecodeError(x *adapters.Exchange, status int, header http.Header, body []byte) *pb.Error {
	e := readFault(body, status)
	if e == nil {
		e = &pb.Error{Origin: dialect, Message: plainMessage(status, body)}
		e.Code = classOf(e, status)
	}
	if e.Message == "" {
		e.Message = plainMessage(status, nil)
		e.Extensions = canon.KeepSpelling(e.Extensions, dialect, faultPlace(body), "message", "null")
	}
	e.HttpStatus = int32(status)
	e.RequestId = header.Get(headerRequestID)
	if ms, ok := canon.RetryAfter(header, known(x).Now); ok {
		e.RetryAfterMs = &ms
	}
	return e
}

// readFault reads an error body, or the data of an error frame; nil for what is neither.
func readFault(body []byte, status int) *pb.Error {
	var w wireErrorBody
	if unmarshal(body, &w) != nil {
		return nil
	}
	r := beside(w.Extra)
	flat := wireFault{Type: w.Type, Code: w.Code, Message: w.Message, Param: w.Param}
	if w.Error.V != nil {
		e := w.Error.V.decode(status, atFault)
		flat.keep(&r)
		e.Extensions = r.put(e.Extensions, "")
		return e
	}
	e := flat.decode(status, "")
	if text, ok := jsonx.Unquote(string(w.Error.Raw)); ok && e.Message == "" {
		e.Message = text
		e.Code = classOf(e, status)
		r.spell("error", w.Error.Raw)
		r.absent("message")
	} else if r.keepKind(unwrapped, w.Error.Raw); w.Error.Raw == nil {
		// What tells the form without wrapper apart.
		r.absent(unwrapped)
	}
	e.Extensions = r.put(e.Extensions, "")
	return e
}

// faultPlace gives the place of the error object in a body.
func faultPlace(body []byte) string {
	if raw, _ := jsonx.Get(string(body), "error"); jsonx.KindOf(raw) == '{' {
		return atFault
	}
	return ""
}

// Places of an error object in its body. Without a wrapper it is the body; unwrapped is the mark of that.
const (
	atFault   = "/error"
	unwrapped = "error"
)

// keep keeps the members of an error object as they are.
func (w *wireFault) keep(r *remains) {
	r.keep("type", spelling(w.Type))
	r.keep("code", spelling(w.Code))
	r.keep("message", spelling(w.Message))
	r.keep("param", spelling(w.Param))
}

// plainMessage is the message of a body that is not of the dialect: its text, unless it is a page.
func plainMessage(status int, body []byte) string {
	const limit = 500
	text := strings.TrimSpace(string(body))
	if text == "" || len(text) > limit || strings.HasPrefix(text, "<") || !jsonx.ValidText(jsonx.Quote(text)) {
		text = http.StatusText(status)
	}
	if text == "" {
		text = "the upstream failed without a message"
	}
	return text
}

// answerStatus is what an error of a class becomes in this dialect.
type answerStatus struct {
	status    int
	typ, code string
}

var answerStatuses = map[pb.ErrorCode]answerStatus{
	pb.ErrorCode_ERROR_CODE_INVALID_REQUEST:  {400, "invalid_request_error", ""},
	pb.ErrorCode_ERROR_CODE_CONTEXT_TOO_LONG: {400, "invalid_request_error", "context_length_exceeded"},
	pb.ErrorCode_ERROR_CODE_UNSUPPORTED:      {400, "invalid_request_error", "unsupported_parameter"},
	pb.ErrorCode_ERROR_CODE_AUTHENTICATION:   {401, "invalid_request_error", "invalid_api_key"},
	pb.ErrorCode_ERROR_CODE_BILLING:          {429, "insufficient_quota", "insufficient_quota"},
	pb.ErrorCode_ERROR_CODE_PERMISSION:       {403, "permission_error", ""},
	pb.ErrorCode_ERROR_CODE_NOT_FOUND:        {404, "invalid_request_error", "model_not_found"},
	pb.ErrorCode_ERROR_CODE_CONFLICT:         {409, "invalid_request_error", "conflict"},
	pb.ErrorCode_ERROR_CODE_TOO_LARGE:        {413, "invalid_request_error", "request_too_large"},
	pb.ErrorCode_ERROR_CODE_RATE_LIMIT:       {429, "rate_limit_error", "rate_limit_exceeded"},
	pb.ErrorCode_ERROR_CODE_CANCELLED:        {499, "invalid_request_error", "request_cancelled"},
	pb.ErrorCode_ERROR_CODE_SERVER:           {500, "server_error", "server_error"},
	pb.ErrorCode_ERROR_CODE_BAD_UPSTREAM:     {502, "server_error", "server_error"},
	pb.ErrorCode_ERROR_CODE_OVERLOADED:       {503, "service_unavailable_error", "server_is_overloaded"},
	pb.ErrorCode_ERROR_CODE_TIMEOUT:          {504, "server_error", "server_error"},
	pb.ErrorCode_ERROR_CODE_SAFETY:           {400, "invalid_request_error", "content_policy_violation"},
	pb.ErrorCode_ERROR_CODE_TRUNCATED:        {502, "server_error", "server_error"},
}

// answerOf is what an error becomes in this dialect.
func answerOf(e *pb.Error) answerStatus {
	if a, ok := answerStatuses[e.Code]; ok {
		return a
	}
	return answerStatuses[pb.ErrorCode_ERROR_CODE_SERVER]
}

// paramModel is the place of a request's model.
const paramModel = "/model"

// codeOf is the code of an error in this dialect. What is not found without a vendor's word of it may be anything: only of a
// model is it said.
func codeOf(e *pb.Error) string {
	if e.Origin == dialect {
		return e.VendorCode
	}
	if e.Code == pb.ErrorCode_ERROR_CODE_NOT_FOUND && e.Origin == pb.Dialect_DIALECT_UNSPECIFIED && e.Param != paramModel {
		return ""
	}
	return answerOf(e).code
}

// EncodeError implements adapters.ErrorCodec.
func (adapter) EncodeError(x *adapters.Exchange, dst []byte, e *pb.Error) (status int, header http.Header, body []byte) {
	enc := newAnswerEncoder(known(x), nil)
	enc.w = jsonx.NewWriter(dst)
	a := answerOf(e)
	status = a.status
	if e.Origin == dialect && e.HttpStatus != 0 {
		status = int(e.HttpStatus)
	}
	if e.Origin == dialect && !open(enc.x) {
		enc.ownError(e)
	} else {
		o := enc.w.Object("")
		if in, ok := o.Object("error", ""); ok {
			enc.fullFault(in, e)
			in.End()
		}
		o.End()
	}
	header = http.Header{}
	if e.RetryAfterMs != nil {
		canon.SetRetryAfter(header, *e.RetryAfterMs)
	}
	if e.RequestId != "" {
		header.Set(headerRequestID, e.RequestId)
	}
	return status, header, enc.w.Bytes()
}

// ownError writes an error that was read from this dialect. Clients look for all its members, also where they are null.
func (e *encoder) ownError(f *pb.Error) {
	members := own(f.Extensions, "")
	o := e.w.Object(members)
	if _, bare := jsonx.Get(members, unwrapped); bare {
		e.fault(o, f)
	} else if in, ok := o.Object("error", own(f.Extensions, atFault)); ok {
		in.StrNonEmpty("message", f.Message)
		in.StrNonEmpty("type", f.Type)
		orNull(in, "param", f.Param)
		orNull(in, "code", f.VendorCode)
		in.End()
	}
	o.End()
}

// fullFault writes an error object with all its members.
func (e *encoder) fullFault(o jsonx.Object, f *pb.Error) {
	a := answerOf(f)
	if open(e.x) {
		a.typ = cmp.Or(openFaults[f.Code], a.typ)
	}
	o.Str("message", f.Message)
	o.Str("type", a.typ)
	if f.Param == "" {
		o.Null("param")
	} else {
		o.Str("param", f.Param)
	}
	if code := codeOf(f); code == "" {
		o.Null("code")
	} else {
		o.Str("code", code)
	}
}
