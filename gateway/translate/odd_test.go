package translate_test

import (
	"slices"
	"strings"
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
		{"claude", "mcp_servers/0/type", `{"model":"m","max_tokens":5,"mcp_servers":[{"type":"socket","url":"https://a.example","name":"a"}],"messages":[{"role":"user","content":"x"}]}`},
		{"claude", "messages/0/content/0/content/0", `{"model":"m","max_tokens":5,"messages":[{"role":"user","content":[{"type":"search_result","source":"https://a.example","title":"t","content":[{"type":7,"text":"x"}]}]}]}`},
		{"chat", "temperature", `{"model":"m","temperature":"hot","messages":[{"role":"user","content":"x"}]}`},
		{"chat", "seed", `{"model":"m","seed":"x","messages":[{"role":"user","content":"x"}]}`},
		{"responses", "temperature", `{"model":"m","temperature":"hot","input":"x"}`},
		{"responses", "store", `{"model":"m","store":"x","input":"x"}`},
		{"responses", "metadata", `{"model":"m","metadata":{"a":"b","c":5},"input":"x"}`},
		{"responses", "input/0/type", `{"model":"m","input":[{"type":7,"role":"user","content":"x"}]}`},
		{"responses", "text/format/type", `{"model":"m","text":{"format":{"type":7}},"input":"x"}`},
		{"gemini", "tools/0/codeExecution", `{"tools":[{"codeExecution":"x"}],"contents":[{"role":"user","parts":[{"text":"x"}]}]}`},
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
			if !slices.ContainsFunc(r.Losses, func(l *pb.Loss) bool { return under("/"+tc.member, l.Path) }) {
				t.Errorf("%s to %s: %s is lost in silence: %v", tc.from, to, tc.member, r.Losses)
			}
		}
	}
}

// under reports whether a path is that of a loss, or within it.
func under(path, loss string) bool { return path == loss || strings.HasPrefix(path, loss+"/") }

// TestUnnamedSource has a citation of which only the place and the licence are known reported where a citation needs an address.
func TestUnnamedSource(t *testing.T) {
	const answer = `{"candidates":[{"content":{"role":"model","parts":[{"text":"Hello world"}]},"finishReason":"STOP","index":0,
		"citationMetadata":{"citationSources":[{"startIndex":1,"endIndex":5,"license":"mit"}]}}]}`
	const at = "/candidates/0/citationMetadata/citationSources/0"
	for _, to := range []string{"responses", "chat", "claude"} {
		j := translate.Job{Kind: translate.KindResponse, From: all.ByName("gemini"), To: all.ByName(to), Body: []byte(answer)}
		r := j.Run()
		if r.Fault != nil {
			t.Fatal(r.Fault)
		}
		if !slices.ContainsFunc(r.Losses, func(l *pb.Loss) bool { return l.Path == at }) {
			t.Errorf("to %s it is lost in silence: %v", to, r.Losses)
		}
	}
}
