package rpc

import (
	"errors"
	"strconv"

	"google.golang.org/genproto/googleapis/rpc/errdetails"

	"github.com/interlingua/interlingua/gateway/canonjson"
	"github.com/interlingua/interlingua/gateway/engine"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// violations are the fields of a request that are at fault. They are an error.
type violations []*errdetails.BadRequest_FieldViolation

// Error implements error.
func (v violations) Error() string {
	text := v[0].Field + ": " + v[0].Description
	if len(v) > 1 {
		text += " (and " + strconv.Itoa(len(v)-1) + " more)"
	}
	return text
}

// violated is the error of one field.
func violated(field, description string) error {
	return violations{{Field: field, Description: description, Reason: "INVALID_REQUEST"}}
}

// failure is the failure of a call that asks for what is at fault.
func (v violations) failure() *engine.Failure {
	return &engine.Failure{Reason: &pb.Error{
		Code: pb.ErrorCode_ERROR_CODE_INVALID_REQUEST, Message: v.Error(), Param: v[0].Field,
	}, Cause: v}
}

// malformed is the failure of a call whose body is no JSON form of its message.
func malformed(err error) error {
	f, ok := errors.AsType[*canonjson.Fault](err)
	if ok && f.Field != "" {
		return violations{{Field: f.Field, Description: f.Message, Reason: "INVALID_REQUEST"}}.failure()
	}
	return &engine.Failure{Reason: &pb.Error{Code: pb.ErrorCode_ERROR_CODE_INVALID_REQUEST, Message: err.Error()}}
}
