package rpc

import (
	"bytes"
	"context"
	"errors"
	"mime"
	"net/http"
	"strings"

	"github.com/grpc-ecosystem/grpc-gateway/v2/runtime"
	"github.com/klauspost/compress/gzhttp"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"

	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/gateway/engine"
	"github.com/interlingua/interlingua/gateway/httpbody"
	"github.com/interlingua/interlingua/gateway/translate"
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
	mux.Handle("/", compressed(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { s.serveJSON(next, w, r) })))
	return mux
}

// compressBytes is the size from which an answer is compressed for a client that takes it.
const compressBytes = 4 << 10

// compressed compresses whole answers: a stream's events are small, and are to arrive at once.
func compressed(next http.Handler) http.Handler {
	wrap, err := gzhttp.NewWrapper(gzhttp.MinSize(compressBytes), gzhttp.ContentTypes([]string{typeJSON}))
	if err != nil {
		return next // the options are at fault, which they are not
	}
	return wrap(next)
}

// serveJSON answers one call over HTTP/JSON.
func (s *Server) serveJSON(next *runtime.ServeMux, w http.ResponseWriter, r *http.Request) {
	a := &answer{ResponseWriter: w, id: s.nameRequest(r)}
	r = r.WithContext(context.WithValue(r.Context(), answerKey{}, a))
	if wantsEvents(r.Header) {
		r.Header.Set("Accept", typeSSE)
	}
	if r.Header.Get("Accept") == typeSSE && r.URL.Path == streamPath {
		w.Header().Set("Cache-Control", "no-cache")
		w.Header().Set("X-Accel-Buffering", "no")
		early := http.Header{"Content-Type": {typeSSE}, http.CanonicalHeaderKey(metaRequestID): {a.id}}
		p := newPulse(w, early, s.HeaderWait, s.Silence)
		defer p.close()
		a.ResponseWriter = p
	}
	body, err := httpbody.Read(w, r, s.MaxMessageBytes)
	if err != nil {
		httpError(r.Context(), next, jsonMarshaler{}, a, r, s.bodyFault(err))
		return
	}
	r.Header.Del("Content-Encoding")
	r.Body = &jsonBody{Reader: bytes.NewReader(body), answer: a}
	next.ServeHTTP(a, r)
}

// streamPath is the path of the method whose answer is a stream.
const streamPath = Prefix + "stream-generate"

// nameRequest gives a call its id, which its answer names also where the call does not come about.
func (s *Server) nameRequest(r *http.Request) string {
	id := requestID(r.Header.Get(metaRequestID))
	if id == "" {
		id = canon.MintID("req_", s.Seed())
		r.Header.Set(metaRequestID, id)
	}
	return id
}

// bodyFault is the error of a body that cannot be read.
func (s *Server) bodyFault(err error) error {
	f, ok := errors.AsType[*canon.Fault](err)
	switch {
	case !ok:
		return statusWithoutCall(err)
	case f.Code == pb.ErrorCode_ERROR_CODE_TOO_LARGE:
		return statusWithoutCall(tooLarge(s.MaxMessageBytes))
	}
	return statusWithoutCall(&engine.Failure{Reason: translate.FaultError(f)})
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
	id     string
	status int
	// refused is why the body was not taken: the gateway library keeps only the words of it.
	refused error
}

// jsonBody is the body of a call, and knows whom to tell why it is not taken.
type jsonBody struct {
	*bytes.Reader
	answer *answer
}

// Close implements io.Closer.
func (*jsonBody) Close() error { return nil }

type answerKey struct{}

// WriteHeader implements http.ResponseWriter.
func (a *answer) WriteHeader(status int) {
	if a.status != 0 {
		status = a.status
	}
	if a.Header().Get(metaRequestID) == "" {
		a.Header().Set(metaRequestID, a.id)
	}
	if status == http.StatusUnauthorized {
		a.Header().Set("WWW-Authenticate", "Bearer")
	}
	a.ResponseWriter.WriteHeader(status)
}

// late reports whether the answer is an event stream that has begun.
func (a *answer) late() bool {
	p, ok := a.ResponseWriter.(*pulse)
	return ok && p.late()
}

// errorEvent is the last event of a stream that failed.
func errorEvent(err error) []byte {
	text, err := sseMarshaler{}.Marshal(map[string]proto.Message{chunkError: status.Convert(err).Proto()})
	if err != nil {
		return nil // a status is a message
	}
	return append(text, sseMarshaler{}.Delimiter()...)
}

// Unwrap lets a response controller find the writer that can flush.
func (a *answer) Unwrap() http.ResponseWriter { return a.ResponseWriter }

// httpError answers with an error in place of a message.
func httpError(ctx context.Context, mux *runtime.ServeMux, m runtime.Marshaler, w http.ResponseWriter, r *http.Request, err error) {
	a, ok := w.(*answer)
	if ok && a.refused != nil {
		err = statusWithoutCall(malformed(a.refused))
	}
	err = told(err).Err()
	if ok && a.late() {
		// The client may have left: there is nobody to tell.
		_, _ = a.Write(errorEvent(err))
		return
	}
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
	engine.ComeBackHeader(w.Header(), httpStatus(err))
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
