package rpc

import (
	"testing"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/adapterstest"
	"github.com/interlingua/interlingua/adapters/all"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// noMessages is a recorded request that is malformed: its list of messages is empty.
const noMessages = "chat/request/1105-ai-gateway-chat-no-messages.json"

// What a decoder made of a recorded request is never refused as malformed, nor is what it made of an answer.
func TestRecordedRequestsAreValid(t *testing.T) {
	if testing.Short() {
		t.Skip("reads the whole corpus")
	}
	for _, a := range all.All() {
		refused := 0
		for _, c := range adapterstest.Corpus(t, a.Dialect()) {
			var err error
			switch c.Kind {
			case adapterstest.KindRequest:
				var req *pb.GenerateRequest
				if req, err = a.DecodeRequest(&adapters.Exchange{}, c.Wire()); err != nil {
					continue
				}
				if req.Model == "" {
					req.Model = "m"
				}
				err = validRequest(req, "")
			case adapterstest.KindResponse:
				resp, decodeErr := a.DecodeResponse(&adapters.Exchange{}, c.Wire())
				if decodeErr != nil {
					continue
				}
				err = validMessage(resp, "")
			}
			if err != nil && c.Status < 400 && c.File != noMessages {
				if refused++; refused < 20 {
					t.Errorf("%s: %v", c.File, err)
				}
			}
		}
		t.Logf("%s: %d refused", a.Dialect(), refused)
	}
}
