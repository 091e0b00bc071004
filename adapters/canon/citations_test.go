package canon_test

import (
	"testing"

	"github.com/interlingua/interlingua/adapters/canon"
)

func TestOffsets(t *testing.T) {
	const text = "aé😀z" // 1, 2, 4 and 1 bytes
	for _, c := range []struct{ bytes, runes int }{{0, 0}, {1, 1}, {3, 2}, {7, 3}, {8, 4}} {
		if got := canon.RuneOffset(text, c.bytes); got != c.runes {
			t.Errorf("RuneOffset(%d) = %d, want %d", c.bytes, got, c.runes)
		}
		if got := canon.ByteOffset(text, c.runes); got != c.bytes {
			t.Errorf("ByteOffset(%d) = %d, want %d", c.runes, got, c.bytes)
		}
	}
	for _, c := range []struct{ bytes, runes int }{{-1, 0}, {2, 1}, {4, 2}, {6, 2}, {99, 4}} {
		if got := canon.RuneOffset(text, c.bytes); got != c.runes {
			t.Errorf("RuneOffset(%d) = %d, want %d", c.bytes, got, c.runes)
		}
	}
	for _, c := range []struct{ runes, bytes int }{{-1, 0}, {5, 8}} {
		if got := canon.ByteOffset(text, c.runes); got != c.bytes {
			t.Errorf("ByteOffset(%d) = %d, want %d", c.runes, got, c.bytes)
		}
	}
	if canon.RuneOffset("", 3) != 0 || canon.ByteOffset("", 3) != 0 {
		t.Error("an empty text has one offset")
	}
}
