package rpc

import (
	"context"

	"github.com/interlingua/interlingua/adapters"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// generation implements GenerationService.
type generation struct {
	pb.UnimplementedGenerationServiceServer
	s *Server
}

// Generate implements pb.GenerationServiceServer.
func (g *generation) Generate(ctx context.Context, req *pb.GenerateRequest) (*pb.GenerateResponse, error) {
	c := callOf(ctx)
	if err := validRequest(req, ""); err != nil {
		return nil, err
	}
	a, err := c.state.Engine.Open(ctx, c.engineCall(req, false))
	if err != nil {
		return nil, err
	}
	defer a.Close()
	c.answered(ctx, a)
	c.Usage = a.Whole.Usage
	for _, candidate := range a.Whole.Candidates {
		c.finish(candidate.Finish)
	}
	// What is read into canonical form is read whole: nothing is lost on the way back.
	a.Whole.Losses = a.Losses
	return a.Whole, nil
}

// CountTokens implements pb.GenerationServiceServer.
func (g *generation) CountTokens(ctx context.Context, req *pb.CountTokensRequest) (*pb.CountTokensResponse, error) {
	c := callOf(ctx)
	c.root = rootRequest
	if err := validRequest(req.Request, rootRequest); err != nil {
		return nil, err
	}
	n, err := c.state.Engine.Count(ctx, c.engineCall(req.Request, false), g.s.Estimate)
	if err != nil {
		return nil, err
	}
	c.Upstream, c.Losses = n.Upstream, n.Losses
	return &pb.CountTokensResponse{InputTokens: n.Tokens, Estimated: n.Estimated, Upstream: n.Upstream, Losses: n.Losses}, nil
}

// rootRequest is the field of a request message that holds a canonical request.
const rootRequest = "request"

// ListModels implements pb.GenerationServiceServer.
func (g *generation) ListModels(ctx context.Context, _ *pb.ListModelsRequest) (*pb.ListModelsResponse, error) {
	c := callOf(ctx)
	resp := &pb.ListModelsResponse{}
	for _, m := range c.state.Engine.Models(ctx) {
		if c.key.Allows(m.ID) {
			resp.Models = append(resp.Models, model(m))
		}
	}
	return resp, nil
}

func model(m adapters.Model) *pb.Model {
	out := &pb.Model{Id: m.ID, DisplayName: m.Name, Owner: m.Owner}
	if !m.Created.IsZero() {
		created := m.Created.Unix()
		out.CreateTime = &created
	}
	if m.InputTokens > 0 {
		out.InputTokenLimit = &m.InputTokens
	}
	if m.OutputTokens > 0 {
		out.OutputTokenLimit = &m.OutputTokens
	}
	return out
}
