package jsonx_test

import (
	"testing"

	"github.com/interlingua/interlingua/adapters/jsonx"
)

func TestScratch(t *testing.T) {
	var s jsonx.Scratch
	if got := s.String(); got != "" {
		t.Errorf("empty: %q", got)
	}
	s.Add("a\n", `1.0`)
	s.Add("b", `{}`)
	if got, want := s.String(), `{"a\n":1.0,"b":{}}`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	s.Reset()
	s.Add("c", `null`)
	if got, want := s.String(), `{"c":null}`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if n := testing.AllocsPerRun(100, func() {
		s.Reset()
		s.Add("a", `1`)
		s.Add("b", `"x"`)
		_ = s.String()
	}); n > 0 {
		t.Errorf("%v allocations", n)
	}
}

func TestSplice(t *testing.T) {
	for _, tt := range []struct{ members, want string }{
		{``, `{"a":1,"z":2}`},
		{` { } `, `{"a":1,"z":2}`},
		{`{"b":{"c":[]}}`, `{"a":1,"b":{"c":[]},"z":2}`},
		{"{\"b\":1,\n\"c\":null}", `{"a":1,"b":1, "c":null,"z":2}`},
	} {
		w := jsonx.NewWriter(nil)
		o := w.Object("")
		o.Int("a", 1)
		o.Splice(tt.members)
		o.Int("z", 2)
		o.End()
		if got := string(w.Bytes()); got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.members, got, tt.want)
		}
	}
}
