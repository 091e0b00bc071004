package translate

import (
	"github.com/interlingua/interlingua/adapters"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// Request is a request that was read once and may be written for several upstreams. It is not safe for concurrent use.
type Request struct {
	// Canonical is what the client asks for. It also serves as Exchange.Request when the answer comes back. Between
	// calls of Encode its model, stream flag and limits may be set anew; its lists must stay as they were decoded, since losses
	// are located by them.
	Canonical *pb.GenerateRequest

	source adapters.Adapter
}

// DecodeRequest reads a request of the source dialect. Its error is a *canon.Fault with a pointer into the document.
func DecodeRequest(source adapters.Adapter, x *adapters.Exchange, w adapters.Wire) (*Request, error) {
	req, err := source.DecodeRequest(x, w)
	if err != nil {
		return nil, decodeFault(source.Dialect(), err)
	}
	return &Request{Canonical: req, source: source}, nil
}

// NewRequest takes a request that came in canonical form, so that its losses are canonical paths.
func NewRequest(req *pb.GenerateRequest) *Request { return &Request{Canonical: req} }

// Encode writes the request for a target. The losses point into the document as the client sent it; so does the error, a
// *canon.Fault, which says that the target cannot be asked this at all.
func (r *Request) Encode(target adapters.Adapter, x *adapters.Exchange) (adapters.Wire, []*pb.Loss, error) {
	var losses adapters.Losses
	w, err := target.EncodeRequest(x, r.Canonical, &losses)
	if err != nil {
		return adapters.Wire{}, nil, encodeFault(target.Dialect(), err, r.locate)
	}
	return w, located(losses.Items(), pb.LossLeg_LOSS_LEG_REQUEST, r.locate), nil
}

// locate finds the place in the source's document of a canonical path.
func (r *Request) locate(path string) string {
	if l, ok := r.source.(adapters.Locator); ok {
		return l.LocateRequest(r.Canonical, path)
	}
	return path
}
