package jsonx

import (
	"errors"
	"io"
	"reflect"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// Error says where and why a document was refused. Neither Message nor Error
// quotes the document; only the pointer holds names from it.
type Error struct {
	// Pointer (RFC 6901) names the value at fault, or one around it: "" is the
	// whole document or an unknown place. It has at most 1 KB.
	Pointer string
	Offset  int64  // bytes before the fault, as near as is known
	Message string // "expected string, found number"
	cause   error
}

// Error returns the message, preceded by the pointer where there is one.
func (e *Error) Error() string {
	if e.Pointer == "" {
		return e.Message
	}
	return e.Pointer + ": " + e.Message
}

// Unwrap returns the JSON library's own error, or nil. Its text may quote the
// document: use it with errors.Is, do not print it.
func (e *Error) Unwrap() error { return e.cause }

// Mismatch returns the error for an UnmarshalJSONFrom method that met a kind
// it cannot take: "expected WANT, found KIND".
func Mismatch(want string, found Kind) error {
	return mismatch("expected " + want + ", found " + kindName(found))
}

type mismatch string

func (m mismatch) Error() string { return string(m) }

func newError(err error) *Error {
	// A custom method may have wrapped an error of either kind; the innermost
	// position is the exact one, since all of them share one decoder.
	if e, ok := errors.AsType[*jsontext.SyntacticError](err); ok {
		return &Error{shorten(e.JSONPointer), e.ByteOffset, syntacticMessage(e), err}
	}
	if e, ok := errors.AsType[*json.SemanticError](err); ok {
		return &Error{shorten(e.JSONPointer), e.ByteOffset, semanticMessage(e), err}
	}
	if errors.Is(err, io.EOF) {
		return &Error{Message: faultEnd.String(), cause: io.ErrUnexpectedEOF}
	}
	return &Error{Message: faultSyntax.String(), cause: err}
}

// shorten returns p, or an ancestor of it where p is as long as a hostile
// document can make it.
func shorten(p jsontext.Pointer) string {
	const limit = 1 << 10
	if len(p) <= limit {
		return string(p)
	}
	return string(p[:strings.LastIndexByte(string(p[:limit]), '/')])
}

func syntacticMessage(e *jsontext.SyntacticError) string {
	switch {
	case errors.Is(e, jsontext.ErrDuplicateName):
		return "duplicate member name"
	case errors.Is(e, io.ErrUnexpectedEOF):
		return faultEnd.String()
	case e.Err == nil:
		return faultSyntax.String()
	}
	// The library writes "invalid character 'x' after array element (…)".
	// All but the quoted piece of the document is worth keeping.
	text := e.Err.Error()
	for _, head := range [...]string{"invalid character ", "invalid escape sequence ", "invalid surrogate pair "} {
		rest, ok := strings.CutPrefix(text, head)
		if !ok {
			continue
		}
		quoted, err := strconv.QuotedPrefix(rest)
		if err != nil {
			return strings.TrimSpace(head)
		}
		return strings.TrimSpace(head) + rest[len(quoted):]
	}
	switch {
	case strings.Contains(text, "UTF-8"):
		return faultUTF8.String()
	case strings.Contains(text, "depth"):
		return faultDepth.String()
	}
	return faultSyntax.String()
}

func semanticMessage(e *json.SemanticError) string {
	if m, ok := errors.AsType[mismatch](e.Err); ok {
		return string(m)
	}
	want := "another value"
	if e.GoType != nil {
		want = typeName(e.GoType)
	}
	if e.JSONKind == '0' && errors.Is(e.Err, strconv.ErrRange) {
		return "number out of range"
	}
	if e.JSONKind == 0 {
		return "expected " + want
	}
	return "expected " + want + ", found " + kindName(e.JSONKind)
}

// typeName says which JSON kind fills a value of Go type t.
func typeName(t reflect.Type) string {
	switch t.Kind() {
	case reflect.Pointer:
		return typeName(t.Elem())
	case reflect.String:
		return "string"
	case reflect.Bool:
		return "boolean"
	case reflect.Slice, reflect.Array:
		return "array"
	case reflect.Struct, reflect.Map:
		return "object"
	case reflect.Float32, reflect.Float64:
		return "number"
	case reflect.Interface:
		return "another value"
	}
	return "integer"
}

func kindName(k Kind) string {
	switch k {
	case 'n':
		return "null"
	case 't', 'f':
		return "boolean"
	case '"':
		return "string"
	case '0':
		return "number"
	case '{', '}':
		return "object"
	case '[', ']':
		return "array"
	}
	return "nothing"
}
