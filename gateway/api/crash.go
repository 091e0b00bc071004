package api

import (
	"errors"
	"fmt"
	"net/http"
	"runtime/debug"

	"go.uber.org/zap"

	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// crashed ends a call that panicked. Where nothing was written it is an error of the server's; what has begun is cut, which no
// client takes for the end of an answer: then it says that the panic is to go on. What the panic says goes to the log only.
func (x *exchange) crashed(p any) (cut bool) {
	if err, ok := p.(error); ok && errors.Is(err, http.ErrAbortHandler) {
		return true
	}
	x.s.Log.Error("a call crashed", zap.String("request_id", x.id), zap.String("panic", fmt.Sprint(p)), zap.ByteString("stack", debug.Stack()))
	if x.status != 0 {
		x.reason = &pb.Error{Code: pb.ErrorCode_ERROR_CODE_SERVER, Message: "internal error"}
		return true
	}
	x.fail(fmt.Errorf("panic: %v", p)) // of an error that is no fault of a call the client is told that it is internal
	return false
}
