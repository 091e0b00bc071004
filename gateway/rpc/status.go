package rpc

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"time"

	"go.uber.org/zap"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/gateway/engine"
	"github.com/interlingua/interlingua/gateway/translate"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// Domain is the domain of the ErrorInfo in every status.
const Domain = "interlingua"

// reasonPrefix begins the names of error codes; reasons are the rest.
const reasonPrefix = "ERROR_CODE_"

// status makes the status that a client is told of an error, and notes why its call failed.
func (s *Server) status(ctx context.Context, err error) error {
	c := callOf(ctx)
	f := s.failure(ctx, err)
	reason := f.Reason
	if reason.Code == pb.ErrorCode_ERROR_CODE_CANCELLED && timedOut(ctx) {
		reason = &pb.Error{Code: pb.ErrorCode_ERROR_CODE_TIMEOUT, Message: "the call's deadline is over"}
	}
	reason.RequestId = c.ID
	engine.ComeBack(reason)
	c.Reason = reason
	if f.Source != nil {
		c.limits(ctx, f.Source, f.Header)
	}
	if f.Upstream != "" {
		c.Upstream = f.Upstream
	}
	if len(f.Losses) > 0 {
		c.Losses = f.Losses
	}
	return statusOf(c, f, reason)
}

// deadlineSlack is how long before a call's deadline its end counts as one by the deadline: the client's clock started earlier, and
// it resets its stream when its own deadline is over.
const deadlineSlack = 100 * time.Millisecond

// timedOut reports whether a call ended by its deadline.
func timedOut(ctx context.Context) bool {
	deadline, ok := ctx.Deadline()
	return ctx.Err() != nil && ok && time.Until(deadline) < deadlineSlack
}

// statusOf makes the status of a failed call.
func statusOf(c *call, f *engine.Failure, reason *pb.Error) error {
	st := status.New(answerCodes[reason.Code].grpc, reason.Message)
	with, err := st.WithDetails(details(c, f, reason)...)
	if err != nil {
		return st.Err()
	}
	return with.Err()
}

// statusWithoutCall makes the status of what fails before there is a call, or in the gateway library.
func statusWithoutCall(err error) error {
	f, ok := errors.AsType[*engine.Failure](err)
	if !ok {
		st := status.Convert(err)
		f = &engine.Failure{Reason: &pb.Error{Code: libraryCodes[st.Code()], Message: st.Message()}}
	}
	return statusOf(&call{}, f, f.Reason)
}

// failure finds out what an error is about.
func (s *Server) failure(ctx context.Context, err error) *engine.Failure {
	if f, ok := errors.AsType[*engine.Failure](err); ok {
		return f
	}
	if f, ok := errors.AsType[*canon.Fault](err); ok {
		if ctx.Err() != nil {
			return &engine.Failure{Reason: &pb.Error{Code: pb.ErrorCode_ERROR_CODE_CANCELLED, Message: "the client left"}}
		}
		return &engine.Failure{Reason: translate.FaultError(f)}
	}
	if v, ok := errors.AsType[violations](err); ok {
		return v.failure()
	}
	if st, ok := status.FromError(err); ok {
		return &engine.Failure{Reason: &pb.Error{Code: libraryCodes[st.Code()], Message: st.Message()}}
	}
	if ctx.Err() != nil {
		return &engine.Failure{Reason: &pb.Error{Code: pb.ErrorCode_ERROR_CODE_CANCELLED, Message: "the client left"}}
	}
	s.Log.Error("internal error", zap.String("request_id", callOf(ctx).ID), zap.Error(err))
	return &engine.Failure{Reason: &pb.Error{Code: pb.ErrorCode_ERROR_CODE_SERVER, Message: "internal error"}}
}

// httpStatus is the HTTP status that says the same as an error of gRPC.
func httpStatus(err error) int {
	st := status.Convert(err)
	if st.Code() == codes.OK {
		return http.StatusOK
	}
	for _, d := range st.Details() {
		if info, ok := d.(*errdetails.ErrorInfo); ok && info.Domain == Domain {
			return answerCodes[pb.ErrorCode(pb.ErrorCode_value[reasonPrefix+info.Reason])].http
		}
	}
	return answerCodes[libraryCodes[st.Code()]].http
}

// reasonOf is the reason in the ErrorInfo of a fault.
func reasonOf(code pb.ErrorCode) string { return strings.TrimPrefix(code.String(), reasonPrefix) }
