package rpc

import (
	"context"
	"fmt"

	"google.golang.org/grpc"
	"google.golang.org/protobuf/proto"

	"github.com/interlingua/interlingua/gateway/engine"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// unarySize refuses a request that is too large.
func (s *Server) unarySize(ctx context.Context, req any, _ *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
	if err := s.fits(req); err != nil {
		return nil, err
	}
	return handler(ctx, req)
}

// streamSize refuses a message of a stream that is too large.
func (s *Server) streamSize(srv any, stream grpc.ServerStream, _ *grpc.StreamServerInfo, handler grpc.StreamHandler) error {
	return handler(srv, sizedStream{stream, s})
}

type sizedStream struct {
	grpc.ServerStream
	s *Server
}

// RecvMsg implements grpc.ServerStream.
func (t sizedStream) RecvMsg(m any) error {
	if err := t.ServerStream.RecvMsg(m); err != nil {
		return err
	}
	return t.s.fits(m)
}

func (s *Server) fits(m any) error {
	if msg, ok := m.(proto.Message); ok && int64(proto.Size(msg)) > s.MaxMessageBytes {
		return tooLarge(s.MaxMessageBytes)
	}
	return nil
}

// tooLarge is the failure of a message of more than limit bytes.
func tooLarge(limit int64) error {
	return &engine.Failure{Reason: &pb.Error{
		Code: pb.ErrorCode_ERROR_CODE_TOO_LARGE, Message: fmt.Sprintf("the message is larger than %d bytes", limit),
	}}
}
