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

// explain turns the error of a decoder that stands where it happened into one for the caller.
func (d *Decoder) explain(doc string, err error) *Error {
	if d.scan.fault != fine || d.scan.pending && d.PeekKind() == 0 {
		// The text is no JSON. The library says where and why, since only it keeps track of where it is.
		if err := json.Unmarshal(bytesOf(doc), new(Value)); err != nil {
			return newError(err)
		}
	}
	e := &Error{Pointer: pointerTo(doc, d.scan.pos), Offset: int64(d.scan.pos), Message: "expected another value", cause: err}
	if m, ok := errors.AsType[mismatch](err); ok {
		e.Message = string(m)
	} else if inner, ok := errors.AsType[*Error](err); ok {
		e.Pointer, e.Message = e.Pointer+inner.Pointer, inner.Message
	}
	e.Pointer = shorten(e.Pointer)
	return e
}

func newError(err error) *Error {
	if e, ok := errors.AsType[*jsontext.SyntacticError](err); ok {
		return &Error{shorten(string(e.JSONPointer)), e.ByteOffset, syntacticMessage(e), err}
	}
	if e, ok := errors.AsType[*json.SemanticError](err); ok {
		return &Error{shorten(string(e.JSONPointer)), e.ByteOffset, semanticMessage(e), err}
	}
	if errors.Is(err, io.EOF) {
		return &Error{Message: faultEnd.String(), cause: io.ErrUnexpectedEOF}
	}
	return &Error{Message: faultSyntax.String(), cause: err}
}

// shorten returns p, or an ancestor of it where p is as long as a hostile
// document can make it.
func shorten(p string) string {
	const limit = 1 << 10
	if len(p) <= limit {
		return p
	}
	return p[:strings.LastIndexByte(p[:limit], '/')]
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
