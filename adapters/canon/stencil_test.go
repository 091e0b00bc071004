package canon

import "testing"

func TestStencil(t *testing.T) {
	const frame = "event: delta\ndata: {\"type\":\"delta\",\"n\":3,\"delta\":{\"text\":\"delta\"}}\n\n"
	var s Stencil[int]
	if _, ok := s.Append(nil, 0, "x"); ok {
		t.Fatal("a frame came of nothing")
	}
	s.Learn(7, []byte(frame), "/n", "/delta/text")
	out, ok := s.Append([]byte("before "), 7, "a \"b\"\n\xff", 12)
	want := "before event: delta\ndata: {\"type\":\"delta\",\"n\":12,\"delta\":{\"text\":\"a \\\"b\\\"\\n\uFFFD\"}}\n\n"
	if !ok || string(out) != want {
		t.Errorf("%t, %q, want %q", ok, out, want)
	}
	if out, ok := s.Append([]byte("before"), 8, "x", 12); ok || string(out) != "before" {
		t.Errorf("another key gives %q", out)
	}
	if s.Forget(); func() bool { _, ok := s.Append(nil, 7, "x", 12); return ok }() {
		t.Error("a frame came of what was forgotten")
	}
	s.Learn(7, []byte(frame), "/n", "/missing")
	if _, ok := s.Append(nil, 7, "x", 12); ok {
		t.Error("a frame came of one without the text")
	}
	s.Learn(7, []byte(frame), "/delta/text", "/n")
	if _, ok := s.Append(nil, 7, "x", 12); ok {
		t.Error("a frame came of places in another order")
	}
}

// TestStencilGoesOn: what is of use is learned anew as often as the key changes.
func TestStencilGoesOn(t *testing.T) {
	var s Stencil[int]
	for key := range 100 {
		s.Learn(key, []byte(`data: {"text":"a"}`), "/text")
		if _, ok := s.Append(nil, key, "b"); !ok {
			t.Fatalf("the %dth key was not learned", key)
		}
	}
}
