package rpc_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/testing/protocmp"

	"github.com/interlingua/interlingua/adapters/adapterstest"
	"github.com/interlingua/interlingua/adapters/all"
	"github.com/interlingua/interlingua/adapters/sse"
	"github.com/interlingua/interlingua/gateway/stubtest"
	"github.com/interlingua/interlingua/gateway/translate"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// flow is what came of one call of TranslateStream.
type flow struct {
	frames []byte
	chunks [][]byte
	losses []*pb.Loss
}

// translateStream sends a stream in pieces of so many bytes and reads what comes.
func translateStream(t testing.TB, s *server, o *pb.TranslateStreamOptions, source []byte, piece int) (flow, error) {
	t.Helper()
	stream, err := s.Translation.TranslateStream(testContext(t))
	if err != nil {
		t.Fatal(err)
	}
	go func() {
		// A failed send shows in what is received.
		_ = stream.Send(&pb.TranslateStreamRequest{Message: &pb.TranslateStreamRequest_Options{Options: o}})
		for part := range slices.Chunk(source, piece) {
			_ = stream.Send(&pb.TranslateStreamRequest{Message: &pb.TranslateStreamRequest_Data{Data: part}})
		}
		_ = stream.CloseSend()
	}()
	var f flow
	for {
		msg, err := stream.Recv()
		if errors.Is(err, io.EOF) {
			return f, nil
		}
		if err != nil {
			return f, err
		}
		f.frames = append(f.frames, msg.Frames...)
		if len(msg.Frames) > 0 {
			f.chunks = append(f.chunks, msg.Frames)
		}
		f.losses = append(f.losses, msg.Losses...)
	}
}

// sameAsJob compares a stream that is fed byte by byte with the translation of the whole.
func sameAsJob(t *testing.T, s *server, from, to pb.Dialect, source []byte) {
	t.Helper()
	j := &translate.Job{Kind: translate.KindStream, From: all.Find(from), To: all.Find(to), Body: source, Seed: "s"}
	want := j.Run()
	got, err := translateStream(t, s, &pb.TranslateStreamOptions{From: from, To: to, Seed: "s"}, source, 1)
	if want.Fault != nil {
		if code := statusOf(t, err).Code(); code != codes.DataLoss && code != codes.Unavailable && code != codes.InvalidArgument {
			t.Errorf("%s to %s: code %s for %v", from, to, code, want.Fault)
		}
	} else if err != nil {
		t.Errorf("%s to %s: %v", from, to, err)
	}
	if !bytes.Equal(got.frames, want.Body) {
		t.Errorf("%s to %s: frames differ:\n%s", from, to, cmp.Diff(string(want.Body), string(got.frames)))
	}
	if diff := cmp.Diff(want.Losses, got.losses, protocmp.Transform()); diff != "" {
		t.Errorf("%s to %s: losses differ:\n%s", from, to, diff)
	}
}

func TestTranslateStreamByteByByte(t *testing.T) {
	s, _ := stub(t, "chat", stubtest.Reply{})
	for _, from := range all.All() {
		for _, to := range all.All() {
			sameAsJob(t, s, from.Dialect(), to.Dialect(), stubtest.File("answer."+all.Name(from.Dialect())+".sse"))
		}
	}
}

// TestTranslateStreamCorpus feeds every recorded stream byte by byte, each towards one dialect, the next towards the next.
func TestTranslateStreamCorpus(t *testing.T) {
	s, _ := stub(t, "chat", stubtest.Reply{})
	for _, from := range all.All() {
		t.Run(all.Name(from.Dialect()), func(t *testing.T) {
			n := 0
			for _, c := range adapterstest.Corpus(t, from.Dialect()) {
				if c.Kind != adapterstest.KindStream || c.Array {
					continue
				}
				n++
				sameAsJob(t, s, from.Dialect(), all.All()[n%len(all.All())].Dialect(), c.Body)
				if t.Failed() {
					t.Fatal(c.File)
				}
			}
			t.Logf("cases run: %d streams byte by byte", n)
		})
	}
}

// Every message holds whole frames, and comes as soon as its frames can be told.
func TestTranslateStreamWholeFrames(t *testing.T) {
	s, _ := stub(t, "chat", stubtest.Reply{})
	o := &pb.TranslateStreamOptions{From: pb.Dialect_DIALECT_CHAT, To: pb.Dialect_DIALECT_CLAUDE}
	f, err := translateStream(t, s, o, stubtest.File("answer.chat.sse"), 7)
	if err != nil {
		t.Fatal(err)
	}
	if len(f.chunks) < 5 {
		t.Errorf("only %d messages", len(f.chunks))
	}
	for _, c := range f.chunks {
		if !strings.HasSuffix(string(c), "\n\n") {
			t.Errorf("cut: %q", c)
		}
		if _, err := sse.NewReader(bytes.NewReader(c)).Next(); err != nil {
			t.Errorf("no frame: %q", c)
		}
	}
}

func TestTranslateStreamFaults(t *testing.T) {
	s, _ := stub(t, "chat", stubtest.Reply{})
	chat := stubtest.File("answer.chat.sse")
	o := &pb.TranslateStreamOptions{From: pb.Dialect_DIALECT_CHAT, To: pb.Dialect_DIALECT_CLAUDE}
	f, err := translateStream(t, s, o, chat[:len(chat)/2], 100)
	checkStatus(t, err, codes.DataLoss, "TRUNCATED")
	if !bytes.Contains(f.frames, []byte("event: error")) {
		t.Errorf("the cut is not told in the stream: %s", f.frames)
	}
	_, err = translateStream(t, s, &pb.TranslateStreamOptions{From: 99, To: 1}, chat, 100)
	checkStatus(t, err, codes.InvalidArgument, "INVALID_REQUEST", "options.from")
	stream, err := s.Translation.TranslateStream(testContext(t))
	if err != nil {
		t.Fatal(err)
	}
	if err := stream.Send(&pb.TranslateStreamRequest{Message: &pb.TranslateStreamRequest_Data{Data: chat}}); err != nil {
		t.Fatal(err)
	}
	_, err = stream.Recv()
	checkStatus(t, err, codes.InvalidArgument, "INVALID_REQUEST", "options")
}

// Who does not read is not read from: the server holds a bounded amount.
func TestTranslateStreamBackPressure(t *testing.T) {
	s, _ := stub(t, "chat", stubtest.Reply{})
	ctx, cancel := context.WithCancel(testContext(t))
	defer cancel()
	stream, err := s.Translation.TranslateStream(ctx)
	if err != nil {
		t.Fatal(err)
	}
	o := &pb.TranslateStreamOptions{From: pb.Dialect_DIALECT_CHAT, To: pb.Dialect_DIALECT_CHAT}
	if err := stream.Send(&pb.TranslateStreamRequest{Message: &pb.TranslateStreamRequest_Options{Options: o}}); err != nil {
		t.Fatal(err)
	}
	frame := []byte(`data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"content":"` +
		strings.Repeat("x", 32<<10) + `"},"finish_reason":null}]}` + "\n\n")
	blocked := make(chan int)
	go func() {
		sent := 0
		for sent < 64<<20 && stream.Send(&pb.TranslateStreamRequest{Message: &pb.TranslateStreamRequest_Data{Data: frame}}) == nil {
			sent += len(frame)
			select {
			case blocked <- sent:
			case <-ctx.Done():
				return
			}
		}
		close(blocked)
	}()
	if sent := untilSilent(blocked); sent >= 16<<20 {
		t.Errorf("%d bytes were taken although nothing was read", sent)
	}
}
