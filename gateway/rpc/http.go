package rpc

import (
	"bytes"
	"context"
	"errors"
	"io"
	"mime"
	"net/http"
	"strings"

	"github.com/grpc-ecosystem/grpc-gateway/v2/runtime"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/status"

	"github.com/interlingua/interlingua/adapters/canon"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
	"github.com/interlingua/interlingua/gen/openapi"
)

// Prefix begins the paths of the HTTP/JSON interface.
const Prefix = "/interlingua/v1beta1/"

// around stands around the gateway library's handler: it serves the OpenAPI document, bounds bodies, and gives answers the
// status that fits their reason.
func (s *Server) around(next *runtime.ServeMux) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET "+Prefix+"openapi.json", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", typeJSON)
		// The client may have left: there is nobody to tell.
		_, _ = w.Write(openapi.Document)
	})
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		a := &answer{ResponseWriter: w}
		r = r.WithContext(context.WithValue(r.Context(), answerKey{}, a))
		if wantsEvents(r.Header) {
			p := newPulse(w, s.Silence)
			defer p.close()
			a.ResponseWriter = p
			r.Header.Set("Accept", typeSSE)
			w.Header().Set("Cache-Control", "no-cache")
			w.Header().Set("X-Accel-Buffering", "no")
		}
		body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, s.MaxMessageBytes))
		if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
			httpError(r.Context(), next, jsonMarshaler{}, a, r, statusWithoutCall(tooLarge(s.MaxMessageBytes)))
			return
		}
		if err != nil {
			return // the client left
		}
		r.Body = io.NopCloser(bytes.NewReader(body))
		next.ServeHTTP(a, r)
	})
	return mux
}

// wantsEvents reports whether a client wants a stream as an event stream.
func wantsEvents(h http.Header) bool {
	for _, line := range h.Values("Accept") {
		for item := range strings.SplitSeq(line, ",") {
			if t, _, err := mime.ParseMediaType(item); err == nil && t == typeSSE {
				return true
			}
		}
	}
	return false
}

// answer is an HTTP answer whose status is that of the fault it tells of.
type answer struct {
	http.ResponseWriter
	status int
}

type answerKey struct{}

// WriteHeader implements http.ResponseWriter.
func (a *answer) WriteHeader(status int) {
	if a.status != 0 {
		status = a.status
	}
	if status == http.StatusUnauthorized {
		a.Header().Set("WWW-Authenticate", "Bearer")
	}
	a.ResponseWriter.WriteHeader(status)
}

// Unwrap lets a response controller find the writer that can flush.
func (a *answer) Unwrap() http.ResponseWriter { return a.ResponseWriter }

// httpError answers with an error in place of a message.
func httpError(ctx context.Context, mux *runtime.ServeMux, m runtime.Marshaler, w http.ResponseWriter, r *http.Request, err error) {
	err = told(err).Err()
	note(ctx, w, err)
	runtime.DefaultHTTPErrorHandler(ctx, mux, m, w, r, err)
}

// streamError is the last chunk of a stream that failed; it is the answer where nothing came before it.
func streamError(ctx context.Context, err error) *status.Status {
	st := told(err)
	if a, ok := ctx.Value(answerKey{}).(*answer); ok {
		note(ctx, a, st.Err())
	}
	return st
}

// note sets the HTTP status, and when to come back, for an error that is about to be written.
func note(ctx context.Context, w http.ResponseWriter, err error) {
	if a, ok := ctx.Value(answerKey{}).(*answer); ok {
		a.status = httpStatus(err)
	}
	for _, d := range status.Convert(err).Details() {
		if e, ok := d.(*pb.Error); ok && e.RetryAfterMs != nil {
			canon.SetRetryAfter(w.Header(), *e.RetryAfterMs)
		}
	}
}

// told is the status of an error. One that the gateway library made itself, of a body that is no such message or of a path
// that does not exist, gets the details that every status here has.
func told(err error) *status.Status {
	var own *runtime.HTTPStatusError
	if errors.As(err, &own) {
		err = own.Err
	}
	st := status.Convert(err)
	for _, d := range st.Details() {
		if _, ok := d.(*errdetails.ErrorInfo); ok {
			return st
		}
	}
	return status.Convert(statusWithoutCall(st.Err()))
}
