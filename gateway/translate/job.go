package translate

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/canon"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// Kind is what a document is.
type Kind string

// The kinds of documents.
const (
	KindRequest  Kind = "request"
	KindResponse Kind = "response"
	KindStream   Kind = "stream"
	KindError    Kind = "error"
)

// Job is one document to translate or explain, whichever way it was given: on a command line, in a line of a batch, or to
// the translation service. It is for one use.
type Job struct {
	// Kind is what the document is.
	Kind Kind
	// From wrote the document, To is the dialect to write it in.
	From, To adapters.Adapter
	// Model and Stream stand for what a dialect says in the URL; they win over what the document says.
	Model  string
	Stream *bool
	// Path, Header and Status are those of the HTTP message.
	Path   string
	Header http.Header
	Status int
	// Behind is the request behind an answer, as it was written in one of the two dialects. May be nil.
	Behind []byte
	// Asked is the request behind an answer in canonical form, where there is no Behind. May be nil.
	Asked *pb.GenerateRequest
	// Seed makes minted ids the job's own. Empty derives them from the document, so that the same input gives the same output.
	Seed string
	// Now is the time for documents that must carry one.
	Now time.Time
	// Sealer packs and opens provider state; nil means one without a key.
	Sealer *canon.Sealer
	// Capabilities go before the built-in tables of what models can do. May be nil.
	Capabilities []canon.Capabilities
	// Body is the document; Array says that a stream is one JSON array.
	Body  []byte
	Array bool
}

// Result is what became of a job.
type Result struct {
	// Body is the written document; SSE says that it is an event stream.
	Body []byte
	SSE  bool
	// Status, Path and Header are those of the HTTP message.
	Status int
	Path   string
	Header http.Header
	// Losses are what was not carried over exactly.
	Losses []*pb.Loss
	// Fault is why there is no document, or why a stream was cut: its body then holds what came before.
	Fault *canon.Fault
}

// translations are what is done with each kind of document.
var translations = map[Kind]func(*Job) Result{
	KindRequest:  (*Job).request,
	KindResponse: (*Job).response,
	KindStream:   (*Job).stream,
	KindError:    (*Job).error,
}

// Check says what is wrong with a job before it runs.
func (j *Job) Check() error {
	if _, ok := translations[j.Kind]; !ok {
		return fmt.Errorf("kind %q is not one of request, response, stream, error", j.Kind)
	}
	if _, ok := j.From.(adapters.ArrayStreamer); j.Array && !ok {
		return errors.New("a stream of this dialect is no JSON array")
	}
	return nil
}

// Run translates the document. Check must have found nothing wrong.
func (j *Job) Run() Result { return translations[j.Kind](j) }

func (j *Job) request() Result {
	req, x, err := j.decodeRequest()
	if err != nil {
		return Result{Fault: FaultOf(err)}
	}
	w, losses, err := req.Encode(j.To, x)
	if err != nil {
		return Result{Fault: FaultOf(err)}
	}
	return Result{Body: w.Body, Path: w.Path, Header: w.Header, Losses: losses}
}

// decodeRequest reads the document as a request. The model and the stream flag of the job win over those of the document,
// and over its silence.
func (j *Job) decodeRequest() (*Request, *adapters.Exchange, error) {
	x := j.exchange()
	req, err := DecodeRequest(j.From, x, j.wire())
	if err != nil {
		return nil, nil, err
	}
	if j.Model != "" {
		req.Canonical.Model = j.Model
	}
	if j.Stream != nil && *j.Stream != req.Canonical.GetStream() {
		req.Canonical.Stream = j.Stream
	}
	x.Capabilities = canon.Find(j.Capabilities, req.Canonical.Model)
	return req, x, nil
}

func (j *Job) response() Result {
	x, err := j.ExchangeBehind()
	if err != nil {
		return Result{Fault: FaultOf(err)}
	}
	body, losses, err := Response(j.From, j.To, x, nil, j.wire())
	if r, ok := Failed(j.To, x, err); ok {
		r.Losses = losses
		return r
	}
	if err != nil {
		return Result{Fault: FaultOf(err)}
	}
	return Result{Body: body, Losses: losses}
}

func (j *Job) stream() Result {
	x, err := j.ExchangeBehind()
	if err != nil {
		return Result{Fault: FaultOf(err)}
	}
	var out bytes.Buffer
	s := j.NewStream(x, func(frames []byte) error {
		out.Write(frames)
		return nil
	})
	losses, err := s.Run(bytes.NewReader(j.Body))
	r := Result{Body: out.Bytes(), SSE: !s.TargetArray, Losses: losses}
	if err != nil {
		r.Fault = FaultOf(err)
	}
	return r
}

// NewStream prepares the translation of a stream while it comes in. An array is answered by an array where the target has
// that form.
func (j *Job) NewStream(x *adapters.Exchange, flush func([]byte) error) *Stream {
	_, arrays := j.To.(adapters.ArrayStreamer)
	return &Stream{
		Source: j.From, Target: j.To, Exchange: x, SourceArray: j.Array, TargetArray: j.Array && arrays,
		Flush: flush, Losses: true,
	}
}

func (j *Job) error() Result {
	status, header, body := Error(j.From, j.To, j.exchange(), nil, j.Status, j.Header, j.Body)
	return Result{Status: status, Header: header, Body: body}
}

func (j *Job) wire() adapters.Wire {
	return adapters.Wire{Body: j.Body, Path: j.Path, Header: j.Header}
}

// exchange is what the job knows beside the document.
func (j *Job) exchange() *adapters.Exchange {
	seed := j.Seed
	if seed == "" {
		sum := sha256.Sum256(j.Body)
		seed = hex.EncodeToString(sum[:])
	}
	return &adapters.Exchange{Header: j.Header, Seed: seed, Now: j.Now, Sealer: j.Sealer}
}
