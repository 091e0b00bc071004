package main

import (
	"errors"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/interlingua/interlingua/adapters/all"
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	"github.com/interlingua/interlingua/gateway/translate"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// lineIn is one line of a batch. Members that it does not know are let be.
type lineIn struct {
	ID      jsonx.Value      `json:"id"`
	Kind    string           `json:"kind"`
	From    string           `json:"from"`
	To      string           `json:"to"`
	Model   *string          `json:"model"`
	Stream  *bool            `json:"stream"`
	Path    *string          `json:"path"`
	Headers map[string]field `json:"headers"`
	Status  *int             `json:"status"`
	Request jsonx.Value      `json:"request"`
	Now     jsonx.Value      `json:"now"`
	Body    jsonx.Value      `json:"body"`
	SSE     *string          `json:"sse"`
}

// field is the value of an HTTP header: a string, or a list of strings.
type field []string

// UnmarshalJSONFrom reads either form.
func (f *field) UnmarshalJSONFrom(dec *jsonx.Decoder) error {
	if dec.PeekKind() == '[' {
		return jsonx.UnmarshalDecode(dec, (*[]string)(f))
	}
	var one *string
	if err := jsonx.UnmarshalDecode(dec, &one); err != nil {
		return err
	}
	if one != nil {
		*f = field{*one}
	}
	return nil
}

// job makes a job of the line.
func (l *lineIn) job() (*translate.Job, error) {
	j := &translate.Job{Kind: translate.Kind(l.Kind), Stream: l.Stream, From: all.ByName(l.From), To: all.ByName(l.To)}
	if j.From == nil {
		return nil, unknownDialect("from", l.From)
	}
	if j.To == nil {
		return nil, unknownDialect("to", l.To)
	}
	if l.Model != nil {
		j.Model = *l.Model
	}
	if l.Path != nil {
		j.Path = *l.Path
	}
	if l.Status != nil {
		j.Status = *l.Status
	}
	if len(l.Headers) > 0 {
		j.Header = http.Header{}
		for _, name := range slices.Sorted(maps.Keys(l.Headers)) {
			for _, v := range l.Headers[name] {
				j.Header.Add(name, v)
			}
		}
	}
	if isValue(l.Request) {
		j.Behind = l.Request
	}
	if err := l.fillBody(j); err != nil {
		return nil, err
	}
	now, ok := jsonx.Unquote(string(l.Now))
	if !ok && isValue(l.Now) {
		now = string(l.Now)
	}
	var err error
	if j.Now, err = parseTime(now); err != nil {
		return nil, err
	}
	return j, j.Check()
}

// fillBody finds the document: an event stream as text, or a JSON value. The body of an error may also be text that is no
// JSON, given as a string.
func (l *lineIn) fillBody(j *translate.Job) error {
	text, isText := jsonx.Unquote(string(l.Body))
	switch {
	case l.SSE != nil && l.Body != nil:
		return errors.New("both body and sse")
	case l.SSE != nil && j.Kind != translate.KindStream:
		return errors.New("sse is for kind stream")
	case l.SSE != nil:
		j.Body = []byte(*l.SSE)
	case l.Body == nil:
		return errors.New("neither body nor sse")
	case isText && j.Kind != "request" && j.Kind != "response":
		j.Body = []byte(text)
	default:
		j.Body, j.Array = l.Body, j.Kind == translate.KindStream
	}
	return nil
}

// isValue reports whether a member is there and not null.
func isValue(v jsonx.Value) bool { return len(v) > 0 && v.Kind() != 'n' }

// lineOut writes one line of a batch's output.
func lineOut(w *jsonx.Writer, id jsonx.Value, r translate.Result) {
	o := w.Object("")
	if o.Key("id") {
		w.Raw(string(id))
	}
	switch {
	case r.SSE:
		o.Str("sse", string(r.Body))
	case jsonx.Valid(r.Body):
		o.Raw("body", string(r.Body))
	case len(r.Body) > 0:
		o.Str("body", string(r.Body))
	}
	if r.Status != 0 {
		o.Int("status", int64(r.Status))
	}
	o.StrNonEmpty("path", r.Path)
	if len(r.Header) > 0 {
		writeHeaders(o, r.Header)
	}
	o.Array("losses")
	for _, l := range r.Losses {
		writeLoss(w, l)
	}
	o.EndArray()
	if r.Fault != nil {
		writeFault(o, r.Fault)
	}
	o.End()
}

func writeHeaders(o jsonx.Object, h http.Header) {
	headers, _ := o.Object("headers", "")
	for _, name := range slices.Sorted(maps.Keys(h)) {
		headers.Str(strings.ToLower(name), strings.Join(h[name], ", "))
	}
	headers.End()
}

func writeLoss(w *jsonx.Writer, l *pb.Loss) {
	o := w.Object("")
	o.Str("path", l.Path)
	o.Str("class", classWord(l.Class))
	o.Str("action", actionWord(l.Action))
	if l.Refuse {
		o.Bool("refuse", true)
	}
	o.Str("detail", l.Detail)
	o.End()
}

func writeFault(o jsonx.Object, f *canon.Fault) {
	e, _ := o.Object("error", "")
	e.Str("code", codeWord(f.Code))
	e.Str("message", f.Message)
	e.StrNonEmpty("path", f.Path)
	e.End()
}
