package rpc

import (
	"net/http"

	"google.golang.org/grpc/codes"

	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// answerCode is how an error code is told over gRPC and over HTTP/JSON.
type answerCode struct {
	grpc codes.Code
	http int
}

// statusClientClosed is what is said, and logged, of a client that left: net/http does not name it.
const statusClientClosed = 499

// answerCodes are the codes of a status by class of fault. The class itself is the reason in the status's ErrorInfo.
var answerCodes = map[pb.ErrorCode]answerCode{
	pb.ErrorCode_ERROR_CODE_UNSPECIFIED:      {codes.Unknown, http.StatusInternalServerError},
	pb.ErrorCode_ERROR_CODE_INVALID_REQUEST:  {codes.InvalidArgument, http.StatusBadRequest},
	pb.ErrorCode_ERROR_CODE_CONTEXT_TOO_LONG: {codes.InvalidArgument, http.StatusBadRequest},
	pb.ErrorCode_ERROR_CODE_UNSUPPORTED:      {codes.FailedPrecondition, http.StatusBadRequest},
	pb.ErrorCode_ERROR_CODE_AUTHENTICATION:   {codes.Unauthenticated, http.StatusUnauthorized},
	pb.ErrorCode_ERROR_CODE_BILLING:          {codes.ResourceExhausted, http.StatusPaymentRequired},
	pb.ErrorCode_ERROR_CODE_PERMISSION:       {codes.PermissionDenied, http.StatusForbidden},
	pb.ErrorCode_ERROR_CODE_NOT_FOUND:        {codes.NotFound, http.StatusNotFound},
	pb.ErrorCode_ERROR_CODE_CONFLICT:         {codes.Aborted, http.StatusConflict},
	pb.ErrorCode_ERROR_CODE_TOO_LARGE:        {codes.ResourceExhausted, http.StatusRequestEntityTooLarge},
	pb.ErrorCode_ERROR_CODE_RATE_LIMIT:       {codes.ResourceExhausted, http.StatusTooManyRequests},
	pb.ErrorCode_ERROR_CODE_CANCELLED:        {codes.Canceled, statusClientClosed},
	pb.ErrorCode_ERROR_CODE_SERVER:           {codes.Internal, http.StatusInternalServerError},
	pb.ErrorCode_ERROR_CODE_BAD_UPSTREAM:     {codes.Unavailable, http.StatusBadGateway},
	pb.ErrorCode_ERROR_CODE_OVERLOADED:       {codes.Unavailable, http.StatusServiceUnavailable},
	pb.ErrorCode_ERROR_CODE_TIMEOUT:          {codes.DeadlineExceeded, http.StatusGatewayTimeout},
	pb.ErrorCode_ERROR_CODE_SAFETY:           {codes.InvalidArgument, http.StatusBadRequest},
	pb.ErrorCode_ERROR_CODE_TRUNCATED:        {codes.DataLoss, http.StatusBadGateway},
}

// libraryCodes are the classes of statuses that the gRPC library makes itself.
var libraryCodes = map[codes.Code]pb.ErrorCode{
	codes.Canceled:          pb.ErrorCode_ERROR_CODE_CANCELLED,
	codes.DeadlineExceeded:  pb.ErrorCode_ERROR_CODE_TIMEOUT,
	codes.InvalidArgument:   pb.ErrorCode_ERROR_CODE_INVALID_REQUEST,
	codes.ResourceExhausted: pb.ErrorCode_ERROR_CODE_TOO_LARGE,
	codes.NotFound:          pb.ErrorCode_ERROR_CODE_NOT_FOUND,
	codes.Unimplemented:     pb.ErrorCode_ERROR_CODE_NOT_FOUND,
	codes.Unavailable:       pb.ErrorCode_ERROR_CODE_OVERLOADED,
	codes.Internal:          pb.ErrorCode_ERROR_CODE_SERVER,
}
