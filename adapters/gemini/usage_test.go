package gemini_test

import (
	"bytes"
	"testing"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/adapterstest"
	"github.com/interlingua/interlingua/adapters/gemini"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// A count that is no number is kept as it is, and says nothing of the next chunk.
func TestOddCountsOfOneChunk(t *testing.T) {
	stream := []byte(`data: {"candidates":[{"content":{"parts":[{"text":"Hi"}],"role":"model"},"index":0}],"usageMetadata":{"promptTokenCount":{"text":2},"candidatesTokenCount":"many","thoughtsTokenCount":1,"totalTokenCount":1e-7},"modelVersion":"m","responseId":"r1"}

data: {"candidates":[{"content":{"parts":[{"text":" you"}],"role":"model"},"index":0}],"usageMetadata":{"promptTokenCount":2,"candidatesTokenCount":2,"thoughtsTokenCount":1,"totalTokenCount":5},"modelVersion":"m","responseId":"r1"}

data: {"candidates":[{"content":{"parts":[{"text":"."}],"role":"model"},"finishReason":"STOP","index":0}],"usageMetadata":{"promptTokenCount":2,"candidatesTokenCount":3,"thoughtsTokenCount":1,"totalTokenCount":6},"modelVersion":"m","responseId":"r1"}

`)
	a, x := gemini.New(), &adapters.Exchange{}
	w := a.NewEventWriter(x, nil)
	var out []byte
	if err := adapterstest.Each(a.NewEventReader(x, bytes.NewReader(stream)), func(ev *pb.GenerateEvent) (err error) {
		out, err = w.Append(out, ev)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	for _, f := range adapterstest.SameFrames(adapterstest.Frames(stream), adapterstest.Frames(out), false) {
		t.Errorf("%s: %s", f.Where, f.What)
	}
}
