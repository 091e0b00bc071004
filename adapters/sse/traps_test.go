package sse_test

import (
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"github.com/interlingua/interlingua/adapters/sse"
)

// Every way to end lines gives the same events, whole and byte by byte: a CR at the end of a read may have its LF in the next.
func TestTrap68LineEnds(t *testing.T) {
	const plain = "event: a\ndata: 1\n\n: note\n\ndata: 2\ndata: 3\n\nid: 7\ndata:4\n\n"
	want := []got{{Name: "a", Data: "1"}, {Data: "2\n3"}, {Data: "4"}}
	for name, stream := range map[string]string{
		"LF":                  plain,
		"CRLF":                strings.ReplaceAll(plain, "\n", "\r\n"),
		"CR":                  strings.ReplaceAll(plain, "\n", "\r"),
		"mixed":               strings.Replace(strings.Replace(plain, "\n", "\r\n", 3), "\n\n", "\r\r", 1),
		"byte order mark":     "\ufeff" + plain,
		"no last blank line":  strings.TrimSuffix(plain, "\n"),
		"no last end of line": strings.TrimSuffix(plain, "\n\n"),
	} {
		for how, src := range map[string]io.Reader{
			"whole": strings.NewReader(stream), "byte by byte": iotest.OneByteReader(strings.NewReader(stream)),
		} {
			events, err := drain(t, sse.NewReader(src))
			for i := range events {
				events[i].Cut = false // that the last one was not closed is said, and no difference
			}
			if d := cmp.Diff(want, events); d != "" || !errors.Is(err, io.EOF) {
				t.Errorf("%s, %s: %v %s", name, how, err, d)
			}
		}
	}
}
