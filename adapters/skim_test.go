package adapters

import (
	"strings"
	"testing"
)

const (
	plainFrame = `{"id":"c1","choices":[{"index":0,"delta":{"content":"word"},"logprobs":null,"finish_reason":null}],"usage":null}`
	odd        = `{"choices":[{"delta":{"content":"\"usage\":{\"error\": 1}"},"finish_reason": null}]}`
)

// TestMemberSkim shows each frame after each of several others: what came before must not hide anything.
func TestMemberSkim(t *testing.T) {
	frames := map[string]bool{
		plainFrame: true, odd: true, `{}`: true,
		strings.Replace(plainFrame, "word", "", 1):                                                                         true,
		strings.Replace(plainFrame, "word", strings.Repeat(`usage\"`, 30), 1):                                              true,
		strings.Replace(plainFrame, `"finish_reason":null`, `"finish_reason":"stop"`, 1):                                   false,
		strings.Replace(plainFrame, `"finish_reason":null`, `"finish_reason" :null`, 1):                                    false,
		strings.Replace(plainFrame, `"usage":null`, `"usage":{"total":1}`, 1):                                              false,
		strings.Replace(plainFrame, `"usage":null`, `"usage":nul`, 1):                                                      false,
		strings.Replace(plainFrame, `"delta":{"content":"word"}`, `"error":{},"delta":{}`, 1):                              false,
		strings.Replace(plainFrame, `"delta":{"content":"word"}`, `"delta":{"content":"word"}}],"error":{"a":[{"b":{}`, 1): false,
		`{"error":{}}`: false, `[DONE]`: false, ``: false, ` {}`: false,
	}
	for before := range frames {
		for frame, want := range frames {
			s := NewMemberSkim("finish_reason", "usage", "error")
			s.Dull("", []byte(before))
			if got := s.Dull("", []byte(frame)); got != want {
				t.Errorf("%s\nafter %s: %t", frame, before, got)
			}
		}
	}
}

// FuzzMemberSkim has a frame judged after another as it is judged alone.
func FuzzMemberSkim(f *testing.F) {
	f.Add(plainFrame, strings.Replace(plainFrame, "word", "more", 1))
	f.Add(plainFrame, odd)
	f.Add(plainFrame, strings.Replace(plainFrame, `"usage":null`, `"usage":{}`, 1))
	f.Fuzz(func(t *testing.T, before, frame string) {
		s := NewMemberSkim("finish_reason", "usage", "error")
		s.Dull("", []byte(before))
		alone := NewMemberSkim("finish_reason", "usage", "error").Dull("", []byte(frame))
		if got := s.Dull("", []byte(frame)); got != alone {
			t.Errorf("%q after %q: %t, alone %t", frame, before, got, alone)
		}
	})
}

func BenchmarkMemberSkim(b *testing.B) {
	words := []string{"the", "quick", "brown", "fox"}
	frames := make([][]byte, len(words))
	for i, w := range words {
		frames[i] = []byte(strings.Replace(plainFrame, "word", w, 1))
	}
	s := NewMemberSkim("finish_reason", "usage", "error")
	i := 0
	b.ReportAllocs()
	for b.Loop() {
		if !s.Dull("", frames[i&3]) {
			b.Fatal("told")
		}
		i++
	}
}
