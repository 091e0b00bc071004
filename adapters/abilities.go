package adapters

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"time"

	"github.com/interlingua/interlingua/adapters/canon"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// Head is what routing needs of a request.
type Head struct {
	// Model is the model's name; empty where the request names none.
	Model string
	// Stream says that a streamed answer is wanted.
	Stream bool
	// Array says that the stream is wanted as one JSON array.
	Array bool
	// Start and End are where the model's JSON string stands in the body; both 0 where the model is not in the body.
	Start, End int
	// Sealed says that provider state of another dialect may stand in the body.
	Sealed bool
}

// Peeker is an adapter that finds what routing needs without decoding the request, and can address the untouched bytes to
// another model.
type Peeker interface {
	// Peek reads a request's head. Of the body it checks all but the inside of strings, which is left to whoever reads it.
	Peek(w Wire) (Head, error)
	// Readdress gives the same request for another model, its path relative to an upstream's base URL, without headers; h is
	// what Peek said of w. Its body is that of w, with the change of name to make.
	Readdress(w Wire, h Head, model string) Wire
}

// HeaderCodec is an adapter that knows the headers of its dialect.
type HeaderCodec interface {
	// Authorize sets the credential, and those demanded headers that are not set yet.
	Authorize(h http.Header, key string)
	// Forward copies from a client's headers those that belong to the dialect (versions, betas); never a credential.
	Forward(dst, src http.Header)
	// DecodeLimits reads what an answer's headers say about rate limits and the request's id; now turns durations into times.
	DecodeLimits(h http.Header, now time.Time) Limits
	// EncodeLimits sets the headers that say the same.
	EncodeLimits(h http.Header, l Limits, now time.Time)
}

// Limits is what the headers of an answer say beside its body.
type Limits struct {
	// RequestID is the id of the request at the side that answered; empty where it gave none.
	RequestID string
	// Rates are the rate limits.
	Rates []canon.RateLimit
}

// KeepAliver is an adapter whose dialect has a sign of life that may stand before a stream's first event, or between any
// two frames that were passed on untouched.
type KeepAliver interface {
	// AppendKeepAlive appends it.
	AppendKeepAlive(dst []byte) []byte
}

// Skimmer is an adapter that can tell frames of a stream apart from outside.
type Skimmer interface {
	// Skim gives a judge for the frames of one stream, in their order. A frame that only goes on with the answer is dull: who
	// wants to see usage, finish and errors need not read it. Where that is in doubt it is not dull.
	Skim() func(name string, data []byte) bool
}

// Neighbour is an adapter whose dialect shares its base URL with more of its vendor's service: files, embeddings, batches.
type Neighbour interface {
	// Family is the vendor's word. Dialects of one family share their neighbours.
	Family() string
}

// Varied is an adapter whose clients may ask for a variety of the dialect that its upstreams do not speak.
type Varied interface {
	// Varied reports whether a client's headers ask for it: then nothing can pass untouched.
	Varied(client http.Header) bool
}

// Overlooker is an adapter whose clients overlook an error that an upstream tells in a stream, unless more follows.
type Overlooker interface {
	// Overlooked reports whether the last event of a stream of this dialect is such an error.
	Overlooked(last *pb.GenerateEvent) bool
}

// StateRefuser is an adapter whose clients may ask for state that only an upstream of their own dialect can have, and act on
// how it is refused.
type StateRefuser interface {
	// RefuseState gives the error for a request that asks for such state, nil for one that does not. req is as this adapter
	// decoded it.
	RefuseState(req *pb.GenerateRequest) *pb.Error
}

// ModelKnower is an adapter that knows what single models of its dialect take.
type ModelKnower interface {
	// ModelCapabilities gives what is known of a model; nil for one of which nothing is.
	ModelCapabilities(model string) *canon.Capabilities
}

// TokenCounter is an adapter whose dialect can count the tokens of a request.
type TokenCounter interface {
	// DecodeCountRequest reads a request to count.
	DecodeCountRequest(x *Exchange, w Wire) (*pb.GenerateRequest, error)
	// EncodeCountRequest writes a request to count.
	EncodeCountRequest(x *Exchange, req *pb.GenerateRequest, losses *Losses) (Wire, error)
	// DecodeCountResponse reads the number of input tokens.
	DecodeCountResponse(body []byte) (int64, error)
	// EncodeCountResponse appends an answer.
	EncodeCountResponse(dst []byte, tokens int64) []byte
}

// Model is one entry of a list of models.
type Model struct {
	// ID is the name by which clients call the model.
	ID string
	// Name is the name for people; empty where there is none.
	Name string
	// Owner is who offers it.
	Owner string
	// Created is when it came; zero where unknown.
	Created time.Time
	// InputTokens and OutputTokens are its limits; 0 where unknown.
	InputTokens, OutputTokens int64
}

// PageOf gives the models of a list behind the one of an id, "" for the beginning, at most as many as size says, which is a number in
// text or nothing; more says that others follow. Behind a model that is not there is none.
func PageOf(models []Model, after, size string) (page []Model, more bool) {
	if after != "" {
		at := slices.IndexFunc(models, func(m Model) bool { return m.ID == after })
		if at < 0 {
			return nil, false
		}
		models = models[at+1:]
	}
	if n, err := strconv.Atoi(size); err == nil && n > 0 && n < len(models) {
		return models[:n], true
	}
	return models, false
}

// ModelLister is an adapter whose dialect lists models.
type ModelLister interface {
	// ModelsPath is the path of the list, relative to the dialect's base URL; after is the page to go on from, empty for the
	// first.
	ModelsPath(after string) string
	// DecodeModels reads one page of a list and the name of the next page, empty at the end.
	DecodeModels(body []byte) (models []Model, after string, err error)
	// EncodeModels appends the page of a list that a query asks for, in the dialect's own words: all of it where it asks for none.
	EncodeModels(dst []byte, query url.Values, models []Model) []byte
	// EncodeModel appends one entry.
	EncodeModel(dst []byte, m Model) []byte
}
