package chat

import (
	"errors"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	"github.com/interlingua/interlingua/adapters/openai"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// adapter is the codec. It has no state.
type adapter struct{ openai.Vendor }

// New gives the adapter of OpenAI Chat Completions.
func New() adapters.Adapter { return adapter{} }

var (
	_ adapters.Locator        = adapter{}
	_ adapters.Neighbour      = adapter{}
	_ adapters.BufferedReader = (*reader)(nil)
)

// Dialect says that this is Chat.
func (adapter) Dialect() pb.Dialect { return own }

// malformed is a fault of a wire document at a JSON Pointer.
func malformed(path, message string) *canon.Fault {
	return &canon.Fault{Code: pb.ErrorCode_ERROR_CODE_INVALID_REQUEST, Dialect: own, Path: path, Message: message}
}

// badJSON turns an error of the JSON decoder into a fault.
func badJSON(err error) *canon.Fault {
	f := malformed("", err.Error())
	if e, ok := errors.AsType[*jsonx.Error](err); ok {
		f.Path, f.Message = e.Pointer, e.Message
	}
	f.Err = err
	return f
}
