package jsonx_test

import (
	"testing"

	"github.com/interlingua/interlingua/adapters/jsonx"
)

type peeked struct{ kind, raw string }

func (p *peeked) UnmarshalJSONFrom(dec *jsonx.Decoder) error {
	p.kind, _ = jsonx.PeekMember(dec, "type")
	v, err := dec.ReadValue()
	p.raw = string(v)
	return err
}

func TestPeekMember(t *testing.T) {
	for _, tt := range []struct{ doc, kind, raw string }{
		{`{"v":{"type":"a"}}`, `"a"`, `{"type":"a"}`},
		{`{ "x":1 , "v" : {"a":[{"type":0}],"type" : "b" } }`, `"b"`, `{"a":[{"type":0}],"type" : "b" }`},
		{`{"v":{}}`, ``, `{}`},
		{`{"v":"type"}`, ``, `"type"`},
		{`{"v":null}`, ``, `null`},
		{`{"v":{"t\u0079pe":1}}`, `1`, `{"t\u0079pe":1}`},
	} {
		var v struct {
			V peeked `json:"v"`
		}
		if err := jsonx.Unmarshal([]byte(tt.doc), &v); err != nil {
			t.Errorf("%s: %v", tt.doc, err)
		}
		if v.V.kind != tt.kind || v.V.raw != tt.raw {
			t.Errorf("%s: %q, %q", tt.doc, v.V.kind, v.V.raw)
		}
	}
	var list []peeked
	if err := jsonx.Unmarshal([]byte(`[{"type":1} ,{"type":2}]`), &list); err != nil || list[0].kind != "1" || list[1].kind != "2" {
		t.Errorf("list: %v, %v", list, err)
	}
	for _, doc := range []string{`{"v":{`, `{"v":{"type`, `{"v":{"type":`, `{"v":{"type":"`, `{"v":{"\u00`, `{"v":{"type":"a"`} {
		var v struct {
			V peeked `json:"v"`
		}
		if err := jsonx.Unmarshal([]byte(doc), &v); err == nil {
			t.Errorf("%s: no error", doc)
		}
	}
}
