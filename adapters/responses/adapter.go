package responses

import (
	"errors"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	"github.com/interlingua/interlingua/adapters/openai"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// dialect is the dialect of this package.
const dialect = pb.Dialect_DIALECT_RESPONSES

// adapter implements adapters.Adapter; it has no state.
type adapter struct{ openai.Vendor }

// New gives the adapter of the OpenAI Responses dialect. It is safe for concurrent use.
func New() adapters.Adapter { return adapter{} }

// Dialect implements adapters.Adapter.
func (adapter) Dialect() pb.Dialect { return dialect }

var _ adapters.Neighbour = adapter{}

// noExchange stands for a caller that passes none.
var noExchange adapters.Exchange

// known gives the exchange, or the zero one for nil.
func known(x *adapters.Exchange) *adapters.Exchange {
	if x == nil {
		return &noExchange
	}
	return x
}

// unmarshal reads a wire object, whose texts are parts of the body. Its error is a *canon.Fault at the place in the document.
func unmarshal(body []byte, v any) error {
	if err := jsonx.UnmarshalAlias(body, v); err != nil {
		return malformed(err)
	}
	if jsonx.Value(body).Kind() != '{' {
		return invalid("", "expected object, found null")
	}
	return nil
}

func malformed(err error) *canon.Fault {
	if e, ok := errors.AsType[*jsonx.Error](err); ok {
		f := invalid(e.Pointer, e.Message)
		f.Err = err
		return f
	}
	return &canon.Fault{Code: pb.ErrorCode_ERROR_CODE_INVALID_REQUEST, Dialect: dialect, Message: "malformed JSON", Err: err}
}

// invalid is a fault of a wire document.
func invalid(path, message string) *canon.Fault {
	return &canon.Fault{Code: pb.ErrorCode_ERROR_CODE_INVALID_REQUEST, Dialect: dialect, Path: path, Message: message}
}
