package main

import (
	"bytes"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestFold(t *testing.T) {
	const doc = `{"a":1.0,"empty":{},"list":["one","two"],"text":"words that are too long for one line, ünd mehr"}`
	if got := fold(doc, 200); len(got) != 1 || got[0] != `{"a": 1.0, "empty": {}, "list": ["one", "two"], "text": "words that are too long for one line, ünd mehr"}` {
		t.Errorf("wide: %q", got)
	}
	want := `{
  "a": 1.0,
  "empty": {},
  "list": ["one", "two"],
  "text": "words that are 
      too long for one 
      line, ünd mehr"
}`
	if got := strings.Join(fold(doc, 26), "\n"); got != want {
		t.Errorf("narrow:\n%s", got)
	}
}

// TestDemo has everything stand side by side where there is room, and below one another where there is not; no line is too long.
func TestDemo(t *testing.T) {
	for width, titles := range map[int]string{
		168: `(?m)^responses +│ chat +│ claude +│ gemini$`, 100: `(?m)^responses +│ chat$`, 40: `(?m)^responses$`,
	} {
		var out bytes.Buffer
		if err := showDemo(&out, width); err != nil {
			t.Fatal(err)
		}
		text := out.String()
		tables := text[:strings.Index(text, "WHAT THE REQUEST LOSES")]
		for line := range strings.Lines(tables) {
			if n := utf8.RuneCountInString(strings.TrimSuffix(line, "\n")); n > width {
				t.Errorf("width %d: %d in %q", width, n, line)
			}
		}
		if n := len(regexp.MustCompile(titles).FindAllString(tables, -1)); n != 2 {
			t.Errorf("width %d: %d tables of that form", width, n)
		}
		for _, want := range []string{"get_weather", "claude to chat:", "/top_k: sampling dropped"} {
			if !strings.Contains(text, want) {
				t.Errorf("width %d: no %q", width, want)
			}
		}
	}
}
