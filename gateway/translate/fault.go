package translate

import (
	"errors"
	"io"
	"strconv"

	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// decodeFault makes a *canon.Fault of what a decoder of a dialect returned.
func decodeFault(d pb.Dialect, err error) *canon.Fault {
	return withDialect(d, err, pb.ErrorCode_ERROR_CODE_INVALID_REQUEST)
}

// encodeFault makes a *canon.Fault of what an encoder for a dialect returned, its path located in the source's document.
func encodeFault(d pb.Dialect, err error, locate func(path string) string) *canon.Fault {
	f := *withDialect(d, err, pb.ErrorCode_ERROR_CODE_UNSUPPORTED)
	if f.Canonical && f.Path != "" {
		f.Path = locate(f.Path)
		f.Canonical = false
	}
	return &f
}

// withDialect finds the fault in an error, or makes one.
func withDialect(d pb.Dialect, err error, code pb.ErrorCode) *canon.Fault {
	var f *canon.Fault
	if !errors.As(err, &f) {
		return &canon.Fault{Code: code, Dialect: d, Message: err.Error(), Err: err}
	}
	if f.Dialect == pb.Dialect_DIALECT_UNSPECIFIED || f.Code == pb.ErrorCode_ERROR_CODE_UNSPECIFIED {
		named := *f
		if named.Dialect == pb.Dialect_DIALECT_UNSPECIFIED {
			named.Dialect = d
		}
		if named.Code == pb.ErrorCode_ERROR_CODE_UNSPECIFIED {
			named.Code = code
		}
		return &named
	}
	return f
}

// StreamFault makes a fault of what a reader returned before its stream was whole.
func StreamFault(d pb.Dialect, err error) *canon.Fault {
	var f *canon.Fault
	if errors.As(err, &f) {
		return withDialect(d, err, pb.ErrorCode_ERROR_CODE_BAD_UPSTREAM)
	}
	message := "the stream broke off"
	if errors.Is(err, io.ErrUnexpectedEOF) {
		message = "the stream ended before its end"
	}
	return &canon.Fault{Code: pb.ErrorCode_ERROR_CODE_TRUNCATED, Dialect: d, Message: message, Err: err}
}

// FaultError is the error that a client is told of a fault: its class, its words, and the parameter at fault. A document that
// is no JSON is at fault at an offset, which then stands in the words.
func FaultError(f *canon.Fault) *pb.Error {
	e := &pb.Error{Code: f.Code, Message: f.Error(), Param: f.Path}
	if syntax, ok := errors.AsType[*jsonx.Error](f.Err); ok && f.Path == "" && syntax.Offset > 0 {
		e.Message += " (at byte " + strconv.FormatInt(syntax.Offset, 10) + ")"
	}
	return e
}

// ErrorOf is FaultError for an error that may be no fault: it then has the given class.
func ErrorOf(err error, code pb.ErrorCode) *pb.Error {
	if f, ok := errors.AsType[*canon.Fault](err); ok {
		return FaultError(f)
	}
	return &pb.Error{Code: code, Message: err.Error()}
}

// FaultOf gives the fault in an error of this package, which returns no other.
func FaultOf(err error) *canon.Fault {
	if f, ok := errors.AsType[*canon.Fault](err); ok {
		return f
	}
	return &canon.Fault{Code: pb.ErrorCode_ERROR_CODE_SERVER, Message: err.Error(), Err: err}
}
