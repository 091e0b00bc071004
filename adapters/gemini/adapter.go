package gemini

import (
	"github.com/interlingua/interlingua/adapters"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// own is the dialect that this package speaks.
const own = pb.Dialect_DIALECT_GEMINI

// adapter is the codec. It has no state.
type adapter struct{}

// New gives the Gemini adapter.
func New() adapters.Adapter { return adapter{} }

// Dialect implements adapters.Adapter.
func (adapter) Dialect() pb.Dialect { return own }
