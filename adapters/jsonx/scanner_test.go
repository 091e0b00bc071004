package jsonx_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/interlingua/interlingua/adapters/jsonx"
)

// walk rewrites the document, entering everything.
func walk(s *jsonx.Scanner, w *jsonx.Writer, scratch *[]byte) {
	switch {
	case s.BeginObject():
		o := w.Object("")
		for name, ok := s.Next(); ok; name, ok = s.Next() {
			o.Key(name)
			walk(s, w, scratch)
		}
		o.End()
	case s.BeginArray():
		w.BeginArray()
		for s.More() {
			walk(s, w, scratch)
		}
		w.EndArray()
	default:
		if text, ok := s.String(scratch); ok {
			w.Str(text)
			return
		}
		raw, _ := s.Value()
		w.Raw(raw)
	}
}

func rewrite(doc string) (string, error) {
	var s jsonx.Scanner
	var scratch []byte
	s.ResetText(doc)
	w := jsonx.NewWriter(nil)
	walk(&s, w, &scratch)
	err := s.Finish()
	return string(w.Bytes()), err
}

func TestScannerWalk(t *testing.T) {
	for doc, want := range map[string]string{
		`{}`: ``, `[]`: ``, ` [ ] `: `[]`, `5`: ``, `"x"`: ``, `null`: ``,
		" {\"a\" : [ 1 , {\"b\":true} ,\n[ ] ] , \"c\\n\\u0041\":\"\\ud83d\\ude00\\/é\"} ": `{"a":[1,{"b":true},[]],"c\nA":"😀/é"}`,
		`[-0,1.5e+7,0.1E-2,"",[[[]]]]`: ``,
		`{"a":1,"a":2}`:                ``,
	} {
		if want == "" {
			want = doc
		}
		got, err := rewrite(doc)
		if err != nil {
			t.Errorf("%s: %v", doc, err)
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s: %s", doc, d)
		}
	}
}

