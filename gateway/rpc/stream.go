package rpc

import (
	"errors"
	"io"

	"google.golang.org/grpc"

	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/gateway/engine"
	"github.com/interlingua/interlingua/gateway/translate"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// StreamGenerate implements pb.GenerationServiceServer.
func (g *generation) StreamGenerate(
	req *pb.StreamGenerateRequest, stream grpc.ServerStreamingServer[pb.StreamGenerateResponse],
) error {
	ctx := stream.Context()
	c := callOf(ctx)
	c.root = rootRequest
	if err := validRequest(req.Request, rootRequest); err != nil {
		return err
	}
	a, err := c.state.Engine.Open(ctx, c.engineCall(req.Request, true))
	if err != nil {
		return err
	}
	defer a.Close()
	c.answered(ctx, a)
	out := &events{call: c, stream: stream, upstream: a.Upstream.Name}
	out.msg.Losses = a.Losses
	if a.Stream == nil {
		return out.end(canon.Explode(a.Whole, out.send))
	}
	for {
		ev, err := a.Stream.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return translate.StreamFault(a.Upstream.Adapter.Dialect(), err)
		}
		if err := out.send(ev); err != nil {
			return err
		}
	}
	a.Stream.Finish()
	return out.end(nil)
}

// events sends the events of one stream.
type events struct {
	call     *call
	stream   grpc.ServerStreamingServer[pb.StreamGenerateResponse]
	upstream string
	msg      pb.StreamGenerateResponse
	failed   *pb.Error
}

// send sends one event, with the losses that were not sent yet. A message that was sent is written out already, so that it
// may be used again.
func (e *events) send(ev *pb.GenerateEvent) error {
	e.call.observe(ev)
	if reason := ev.GetError(); reason != nil {
		e.failed = reason
	}
	e.msg.Event = ev
	err := e.stream.Send(&e.msg)
	e.msg.Losses = nil
	return err
}

// end gives the failure of which the upstream told within the stream, after its event: an answer that failed is no success.
func (e *events) end(err error) error {
	if err == nil && e.failed != nil {
		return &engine.Failure{Reason: e.failed, Upstream: e.upstream}
	}
	return err
}
