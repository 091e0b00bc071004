package adapters

import (
	"errors"
	"strings"

	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// PeekBody is Peek for a dialect whose body has the members model and stream at the top. It checks the whole body as JSON in
// one pass and allocates nothing but the model's name.
func PeekBody(d pb.Dialect, body []byte) (Head, error) {
	var (
		h       Head
		scan    jsonx.Scanner
		scratch []byte
	)
	scan.Reset(body)
	if !scan.BeginObject() {
		if err := scan.Finish(); err != nil {
			return Head{}, peekFault(d, err)
		}
		return Head{}, &canon.Fault{Code: pb.ErrorCode_ERROR_CODE_INVALID_REQUEST, Dialect: d, Message: "the request is not a JSON object"}
	}
	for name, ok := scan.Next(); ok; name, ok = scan.Next() {
		switch name {
		case "model":
			raw, kind := scan.Value()
			if kind != '"' {
				continue
			}
			h.Start, h.End = jsonx.Span(body, raw)
			var inner jsonx.Scanner
			inner.ResetText(raw)
			model, _ := inner.String(&scratch)
			h.Model = strings.Clone(model)
		case "stream":
			h.Stream, _ = scan.Bool()
		}
	}
	if err := scan.Finish(); err != nil {
		return Head{}, peekFault(d, err)
	}
	return h, nil
}

// ReaddressBody gives a body with another model's name in the place that PeekBody found. It does not change body.
func ReaddressBody(body []byte, h Head, model string) []byte {
	if model == h.Model || h.End == 0 {
		return body
	}
	name := jsonx.Quote(model)
	out := make([]byte, 0, len(body)+len(name)-(h.End-h.Start))
	out = append(out, body[:h.Start]...)
	out = append(out, name...)
	return append(out, body[h.End:]...)
}

func peekFault(d pb.Dialect, err error) error {
	f := &canon.Fault{Code: pb.ErrorCode_ERROR_CODE_INVALID_REQUEST, Dialect: d, Message: err.Error(), Err: err}
	var e *jsonx.Error
	if errors.As(err, &e) {
		f.Path, f.Message = e.Pointer, e.Message
	}
	return f
}
