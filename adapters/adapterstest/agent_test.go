package adapterstest

import (
	"encoding/json"
	"testing"

	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

func TestMadeUpDocuments(t *testing.T) {
	for d := range agentWriters {
		doc := AgentRequest(d)
		if n := len(doc); n < 130_000 || n > 170_000 || !json.Valid(doc) {
			t.Errorf("%s: the agent request has %d bytes, valid %t", d, n, json.Valid(doc))
		}
		if image := ImageRequest(d, 1000); len(image) < 1000 || !json.Valid(image) {
			t.Errorf("%s: the request with an image has %d bytes", d, len(image))
		}
		frames := Frames(TextStream(d, 200))
		if n := len(frames); n < 200 || n > 210 {
			t.Errorf("%s: the stream has %d frames", d, n)
		}
		for _, f := range frames {
			if f.Data != "[DONE]" && !json.Valid([]byte(f.Data)) {
				t.Errorf("%s: frame %s", d, f.Data)
			}
		}
	}
	if n := len(pb.Dialect_name) - 1; len(agentWriters) != n || len(textStreams) != n {
		t.Errorf("made-up documents for %d and %d of %d dialects", len(agentWriters), len(textStreams), n)
	}
}