var malformed = map[string]string{
	``: "unexpected end of JSON", ` `: "unexpected end of JSON", `{`: "unexpected end of JSON",
	`{"a"`: "unexpected end of JSON", `{"a":`: "unexpected end of JSON", `{"a":1`: "unexpected end of JSON",
	`{"a":1,`: "unexpected end of JSON", `[1,`: "unexpected end of JSON", `"a`: "unexpected end of JSON",
	`"a\`: "unexpected end of JSON", `tru`: "unexpected end of JSON", `["abcdefghij`: "unexpected end of JSON",
	`}`: "malformed JSON", `{,}`: "malformed JSON", `{"a":1,}`: "malformed JSON", `[1,]`: "malformed JSON",
	`[,1]`: "malformed JSON", `[1 2]`: "malformed JSON", `{"a" 1}`: "malformed JSON", `{"a":}`: "malformed JSON",
	`{a:1}`: "malformed JSON", `{"a":1]`: "malformed JSON", `[1}`: "malformed JSON", `{1:2}`: "malformed JSON",
	`truf`: "malformed JSON", `NaN`: "malformed JSON", `+1`: "malformed JSON", `.5`: "malformed JSON", `[01]`: "malformed JSON",
	`-`: "malformed number", `[1.]`: "malformed number", `[1e]`: "malformed number", `[1e+]`: "malformed number", `-a`: "malformed number",
	"\"a\nb\"": "control character in string", "[\"12345678\x00\"]": "control character in string",
	`"\q"`: "invalid escape sequence in string", `"\u12g4"`: "invalid escape sequence in string", `"\u12"`: "invalid escape sequence in string",
	`"\ud800"`: "lone surrogate in string", `"\ud800\u0041"`: "lone surrogate in string", `"\ude00\ud83d"`: "lone surrogate in string",
	`"\ud800\ud800"`: "lone surrogate in string",
	"\"\xff\"":       "invalid UTF-8", "\"\xc3\"": "invalid UTF-8", "{\"\xed\xa0\x80\":1}": "invalid UTF-8", "\"\xc0\xaf\"": "invalid UTF-8",
	`{} {}`: "data after the JSON value", `1,`: "data after the JSON value", `nullx`: "data after the JSON value",
}

func TestScannerMalformed(t *testing.T) {
	for doc, want := range malformed {
		_, walked := rewrite(doc)
		var s jsonx.Scanner
		s.ResetText(doc)
		s.Skip()
		skipped := s.Finish()
		for how, err := range map[string]error{"walk": walked, "skip": skipped} {
			got := ""
			if err != nil {
				got = err.Error()
			}
			if got != want {
				t.Errorf("%s %.40q: got %q, want %q", how, doc, got, want)
			}
		}
	}
}

func TestScannerEntersAtMostMaxDepth(t *testing.T) {
	for n, want := range map[int]string{jsonx.MaxDepth: "", jsonx.MaxDepth + 1: "nested too deeply"} {
		got := ""
		if _, err := rewrite(strings.Repeat(`[`, n) + strings.Repeat(`]`, n)); err != nil {
			got = err.Error()
		}
		if got != want {
			t.Errorf("depth %d: %q", n, got)
		}
	}
}

func TestScannerTakesWhatItIsAskedFor(t *testing.T) {
	doc := []byte(`{"skip":{"x":[1,"}"]},"s":"a\tb","plain":"p","n":7,"f":1.5,"b":true,"raw":{"y": 2},"list":[1,[2],"3",4],"deep":{"a":{"b":1},"c":2},"last":null}`)
	var s jsonx.Scanner
	var scratch, got []byte
	note := func(format string, args ...any) { got = fmt.Appendf(got, format+";", args...) }
	s.Reset(doc)
	if !s.BeginObject() || s.BeginArray() {
		t.Fatal("begin")
	}
	for name, ok := s.Next(); ok; name, ok = s.Next() {
		switch name {
		case "s", "plain":
			text, ok := s.String(&scratch)
			note("%s=%s %v", name, text, ok)
		case "n":
			if _, ok := s.String(&scratch); ok {
				t.Error("a number is no string")
			}
			n, ok := s.Int()
			note("n=%d %v", n, ok)
		case "f":
			_, isInt := s.Int()
			raw, kind := s.Value()
			note("f=%v %s %c", isInt, raw, kind)
		case "b":
			_, isInt := s.Int()
			raw, kind := s.Value()
			note("b=%v %s %c", isInt, raw, kind)
		case "raw":
			raw, kind := s.Value()
			again, none := s.Value()
			note("raw=%s %c %q %d", raw, kind, again, none)
		case "list":
			s.BeginArray()
			s.More()
			s.More()
			s.BeginArray()
			s.End()
			s.More()
			text, _ := s.String(&scratch)
			note("list=%s", text)
			s.End()
		case "deep":
			s.BeginObject()
			name, _ := s.Next()
			note("deep=%s", name)
			s.End()
		case "last":
			note("last=%c", s.Kind())
		}
	}
	if err := s.Finish(); err != nil {
		t.Error(err)
	}
	want := "s=a\tb true;plain=p true;n=7 true;f=false 1.5 0;b=false true t;raw={\"y\": 2} { \"\" 0;list=3;deep=a;last=n;"
	if d := cmp.Diff(want, string(got)); d != "" {
		t.Error(d)
	}
}

func TestScannerFinishFindsFaultsLeftBehind(t *testing.T) {
	for doc, fault := range map[string]bool{
		`{"a":[{"b":1},2],"c":3}`: false, `{"a":[{"b":1},2],"c":}`: true, `{"a":[{"b":1},2`: true, `{"a":[{"b":1}},2]}`: true,
	} {
		var s jsonx.Scanner
		s.ResetText(doc)
		s.BeginObject()
		s.Next()
		s.BeginArray()
		s.More()
		s.BeginObject()
		if err := s.Finish(); (err != nil) != fault {
			t.Errorf("%s: %v", doc, err)
		}
	}
}

func TestScannerAfterFault(t *testing.T) {
	var s jsonx.Scanner
	var scratch []byte
	s.ResetText(`{"a":x}`)
	s.BeginObject()
	s.Next()
	s.Skip()
	if raw, kind := s.Value(); raw != "" || kind != 0 {
		t.Error(raw, kind)
	}
	if _, ok := s.String(&scratch); ok || s.BeginObject() || s.BeginArray() || s.More() || s.Kind() != 0 {
		t.Error("goes on after a fault")
	}
	if _, ok := s.Next(); ok {
		t.Error("Next after a fault")
	}
	if s.Finish() == nil {
		t.Error("no error")
	}
	if s.ResetText(`1`); s.Finish() != nil {
		t.Error("Reset does not forget the fault")
	}
}

func TestScannerDoesNotAllocate(t *testing.T) {
	var s jsonx.Scanner
	scratch := make([]byte, 0, 64)
	if n := testing.AllocsPerRun(100, func() { readDelta(&s, chatDelta, &scratch) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}
