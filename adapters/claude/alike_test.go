package claude_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/interlingua/interlingua/adapters/adapterstest"
	"github.com/interlingua/interlingua/adapters/claude"
)

// TestAlike: deltas that are like those before them, and those that then are not, come back as they came.
func TestAlike(t *testing.T) {
	delta := func(text string) string {
		return `{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"` + text + `"}}`
	}
	for name, then := range map[string]string{
		"a ping":        `{"type":"ping"}`,
		"escapes":       delta(`\"x\"\n\ud83d\ude00`),
		"no text":       delta(""),
		"no type":       strings.Replace(delta("x"), `"type":"content_block_delta",`, "", 1),
		"padding":       strings.TrimSuffix(delta("x"), "}") + "     }",
		"a member":      strings.Replace(delta("x"), `"index":0`, `"index":0,"more":1`, 1),
		"another order": `{"index":0,"delta":{"text":"x","type":"text_delta"},"type":"content_block_delta"}`,
		"another kind":  `{"type":"content_block_delta","index":0,"delta":{"type":"novel_delta","text":"x"}}`,
		"another block": strings.Replace(delta("x"), `"index":0`, `"index":1`, 1),
		"no block":      strings.Replace(delta("x"), `"index":0`, `"index":7`, 1),
	} {
		t.Run(name, func(t *testing.T) {
			var stream []byte
			for _, data := range []string{
				`{"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"m","content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":1,"output_tokens":1}}}`,
				`{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}`,
				`{"type":"content_block_start","index":1,"content_block":{"type":"text","text":""}}`,
				delta("a"), delta("b"), delta("c"), then, then, delta("d"), delta("e"), delta("f"),
				`{"type":"content_block_stop","index":0}`, delta("late"), `{"type":"content_block_stop","index":1}`,
				`{"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":{"output_tokens":2}}`,
				`{"type":"message_stop"}`,
			} {
				kind := "content_block_delta"
				if rest, ok := strings.CutPrefix(data, `{"type":"`); ok {
					kind, _, _ = strings.Cut(rest, `"`)
				}
				stream = fmt.Appendf(stream, "event: %s\ndata: %s\n\n", kind, data)
			}
			adapterstest.ComesBack(t, claude.New(), stream)
		})
	}
}
