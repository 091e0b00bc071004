package translate_test

import (
	"testing"

	"github.com/interlingua/interlingua/adapters/all"
	"github.com/interlingua/interlingua/gateway/translate"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// TestUnreadableContent: what is said to the model and cannot be translated is refused, even where a decoder could not
// read it.
func TestUnreadableContent(t *testing.T) {
	for _, c := range []struct {
		from       pb.Dialect
		body, path string
	}{
		{pb.Dialect_DIALECT_RESPONSES, `{"model":"m","prompt":{"id":"pmpt_1"}}`, "/prompt"},
		{pb.Dialect_DIALECT_RESPONSES, `{"model":"m","input":[{"role":"user","content":7}]}`, "/input/0/content"},
		{pb.Dialect_DIALECT_CHAT, `{"model":"m","messages":[{"role":"user","content":{"x":1}}]}`, "/messages/0/content"},
		{pb.Dialect_DIALECT_CHAT, `{"model":"m","messages":[{"role":"assistant","tool_calls":7}]}`, "/messages/0/tool_calls"},
	} {
		j := translate.Job{
			Kind: translate.KindRequest, From: all.Find(c.from), To: all.Find(pb.Dialect_DIALECT_CLAUDE), Body: []byte(c.body),
		}
		found := false
		for _, l := range j.Run().Losses {
			found = found || l.Path == c.path && l.Refuse
		}
		if !found {
			t.Errorf("%s: %v, want one at %s", c.body, j.Run().Losses, c.path)
		}
	}
}
