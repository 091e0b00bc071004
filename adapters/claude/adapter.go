package claude

import (
	"errors"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// dialect is this package's own.
const dialect = pb.Dialect_DIALECT_CLAUDE

// adapter implements adapters.Adapter and adapters.Locator without any state.
type adapter struct{}

// New returns the adapter of the Claude Messages dialect. It is safe for concurrent use.
func New() adapters.Adapter { return adapter{} }

// Dialect implements adapters.Adapter.
func (adapter) Dialect() pb.Dialect { return dialect }

// fault turns an error of the JSON reader into the fault of a wire document.
func fault(code pb.ErrorCode, err error) *canon.Fault {
	f := &canon.Fault{Code: code, Dialect: dialect, Message: err.Error(), Err: err}
	if e, ok := errors.AsType[*jsonx.Error](err); ok {
		f.Path, f.Message = e.Pointer, e.Message
	}
	return f
}

// missing is the fault of a document without a member that it must have.
func missing(code pb.ErrorCode, at, member string) *canon.Fault {
	return &canon.Fault{Code: code, Dialect: dialect, Path: at, Message: "member " + member + " is missing"}
}
