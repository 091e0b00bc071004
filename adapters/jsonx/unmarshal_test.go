package jsonx_test

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/interlingua/interlingua/adapters/jsonx"
)

type wire struct {
	Name    jsonx.String `json:"name"`
	Plain   string       `json:"plain"`
	Inner   *wire        `json:"inner"`
	List    []wire       `json:"list"`
	Raw     jsonx.Value  `json:"raw"`
	Union   union        `json:"union"`
	Unknown jsonx.Value  `json:",inline,embed"`
}

// union takes a string or a list of them.
type union []string

func (u *union) UnmarshalJSONFrom(dec *jsonx.Decoder) error {
	switch k := dec.PeekKind(); k {
	case '"':
		*u = union{""}
		return jsonx.UnmarshalDecode(dec, &(*u)[0])
	case '[':
		return jsonx.UnmarshalDecode(dec, (*[]string)(u))
	default:
		return jsonx.Mismatch("string or array", k)
	}
}

// Should the library stop honouring the embed tag, unknown members would be
// lost without an error; this test is what notices.
func TestUnknownMembersAreKept(t *testing.T) {
	const doc = `{"name":"n","big":12345678901234567890, "float" : 1.0,` +
		`"inner":{"z":[1e2,{"y":null}],"a":"\u0041"},"list":[{"q":9007199254740993}]}`
	var w wire
	if err := jsonx.Unmarshal([]byte(doc), &w); err != nil {
		t.Fatal(err)
	}
	got := []string{string(w.Unknown), string(w.Inner.Unknown), string(w.List[0].Unknown)}
	want := []string{
		`{"big":12345678901234567890,"float":1.0}`,
		`{"z":[1e2,{"y":null}],"a":"\u0041"}`,
		`{"q":9007199254740993}`,
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}

	wr := jsonx.NewWriter(nil)
	o := wr.Object(string(w.Unknown))
	o.Str("name", w.Name.V)
	inner, _ := o.Object("inner", string(w.Inner.Unknown))
	inner.End()
	o.Array("list")
	wr.Object(string(w.List[0].Unknown)).End()
	o.EndArray()
	o.End()
	if d := jsonx.Diff([]byte(doc), wr.Bytes()); d != nil {
		t.Errorf("round trip: %q", d)
	}
}

func TestUnmarshalErrors(t *testing.T) {
	deep := strings.Repeat(`[`, 10001) + strings.Repeat(`]`, 10001)
	for _, tt := range []struct{ name, doc, pointer, message string }{
		{"kind", `{"inner":{"plain":5}}`, "/inner/plain", "expected string, found number"},
		{"kind object", `{"inner":"secret"}`, "/inner", "expected object, found string"},
		{"kind array", `{"list":{"a":1}}`, "/list", "expected array, found object"},
		{"element", `{"list":[{},true]}`, "/list/1", "expected object, found boolean"},
		{"custom", `{"list":[{"union":7}]}`, "/list/0/union", "expected string or array, found number"},
		{"custom inner", `{"union":["a",{"secret":1}]}`, "/union/1", "expected string, found object"},
		{"duplicate", `{"inner":{"a":1,"a":2}}`, "/inner/a", "duplicate member name"},
		{"duplicate in raw", `{"raw":{"b":{"a":1,"a":2}}}`, "/raw/b/a", "duplicate member name"},
		{"escaped pointer", `{"raw":{"a/b~":{"x":1,"x":2}}}`, "/raw/a~1b~0/x", "duplicate member name"},
		{"UTF-8", "{\"plain\":\"secret\xff\"}", "/plain", "invalid UTF-8"},
		{"surrogate", `{"plain":"\ud800secret"}`, "/plain", "invalid surrogate pair in string"},
		{"cut", `{"plain":"sec`, "/plain", "unexpected end of JSON"},
		{"empty", ` `, "", "unexpected end of JSON"},
		{"trailing", `{} secret`, "", "invalid character after top-level value"},
		{"no comma", `{"list":[{} "secret"]}`, "/list", "invalid character after array element (expecting ',' or ']')"},
		{"name", `{secret:1}`, "", "invalid character at start of string (expecting '\"')"},
		{"control", "{\"plain\":\"a\nsecret\"}", "/plain", "invalid character in string (expecting non-control character)"},
		{"deep", `{"raw":` + deep + `}`, "/raw" + strings.Repeat("/0", 509), "nested too deeply"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var w wire
			err := jsonx.Unmarshal([]byte(tt.doc), &w)
			var e *jsonx.Error
			if !errors.As(err, &e) {
				t.Fatalf("got %v", err)
			}
			if d := cmp.Diff([]string{tt.pointer, tt.message}, []string{e.Pointer, e.Message}); d != "" {
				t.Errorf("%s\ncause: %v", d, e.Unwrap())
			}
			if strings.Contains(err.Error(), "secret") {
				t.Errorf("quotes the document: %v", err)
			}
		})
	}
}

