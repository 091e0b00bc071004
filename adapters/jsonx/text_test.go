package jsonx_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/interlingua/interlingua/adapters/jsonx"
)

func TestMembers(t *testing.T) {
	type pair struct{ Name, Raw string }
	for doc, want := range map[string][]pair{
		`{}`: nil, ` { } `: nil, ``: nil, `[]`: nil, `5`: nil, `"a"`: nil, `null`: nil, `{`: nil,
		`{"a":1}`: {{"a", `1`}},
		" {\n\t\"a\" : {\"b\":[1,{\"c\":\"}\"}]} ,\r \"d\":\"\\\"x\\\\\" } ": {{"a", `{"b":[1,{"c":"}"}]}`}, {"d", `"\"x\\"`}},
		`{"\u0061\n":true,"":null,"n":-1.5e+3 , "e":[]}`:                     {{"a\n", `true`}, {"", `null`}, {"n", `-1.5e+3`}, {"e", `[]`}},
		// Not valid: whatever comes, it ends.
		`{"a"`: nil, `{"a":`: nil, `{"a":}`: nil, `{"a`: nil, `{5:1}`: nil, `{"a":1,]`: {{"a", `1`}}, `{"a":"x`: {{"a", `"x`}},
	} {
		var got []pair
		for name, raw := range jsonx.Members(doc) {
			got = append(got, pair{name, raw})
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%q: %s", doc, d)
		}
	}
}

func TestElements(t *testing.T) {
	for doc, want := range map[string][]string{
		`[]`: nil, ` [ ] `: nil, ``: nil, `{"a":1}`: nil, `[`: nil,
		`[1]`: {`1`},
		" [ 1 ,\n\"a,]\" , [2,[3]],{\"a\":[]} ,null]": {`1`, `"a,]"`, `[2,[3]]`, `{"a":[]}`, `null`},
		`[1,2`: {`1`, `2`},
	} {
		var got []string
		for raw := range jsonx.Elements(doc) {
			got = append(got, raw)
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%q: %s", doc, d)
		}
	}
}

