package gemini_test

import (
	"strings"
	"testing"

	"github.com/interlingua/interlingua/adapters/adapterstest"
	"github.com/interlingua/interlingua/adapters/gemini"
)

// alikeChunk writes a chunk of a stream: its parts, and the members behind its candidate.
func alikeChunk(parts, members string) string {
	return `{"candidates":[{"content":{"parts":[` + parts + `],"role":"model"},"index":0}],` + members +
		`"modelVersion":"gemini-3-flash","responseId":"r1"}`
}

// alikeCounts writes token counts.
func alikeCounts(n string) string {
	return `"usageMetadata":{"promptTokenCount":10,"candidatesTokenCount":` + n + `,"totalTokenCount":1` + n + `},`
}

// TestAlike: chunks that are like those before them, and those that then are not, come back as they came.
func TestAlike(t *testing.T) {
	const piece = `{"text":"piece"}`
	for name, then := range map[string]string{
		"no counts":    alikeChunk(piece, ""),
		"other counts": alikeChunk(piece, `"usageMetadata":{"promptTokenCount":10,"thoughtsTokenCount":3,"totalTokenCount":13},`),
		"a tier":       alikeChunk(piece, `"usageMetadata":{"promptTokenCount":10,"serviceTier":"STANDARD"},`),
		"an odd count": alikeChunk(piece, alikeCounts("1.5")),
		"a member":     alikeChunk(piece, alikeCounts("4")+`"trafficType":"ON_DEMAND",`),
		"another id":   strings.Replace(alikeChunk(piece, alikeCounts("4")), "r1", "r2", 1),
		"a thought":    alikeChunk(`{"text":"hm","thought":true}`, alikeCounts("4")),
		"two parts":    alikeChunk(piece+","+piece, alikeCounts("4")),
		"a signature":  alikeChunk(`{"text":"x","thoughtSignature":"c2ln"}`, alikeCounts("4")),
		"a finish":     strings.Replace(alikeChunk(piece, alikeCounts("4")), `"index":0`, `"finishReason":"STOP","index":0`, 1),
	} {
		t.Run(name, func(t *testing.T) {
			chunks := []string{
				alikeChunk(`{"text":"a"}`, alikeCounts("1")), alikeChunk(`{"text":"b"}`, alikeCounts("22")),
				alikeChunk(`{"text":"\"c\"\n"}`, alikeCounts("3")), then, then,
				alikeChunk(`{"text":"d"}`, alikeCounts("4")), alikeChunk(`{"text":""}`, alikeCounts("5")),
				alikeChunk(`{"text":"e"}`, alikeCounts("6")), alikeChunk(`{"text":"f"}`, alikeCounts("7")),
				strings.Replace(alikeChunk(piece, alikeCounts("9")), `"index":0`, `"finishReason":"STOP","index":0`, 1),
			}
			stream := []byte("data: " + strings.Join(chunks, "\n\ndata: ") + "\n\n")
			adapterstest.ComesBack(t, gemini.New(), stream)
		})
	}
}
