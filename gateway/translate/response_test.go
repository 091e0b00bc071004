package translate_test

import (
	"net/http"
	"testing"

	"github.com/interlingua/interlingua/adapters/adapterstest/validate"
	"github.com/interlingua/interlingua/adapters/all"
	"github.com/interlingua/interlingua/gateway/translate"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// TestFailedAnswers: an answer that failed never becomes a success, nor a success the body of an error; what went with it is
// reported.
func TestFailedAnswers(t *testing.T) {
	const malformed = `{"candidates":[{"content":{"role":"model","parts":[{"text":"a"}]},"finishReason":"MALFORMED_FUNCTION_CALL"}]}`
	for _, c := range []struct {
		to     pb.Dialect
		status int
		lost   string
	}{
		{pb.Dialect_DIALECT_CHAT, http.StatusBadGateway, "/candidates/0/content"},
		{pb.Dialect_DIALECT_CLAUDE, http.StatusInternalServerError, "/candidates/0/content"},
		{pb.Dialect_DIALECT_RESPONSES, 0, ""},
	} {
		j := translate.Job{
			Kind: translate.KindResponse, From: all.Find(pb.Dialect_DIALECT_GEMINI), To: all.Find(c.to), Body: []byte(malformed),
		}
		r := j.Run()
		if r.Fault != nil || r.Status != c.status {
			t.Errorf("%v: status %d, want %d; %v", c.to, r.Status, c.status, r.Fault)
		}
		wrong := validate.Response(c.to, r.Body)
		if c.status != 0 {
			wrong = validate.Error(c.to, r.Status, r.Body)
		}
		for _, w := range wrong {
			t.Errorf("%v: %s", c.to, w)
		}
		found := c.lost == ""
		for _, l := range r.Losses {
			found = found || l.Path == c.lost
		}
		if !found {
			t.Errorf("%v: %v, want one at %s", c.to, r.Losses, c.lost)
		}
	}
}
