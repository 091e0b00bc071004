package responses

import (
	"fmt"
	"net/http"
	"strconv"

	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// RefuseState implements adapters.StateRefuser, in the vendor's own words and codes: clients that are told so send all of it.
func (adapter) RefuseState(req *pb.GenerateRequest) *pb.Error {
	c := req.GetContinuation()
	if id := c.GetPreviousResponseId(); id != "" {
		return stateless(http.StatusBadRequest, "previous_response_id", "previous_response_not_found",
			fmt.Sprintf("Previous response with id '%s' not found.", id))
	}
	if id := c.GetConversation(); id != "" {
		return stateless(http.StatusNotFound, "conversation", "conversation_not_found",
			fmt.Sprintf("Conversation with id '%s' not found.", id))
	}
	if c.GetBackground() {
		return stateless(http.StatusBadRequest, "background", "unsupported_parameter",
			"Unsupported parameter: 'background' is not supported with this model.")
	}
	for i, m := range req.Messages {
		for _, p := range m.Parts {
			if o := p.GetOpaque(); o.GetType() == typeReference {
				return stateless(http.StatusNotFound, "/input/"+strconv.Itoa(i), "item_not_found",
					fmt.Sprintf("Item with id '%s' not found. Send the item itself.", m.Id))
			}
		}
	}
	return nil
}

// stateless is the error of a request that refers to what is not kept here.
func stateless(status int32, param, code, message string) *pb.Error {
	return &pb.Error{
		Origin: dialect, Code: pb.ErrorCode_ERROR_CODE_UNSUPPORTED, HttpStatus: status,
		Type: "invalid_request_error", VendorCode: code, Param: param, Message: message,
	}
}
