package gemini

import (
	"bytes"
	"net/http"
	"strconv"
	"strings"

	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// decodeStatus reads an error body: an object with member error, or a list of one such object. Any other body gives its
// best reading.
func decodeStatus(status int, body []byte) *pb.Error {
	e := &pb.Error{Origin: own, HttpStatus: int32(status)}
	var k keeper
	text := string(bytes.TrimSpace(body))
	if !jsonx.ValidText(text) {
		e.Code, e.Message = classify("", status), plainMessage(text, status)
		return e
	}
	if jsonx.KindOf(text) == '[' {
		for first := range jsonx.Elements(text) {
			k.form("", "error", formSingle)
			text = first
			break
		}
	}
	raw, _ := jsonx.Get(text, "error")
	var in wireStatus
	if jsonx.KindOf(raw) != '{' || jsonx.Unmarshal([]byte(raw), &in) != nil {
		e.Code, e.Message = classify("", status), looseMessage(text, status)
		if jsonx.KindOf(text) == '{' {
			k.exts = canon.KeepSpelling(k.exts, own, "", "error", "null")
			k.exts = canon.KeepUnknown(k.exts, own, "", text)
		}
		e.Extensions = k.exts
		return e
	}
	k.exts = canon.KeepUnknown(k.exts, own, "", without(text, "error"))
	fillStatus(e, &k, &in)
	k.rest(atError, &in.leftover)
	e.Extensions = k.exts
	return e
}

// without is jsonx.Without with "" for an object that has nothing else.
func without(object, name string) string {
	rest := jsonx.Without(object, name)
	if jsonx.Empty(rest) {
		return ""
	}
	return rest
}

func fillStatus(e *pb.Error, k *keeper, in *wireStatus) {
	if message, ok := k.str(atError, &in.leftover, "message", &in.message); ok {
		e.Message = message
	} else {
		k.absent(atError, "message")
	}
	if word, ok := k.str(atError, &in.leftover, "status", &in.status); ok {
		e.Type = word
	} else {
		k.absent(atError, "status")
	}
	code := k.integer(atError, &in.leftover, "code", &in.code)
	if code == nil {
		k.absent(atError, "code")
	} else if *code != int64(e.HttpStatus) {
		k.exact(atError, "code", strconv.FormatInt(*code, 10))
	}
	in.keep("details", in.details.bytes())
	e.Code = classify(e.Type, int(canon.Count(code)))
	if e.Type == "" && code == nil {
		e.Code = classify("", int(e.HttpStatus))
	}
	if e.Code == pb.ErrorCode_ERROR_CODE_INVALID_REQUEST && saysTooLong(e.Message) {
		e.Code = pb.ErrorCode_ERROR_CODE_CONTEXT_TOO_LONG
	}
	if e.Message == "" {
		e.Message = plainMessage("", int(e.HttpStatus))
	}
	for d := range jsonx.Elements(string(in.details)) {
		readDetail(e, d)
	}
}

// plainMessage makes a message of a body that is no JSON.
func plainMessage(text string, status int) string {
	const limit = 500
	if text == "" || strings.HasPrefix(text, "<") {
		return strings.TrimSpace("HTTP " + strconv.Itoa(status) + " " + http.StatusText(status))
	}
	if len(text) > limit {
		text = text[:limit]
	}
	return strings.ToValidUTF8(text, "\uFFFD")
}

// looseMessage finds a message in JSON that is no error of Google's.
func looseMessage(text string, status int) string {
	for _, name := range []string{"message", "error", "detail", "error_description"} {
		raw, _ := jsonx.Get(text, name)
		if s, ok := jsonx.Unquote(raw); ok && s != "" {
			return s
		}
	}
	return plainMessage("", status)
}
