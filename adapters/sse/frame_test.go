package sse_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/interlingua/interlingua/adapters/sse"
)

func TestFrames(t *testing.T) {
	for _, tt := range []struct {
		name string
		got  []byte
		want string
	}{
		{"plain", sse.AppendFrame([]byte("x"), "", []byte(`{}`)), "xdata: {}\n\n"},
		{"named", sse.AppendFrame(nil, "ping", []byte(`{}`)), "event: ping\ndata: {}\n\n"},
		{"empty", sse.AppendFrame(nil, "", nil), "data: \n\n"},
		{"lines", sse.AppendFrame(nil, "e", []byte("a\nb\r\nc\rd\n")), "event: e\ndata: a\ndata: b\ndata: c\ndata: d\ndata: \n\n"},
		{"smuggled name", sse.AppendFrame(nil, "a\ndata: b\r", []byte("c")), "event: a data: b \ndata: c\n\n"},
		{"in place", sse.EndFrame(append(sse.BeginFrame(nil, "e"), `{"a":1}`...)), "event: e\ndata: {\"a\":1}\n\n"},
		{"in place without name", sse.EndFrame(append(sse.BeginFrame(nil, ""), `[DONE]`...)), "data: [DONE]\n\n"},
		{"comment", sse.AppendComment(nil, "keep-alive\nx"), ": keep-alive x\n\n"},
	} {
		if d := cmp.Diff(tt.want, string(tt.got)); d != "" {
			t.Errorf("%s: %s", tt.name, d)
		}
	}
}

func TestFramesReadBack(t *testing.T) {
	want := []got{{Name: "a", Data: " lead"}, {Data: ""}, {Data: "x\n\ny\n"}, {Name: "b", Data: ":colon"}}
	var stream []byte
	for _, e := range want {
		stream = sse.AppendFrame(stream, e.Name, []byte(e.Data))
		stream = sse.AppendComment(stream, "")
	}
	events, _ := drain(t, sse.NewReader(strings.NewReader(string(stream))))
	if d := cmp.Diff(want, events); d != "" {
		t.Error(d)
	}
}
