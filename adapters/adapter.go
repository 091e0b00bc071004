// Package adapters holds what a dialect's codec is: the interfaces that the four adapters implement, and what a caller
// passes to them. Decoders record everything that they are given; encoders hold all policy and report every loss.
package adapters

import (
	"io"
	"net/http"
	"slices"
	"time"

	"github.com/interlingua/interlingua/adapters/canon"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// Losses collects what an encoder could not carry over exactly. See canon.Losses.
type Losses = canon.Losses

// Wire is one document as a dialect writes it on HTTP.
type Wire struct {
	// Body is the document. Texts in what a decoder returns may be parts of it: it must not change while they are in use.
	Body []byte
	// Change is made to the body when it is sent; the zero value is none.
	Change Change
	// Path is the URL path with its query, for dialects that say something in it (Gemini's model and stream flag). An
	// encoder sets it relative to the dialect's base URL; a decoder accepts any prefix, and an empty path.
	Path string
	// Header holds the headers that belong to the dialect (versions, betas), never credentials. May be nil.
	Header http.Header
}

// Change puts a text in the place of a part of a body, so that a large body need not be copied for it.
type Change struct {
	// Start and End are where the part stands; both 0 for no change.
	Start, End int
	// Text takes its place.
	Text string
}

// Parts gives the changed body in parts.
func (c Change) Parts(body []byte) [3][]byte {
	if c.End == 0 {
		return [3][]byte{body}
	}
	return [3][]byte{body[:c.Start], []byte(c.Text), body[c.End:]}
}

// Apply gives the changed body. It does not change the one given.
func (c Change) Apply(body []byte) []byte {
	if c.End == 0 {
		return body
	}
	p := c.Parts(body)
	return slices.Concat(p[:]...)
}

// Exchange is what one call knows beside the document. The caller builds it; it is immutable while in use and may be
// shared by concurrent calls. The zero value means vendor defaults.
type Exchange struct {
	// Request is the request behind a response, in canonical form as the client's adapter decoded it: it restores tool
	// names, kinds and namespaces, and feeds a response's echo of the request. May be nil.
	Request *pb.GenerateRequest
	// Capabilities is what the target model can do. Nil means that the adapter looks the model's name up in the
	// built-in table.
	Capabilities *canon.Capabilities
	// Refit says that a request of the adapter's own dialect was written for another model than the one that it goes to: options
	// that the target model refuses are left out or said otherwise, and reported. All else of it is written as it stands.
	Refit bool
	// Quirks are switches for an upstream that differs from its dialect's first-party service.
	Quirks canon.Quirks
	// Header is the peer's headers, as far as a dialect reads them (anthropic-version). May be nil.
	Header http.Header
	// Sealer packs and opens seal envelopes. Nil means one without a secret key: it detects damage, not forgery.
	Sealer *canon.Sealer
	// Upstream names the upstream that a response came from or that a request goes to, so that seals return to their
	// issuer only. Empty matches every upstream of the same dialect. See Opens.
	Upstream string
	// Seed makes minted ids differ between calls; the same seed gives the same ids.
	Seed string
	// Now is the time of the call, for documents that must carry one. The zero value writes 0.
	Now time.Time
}

// Opens reports whether a decoder opens what stands in an opaque field: seal envelopes. Not in what a named upstream says, which
// is a gateway itself if it says any: to the one before it they are state like a vendor's, which it gets back as it came.
func (x *Exchange) Opens(data string) bool { return x.Upstream == "" && canon.IsEnvelope(data) }

// Adapter is the stateless codec of one dialect. It is safe for concurrent use.
type Adapter interface {
	// Dialect says which dialect it speaks.
	Dialect() pb.Dialect
	RequestCodec
	ResponseCodec
	StreamCodec
	ErrorCodec
}

// RequestCodec reads and writes requests.
type RequestCodec interface {
	// DecodeRequest reads a request and keeps all of it. Its error is a *canon.Fault that names the place.
	DecodeRequest(x *Exchange, w Wire) (*pb.GenerateRequest, error)
	// EncodeRequest writes a request. Losses are reported, never refused; an error (*canon.Fault) means that the request
	// is impossible or invalid in this dialect. It does not change req.
	EncodeRequest(x *Exchange, req *pb.GenerateRequest, losses *Losses) (Wire, error)
}

// ResponseCodec reads and writes whole responses.
type ResponseCodec interface {
	// DecodeResponse reads the body of a whole response and keeps all of it.
	DecodeResponse(x *Exchange, w Wire) (*pb.GenerateResponse, error)
	// EncodeResponse appends the body of a whole response to dst. It does not change resp.
	EncodeResponse(x *Exchange, dst []byte, resp *pb.GenerateResponse, losses *Losses) ([]byte, error)
}

// StreamCodec reads and writes streamed responses.
type StreamCodec interface {
	// NewEventReader reads a response stream from r. The reader is for one goroutine.
	NewEventReader(x *Exchange, r io.Reader) EventReader
	// NewEventWriter writes a response stream. The writer is for one goroutine. What the whole response would lose is
	// reported by EncodeResponse; a writer adds only what streaming alone loses.
	NewEventWriter(x *Exchange, losses *Losses) EventWriter
}

// EventReader turns a dialect's stream into events.
type EventReader interface {
	// Next returns the next event, valid until the following call. It returns io.EOF after the end or error event. A
	// source cut short gives io.ErrUnexpectedEOF after all its events; a malformed frame gives a *canon.Fault.
	Next() (*pb.GenerateEvent, error)
}

// BufferedReader is an EventReader that knows whether a further event waits in its buffer, so that a relay flushes only
// when the source has nothing more to read now.
type BufferedReader interface {
	EventReader
	// Buffered reports whether Next would return without reading from the source.
	Buffered() bool
}

// Foreseer is an EventReader that knows all events of a frame when it gives the first of them.
type Foreseer interface {
	EventReader
	// Foresees gives the finish that waits in the present frame, if nothing is said before it; nil otherwise.
	Foresees() *pb.Finish
}

// EventWriter turns events into a dialect's stream.
type EventWriter interface {
	// Append appends the frames that ev leads to; there may be none, or several. It keeps nothing of ev.
	Append(dst []byte, ev *pb.GenerateEvent) ([]byte, error)
}

// ErrorCodec reads and writes error bodies.
type ErrorCodec interface {
	// DecodeError reads an error answer; a body that is not of the dialect gives its best reading, never nothing.
	DecodeError(x *Exchange, status int, header http.Header, body []byte) *pb.Error
	// EncodeError appends an error body to dst and gives its HTTP status and headers (retry-after and the like). Losses of
	// an error are not reported: a client acts on its class and message only.
	EncodeError(x *Exchange, dst []byte, e *pb.Error) (status int, header http.Header, body []byte)
}

// Locator is an adapter that finds the place in its own documents of what a canonical path means.
type Locator interface {
	// LocateRequest turns a path into req (a JSON Pointer in proto field names) into a JSON Pointer into the request as
	// the caller sent it. req is as this adapter decoded it.
	LocateRequest(req *pb.GenerateRequest, path string) string
	// LocateResponse does the same for a response.
	LocateResponse(resp *pb.GenerateResponse, path string) string
}

// ArrayStreamer is an adapter whose stream may also be one JSON array (Gemini without alt=sse).
type ArrayStreamer interface {
	// NewArrayReader reads a response stream that is one JSON array.
	NewArrayReader(x *Exchange, r io.Reader) EventReader
	// NewArrayWriter writes a response stream as one JSON array.
	NewArrayWriter(x *Exchange, losses *Losses) EventWriter
}