func TestIterationDoesNotAllocate(t *testing.T) {
	doc := `{"a":1,"b":{"c":[1,2,3]},"d":"x"}`
	size := 0
	if n := testing.AllocsPerRun(100, func() {
		for name, raw := range jsonx.Members(doc) {
			size += len(name) + len(raw)
		}
		for raw := range jsonx.Elements(`[1,"a"]`) {
			size += len(raw)
		}
		raw, _ := jsonx.Get(doc, "d")
		s, _ := jsonx.Unquote(raw)
		raw, _ = jsonx.Lookup(doc, "/b/c/1")
		size += len(s) + len(raw)
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func TestGetEmptyKind(t *testing.T) {
	doc := `{"a":1,"b\"":[2] }`
	if raw, ok := jsonx.Get(doc, `b"`); raw != `[2]` || !ok {
		t.Error(raw, ok)
	}
	if raw, ok := jsonx.Get(doc, "c"); raw != "" || ok {
		t.Error(raw, ok)
	}
	for s, want := range map[string]bool{"": true, "{}": true, " { } ": true, "[]": true, `{"a":null}`: false} {
		if jsonx.Empty(s) != want {
			t.Errorf("Empty(%q)", s)
		}
	}
	for s, want := range map[string]jsonx.Kind{
		"": 0, " ": 0, "x": 0, "+1": 0, " \n{": '{', "[": '[', `"`: '"', "true": 't', "false": 'f', "null": 'n', "-1": '0', "9": '0', "}": 0,
	} {
		if got := jsonx.KindOf(s); got != want {
			t.Errorf("KindOf(%q) = %v", s, got)
		}
	}
}

func TestUnquote(t *testing.T) {
	for raw, want := range map[string]string{
		`""`: "", ` "a" `: "a", `"\"\\\/\b\f\n\r\t"`: "\"\\/\b\f\n\r\t", `"\u00e9\ud83d\ude00x"`: "é😀x",
		// Not valid, but harmless.
		`"\ud800"`: "\uFFFD", `"\ud800\u0041"`: "\uFFFDA", `"\q"`: "\uFFFD", `"\u12"`: "\uFFFD12", `"\u"`: "\uFFFD",
		`"a\"`: `a\`, `"\ude00\ud83d"`: "\uFFFD\uFFFD",
	} {
		if got, ok := jsonx.Unquote(raw); !ok || got != want {
			t.Errorf("%s: %q %v", raw, got, ok)
		}
	}
	for _, raw := range []string{``, `"`, `5`, `null`, `{"a":"b"}`, `"a`, `a"`} {
		if got, ok := jsonx.Unquote(raw); ok || got != "" {
			t.Errorf("%s: %q %v", raw, got, ok)
		}
	}
}

func TestEdit(t *testing.T) {
	for _, tt := range []struct{ name, got, want string }{
		{"wrap", jsonx.Wrap(`a"`, `[1]`), `{"a\"":[1]}`},
		{"merge", jsonx.Merge(`{"a":1,"b":2}`, ` {"c":4,"a":{"x":3}} `), `{"a":{"x":3},"b":2,"c":4}`},
		{"merge empty", jsonx.Merge("", ""), ``},
		{"merge left", jsonx.Merge(`{"a": 1}`, "{ }"), `{"a": 1}`},
		{"merge right", jsonx.Merge("", `{"a": 1}`), `{"a": 1}`},
		{"merge nested end", jsonx.Merge(`{"a":{"b":{}}}`, `{"c":{}}`), `{"a":{"b":{}},"c":{}}`},
		{"merge null", jsonx.Merge(`{"a":1}`, `{"a":null}`), `{"a":null}`},
		{"without", jsonx.Without(`{"a":1,"b" : 2.0,"c":"\u0041"}`, "a", "x"), `{"b":2.0,"c":"\u0041"}`},
		{"without all", jsonx.Without(`{"a":1}`, "a"), `{}`},
		{"without none", jsonx.Without(`{ "a":1 }`, "b"), `{ "a":1 }`},
		{"without empty", jsonx.Without(``, "b"), ``},
		{"compact", jsonx.Compact(" {\"a b\" : [ 1 , \"\\\" x\" ] ,\n \"c\":1.0 }\n"), `{"a b":[1,"\" x"],"c":1.0}`},
		{"compact none", jsonx.Compact(`{"a b":1}`), `{"a b":1}`},
	} {
		if d := cmp.Diff(tt.want, tt.got); d != "" {
			t.Errorf("%s: %s", tt.name, d)
		}
	}
	many := "{" + strings.TrimSuffix(strings.Repeat(`"k":1,`, 100), ",") + "}"
	if got := jsonx.Merge(many, `{"k":2}`); got != `{"k":2}` {
		t.Error(got)
	}
}

func TestLookup(t *testing.T) {
	doc := ` {"a":{"b":[10,{"c":true}]},"":0,"x/y":1,"m~n":2,"0":3} `
	for pointer, want := range map[string]string{
		"": strings.TrimSpace(doc), "/a/b/0": "10", "/a/b/1/c": "true", "/": "0", "/x~1y": "1", "/m~0n": "2", "/0": "3",
		"/b": "none", "/a/b/2": "none", "/a/b/01": "none", "/a/b/-": "none", "/a/b/0/c": "none", "a": "none", "/a/b/+1": "none",
	} {
		got, ok := jsonx.Lookup(doc, pointer)
		if !ok {
			got = "none"
		}
		if got != want {
			t.Errorf("%q: %q", pointer, got)
		}
	}
	for _, token := range []string{"", "a", "~", "/", "~1", "a~/b~0"} {
		if got := jsonx.UnescapePointer(jsonx.EscapePointer(token)); got != token {
			t.Errorf("%q: %q", token, got)
		}
	}
}
