package rpc

import (
	"context"

	"google.golang.org/protobuf/proto"

	"github.com/interlingua/interlingua/gateway/engine"
	"github.com/interlingua/interlingua/gateway/translate"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// translation implements TranslationService.
type translation struct {
	pb.UnimplementedTranslationServiceServer
	s *Server
}

// Translate implements pb.TranslationServiceServer.
func (t *translation) Translate(ctx context.Context, req *pb.TranslateRequest) (*pb.TranslateResponse, error) {
	c := callOf(ctx)
	v := &validator{}
	to := t.adapter(v, req.To, "to")
	if err := v.err(); err != nil {
		return nil, err
	}
	j, err := t.job(c, req)
	if err != nil {
		return nil, err
	}
	j.To, j.Stream, j.Behind = to, req.Stream, behindOf(req.RequestBehind)
	j.Seed, j.Now = req.Seed, timeOf(req.Now)
	r := j.Run()
	if r.Fault != nil && len(r.Body) == 0 {
		return nil, r.Fault
	}
	if err := c.judge(r.Losses); err != nil {
		return nil, err
	}
	resp := &pb.TranslateResponse{Document: written(r, isJSONForm(req.Document)), Losses: r.Losses}
	if r.Fault != nil {
		resp.Fault = translate.FaultError(r.Fault)
	}
	return resp, nil
}

// judge notes losses, and refuses them where the client wants none.
func (c *call) judge(losses []*pb.Loss) error {
	c.Losses = losses
	if !c.strict {
		return nil
	}
	if f := translate.Strict.Judge(losses); f != nil {
		return &engine.Failure{Reason: translate.FaultError(f), Losses: losses}
	}
	return nil
}

// Decode implements pb.TranslationServiceServer.
func (t *translation) Decode(ctx context.Context, req *pb.DecodeRequest) (*pb.DecodeResponse, error) {
	j, err := t.job(callOf(ctx), req)
	if err != nil {
		return nil, err
	}
	j.Asked = req.RequestBehind
	m, err := j.Decode()
	if err != nil {
		return nil, err
	}
	resp := &pb.DecodeResponse{}
	switch m := m.(type) {
	case *pb.GenerateRequest:
		resp.Canonical = &pb.DecodeResponse_Request{Request: m}
	case *pb.GenerateResponse:
		resp.Canonical = &pb.DecodeResponse_Response{Response: m}
	case *pb.Error:
		resp.Canonical = &pb.DecodeResponse_Error{Error: m}
	}
	return resp, nil
}

// Explain implements pb.TranslationServiceServer.
func (t *translation) Explain(ctx context.Context, req *pb.ExplainRequest) (*pb.ExplainResponse, error) {
	j, err := t.job(callOf(ctx), req)
	if err != nil {
		return nil, err
	}
	j.Stream = req.Stream
	m, outlooks, err := j.Explain(t.s.Adapters)
	if err != nil {
		return nil, err
	}
	return explained(m, outlooks), nil
}

func explained(m proto.Message, outlooks []translate.Outlook) *pb.ExplainResponse {
	resp := &pb.ExplainResponse{}
	switch m := m.(type) {
	case *pb.GenerateRequest:
		resp.Canonical = &pb.ExplainResponse_Request{Request: m}
	case *pb.GenerateResponse:
		resp.Canonical = &pb.ExplainResponse_Response{Response: m}
	case *pb.Error:
		resp.Canonical = &pb.ExplainResponse_Error{Error: m}
	}
	for _, o := range outlooks {
		out := &pb.Outlook{Dialect: o.Target.Dialect(), Losses: o.Losses}
		if o.Fault != nil {
			out.Fault = translate.FaultError(o.Fault)
		}
		resp.Targets = append(resp.Targets, out)
	}
	return resp
}
