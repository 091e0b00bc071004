package upstream

import (
	"net/http"

	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// APIKey is the key of every server here.
const APIKey = "sk-upstream-0123456789"

// dialect is one wire as its vendor serves it.
type dialect struct {
	// model is the default model, callPrefix begins the ids of calls; "" means that calls have none.
	model, callPrefix string
	// key is what a client of the dialect sends as its credential; "" is none.
	key func(r *http.Request) string
	// base is what follows the server's URL in the base URL of a client.
	base string
	// route tells what a request is for.
	route func(r *http.Request) operation
	// tolerate removes from a request what its service takes beyond the dialect's vendor; nil where that is nothing.
	tolerate func(model string, doc object)
	// read fills a request from its document.
	read func(r *Request, doc object)
	// seals tells whether an answer is sealed; nil where the dialect seals nothing.
	seals func(r *Request, a *Answer) bool
	// single says that an answer has one piece of reasoning at most.
	single bool
	// plain says that reasoning is given away in the open or not at all.
	plain bool
	// words are the vendor's own for what breaks rules.
	words []phrase
	// laws are the rules about a request that only the issuer can judge.
	laws []law
	// whole writes an answer, frames writes it as the frames of a stream.
	whole  func(a *reply) []byte
	frames func(a *reply) []string
	// failures are the vendor's words for classes of errors; failed writes one as a body, broken as the end of a stream.
	failures map[Class]failure
	failed   func(f failure, fault *Fault) []byte
	broken   func(f failure, a *reply) []string
	// elsewhere gives the answer to a request for what this service does not do, as its vendor words it; nil for any other request.
	elsewhere func(body []byte) []byte
	// models writes the list of models, count the answer to a count of tokens; nil where there is none.
	models func(model string) []byte
	count  func(tokens int) []byte
}

// operation is what an HTTP request asks for.
type operation struct {
	kind operationKind
	// model and stream are set where the path says them.
	model  string
	stream bool
}

type operationKind int

const (
	opUnknown operationKind = iota
	opGenerate
	opCount
	opModels
)

// law is one rule of a dialect about a request and what was issued before.
type law func(r *Request, doc object, report reporter)

// reporter takes what breaks a rule: the vendor's words are what the service answers.
type reporter func(at, words string)

// reply is an answer on its way to the wire.
type reply struct {
	Answer
	req *Request
	e   *issued
	// id is derived from the number of the answer.
	id string
	// created is the time of the answer, in seconds.
	created int64
	l       *ledger
}

// thought is a piece of the answer's reasoning, nil where there is none.
func (a *reply) thought(i int) *thought {
	if i >= len(a.e.thoughts) {
		return nil
	}
	return a.e.thoughts[i]
}

// finish is why the answer ends.
func (a *reply) finish() Finish {
	switch {
	case a.Finish != "":
		return a.Finish
	case len(a.Calls) > 0:
		return Called
	}
	return Done
}

// dialects is the whole table.
func dialects() map[pb.Dialect]*dialect {
	return map[pb.Dialect]*dialect{
		pb.Dialect_DIALECT_RESPONSES: responses(),
		pb.Dialect_DIALECT_CHAT:      chat(),
		pb.Dialect_DIALECT_CLAUDE:    claude(),
		pb.Dialect_DIALECT_GEMINI:    gemini(),
	}
}
