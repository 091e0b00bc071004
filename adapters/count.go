package adapters

import (
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// EncodeCount writes a request to count tokens where that is the dialect's own request with fewer members: those given, sent to
// another path. Its headers are those of the request.
func EncodeCount(
	a Adapter, x *Exchange, req *pb.GenerateRequest, losses *Losses, path string, members ...string,
) (Wire, error) {
	w, err := a.EncodeRequest(x, req, losses)
	if err != nil {
		return Wire{}, err
	}
	return Wire{Body: []byte(jsonx.Only(string(w.Body), members...)), Path: path, Header: w.Header}, nil
}
