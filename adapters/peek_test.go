package adapters

import (
	"errors"
	"testing"

	"github.com/interlingua/interlingua/adapters/canon"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

func TestPeekAndReaddress(t *testing.T) {
	for _, tc := range []struct {
		name, body, to, want string
		head                 Head
	}{
		{"model first", `{"model":"a","stream":true}`, "bb", `{"model":"bb","stream":true}`, Head{Model: "a", Stream: true}},
		{"model last, odd space", "{\"x\":{\"model\":1},\n \"model\" : \"a\\u0062\" }", `q"`, "{\"x\":{\"model\":1},\n \"model\" : \"q\\\"\" }", Head{Model: "ab"}},
		{"spelled with escapes", `{"m\u006fdel":"a","\u0073tream":true}`, "b", `{"m\u006fdel":"b","\u0073tream":true}`, Head{Model: "a", Stream: true}},
		{"two models", `{"model":"a","model":"c"}`, "b", `{"model":"a","model":"b"}`, Head{Model: "c"}},
		{"the inside of strings is not looked at", "{\"model\":\"a\",\"x\":\"\xff\\q\"}", "b", "{\"model\":\"b\",\"x\":\"\xff\\q\"}", Head{Model: "a"}},
		{"a seal", `{"model":"a","x":[{"y":"aWxzZWFsAAA="}]}`, "a", `{"model":"a","x":[{"y":"aWxzZWFsAAA="}]}`, Head{Model: "a", Sealed: true}},
		{"a seal within a text", `{"model":"a","x":["see aWxzZWFs"]}`, "a", `{"model":"a","x":["see aWxzZWFs"]}`, Head{Model: "a"}},
		{"same model", `{"model":"a"}`, "a", `{"model":"a"}`, Head{Model: "a"}},
		{"no model", `{"stream":null}`, "b", `{"stream":null}`, Head{}},
		{"model of another kind", `{"model":7}`, "b", `{"model":7}`, Head{}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			h, err := PeekBody(pb.Dialect_DIALECT_CHAT, []byte(tc.body))
			if err != nil {
				t.Fatal(err)
			}
			if h.Model != tc.head.Model || h.Stream != tc.head.Stream || h.Sealed != tc.head.Sealed {
				t.Errorf("got %+v, want %+v", h, tc.head)
			}
			if got := string(h.Readdressed(tc.to).Apply([]byte(tc.body))); got != tc.want {
				t.Errorf("got %s, want %s", got, tc.want)
			}
		})
	}
}

func TestPeekRefusesWhatIsNoRequest(t *testing.T) {
	for _, body := range []string{``, `[]`, `"x"`, `{"model":"a"`, `{"model":"a"} x`, `{"messages":[{"a":tru}]}`, `{"model":"\x"}`} {
		_, err := PeekBody(pb.Dialect_DIALECT_CHAT, []byte(body))
		var f *canon.Fault
		if !errors.As(err, &f) || f.Dialect != pb.Dialect_DIALECT_CHAT {
			t.Errorf("%q: got %v, want a fault", body, err)
		}
	}
}
