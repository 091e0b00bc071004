package responses_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/interlingua/interlingua/adapters/adapterstest"
	"github.com/interlingua/interlingua/adapters/responses"
)

// TestAlike: deltas that are like those before them, and those that then are not, come back as they came.
func TestAlike(t *testing.T) {
	delta := func(text, members string) string {
		return `{"type":"response.output_text.delta","sequence_number":9,"item_id":"msg_1","output_index":0,"content_index":0,` +
			`"delta":"` + text + `"` + members + `}`
	}
	const usual = `,"logprobs":[],"obfuscation":"xyz"`
	for name, then := range map[string]string{
		"another number": strings.Replace(delta("x", usual), "9", "1234", 1),
		"no number":      strings.Replace(delta("x", usual), `"sequence_number":9,`, "", 1),
		"a null number":  strings.Replace(delta("x", usual), `"sequence_number":9`, `"sequence_number":null`, 1),
		"another id":     strings.Replace(delta("x", usual), "msg_1", "other", 1),
		"another part":   strings.Replace(delta("x", usual), `"content_index":0`, `"content_index":1`, 1),
		"another item":   strings.Replace(delta("x", usual), `"output_index":0`, `"output_index":1`, 1),
		"no padding":     delta("x", `,"logprobs":[]`),
		"probabilities":  delta("x", `,"logprobs":[{"token":"x","logprob":-1,"bytes":[120],"top_logprobs":[]}]`),
		"no text":        delta("", usual),
		"escapes":        delta(`\"x\"\n\ud83d\ude00`, usual),
		"a refusal":      strings.Replace(delta("x", ""), "output_text", "refusal", 1),
	} {
		t.Run(name, func(t *testing.T) {
			var stream []byte
			add := func(data string) {
				kind, _, _ := strings.Cut(strings.TrimPrefix(data, `{"type":"`), `"`)
				stream = fmt.Appendf(stream, "event: %s\ndata: %s\n\n", kind, data)
			}
			add(`{"type":"response.created","sequence_number":0,"response":{"id":"resp_1","object":"response","created_at":1,"status":"in_progress","model":"m","output":[]}}`)
			add(`{"type":"response.output_item.added","output_index":0,"item":{"id":"msg_1","type":"message","status":"in_progress","role":"assistant","content":[]}}`)
			for _, data := range []string{delta("a", usual), delta("b", usual), delta("c", usual), then, then, delta("d", usual), delta("e", usual)} {
				add(data)
			}
			add(`{"type":"response.completed","response":{"id":"resp_1","object":"response","created_at":1,"status":"completed","model":"m","output":[]}}`)
			adapterstest.ComesBack(t, responses.New(), stream)
		})
	}
}
