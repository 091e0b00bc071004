package upstream

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"

	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// Fault says that an upstream gave no answer. Its words name no address, since a client reads them.
type Fault struct {
	// Code is its class.
	Code pb.ErrorCode
	// Message says what happened.
	Message string
	// Err is the cause, for the log.
	Err error
	// Passing says that it may pass by itself.
	Passing bool
}

// Error implements error.
func (f *Fault) Error() string { return f.Message }

// Unwrap gives the cause.
func (f *Fault) Unwrap() error { return f.Err }

// errOpen is what a call gets while the breaker is open.
var errOpen = &Fault{Code: pb.ErrorCode_ERROR_CODE_OVERLOADED, Message: "the upstream failed repeatedly and is given a pause"}

// fault classes the error of a call.
func fault(ctx context.Context, err error) *Fault {
	var (
		netErr  net.Error
		opErr   *net.OpError
		certErr *tls.CertificateVerificationError
		unknown x509.UnknownAuthorityError
	)
	switch {
	case errors.Is(ctx.Err(), context.Canceled):
		return &Fault{Code: pb.ErrorCode_ERROR_CODE_CANCELLED, Message: "the client left", Err: err}
	case errors.As(err, &certErr), errors.As(err, &unknown):
		return &Fault{Code: pb.ErrorCode_ERROR_CODE_BAD_UPSTREAM, Message: "the upstream's certificate cannot be trusted", Err: err}
	case errors.As(err, &opErr) && opErr.Op == "dial":
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &netErr) && netErr.Timeout():
		// It was waited for long enough: another upstream may be quicker, the same will hardly be.
		return &Fault{Code: pb.ErrorCode_ERROR_CODE_TIMEOUT, Message: "the upstream did not answer in time", Err: err}
	}
	return &Fault{Code: pb.ErrorCode_ERROR_CODE_BAD_UPSTREAM, Message: "the upstream cannot be reached", Err: err, Passing: true}
}
