package rpc_test

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"go.uber.org/zap"

	"github.com/interlingua/interlingua/gateway/canonjson"
	"github.com/interlingua/interlingua/gateway/stubtest"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// benchDeltas is how many deltas the benchmarked stream has: enough that its beginning and end do not count.
const benchDeltas = 2000

// longStream is a Chat stream of so many deltas.
func longStream() []byte {
	var b strings.Builder
	chunk := func(delta, finish string) {
		fmt.Fprintf(&b, `data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":%s,"finish_reason":%s}]}`+"\n\n", delta, finish)
	}
	chunk(`{"role":"assistant","content":""}`, "null")
	for range benchDeltas {
		chunk(`{"content":" of words"}`, "null")
	}
	chunk(`{}`, `"stop"`)
	b.WriteString("data: [DONE]\n\n")
	return []byte(b.String())
}

// BenchmarkDelta is the cost of one delta from the upstream to the client, over every front: divide for the ratio.
func BenchmarkDelta(b *testing.B) {
	u := stubtest.New(b, stubtest.Stream(longStream()))
	s := serve(b, to(u, "chat"), zap.NewNop())
	request, err := canonjson.Marshal(weather())
	if err != nil {
		b.Fatal(err)
	}
	post := func(path string, body []byte, header ...string) {
		req, err := http.NewRequest(http.MethodPost, s.URL+path, strings.NewReader(string(body)))
		if err != nil {
			b.Fatal(err)
		}
		for i := 0; i < len(header); i += 2 {
			req.Header.Set(header[i], header[i+1])
		}
		resp, err := s.HTTP.Do(req)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := io.Copy(io.Discard, resp.Body); err != nil {
			b.Fatal(err)
		}
		_ = resp.Body.Close()
	}
	chatPath, chat := frontRequest("chat", true)
	claudePath, claude := frontRequest("claude", true)
	for _, front := range []struct {
		name string
		call func()
	}{
		{"http-untouched", func() { post(chatPath, chat) }},
		{"http-translated", func() { post(claudePath, claude) }},
		{"grpc", func() {
			stream, err := s.Generation.StreamGenerate(testContext(b), &pb.StreamGenerateRequest{Request: weather()})
			if err != nil {
				b.Fatal(err)
			}
			for {
				if _, err := stream.Recv(); errors.Is(err, io.EOF) {
					return
				} else if err != nil {
					b.Fatal(err)
				}
			}
		}},
		{"json-lines", func() { post(base+"stream-generate", request) }},
		{"json-events", func() { post(base+"stream-generate", request, "Accept", "text/event-stream") }},
	} {
		b.Run(front.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				front.call()
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/benchDeltas, "ns/delta")
		})
	}
}
