package jsonx_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/interlingua/interlingua/adapters/jsonx"
)

type scalars struct {
	S jsonx.String
	I jsonx.Int
	N jsonx.Int32
	F jsonx.Float
	B jsonx.Bool
}

func TestScalars(t *testing.T) {
	raw := func(s string) jsonx.Value { return jsonx.Value(s) }
	for _, tt := range []struct {
		doc  string
		want scalars
	}{
		{`{}`, scalars{}},
		{`{"S":null,"I":null,"N":null,"F":null,"B":null}`, scalars{}},
		{`{"S":"a\nb"}`, scalars{S: jsonx.String{V: "a\nb", Set: true}}},
		{`{"S":""}`, scalars{S: jsonx.String{Set: true}}},
		{`{"S":5}`, scalars{S: jsonx.String{Raw: raw(`5`)}}},
		{`{"S":{"a" : [1]}}`, scalars{S: jsonx.String{Raw: raw(`{"a" : [1]}`)}}},
		{`{"I":9223372036854775807}`, scalars{I: jsonx.Int{V: 1<<63 - 1, Set: true}}},
		{`{"I":-9223372036854775808}`, scalars{I: jsonx.Int{V: -1 << 63, Set: true}}},
		{`{"I":9223372036854775808}`, scalars{I: jsonx.Int{Raw: raw(`9223372036854775808`)}}},
		{`{"I":1e3}`, scalars{I: jsonx.Int{V: 1000, Set: true}}},
		{`{"I":5.0}`, scalars{I: jsonx.Int{V: 5, Set: true}}},
		{`{"I":-1230.00e-1}`, scalars{I: jsonx.Int{V: -123, Set: true}}},
		{`{"I":9007199254740993.0}`, scalars{I: jsonx.Int{V: 9007199254740993, Set: true}}},
		{`{"I":-0.0e999999999999999999999}`, scalars{I: jsonx.Int{Set: true}}},
		{`{"I":1.5}`, scalars{I: jsonx.Int{Raw: raw(`1.5`)}}},
		{`{"I":1e99}`, scalars{I: jsonx.Int{Raw: raw(`1e99`)}}},
		{`{"I":1e99999999999999999999}`, scalars{I: jsonx.Int{Raw: raw(`1e99999999999999999999`)}}},
		{`{"I":"5"}`, scalars{I: jsonx.Int{Raw: raw(`"5"`)}}},
		{`{"N":2147483647}`, scalars{N: jsonx.Int32{V: 1<<31 - 1, Set: true}}},
		{`{"N":2147483648}`, scalars{N: jsonx.Int32{Raw: raw(`2147483648`)}}},
		{`{"N":true}`, scalars{N: jsonx.Int32{Raw: raw(`true`)}}},
		{`{"F":0.7}`, scalars{F: jsonx.Float{V: 0.7, Set: true}}},
		{`{"F":1}`, scalars{F: jsonx.Float{V: 1, Set: true}}},
		{`{"F":1.00E+2}`, scalars{F: jsonx.Float{V: 100, Set: true}}},
		{`{"F":0.30000000000000004}`, scalars{F: jsonx.Float{V: 0.30000000000000004, Set: true}}},
		{`{"F":0.123456789012345678}`, scalars{F: jsonx.Float{V: 0.123456789012345678, Set: true, Raw: raw(`0.123456789012345678`)}}},
		{`{"F":9007199254740993}`, scalars{F: jsonx.Float{V: 9007199254740992, Set: true, Raw: raw(`9007199254740993`)}}},
		{`{"F":1e400}`, scalars{F: jsonx.Float{Raw: raw(`1e400`)}}},
		{`{"F":1e-400}`, scalars{F: jsonx.Float{Set: true, Raw: raw(`1e-400`)}}},
		{`{"F":"0.7"}`, scalars{F: jsonx.Float{Raw: raw(`"0.7"`)}}},
		{`{"B":true}`, scalars{B: jsonx.Bool{V: true, Set: true}}},
		{`{"B":false}`, scalars{B: jsonx.Bool{Set: true}}},
		{`{"B":"true"}`, scalars{B: jsonx.Bool{Raw: raw(`"true"`)}}},
	} {
		var got scalars
		if err := jsonx.Unmarshal([]byte(tt.doc), &got); err != nil {
			t.Errorf("%s: %v", tt.doc, err)
		}
		if d := cmp.Diff(tt.want, got); d != "" {
			t.Errorf("%s: %s", tt.doc, d)
		}
	}
}

func TestScalarPtr(t *testing.T) {
	var s scalars
	if s.S.Ptr() != nil || s.I.Ptr() != nil || s.N.Ptr() != nil || s.F.Ptr() != nil || s.B.Ptr() != nil {
		t.Error("not nil when unset")
	}
	s = scalars{
		jsonx.String{V: "a", Set: true},
		jsonx.Int{V: 1, Set: true},
		jsonx.Int32{V: 2, Set: true},
		jsonx.Float{V: 3, Set: true},
		jsonx.Bool{V: true, Set: true},
	}
	if *s.S.Ptr() != "a" || *s.I.Ptr() != 1 || *s.N.Ptr() != 2 || *s.F.Ptr() != 3 || !*s.B.Ptr() {
		t.Error("wrong values")
	}
}

func TestScalarSyntaxError(t *testing.T) {
	for _, doc := range []string{`{"S":"a`, `{"S":x}`, `{"I":1.}`, `{"F":-}`, `{"B":tru}`, `{"I":[}`} {
		if err := jsonx.Unmarshal([]byte(doc), &scalars{}); err == nil {
			t.Errorf("%s: no error", doc)
		}
	}
}

func TestRest(t *testing.T) {
	var r jsonx.Rest
	r.Keep("a", nil)
	if got := r.String(); got != "" {
		t.Errorf("empty: %q", got)
	}
	r.Keep("a", jsonx.Value(`1.0`))
	r.Keep("b\n", jsonx.Value(`{}`))
	if d := cmp.Diff(`{"a":1.0,"b\n":{}}`, r.String()); d != "" {
		t.Error(d)
	}
	r = jsonx.NewRest(jsonx.Value(`{"x":1}`))
	r.Keep("a", jsonx.Value(`null`))
	if d := cmp.Diff(`{"x":1,"a":null}`, r.String()); d != "" {
		t.Error(d)
	}
}
