package gemini

import (
	"net/http"
	"testing"

	"github.com/interlingua/interlingua/adapters"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// An error inside a stream reaches each client in the form that it sees.
func TestErrorInStreamByClient(t *testing.T) {
	const frame, bare = "data: {\"error\":{\"code\":503,\"message\":\"Overloaded\",\"status\":\"UNAVAILABLE\"}}\n\n", "{\"error\":{\"code\":503,\"message\":\"Overloaded\",\"status\":\"UNAVAILABLE\"}}\n\n"
	for library, want := range map[string]string{
		"": frame,
		"google-genai-sdk/1.30.0 gl-node/v20.20.2":  frame + bare,
		"google-genai-sdk/3.1.0 gl-node/v20.20.2":   frame,
		"google-genai-sdk/1.60.0 gl-python/3.13.1":  frame,
		"google-genai-sdk/1.30.0 gl-node/v20 other": frame + bare,
	} {
		x := &adapters.Exchange{Header: http.Header{"X-Goog-Api-Client": {library}}}
		got, err := New().NewEventWriter(x, &adapters.Losses{}).Append(nil, &pb.GenerateEvent{Event: &pb.GenerateEvent_Error{
			Error: &pb.Error{Code: pb.ErrorCode_ERROR_CODE_OVERLOADED, Message: "Overloaded"},
		}})
		if err != nil || string(got) != want {
			t.Errorf("%q: got %q, %v; want %q", library, got, err, want)
		}
	}
}
