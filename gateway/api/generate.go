package api

import (
	"errors"
	"net/http"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/gateway/engine"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// The headers of the loss report.
const (
	headerLoss       = "Interlingua-Loss"
	headerLossCount  = "Interlingua-Loss-Count"
	headerLossPolicy = "Interlingua-Loss-Policy"
)

// generate answers a call for generation in the dialect of its client.
func (s *Server) generate(client adapters.Adapter) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		x := s.begin(client, w, r)
		defer x.finish()
		call, err := x.read()
		if err != nil {
			x.fail(err)
			return
		}
		x.call = call
		if call.Head.Stream {
			x.stream(call)
		} else {
			x.whole(call)
		}
	}
}

// authenticate finds the client's key.
func (x *exchange) authenticate() error {
	key, ok := x.st.Keys.Check(x.r)
	if !ok {
		return &engine.Failure{Reason: &pb.Error{
			Code: pb.ErrorCode_ERROR_CODE_AUTHENTICATION, Message: "the API key is missing or not known here",
		}}
	}
	x.key = key
	if key != nil {
		x.assume(key.Headers)
	}
	x.assume(x.st.Config.ClientHeaders)
	return nil
}

// assume takes headers as sent by a client that did not send them.
func (x *exchange) assume(headers map[string]string) {
	for name, value := range headers {
		if x.r.Header.Get(name) == "" {
			x.r.Header.Set(name, value)
		}
	}
}

// read authenticates the client and reads its request. The error is a *canon.Fault or an *engine.Failure.
func (x *exchange) read() (*engine.Call, error) {
	if err := x.authenticate(); err != nil {
		return nil, err
	}
	body, err := x.s.rooms.Read(x.w, x.r, x.st.Config.Limits.BodyBytes)
	if err != nil {
		return nil, err
	}
	call := &engine.Call{
		Client: x.client, Wire: adapters.Wire{Body: body, Path: x.r.URL.RequestURI(), Header: x.r.Header},
		Key: x.key, Strict: x.r.Header.Get(headerLossPolicy) == "strict", Seed: x.seed, Now: x.start,
		Sealer: x.st.Engine.Sealer,
	}
	peeker, ok := x.client.(adapters.Peeker)
	if !ok {
		return nil, errors.New("the adapter cannot peek")
	}
	if call.Head, err = peeker.Peek(call.Wire); err != nil {
		return nil, err
	}
	x.model, x.streamed = call.Head.Model, call.Head.Stream
	return call, nil
}
