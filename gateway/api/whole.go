package api

import (
	"net/http"
	"strconv"

	"github.com/interlingua/interlingua/gateway/engine"
	"github.com/interlingua/interlingua/gateway/translate"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// whole answers a call with one document.
func (x *exchange) whole(call *engine.Call) {
	answer, err := x.st.Engine.Open(x.r.Context(), call)
	if err != nil {
		x.fail(err)
		return
	}
	defer answer.Close()
	x.answered(answer)
	body := answer.Body
	if !answer.Raw || body == nil {
		var err error
		body, x.losses, err = x.encode(answer)
		if err != nil {
			x.fail(err)
			return
		}
		// It is written before this returns.
		defer x.s.rooms.Put(body)
	}
	if resp := answer.Whole; resp != nil {
		x.usage = resp.Usage
		for _, c := range resp.Candidates {
			x.finishReason(c.Finish)
		}
	}
	x.lossHeaders()
	x.document(body)
}

// encode writes an answer for the client, and gives all losses of the call.
func (x *exchange) encode(a *engine.Answer) ([]byte, []*pb.Loss, error) {
	// Most answers are about as long in one dialect as in another.
	room := x.s.rooms.Get(len(a.Body) + len(a.Body)/4 + minAnswer)
	body, losses, err := translate.EncodeResponse(a.Upstream.Adapter, x.client, a.Exchange, room, a.Whole)
	return body, append(x.losses, losses...), err
}

// minAnswer is room for what surrounds the content of an answer.
const minAnswer = 512

// document answers with a document of the client's dialect.
func (x *exchange) document(body []byte) {
	h := x.w.Header()
	h.Set("Content-Type", "application/json")
	h.Set("Content-Length", strconv.Itoa(len(body)))
	x.status = http.StatusOK
	x.w.WriteHeader(http.StatusOK)
	// The client may have left: there is nobody to tell.
	_, _ = x.w.Write(body)
}
