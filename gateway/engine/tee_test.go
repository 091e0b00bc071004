package engine

import "testing"

func TestLastFrameEnd(t *testing.T) {
	for text, want := range map[string]int{
		"": 0, "data: x": 0, "data: x\n": 0, "data: x\n\n": 9, "data: x\n\ndata: y\n": 9, "data: x\r\n\r\nd": 11,
		"data: x\r\rd": 9, "data: x\n\r\n": 10, "a\n\nb\n\nc": 6, "\r\n": 0,
	} {
		if got := lastFrameEnd([]byte(text)); got != want {
			t.Errorf("%q: %d, want %d", text, got, want)
		}
	}
}
