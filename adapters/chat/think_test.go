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
		parts(t, thinkTags{}, c.in, c.thought, c.text)
	}
}

// TestThinkOpened is the same for a text that begins inside the reasoning.
func TestThinkOpened(t *testing.T) {
	for _, c := range []struct{ in, thought, text string }{
		{"Hm.</think>Hi", "Hm.", "Hi"},
		{"\nHm. a <b> </b\n</think>\n\nHi <think>x</think>", "\nHm. a <b> </b\n", "Hi <think>x</think>"},
		{"<think>Hm.</think>Hi", "Hm.", "Hi"},
		{"</think>Hi", "", "Hi"},
		{"Hm.", "Hm.", ""},
		{"Hm.</thin", "Hm.</thin", ""},
		{"", "", ""},
	} {
		parts(t, thinkTags{opened: true}, c.in, c.thought, c.text)
	}
}

// parts has a text parted in pieces of each size.
func parts(t *testing.T, fresh thinkTags, in, wantThought, wantText string) {
	t.Helper()
	for size := 1; size <= len(in)+1; size++ {
		tags := fresh
		var thought, text string
		more := func(a, b string) { thought, text = thought+a, text+b }
		for rest := in; rest != ""; {
			n := min(size, len(rest))
			more(tags.add(rest[:n]))
			rest = rest[n:]
		}
		more(tags.rest())
		if thought != wantThought || text != wantText {
			t.Errorf("%q in pieces of %d: %q and %q", in, size, thought, text)
		}
	}
}
