package rpc

import (
	"errors"
	"io"

	"google.golang.org/grpc"

	"github.com/interlingua/interlingua/gateway/translate"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// translateStream is the stream of one call of TranslateStream.
type translateStream = grpc.BidiStreamingServer[pb.TranslateStreamRequest, pb.TranslateStreamResponse]

// TranslateStream implements pb.TranslationServiceServer. One goroutine reads, translates and writes: while the client does
// not take what was written, nothing more is read from it.
func (t *translation) TranslateStream(stream translateStream) error {
	c := callOf(stream.Context())
	first, err := stream.Recv()
	if err != nil {
		return err
	}
	j, err := t.streamJob(c, first.GetOptions())
	if err != nil {
		return err
	}
	x, err := j.ExchangeBehind()
	if err != nil {
		return err
	}
	var out pb.TranslateStreamResponse
	in := &incoming{stream: stream}
	run := j.NewStream(x, func(frames []byte) error {
		out.Frames = frames
		return stream.Send(&out)
	})
	run.Observe = c.observe
	losses, err := run.Run(in)
	refused := c.judge(losses)
	if len(losses) > 0 {
		if failed := stream.Send(&pb.TranslateStreamResponse{Losses: losses}); failed != nil {
			return failed
		}
	}
	if in.err != nil {
		return in.err
	}
	if err != nil {
		return err
	}
	return refused
}

// streamJob makes a job of the first message.
func (t *translation) streamJob(c *call, o *pb.TranslateStreamOptions) (*translate.Job, error) {
	if o == nil {
		return nil, violated(rootOptions, "is missing: it is the first message of the stream")
	}
	v := &validator{}
	j := t.newJob(c)
	j.Kind = translate.KindStream
	j.From, j.To = t.adapter(v, o.From, rootOptions+".from"), t.adapter(v, o.To, rootOptions+".to")
	if err := v.err(); err != nil {
		return nil, err
	}
	c.root, c.document, c.Model = rootOptions+".request_behind", true, o.Model
	j.Model, j.Array, j.Behind = o.Model, o.Array, behindOf(o.RequestBehind)
	j.Now, j.Seed = timeOf(o.Now), o.Seed
	if j.Seed == "" {
		j.Seed = c.seed
	}
	if err := j.Check(); err != nil {
		return nil, violated(rootOptions+".array", err.Error())
	}
	return j, nil
}

// incoming reads the bytes of the client's messages as one stream.
type incoming struct {
	stream translateStream
	rest   []byte
	// err is why the client's messages ended, if not regularly.
	err error
}

// Read implements io.Reader. It waits for the client only when all that came before was read.
func (in *incoming) Read(p []byte) (int, error) {
	for len(in.rest) == 0 {
		msg, err := in.stream.Recv()
		if err != nil {
			if !errors.Is(err, io.EOF) {
				in.err = err
			}
			return 0, err
		}
		data, ok := msg.Message.(*pb.TranslateStreamRequest_Data)
		if !ok {
			in.err = violated("data", "is missing: options are the first message only")
			return 0, in.err
		}
		in.rest = data.Data
	}
	n := copy(p, in.rest)
	in.rest = in.rest[n:]
	return n, nil
}
