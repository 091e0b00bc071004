// Command go is a client of GenerationService: it holds a conversation in which the model calls a tool, streamed.
package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"os"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/metadata"
	"google.golang.org/protobuf/proto"

	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

func main() {
	if err := run(context.Background()); err != nil {
		log.Fatal(err)
	}
}

func run(ctx context.Context) error {
	address := cmp.Or(os.Getenv("INTERLINGUA_GRPC"), "127.0.0.1:9090")
	conn, err := grpc.NewClient(address, grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close() }()
	client := pb.NewGenerationServiceClient(conn)
	if key := os.Getenv("INTERLINGUA_KEY"); key != "" {
		ctx = metadata.AppendToOutgoingContext(ctx, "authorization", "Bearer "+key)
	}
	req := &pb.GenerateRequest{
		Model: cmp.Or(os.Getenv("INTERLINGUA_MODEL"), "demo"),
		Messages: []*pb.Message{{
			Role:  pb.Role_ROLE_USER,
			Parts: []*pb.Part{textPart("Please call get_weather for Oslo.")},
		}},
		Tools: []*pb.Tool{{
			Name: "get_weather", Description: proto.String("Current weather"),
			SchemaJson: proto.String(`{"type":"object","properties":{"city":{"type":"string"}},"required":["city"]}`),
		}},
	}
	// The model's messages go back as they came, with whatever sealed state they hold; then the results of its calls.
	for {
		said, err := turn(ctx, client, req)
		if err != nil {
			return err
		}
		req.Messages = append(req.Messages, said...)
		results := answer(said)
		if results == nil {
			return nil
		}
		req.Messages = append(req.Messages, results)
	}
}

// turn streams one answer to the terminal and gives its messages.
func turn(ctx context.Context, client pb.GenerationServiceClient, req *pb.GenerateRequest) ([]*pb.Message, error) {
	stream, err := client.StreamGenerate(ctx, &pb.StreamGenerateRequest{Request: req})
	if err != nil {
		return nil, err
	}
	var said messages
	for {
		msg, err := stream.Recv()
		if errors.Is(err, io.EOF) {
			say("\n")
			return said.list, nil
		}
		if err != nil {
			return nil, err
		}
		for _, loss := range msg.Losses {
			say("[lost: %s %s]\n", loss.Path, loss.Detail)
		}
		said.add(msg.Event)
	}
}

// answer runs the tools that were called; nil where none was.
func answer(said []*pb.Message) *pb.Message {
	var parts []*pb.Part
	for _, m := range said {
		for _, p := range m.Parts {
			call := p.GetToolCall()
			if call == nil {
				continue
			}
			say("[%s %s]\n", call.Name, call.ArgumentsJson)
			parts = append(parts, &pb.Part{Content: &pb.Part_ToolResult{ToolResult: &pb.ToolResult{
				CallId: call.CallId, Name: call.Name, Parts: []*pb.Part{textPart("4 degrees, rain")},
			}}})
		}
	}
	if parts == nil {
		return nil
	}
	return &pb.Message{Role: pb.Role_ROLE_TOOL, Parts: parts}
}

// say prints to the terminal.
func say(format string, args ...any) {
	fmt.Printf(format, args...) //nolint:forbidigo // this program's purpose is what it shows
}

func textPart(s string) *pb.Part { return &pb.Part{Content: &pb.Part_Text{Text: &pb.Text{Text: s}}} }
