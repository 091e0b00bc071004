package gemini

import (
	"net/http"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// The types of error details that are read or written.
const (
	typePrefix       = "type.googleapis.com/google.rpc."
	typeErrorInfo    = typePrefix + "ErrorInfo"
	typeRetryInfo    = typePrefix + "RetryInfo"
	typeQuotaFailure = typePrefix + "QuotaFailure"
	typeBadRequest   = typePrefix + "BadRequest"
)

const atError = "/error"

// wireStatus is a google.rpc.Status as HTTP shows it.
type wireStatus struct {
	leftover
	code            jsonx.Int
	message, status jsonx.String
	details         rawJSON
}

// UnmarshalJSONFrom reads the next value of dec.
func (s *wireStatus) UnmarshalJSONFrom(dec *jsonx.Decoder) error { return readObject(dec, s) }

func (s *wireStatus) member(name string) any {
	switch name {
	case "code":
		return &s.code
	case "message":
		return &s.message
	case "status":
		return &s.status
	case "details":
		return &s.details
	}
	return nil
}

// DecodeError implements adapters.ErrorCodec.
func (adapter) DecodeError(x *adapters.Exchange, status int, header http.Header, body []byte) *pb.Error {
	e := decodeStatus(status, body)
	if e.RetryAfterMs == nil {
		if ms, ok := canon.RetryAfter(header, x.Now); ok {
			e.RetryAfterMs = &ms
		}
	}
	return e
}

// EncodeError implements adapters.ErrorCodec.
func (adapter) EncodeError(_ *adapters.Exchange, dst []byte, e *pb.Error) (int, http.Header, []byte) {
	header := http.Header{}
	if e.RetryAfterMs != nil {
		canon.SetRetryAfter(header, *e.RetryAfterMs)
	}
	w := jsonx.NewWriter(dst)
	return writeError(w, e), header, w.Bytes()
}

// writeError writes an error body and gives its HTTP status.
func writeError(w *jsonx.Writer, e *pb.Error) int {
	status := int(e.HttpStatus)
	if e.Origin != own || status == 0 {
		status = writing(e.Code).http
	}
	asList := form(e.Extensions, "", "error") == formSingle
	if asList {
		w.BeginArray()
	}
	o := open(w, e.Extensions, "")
	if s, ok := o.open("error", e.Extensions, atError); ok {
		writeStatus(s, e, status)
	}
	o.End()
	if asList {
		w.EndArray()
	}
	return status
}

// writeStatus writes the members of a status and closes it.
func writeStatus(s object, e *pb.Error, status int) {
	word, message := e.Type, e.Message
	if e.Origin != own {
		word = writing(e.Code).status
		if e.Code == pb.ErrorCode_ERROR_CODE_CONTEXT_TOO_LONG && !saysTooLong(message) {
			message = "The input token count exceeds the maximum number of tokens allowed: " + message
		}
	}
	s.Int("code", int64(status))
	s.Str("message", message)
	s.Str("status", word)
	if e.Origin != own {
		writeDetails(s, e)
	}
	s.End()
}
