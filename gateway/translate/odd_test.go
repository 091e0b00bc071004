package translate_test

import (
	"slices"
	"testing"

	"github.com/interlingua/interlingua/adapters/all"
	"github.com/interlingua/interlingua/gateway/translate"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// TestOddOptions has options whose values are of another kind than they ought to be reported where another dialect is written: none
// is left out in silence.
func TestOddOptions(t *testing.T) {
	for _, tc := range []struct{ from, member, document string }{
		{"claude", "max_tokens", `{"model":"m","max_tokens":"x","messages":[{"role":"user","content":"x"}]}`},
		{"claude", "temperature", `{"model":"m","max_tokens":5,"temperature":"hot","messages":[{"role":"user","content":"x"}]}`},
		{"claude", "stop_sequences", `{"model":"m","max_tokens":5,"stop_sequences":"a","messages":[{"role":"user","content":"x"}]}`},
		{"claude", "stream", `{"model":"m","max_tokens":5,"stream":"yes","messages":[{"role":"user","content":"x"}]}`},
		{"chat", "temperature", `{"model":"m","temperature":"hot","messages":[{"role":"user","content":"x"}]}`},
		{"chat", "seed", `{"model":"m","seed":"x","messages":[{"role":"user","content":"x"}]}`},
		{"responses", "temperature", `{"model":"m","temperature":"hot","input":"x"}`},
		{"responses", "store", `{"model":"m","store":"x","input":"x"}`},
		{"responses", "metadata", `{"model":"m","metadata":{"a":"b","c":5},"input":"x"}`},
		{"gemini", "generationConfig/temperature", `{"generationConfig":{"temperature":"hot"},"contents":[{"role":"user","parts":[{"text":"x"}]}]}`},
	} {
		for _, to := range []string{"responses", "chat", "claude", "gemini"} {
			if to == tc.from {
				continue
			}
			j := translate.Job{Kind: translate.KindRequest, From: all.ByName(tc.from), To: all.ByName(to), Body: []byte(tc.document)}
			r := j.Run()
			if r.Fault != nil {
				t.Fatal(r.Fault)
			}
			if !slices.ContainsFunc(r.Losses, func(l *pb.Loss) bool { return l.Path == "/"+tc.member }) {
				t.Errorf("%s to %s: %s is lost in silence: %v", tc.from, to, tc.member, r.Losses)
			}
		}
	}
}
