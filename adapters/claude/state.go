package claude

import (
	"net/http"

	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// RefuseState implements adapters.StateRefuser: a thread is refused with the code at which the vendor's SDK goes on without one.
func (adapter) RefuseState(req *pb.GenerateRequest) *pb.Error {
	if thread, ok := jsonx.Get(own(req.Extensions, ""), "thread"); !ok || !jsonx.IsObject(thread) {
		return nil
	}
	return &pb.Error{
		Origin: dialect, Code: pb.ErrorCode_ERROR_CODE_UNSUPPORTED, HttpStatus: http.StatusBadRequest,
		Type: "invalid_request_error", VendorCode: "thread_unsupported_request", Param: "/thread",
		Message: "thread: this server keeps no threads; send the whole conversation",
	}
}
