package chat

import "testing"

// TestThinkTags has a text parted alike wherever it is cut.
func TestThinkTags(t *testing.T) {
	for _, c := range []struct{ in, thought, text string }{
		{"<think>Hm.</think>Hi", "Hm.", "Hi"},
		{" \n<think>\nHm. a < b </b\n</think>\n\nHi <think>x</think>", "\nHm. a < b </b\n", "Hi <think>x</think>"},
		{"<think></think>Hi", "", "Hi"},
		{"<think>Hm.", "Hm.", ""},
		{"<think>Hm.</thin", "Hm.</thin", ""},
		{"<thin", "", "<thin"},
		{"<thinker>Hi", "", "<thinker>Hi"},
		{"  Hi", "", "  Hi"},
		{"Hi <think>x</think>", "", "Hi <think>x</think>"},
		{"\n", "", "\n"},
		{"", "", ""},
	} {
		for size := 1; size <= len(c.in)+1; size++ {
			var tags thinkTags
			var thought, text string
			more := func(a, b string) { thought, text = thought+a, text+b }
			for rest := c.in; rest != ""; {
				n := min(size, len(rest))
				more(tags.add(rest[:n]))
				rest = rest[n:]
			}
			more(tags.rest())
			if thought != c.thought || text != c.text {
				t.Errorf("%q in pieces of %d: %q and %q", c.in, size, thought, text)
			}
		}
	}
}
