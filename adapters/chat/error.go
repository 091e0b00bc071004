package chat

import (
	"net/http"
	"strings"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

const (
	requestIDHeader = "X-Request-Id"

	atError = "/error"
	// atElement is the place of an error that came in an array.
	atElement = "/0"

	maxErrorText = 500
)

// wireError is the object of an error.
type wireError struct {
	Message rawJSON      `json:"message"`
	Type    jsonx.String `json:"type"`
	Param   jsonx.String `json:"param"`
	Code    rawJSON      `json:"code"`
	Extra   jsonx.Value  `json:",inline,embed"`
}

// DecodeError reads an error answer: the vendor's {"error": {…}}, the same in an array or without the wrapper, a string
// in its place, or what proxies write.
func (adapter) DecodeError(x *adapters.Exchange, status int, header http.Header, body []byte) *pb.Error {
	e := readErrorBody(body)
	if e.Message == "" {
		e.Message = statusText(status)
	}
	e.Origin, e.HttpStatus, e.RequestId = own, int32(status), header.Get(requestIDHeader)
	if ms, ok := canon.RetryAfter(header, x.Now); ok {
		e.RetryAfterMs = &ms
	}
	e.Code = classify(e)
	return e
}

func statusText(status int) string {
	if text := http.StatusText(status); text != "" {
		return text
	}
	return "the upstream failed without saying why"
}

func readErrorBody(body []byte) *pb.Error {
	e := &pb.Error{}
	text := strings.TrimSpace(string(body))
	if !jsonx.ValidText(text) {
		e.Message = plainText(text)
		return e
	}
	switch jsonx.KindOf(text) {
	case '{':
		readErrorObject(e, text)
	case '[':
		for element := range jsonx.Elements(text) {
			readErrorObject(e, element)
			e.Extensions = nil
			if raw, ok := jsonx.Get(element, "error"); ok {
				e.Extensions = canon.KeepSpelling(nil, own, atElement, "error", raw)
			}
			break
		}
	case '"':
		e.Message, _ = jsonx.Unquote(text)
	}
	return e
}

// readErrorObject reads a body that is an object.
func readErrorObject(e *pb.Error, text string) {
	inner, wrapped := jsonx.Get(text, "error")
	switch {
	case !wrapped || inner == "null":
		readErrorMembers(e, jsonx.Without(text, "error"), "")
		e.Extensions = canon.KeepSpelling(e.Extensions, own, "", "error", "null")
	case jsonx.KindOf(inner) == '{':
		readErrorMembers(e, inner, atError)
		e.Extensions = canon.KeepUnknown(e.Extensions, own, "", jsonx.Without(text, "error"))
	default:
		e.Message = textOf(inner)
		e.Extensions = canon.KeepSpelling(e.Extensions, own, "", "error", inner)
		e.Extensions = canon.KeepUnknown(e.Extensions, own, "", jsonx.Without(text, "error"))
	}
}

// readErrorMembers reads the members of an error's own object, which stands at a place of the body.
func readErrorMembers(e *pb.Error, text, at string) {
	var w wireError
	if jsonx.Unmarshal([]byte(text), &w) != nil {
		return
	}
	k := keep(w.Extra)
	e.Message = textOf(string(w.Message))
	if _, plain := jsonx.Unquote(string(w.Message)); !plain || e.Message == "" {
		k.spell("message", rawOrNull(w.Message))
	}
	e.Type = k.strSpelled("type", &w.Type)
	e.Param = k.strSpelled("param", &w.Param)
	e.VendorCode = textOf(string(w.Code))
	if _, plain := jsonx.Unquote(string(w.Code)); w.Code != "" && (!plain || e.VendorCode == "") {
		k.spell("code", string(w.Code))
	}
	if detail, ok := jsonx.Get(text, "detail"); ok && e.Message == "" {
		e.Message = textOf(detail)
	}
	e.Extensions = k.into(e.Extensions, at)
}

func rawOrNull(raw rawJSON) string {
	if raw == "" {
		return "null"
	}
	return string(raw)
}

// textOf is the text of a string, or the compact text of any other value.
func textOf(raw string) string {
	if text, ok := jsonx.Unquote(raw); ok || raw == "" {
		return text
	}
	return jsonx.Compact(raw)
}

// plainText makes a message of a body that is no JSON: the title of a page, or the text itself if it is short.
func plainText(text string) string {
	if strings.HasPrefix(text, "<") {
		_, rest, _ := strings.Cut(text, "<title>")
		title, _, found := strings.Cut(rest, "</title>")
		if !found {
			return ""
		}
		text = title
	}
	text = strings.Join(strings.Fields(strings.ToValidUTF8(text, "")), " ")
	if len(text) > maxErrorText {
		text = strings.ToValidUTF8(text[:maxErrorText], "") + "…"
	}
	return text
}

// EncodeError writes an error answer.
func (adapter) EncodeError(_ *adapters.Exchange, dst []byte, e *pb.Error) (int, http.Header, []byte) {
	status := errorClasses[e.Code].status
	if e.Origin == own && e.HttpStatus != 0 {
		status = int(e.HttpStatus)
	}
	header := http.Header{}
	if e.RequestId != "" {
		header.Set(requestIDHeader, e.RequestId)
	}
	if e.RetryAfterMs != nil {
		canon.SetRetryAfter(header, *e.RetryAfterMs)
	}
	w := jsonx.NewWriter(dst)
	if element := ours(e.Extensions, atElement); element != "" {
		w.BeginArray()
		writeErrorBody(w, e, element)
		w.EndArray()
	} else {
		writeErrorBody(w, e, ours(e.Extensions, ""))
	}
	return status, header, w.Bytes()
}

func writeErrorBody(w *jsonx.Writer, e *pb.Error, members string) {
	o := w.Object(members)
	if lacked(members, "error") {
		writeErrorMembers(o, e)
	} else if inner, ok := o.Object("error", ours(e.Extensions, atError)); ok {
		writeErrorMembers(inner, e)
		inner.End()
	}
	o.End()
}

// writeErrorMembers writes the members of an error's own object.
func writeErrorMembers(o jsonx.Object, e *pb.Error) {
	o.Str("message", e.Message)
	if e.Origin == own {
		o.StrNonEmpty("type", e.Type)
		strOrNull(o, "param", e.Param)
		strOrNull(o, "code", e.VendorCode)
		return
	}
	class := errorClasses[e.Code]
	o.Str("type", class.word)
	strOrNull(o, "param", e.Param)
	strOrNull(o, "code", codeOf(e))
}

// paramModel is the place of a request's model.
const paramModel = "/model"

// codeOf is the code of an error in this dialect. What is not found without a vendor's word of it may be anything: only of a
// model is it said.
func codeOf(e *pb.Error) string {
	if e.Code == pb.ErrorCode_ERROR_CODE_NOT_FOUND && e.Origin == pb.Dialect_DIALECT_UNSPECIFIED && e.Param != paramModel {
		return ""
	}
	return errorClasses[e.Code].errorCode
}

func strOrNull(o jsonx.Object, name, text string) {
	if text == "" {
		o.Null(name)
		return
	}
	o.Str(name, text)
}

// decodeErrorValue reads the member error of a document that has status 200: a whole answer or a chunk.
func decodeErrorValue(raw string) *pb.Error {
	e := &pb.Error{Origin: own}
	if jsonx.KindOf(raw) == '{' {
		readErrorMembers(e, raw, atError)
	} else {
		e.Message = textOf(raw)
		e.Extensions = canon.KeepSpelling(nil, own, "", "error", raw)
	}
	e.Code = classify(e)
	return e
}

// writeErrorValue writes the member error.
func writeErrorValue(w *jsonx.Writer, e *pb.Error) {
	if raw, ok := jsonx.Get(ours(e.Extensions, ""), "error"); ok && raw != "null" {
		w.Raw(raw)
		return
	}
	o := w.Object(ours(e.Extensions, atError))
	writeErrorMembers(o, e)
	o.End()
}
