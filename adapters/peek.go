package adapters

import (
	"bytes"
	"errors"
	"strings"

	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// PeekBody is Peek for a dialect whose body has the members model and stream at the top.
func PeekBody(d pb.Dialect, body []byte) (Head, error) {
	p := peek{body: body}
	marked, ok := jsonx.Skim(body, canon.EnvelopePrefix, p.see)
	if !ok || p.odd {
		return peekClosely(d, body)
	}
	p.head.Sealed = marked
	return p.head, nil
}

// peek is what is known of a body while its members are looked at.
type peek struct {
	body []byte
	head Head
	// odd says that a name or the model is spelled in a way that a closer look must read.
	odd bool
}

// see takes a member at the top of the body.
func (p *peek) see(name, value string) {
	switch {
	case strings.IndexByte(name, '\\') >= 0:
		p.odd = true
	case name == "stream":
		p.head.Stream = value == "true"
	case name == "model" && value[0] == '"':
		var (
			scan    jsonx.Scanner
			scratch []byte
		)
		scan.ResetText(value)
		model, _ := scan.String(&scratch)
		p.odd = p.odd || scan.Finish() != nil
		p.head.Model = strings.Clone(model)
		p.head.Start, p.head.End = jsonx.Span(p.body, value)
	}
}

// peekClosely checks the whole body, for what is wrong with it or for names that are spelled with escapes.
func peekClosely(d pb.Dialect, body []byte) (Head, error) {
	p := peek{body: body}
	var scan jsonx.Scanner
	scan.Reset(body)
	if !scan.BeginObject() {
		if err := scan.Finish(); err != nil {
			return Head{}, peekFault(d, err)
		}
		return Head{}, &canon.Fault{Code: pb.ErrorCode_ERROR_CODE_INVALID_REQUEST, Dialect: d, Message: "the request is not a JSON object"}
	}
	for name, ok := scan.Next(); ok; name, ok = scan.Next() {
		if value, kind := scan.Value(); kind != 0 {
			p.see(name, value)
		}
	}
	if err := scan.Finish(); err != nil {
		return Head{}, peekFault(d, err)
	}
	p.head.Sealed = bytes.Contains(body, []byte(canon.EnvelopePrefix))
	return p.head, nil
}

// Readdressed is the change that puts another model's name in the place that Peek found.
func (h Head) Readdressed(model string) Change {
	if model == h.Model || h.End == 0 {
		return Change{}
	}
	return Change{Start: h.Start, End: h.End, Text: jsonx.Quote(model)}
}

func peekFault(d pb.Dialect, err error) error {
	f := &canon.Fault{Code: pb.ErrorCode_ERROR_CODE_INVALID_REQUEST, Dialect: d, Message: err.Error(), Err: err}
	var e *jsonx.Error
	if errors.As(err, &e) {
		f.Path, f.Message = e.Pointer, e.Message
	}
	return f
}
