package adapterstest

import (
	"bytes"
	"testing"

	"github.com/interlingua/interlingua/adapters"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// ComesBack checks that an adapter writes a stream, read by itself, as it came, frame by frame.
func ComesBack(t *testing.T, a adapters.Adapter, stream []byte) {
	t.Helper()
	var out []byte
	w := a.NewEventWriter(&adapters.Exchange{}, nil)
	if err := Each(a.NewEventReader(&adapters.Exchange{}, bytes.NewReader(stream)), func(ev *pb.GenerateEvent) (err error) {
		out, err = w.Append(out, ev)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	for _, f := range SameFrames(Frames(stream), Frames(out), false) {
		t.Error(f)
	}
}
