package chat

import (
	"errors"
	"strings"
	"testing"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/adapterstest"
	"github.com/interlingua/interlingua/adapters/canon"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// TestChunkThatIsNone has a frame that holds JSON but no chunk end the stream with a fault of the upstream, also behind good ones.
func TestChunkThatIsNone(t *testing.T) {
	for _, data := range []string{"null", " null ", "5", `"text"`, "[]", "{"} {
		for _, before := range []string{"", streamOf(textChoice("a"))} {
			stream := strings.TrimSuffix(before, "data: [DONE]\n\n") + "data: " + data + "\n\ndata: [DONE]\n\n"
			err := adapterstest.Each(New().NewEventReader(&adapters.Exchange{}, strings.NewReader(stream)), func(*pb.GenerateEvent) error { return nil })
			if f, ok := errors.AsType[*canon.Fault](err); !ok || f.Code != pb.ErrorCode_ERROR_CODE_BAD_UPSTREAM {
				t.Errorf("%q behind %d bytes: %v", data, len(before), err)
			}
		}
	}
}
