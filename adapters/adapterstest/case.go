package adapterstest

import (
	"net/http"
	"slices"
	"strings"

	"github.com/interlingua/interlingua/adapters"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// Kind says what a recorded document is.
type Kind string

// The kinds of documents.
const (
	KindRequest  Kind = "request"
	KindResponse Kind = "response"
	KindStream   Kind = "stream"
	KindError    Kind = "error"
)

// Kinds lists all kinds in order.
var Kinds = []Kind{KindRequest, KindResponse, KindStream, KindError}

// Case is one document of one dialect, recorded or hand-made. It is not changed after loading.
type Case struct {
	// File names it in messages and in the table of exceptions.
	File string
	// Dialect and Kind say what it is.
	Dialect pb.Dialect
	Kind    Kind
	// Body is the document as it came; for streams the event stream, or a JSON array where Array is set.
	Body []byte
	// Array says that a stream is one JSON array.
	Array bool
	// Path is the URL path of the call.
	Path string
	// Model is the model of the call, also where only the URL or the account says it; empty where nobody knows.
	Model string
	// Status is the HTTP status of an answer.
	Status int
	// Header is a selection of the HTTP headers.
	Header http.Header
	// PairID joins a request and its answer.
	PairID string
	// Features are tags of the corpus.
	Features []string
}

// Has reports whether the case has a tag of the corpus.
func (c *Case) Has(feature string) bool { return slices.Contains(c.Features, feature) }

// Wire gives the document as an adapter takes it; the body is a copy.
func (c *Case) Wire() adapters.Wire {
	return adapters.Wire{Body: slices.Clone(c.Body), Path: c.Path, Header: c.Header}
}

// Exchange gives what a call of this case knows beside the document.
func (c *Case) Exchange() *adapters.Exchange { return &adapters.Exchange{Seed: c.File} }

// OutOfScope reports whether the case belongs to an endpoint beside generation: token counting, retrieval, compaction.
func (c *Case) OutOfScope() bool {
	return slices.ContainsFunc(c.Features, func(f string) bool {
		name, ok := strings.CutPrefix(f, "endpoint:")
		return ok && slices.Contains(neighbourEndpoints, name)
	})
}

// neighbourEndpoints are the endpoints beside generation, as the corpus tags them.
var neighbourEndpoints = []string{
	"count_tokens", "countTokens", "input_tokens", "compact", "retrieve", "cancel", "delete", "input_items", "embeddings",
}
