package rpc

import (
	"context"
	"crypto/sha256"
	"encoding/hex"

	"google.golang.org/protobuf/proto"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/gateway/translate"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// Encode implements pb.TranslationServiceServer.
func (t *translation) Encode(ctx context.Context, req *pb.EncodeRequest) (*pb.EncodeResponse, error) {
	c := callOf(ctx)
	v := &validator{}
	to := t.adapter(v, req.To, "to")
	if req.Canonical == nil {
		v.fault("canonical", "neither request, response nor error is set")
	}
	if err := v.err(); err != nil {
		return nil, err
	}
	x, err := exchangeOf(c, req)
	if err != nil {
		return nil, err
	}
	r, err := encode(c, to, x, req)
	if err != nil {
		return nil, err
	}
	if err := c.judge(r.Losses); err != nil {
		return nil, err
	}
	return &pb.EncodeResponse{Document: written(r, true), Losses: r.Losses}, nil
}

// exchangeOf is what the encoder knows beside the message.
func exchangeOf(c *call, req *pb.EncodeRequest) (*adapters.Exchange, error) {
	seed := req.Seed
	if seed == "" {
		text, err := proto.MarshalOptions{Deterministic: true}.Marshal(req)
		if err != nil {
			return nil, err
		}
		sum := sha256.Sum256(text)
		seed = hex.EncodeToString(sum[:])
	}
	return &adapters.Exchange{
		Request: req.RequestBehind, Seed: seed, Now: timeOf(req.Now), Sealer: c.state.Engine.Sealer,
		Capabilities: canon.Find(c.state.Engine.Capabilities, req.GetRequest().GetModel()),
	}, nil
}

// encode writes whichever message a request holds.
func encode(c *call, to adapters.Adapter, x *adapters.Exchange, req *pb.EncodeRequest) (translate.Result, error) {
	var r translate.Result
	switch m := req.Canonical.(type) {
	case *pb.EncodeRequest_Request:
		c.root = rootRequest
		if err := validRequest(m.Request, c.root); err != nil {
			return r, err
		}
		w, losses, err := translate.NewRequest(m.Request).Encode(to, x)
		if err != nil {
			return r, err
		}
		return translate.Result{Body: w.Body, Path: w.Path, Header: w.Header, Losses: losses}, nil
	case *pb.EncodeRequest_Response:
		c.root = "response"
		if err := validMessage(m.Response, c.root); err != nil {
			return r, err
		}
		return encodeResponse(to, x, m.Response, req.AsStream)
	case *pb.EncodeRequest_Error:
		c.root = "error"
		r.Status, r.Header, r.Body = to.EncodeError(x, nil, m.Error)
	}
	return r, nil
}

// encodeResponse writes a response, or the stream that stands for it.
func encodeResponse(to adapters.Adapter, x *adapters.Exchange, resp *pb.GenerateResponse, stream bool) (translate.Result, error) {
	body, losses, err := translate.EncodeResponse(nil, to, x, nil, resp)
	r, failed := translate.Failed(to, x, err)
	if r.Losses = losses; failed {
		err = nil
	} else {
		r.Body = body
	}
	if r.SSE = stream; err != nil || !stream {
		return r, err
	}
	r.Status, r.Header = 0, nil
	// What the whole response would lose is known from above; a writer would add only what streaming loses.
	w := to.NewEventWriter(x, nil)
	r.Body = nil
	err = canon.Explode(resp, func(ev *pb.GenerateEvent) error {
		var err error
		r.Body, err = w.Append(r.Body, ev)
		return err
	})
	return r, err
}
