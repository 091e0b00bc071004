package translate_test

import (
	"testing"

	"github.com/interlingua/interlingua/adapters/all"
	"github.com/interlingua/interlingua/gateway/translate"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// TestRequestBehindIsTheSources has a request that reads equally well in both dialects taken for one of the answer's own.
func TestRequestBehindIsTheSources(t *testing.T) {
	for _, tc := range []struct {
		name, from, to, request string
		want                    pb.Dialect
	}{
		{"only what both know", "claude", "chat", `{"model":"m","messages":[{"role":"user","content":"x"}],"max_tokens":9}`, pb.Dialect_DIALECT_CLAUDE},
		{"the other way", "chat", "claude", `{"model":"m","messages":[{"role":"user","content":"x"}],"max_tokens":9}`, pb.Dialect_DIALECT_CHAT},
		{"a member of the client's", "claude", "chat", `{"model":"m","messages":[{"role":"user","content":"x"}],"max_tokens":9,"seed":1}`, pb.Dialect_DIALECT_CHAT},
	} {
		j := translate.Job{From: all.ByName(tc.from), To: all.ByName(tc.to), Behind: []byte(tc.request)}
		x, err := j.ExchangeBehind()
		if err != nil || x.Request.Origin != tc.want {
			t.Errorf("%s: read as %s, %v", tc.name, x.Request.GetOrigin(), err)
		}
	}
}
