package engine

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"mime"
	"net/http"
	"strings"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	"github.com/interlingua/interlingua/gateway/translate"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// receive reads a success as far as it must be read before the client is told of it: a document to its end, a stream to its
// first event. Until then another try, or another upstream, is still possible.
func (e *Engine) receive(t Target, p plan, resp *http.Response) (*Answer, *Failure) {
	a := &Answer{
		Upstream: t.Upstream, Model: t.Model, Header: resp.Header, Exchange: p.exchange, Raw: p.raw, Losses: p.losses,
	}
	body, err := plainBody(resp)
	if err != nil {
		_ = resp.Body.Close()
		return nil, readFailure(err)
	}
	streamed, src := isStream(resp.Header, body, p.stream)
	var f *Failure
	switch {
	case streamed && p.stream:
		a.Stream, f = beginStream(t, p, src, resp.Body)
	case streamed:
		a.Whole, f = gather(t, p, src)
	default:
		a.Body, a.Whole, f = e.document(t, p, src, resp.ContentLength)
	}
	if f != nil || a.Stream == nil {
		_ = resp.Body.Close()
	}
	if f != nil {
		f.Header, f.Source = resp.Header, t.Upstream.Adapter
		return nil, f
	}
	return a, nil
}

// beginStream reads a stream's first event. A stream that begins with an error is a failure like one with a status of its own.
func beginStream(t Target, p plan, src io.Reader, body io.ReadCloser) (*Stream, *Failure) {
	var skimmer adapters.Skimmer
	if p.raw {
		skimmer = t.Upstream.Adapter.(adapters.Skimmer)
	}
	s := newStream(t.Upstream.Adapter, p.exchange, src, body, skimmer)
	ev, err := s.begin()
	if err != nil {
		return nil, readFailure(ended(err))
	}
	if reason := ev.GetError(); reason != nil {
		return nil, told(reason)
	}
	if start := ev.GetStart(); start != nil {
		named(start, t)
	}
	return s, nil
}

// ended makes of a stream's regular end before its first event what it is: an answer that broke off.
func ended(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}

// told is the failure of which an upstream tells inside a success.
func told(reason *pb.Error) *Failure {
	return &Failure{Reason: ours(reason), passing: passes(reason)}
}

// gather reads a stream for a client that waits for a document.
func gather(t Target, p plan, src io.Reader) (*pb.GenerateResponse, *Failure) {
	resp, err := translate.Gather(t.Upstream.Adapter, p.exchange, src, false)
	if err != nil {
		return nil, readFailure(err)
	}
	if resp.Error != nil {
		return nil, told(resp.Error)
	}
	named(resp, t)
	return resp, nil
}

// named fills in the model where the upstream does not say which one answered.
func named(resp *pb.GenerateResponse, t Target) {
	if resp.Model == "" {
		resp.Model = t.Model
	}
}

// document reads a whole answer. One that passes untouched is looked at only, and need not be understood, as long as it is a
// JSON object.
func (e *Engine) document(t Target, p plan, src io.Reader, size int64) ([]byte, *pb.GenerateResponse, *Failure) {
	body, err := readAll(io.LimitReader(src, e.ResponseBytes+1), size)
	switch {
	case err != nil:
		return nil, nil, readFailure(err)
	case int64(len(body)) > e.ResponseBytes:
		return nil, nil, blamed(pb.ErrorCode_ERROR_CODE_BAD_UPSTREAM, "the upstream's answer is larger than this server takes", nil)
	}
	if g, ok := t.Upstream.Adapter.(adapters.Glancer); ok && p.raw {
		if resp, ok := g.Glance(p.exchange, body); ok {
			return body, resp, nil
		}
	}
	resp, err := t.Upstream.Adapter.DecodeResponse(p.exchange, adapters.Wire{Body: body})
	if err != nil {
		return misread(t, p, body, err)
	}
	// A dialect that can say in its own document that the answer failed gets that document; all others get an error.
	if resp.Error != nil && (!p.raw || resp.Id == "") {
		return nil, nil, told(resp.Error)
	}
	named(resp, t)
	return body, resp, nil
}

// misread judges an answer that is no response: it may tell of an error, and what passes untouched may be news to this program.
func misread(t Target, p plan, body []byte, err error) ([]byte, *pb.GenerateResponse, *Failure) {
	if !jsonx.Valid(body) || jsonx.Value(body).Kind() != '{' {
		return nil, nil, readFailure(unreadable(err))
	}
	if _, fails := jsonx.Get(string(body), "error"); fails {
		return nil, nil, told(t.Upstream.Adapter.DecodeError(p.exchange, http.StatusOK, nil, body))
	}
	if p.raw {
		return body, nil, nil
	}
	return nil, nil, readFailure(unreadable(err))
}

// unreadable makes a fault of what a decoder returned, so that it is told from a broken connection.
func unreadable(err error) error {
	var f *canon.Fault
	if asFault(err, &f) {
		return err
	}
	return &canon.Fault{Code: pb.ErrorCode_ERROR_CODE_BAD_UPSTREAM, Message: "malformed", Err: err}
}

func asFault(err error, f **canon.Fault) bool { return errors.As(err, f) }

// What is allocated at once for an answer whose length is not known, and at most.
const (
	startBytes = 4 << 10
	trustBytes = 4 << 20
)

// readAll reads to the end into one buffer of the expected size, so that an answer whose length is known is copied once.
func readAll(r io.Reader, size int64) ([]byte, error) {
	if size < 0 {
		size = startBytes
	}
	buf := bytes.NewBuffer(make([]byte, 0, min(size, trustBytes)+bytes.MinRead))
	_, err := buf.ReadFrom(r)
	return buf.Bytes(), err
}

// plainBody undoes a compression that was not asked for.
func plainBody(resp *http.Response) (io.Reader, error) {
	if !strings.EqualFold(resp.Header.Get("Content-Encoding"), "gzip") {
		return resp.Body, nil
	}
	resp.ContentLength = -1
	return gzip.NewReader(resp.Body)
}

// sniffBytes is how much of an answer without a clear type is looked at.
const sniffBytes = 512

// isStream reports whether an answer is an event stream: by its type where that is clear, else by how it begins. Servers
// send streams without a type and documents under the type of a stream's request.
func isStream(h http.Header, body io.Reader, wanted bool) (bool, io.Reader) {
	t, _, err := mime.ParseMediaType(h.Get("Content-Type"))
	switch {
	case err == nil && t == "text/event-stream":
		return true, body
	case err == nil && t == "application/json" && !wanted:
		return false, body
	}
	r := bufio.NewReaderSize(body, sniffBytes)
	// One read is enough, and an error will come again.
	_, _ = r.Peek(1)
	head, _ := r.Peek(r.Buffered())
	return looksLikeStream(head), r
}

// looksLikeStream reports whether text is the beginning of an event stream.
func looksLikeStream(head []byte) bool {
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\uFEFF")), " \t\r\n")
	for _, field := range []string{":", "data:", "event:", "id:", "retry:"} {
		if n := min(len(head), len(field)); n > 0 && string(head[:n]) == field[:n] {
			return true
		}
	}
	return false
}
