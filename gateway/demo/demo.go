// Package demo is a model that needs no network: it answers by rule. It streams, reasons when asked to, calls an offered tool
// when the user names it, fills a demanded schema, honours limits and stop sequences, and counts tokens. It is for a first
// try and for tests; it knows dialects only as adapters.
package demo

import (
	"errors"
	"net/http"
	"time"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/gateway/translate"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// Model is the name of the demo model.
const Model = "demo"

// maxBody bounds a request; it comes from this process.
const maxBody = 256 << 20

// Handler serves the demo model in one dialect.
type Handler struct {
	// Adapter speaks the dialect.
	Adapter adapters.Adapter
	// Clock is the time.
	Clock func() time.Time
	// Count counts tokens.
	Count func(*pb.GenerateRequest) (int64, error)
	// Pause is the time between two pieces of a streamed answer.
	Pause time.Duration
}

// ServeHTTP implements http.Handler.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := readAll(http.MaxBytesReader(w, r.Body, maxBody))
	if err != nil {
		h.fail(w, &canon.Fault{Code: pb.ErrorCode_ERROR_CODE_TOO_LARGE, Message: "the request is too large"})
		return
	}
	x := &adapters.Exchange{Header: r.Header, Now: h.Clock()}
	req, err := h.Adapter.DecodeRequest(x, adapters.Wire{Body: body, Path: r.URL.RequestURI(), Header: r.Header})
	if err != nil {
		h.fail(w, err)
		return
	}
	x.Request = req
	resp := Answer(req, h.Count, h.Clock())
	if req.GetStream() {
		h.stream(w, r, x, resp)
		return
	}
	out, err := h.Adapter.EncodeResponse(x, nil, resp, nil)
	if err != nil {
		h.fail(w, err)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_, _ = w.Write(out)
}

// stream writes the answer word by word.
func (h *Handler) stream(w http.ResponseWriter, r *http.Request, x *adapters.Exchange, resp *pb.GenerateResponse) {
	w.Header().Set("Content-Type", "text/event-stream")
	flush := http.NewResponseController(w)
	out := h.Adapter.NewEventWriter(x, nil)
	var buf []byte
	err := canon.Explode(resp, func(ev *pb.GenerateEvent) error {
		return pieces(ev, func(ev *pb.GenerateEvent) error {
			var err error
			if buf, err = out.Append(buf[:0], ev); err != nil || len(buf) == 0 {
				return err
			}
			if _, err = w.Write(buf); err != nil {
				return err
			}
			if h.Pause > 0 {
				select {
				case <-time.After(h.Pause):
				case <-r.Context().Done():
					return r.Context().Err()
				}
			}
			return flush.Flush()
		})
	})
	if err != nil && r.Context().Err() == nil {
		// The headers are out: closing early is all that is left, and the reader takes it for what it is.
		panic(http.ErrAbortHandler)
	}
}

func (h *Handler) fail(w http.ResponseWriter, err error) {
	var f *canon.Fault
	if !errors.As(err, &f) {
		f = &canon.Fault{Code: pb.ErrorCode_ERROR_CODE_SERVER, Message: err.Error()}
	}
	status, header, body := h.Adapter.EncodeError(&adapters.Exchange{}, nil, translate.FaultError(f))
	for k, v := range header {
		w.Header()[k] = v
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = w.Write(body)
}
