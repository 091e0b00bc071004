package engine

import (
	"net/http"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/gateway/translate"
	"github.com/interlingua/interlingua/gateway/upstream"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// Answer is an upstream's success: a stream of which the first event was read, or a whole document. It must be closed.
type Answer struct {
	// Upstream answered.
	Upstream *upstream.Upstream
	// Model is the upstream's own name of the model.
	Model string
	// Header is that of its answer.
	Header http.Header
	// Exchange is what the codecs of the answer are to know.
	Exchange *adapters.Exchange
	// Raw says that request and answer pass untouched, both sides speaking one dialect.
	Raw bool
	// Losses are those of the request.
	Losses []*pb.Loss

	// Stream is the answer where it came as a stream. The client that asked for one may still get a document, and the
	// other way round: what comes counts.
	Stream *Stream
	// Body is the document as it came, Whole what it says. Body is nil where a stream was gathered for a client that waits
	// for a document; Whole is nil where a document that passes untouched cannot be read.
	Body  []byte
	Whole *pb.GenerateResponse
}

// Close ends the call to the upstream.
func (a *Answer) Close() {
	if a.Stream != nil {
		a.Stream.close()
	}
}

// spoilt reports whether the answer is nothing but a call that cannot be read, as far as it was read. What passes untouched is
// its client's to judge.
func (a *Answer) spoilt() bool {
	switch {
	case a.Raw:
		return false
	case a.Stream != nil:
		return unreadableCall(a.Stream.foreseen())
	}
	for _, c := range a.Whole.GetCandidates() {
		if !unreadableCall(c.Finish) {
			return false
		}
	}
	return len(a.Whole.GetCandidates()) > 0
}

func unreadableCall(f *pb.Finish) bool {
	return f.GetReason() == pb.FinishReason_FINISH_REASON_MALFORMED_CALL
}

// spare gives up an answer that is spoilt.
func (a *Answer) spare() *Failure {
	a.Close()
	f := blamed(pb.ErrorCode_ERROR_CODE_BAD_UPSTREAM, "the model wrote a tool call that cannot be read", nil)
	f.passing = true
	return f
}

// Failure is why there is no answer. It is an error.
type Failure struct {
	// Reason is what the client is told.
	Reason *pb.Error
	// Losses are those of the request, where it was refused for them.
	Losses []*pb.Loss
	// Upstream is the name of the upstream that failed last; empty where none was asked.
	Upstream string
	// Header is the upstream's, for rate limits; nil where none answered.
	Header http.Header
	// Source is the adapter of the upstream; nil where none answered.
	Source adapters.Adapter
	// Cause is what happened, for the log only. May be nil.
	Cause error
	// Spent says that the upstream was tried as often as it may be: a client that tries again multiplies the tries.
	Spent bool

	// passing says that the fault may pass by itself.
	passing bool
}

// Error implements error.
func (f *Failure) Error() string { return f.Reason.GetMessage() }

// Unwrap gives the cause.
func (f *Failure) Unwrap() error { return f.Cause }

// refusal is the failure of a request that cannot or may not be sent.
func refusal(err error, losses []*pb.Loss) *Failure {
	return &Failure{Reason: translate.ErrorOf(err, pb.ErrorCode_ERROR_CODE_INVALID_REQUEST), Losses: losses}
}

// blamed is the failure of an upstream whose answer cannot be used.
func blamed(code pb.ErrorCode, message string, cause error) *Failure {
	return &Failure{Reason: &pb.Error{Code: code, Message: message}, Cause: cause}
}

// ours makes of what an upstream told what a client may be told. A fault of the gateway's own credential is not the client's;
// an error that has no word of the upstream's dialect is not repeated as one of it.
func ours(reason *pb.Error) *pb.Error {
	switch {
	case reason.Code == pb.ErrorCode_ERROR_CODE_AUTHENTICATION, reason.Code == pb.ErrorCode_ERROR_CODE_PERMISSION,
		reason.HttpStatus == http.StatusUnauthorized:
		return &pb.Error{Code: pb.ErrorCode_ERROR_CODE_BAD_UPSTREAM, Message: "the upstream refused this gateway's credential"}
	case reason.Type == "" && reason.VendorCode == "":
		reason.Origin, reason.Extensions = pb.Dialect_DIALECT_UNSPECIFIED, nil
	}
	return reason
}

// passes reports whether what an upstream told of may pass by itself.
func passes(reason *pb.Error) bool {
	switch reason.Code {
	case pb.ErrorCode_ERROR_CODE_RATE_LIMIT, pb.ErrorCode_ERROR_CODE_OVERLOADED, pb.ErrorCode_ERROR_CODE_SERVER,
		pb.ErrorCode_ERROR_CODE_TIMEOUT, pb.ErrorCode_ERROR_CODE_CONFLICT:
		return true
	case pb.ErrorCode_ERROR_CODE_BAD_UPSTREAM:
		return reason.HttpStatus >= http.StatusInternalServerError
	}
	return false
}

// readFailure is the failure of an answer that broke off or cannot be read.
func readFailure(err error) *Failure {
	var f *canon.Fault
	if !asFault(err, &f) {
		failure := blamed(pb.ErrorCode_ERROR_CODE_TRUNCATED, "the upstream's answer broke off", err)
		failure.passing = true
		return failure
	}
	if f.Code == pb.ErrorCode_ERROR_CODE_TIMEOUT {
		return blamed(f.Code, f.Message, err)
	}
	message := "the upstream's answer cannot be read"
	if f.Path != "" {
		message += " at " + f.Path
	}
	return blamed(pb.ErrorCode_ERROR_CODE_BAD_UPSTREAM, message, err)
}
