package upstream

import (
	"io"
	"net/http"
)

// inProcess serves calls by a handler in this process, streamed through a pipe.
type inProcess struct{ handler http.Handler }

// Relays reports whether more of a vendor's service may be found at the upstream's base URL than its dialect. A handler in this
// process answers for its dialect only.
func (u *Upstream) Relays() bool {
	_, alone := u.client.(inProcess)
	return !alone
}

// RoundTrip implements http.RoundTripper.
func (p inProcess) RoundTrip(req *http.Request) (*http.Response, error) {
	r, w := io.Pipe()
	head := make(chan *http.Response, 1)
	rec := &pipeWriter{header: http.Header{}, pipe: w, head: head, body: r}
	go func() {
		// As on a network, a handler that gives up breaks its answer off and harms nobody else.
		defer func() {
			if recover() != nil {
				rec.WriteHeader(http.StatusInternalServerError)
				_ = w.CloseWithError(io.ErrUnexpectedEOF)
			}
		}()
		p.handler.ServeHTTP(rec, req)
		rec.WriteHeader(http.StatusOK)
		_ = w.Close()
	}()
	select {
	case resp := <-head:
		resp.Request = req
		return resp, nil
	case <-req.Context().Done():
		_ = r.CloseWithError(req.Context().Err())
		return nil, req.Context().Err()
	}
}

// pipeWriter is a response that is read while it is written.
type pipeWriter struct {
	header http.Header
	pipe   *io.PipeWriter
	body   io.ReadCloser
	head   chan *http.Response
	sent   bool
}

// Header implements http.ResponseWriter.
func (w *pipeWriter) Header() http.Header { return w.header }

// WriteHeader implements http.ResponseWriter.
func (w *pipeWriter) WriteHeader(status int) {
	if w.sent {
		return
	}
	w.sent = true
	w.head <- &http.Response{
		Status: http.StatusText(status), StatusCode: status, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: w.header.Clone(), Body: w.body, ContentLength: -1,
	}
}

// Write implements io.Writer.
func (w *pipeWriter) Write(p []byte) (int, error) {
	w.WriteHeader(http.StatusOK)
	return w.pipe.Write(p)
}

// Flush implements http.Flusher.
func (w *pipeWriter) Flush() {}