// An object of many members is searched in another way than one of few.
func TestUnmarshalManyNames(t *testing.T) {
	var b strings.Builder
	for i := range 1000 {
		fmt.Fprintf(&b, `"%d":{"a":0,"\u0062":{"%d":0}},`, i, i)
	}
	for _, object := range []string{`{%s"x":1}`, `{"x":{%s"1":{"1":1}}}`, `{"raw":{%s"x":1}}`, `{"raw":{%s"999":1}}`, `{%s"\u0035":1}`, `{"list":[{"a":1,"b":{},"\u0061":1}]}%.0s`} {
		doc := []byte(fmt.Sprintf(object, b.String()))
		var w wire
		if err := jsonx.Unmarshal(doc, &w); (err == nil) != jsonx.Valid(doc) {
			t.Errorf(object+": %v", "", err)
		}
	}
}

func TestUnmarshalAliasTakesPartsOfTheDocument(t *testing.T) {
	doc := []byte(`{"name":"name","plain":"a\nb","raw":[1]}`)
	var w wire
	if err := jsonx.UnmarshalAlias(doc, &w); err != nil {
		t.Fatal(err)
	}
	doc[9], doc[37] = 'N', '2'
	if w.Name.V != "Name" || w.Plain != "a\nb" || string(w.Raw) != "[2]" {
		t.Errorf("%+v", w)
	}
}

func TestUnmarshalTruncatedIsUnexpectedEOF(t *testing.T) {
	for _, doc := range []string{``, `{`, `{"plain":"a`, `{"plain":`} {
		var w wire
		if err := jsonx.Unmarshal([]byte(doc), &w); !errors.Is(err, io.ErrUnexpectedEOF) {
			t.Errorf("%q: %v", doc, err)
		}
	}
}

func TestDepthLimits(t *testing.T) {
	nest := func(n int) string { return strings.Repeat(`[`, n) + `"[[[[\"[["` + strings.Repeat(`]`, n) }
	for n, want := range map[int]bool{jsonx.MaxDepth: false, jsonx.MaxDepth + 1: true} {
		if got := jsonx.TooDeep(nest(n)); got != want {
			t.Errorf("TooDeep at %d: %v", n, got)
		}
	}
	if jsonx.TooDeep(`[` + strings.Repeat(`{"a":[]},`, 1000) + `{}]`) {
		t.Error("a wide document is not a deep one")
	}
	for n, want := range map[int]bool{10000: true, 10001: false} {
		var v jsonx.Value
		if err := jsonx.Unmarshal([]byte(nest(n)), &v); (err == nil) != want {
			t.Errorf("Unmarshal at %d: %v", n, err)
		}
		if jsonx.ValidText(nest(n)) != want {
			t.Errorf("Valid at %d", n)
		}
		var s jsonx.Scanner
		s.ResetText(nest(n))
		if err := s.Finish(); (err == nil) != want {
			t.Errorf("Scanner at %d: %v", n, err)
		}
	}
}

func TestUnmarshalSharesNoMemory(t *testing.T) {
	doc := []byte(`{"name":"name","plain":"plain","raw":[1],"other":1,"union":"u"}`)
	var w wire
	if err := jsonx.Unmarshal(doc, &w); err != nil {
		t.Fatal(err)
	}
	for i := range doc {
		doc[i] = 'X'
	}
	if w.Name.V != "name" || w.Plain != "plain" || string(w.Raw) != "[1]" ||
		string(w.Unknown) != `{"other":1}` || w.Union[0] != "u" {
		t.Errorf("%+v", w)
	}
}

func TestValid(t *testing.T) {
	for doc, want := range map[string]bool{
		`{}`: true, ` [1] `: true, `"a"`: true, `1e5`: true, `null`: true,
		``: false, `{`: false, `{} {}`: false, `{"a":1,"a":2}`: false, `{'a':1}`: false,
		"\"\xff\"": false, `"\udc00"`: false, `01`: false, `[1,]`: false, `nul`: false,
	} {
		if got := jsonx.ValidText(doc); got != want {
			t.Errorf("ValidText(%q) = %v", doc, got)
		}
		if got, object := jsonx.IsObject(doc), want && doc[0] == '{'; got != object {
			t.Errorf("IsObject(%q) = %v", doc, got)
		}
	}
}
