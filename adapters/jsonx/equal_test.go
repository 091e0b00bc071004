package jsonx_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/interlingua/interlingua/adapters/jsonx"
)

func TestEqual(t *testing.T) {
	for _, tt := range []struct {
		a, b          string
		equal, normal bool
	}{
		{`{}`, ` { } `, true, true},
		{`{"a":1,"b":[1,2]}`, `{"b":[1, 2],"a":1}`, true, true},
		{`[1,2]`, `[2,1]`, false, false},
		{`[1]`, `[1,null]`, false, false},
		{`[null]`, `[]`, false, false},
		{`1`, `1.0`, true, true},
		{`1`, `1e0`, true, true},
		{`100`, `1E+2`, true, true},
		{`0.00120`, `12e-4`, true, true},
		{`0`, `-0.0e5`, true, true},
		{`9007199254740993`, `9007199254740992`, false, false},
		{`12345678901234567890123456789`, `12345678901234567890123456789.000`, true, true},
		{`12345678901234567890123456789`, `12345678901234567890123456788`, false, false},
		{`0.30000000000000004`, `0.3`, false, false},
		{`1e99999999999999999999`, `10e99999999999999999998`, true, true},
		{`1e99999999999999999999`, `1e99999999999999999998`, false, false},
		{`-1`, `1`, false, false},
		{`"a\u0062"`, `"ab"`, true, true},
		{`"A"`, `"a"`, false, false},
		{`"1"`, `1`, false, false},
		{`true`, `false`, false, false},
		{`null`, `{}`, false, false},
		{`{"a":null}`, `{}`, false, true},
		{`{}`, `{"a":null}`, false, true},
		{`{"a":null}`, `{"a":1}`, false, false},
		{`{"a":1}`, `{"a":null}`, false, false},
		{`{"a":{"b":null,"c":[{"d":null}]}}`, `{"a":{"c":[{}]}}`, false, true},
		{`{"\u0061":1}`, `{"a":1}`, true, true},
		{`{"a":1,"a":1}`, `{"a":1,"a":1}`, false, false},
		{``, ``, false, false},
		{`{`, `{`, false, false},
	} {
		for range 2 {
			if got := jsonx.Equal([]byte(tt.a), []byte(tt.b)); got != tt.equal {
				t.Errorf("Equal(%s, %s) = %v", tt.a, tt.b, got)
			}
			if got := jsonx.EqualNormal([]byte(tt.a), []byte(tt.b)); got != tt.normal {
				t.Errorf("EqualNormal(%s, %s) = %v", tt.a, tt.b, got)
			}
			tt.a, tt.b = tt.b, tt.a
		}
	}
}

func TestDiff(t *testing.T) {
	a := `{"a":[1,{"x/y":"s"}],"b":1,"n":null,"same":[{}]}`
	b := `{"a":[2,{"x/y":5}],"c":true,"same":[{}],"m":null}`
	want := []string{
		`/a/0: 1 against 2`,
		`/a/1/x~1y: "s" against 5`,
		`/b: 1 only in the first`,
		`/c: true only in the second`,
	}
	if d := cmp.Diff(want, jsonx.DiffNormal([]byte(a), []byte(b))); d != "" {
		t.Error(d)
	}
	want = []string{
		`/a/0: 1 against 2`,
		`/a/1/x~1y: "s" against 5`,
		`/b: 1 only in the first`,
		`/n: null only in the first`,
		`/c: true only in the second`,
		`/m: null only in the second`,
	}
	if d := cmp.Diff(want, jsonx.Diff([]byte(a), []byte(b))); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]string{`: 1 elements against 2`}, jsonx.Diff([]byte(`[1]`), []byte(`[1,2]`))); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]string{": second document is not valid JSON"}, jsonx.Diff([]byte(`1`), nil)); d != "" {
		t.Error(d)
	}
}
