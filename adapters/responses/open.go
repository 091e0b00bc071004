package responses

import (
	"net/http"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// headerOpen is the header with which a client says that it speaks Open Responses. Its answers then have no frames and words
// but those of that specification: other names for the text of reasoning, comments as signs of life, a sentinel at the end,
// all members of a response, its own words for errors.
const headerOpen = "Openresponses-Version"

// Varied implements adapters.Varied.
func (adapter) Varied(client http.Header) bool { return client.Get(headerOpen) != "" }

// open reports whether the answer is for a client of Open Responses.
func open(x *adapters.Exchange) bool { return x.Header.Get(headerOpen) != "" }

// openNames are the frames that have other names in Open Responses.
var openNames = names[string]{
	{frameOpenThoughtDelta, frameThoughtDelta},
	{frameOpenThoughtDone, frameThoughtDone},
}

// openName gives the name of a frame in Open Responses.
func openName(typ string) string {
	if name := openNames.write(typ); name != "" {
		return name
	}
	return typ
}

// openFaults are the types of errors that have other names in Open Responses.
var openFaults = map[pb.ErrorCode]string{
	pb.ErrorCode_ERROR_CODE_INVALID_REQUEST:  "invalid_request",
	pb.ErrorCode_ERROR_CODE_CONTEXT_TOO_LONG: "invalid_request",
	pb.ErrorCode_ERROR_CODE_UNSUPPORTED:      "invalid_request",
	pb.ErrorCode_ERROR_CODE_AUTHENTICATION:   "invalid_request",
	pb.ErrorCode_ERROR_CODE_PERMISSION:       "invalid_request",
	pb.ErrorCode_ERROR_CODE_CONFLICT:         "invalid_request",
	pb.ErrorCode_ERROR_CODE_TOO_LARGE:        "invalid_request",
	pb.ErrorCode_ERROR_CODE_CANCELLED:        "invalid_request",
	pb.ErrorCode_ERROR_CODE_SAFETY:           "invalid_request",
	pb.ErrorCode_ERROR_CODE_NOT_FOUND:        "not_found",
	pb.ErrorCode_ERROR_CODE_BILLING:          "too_many_requests",
	pb.ErrorCode_ERROR_CODE_RATE_LIMIT:       "too_many_requests",
	pb.ErrorCode_ERROR_CODE_OVERLOADED:       "server_error",
	pb.ErrorCode_ERROR_CODE_BAD_UPSTREAM:     "model_error",
	pb.ErrorCode_ERROR_CODE_TIMEOUT:          "model_error",
	pb.ErrorCode_ERROR_CODE_TRUNCATED:        "model_error",
}

// openEnvelope gives a response of this dialect with all that its envelope must have; what no field says goes along.
func openEnvelope(x *adapters.Exchange, resp *pb.GenerateResponse, items []*pb.Message) *pb.GenerateResponse {
	out := fitEnvelope(x, resp, items, nil)
	for _, e := range resp.Extensions {
		if e.Kind == pb.ExtensionKind_EXTENSION_KIND_UNSPECIFIED {
			out.Extensions = canon.Keep(out.Extensions, e.Dialect, e.At, e.MembersJson, e.Kind)
		}
	}
	return out
}

// retyped gives the data of a frame under another type.
func (e *encoder) retyped(typ, data string) string {
	w := jsonx.NewWriter(nil)
	o := w.Object("")
	o.Str("type", typ)
	o.Splice(jsonx.Without(data, "type"))
	o.End()
	return string(w.Bytes())
}
