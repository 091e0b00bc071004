package jsonx_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/interlingua/interlingua/adapters/jsonx"
)

// FuzzAgainstLibrary holds the hand-written code to what the library says of
// the same bytes.
func FuzzAgainstLibrary(f *testing.F) {
	for doc := range malformed {
		f.Add([]byte(doc))
	}
	for _, doc := range []string{string(chatDelta), string(responsesDelta), `{"a":[1,{"b\n":"\ud83d\ude00é"}],"c":-0.1e+5} `, `[[],{},"",null,true]`, `{"a":1,"a":2}`} {
		f.Add([]byte(doc))
	}
	f.Fuzz(func(t *testing.T, doc []byte) {
		text := string(doc)
		loose := jsontext.Value(doc).IsValid(jsontext.AllowDuplicateNames(true))
		var s jsonx.Scanner
		s.ResetText(text)
		if err := s.Finish(); (err == nil) != loose {
			t.Fatalf("Scanner skips: %v, library says %v", err, loose)
		}
		if jsonx.TooDeep(text) {
			return
		}
		walked, err := rewrite(text)
		if (err == nil) != loose {
			t.Fatalf("Scanner walks: %v, library says %v", err, loose)
		}
		var value jsonx.Value
		err = jsonx.Unmarshal(doc, &value)
		if valid := jsonx.Valid(doc); valid != (err == nil) {
			t.Fatalf("Unmarshal: %v, library says %v", err, valid)
		}
		edited := exercise(text) // never panics, whatever it is given
		if !jsonx.Valid(doc) {
			return
		}
		for name, got := range map[string]string{"walk": walked, "edit": edited, "compact": jsonx.Compact(text)} {
			if d := jsonx.Diff(doc, []byte(got)); d != nil {
				t.Errorf("%s: %q", name, d)
			}
		}
		want := jsontext.Value(text).Clone()
		if err := want.Compact(jsontext.PreserveRawStrings(true)); err != nil || string(want) != jsonx.Compact(text) {
			t.Errorf("Compact: %q, want %q", jsonx.Compact(text), want)
		}
		sameAsLibrary(t, text)
	})
}

// exercise takes raw apart and puts it together again.
func exercise(raw string) string {
	if s, ok := jsonx.Unquote(raw); ok {
		return jsonx.Quote(s)
	}
	switch jsonx.KindOf(raw) {
	case '{':
		out := "{}"
		for name, member := range jsonx.Members(raw) {
			out = jsonx.Merge(out, jsonx.Wrap(name, exercise(member)))
			if got, ok := jsonx.Lookup(out, "/"+jsonx.EscapePointer(name)); ok && got == "" {
				panic("an empty value")
			}
		}
		return out
	case '[':
		var parts []string
		for element := range jsonx.Elements(raw) {
			parts = append(parts, exercise(element))
		}
		return "[" + strings.Join(parts, ",") + "]"
	}
	return raw
}

// sameAsLibrary checks that text equals itself after encoding/json read it and
// wrote it again.
func sameAsLibrary(t *testing.T, text string) {
	var v any
	dec := json.NewDecoder(strings.NewReader(text))
	dec.UseNumber()
	if err := dec.Decode(&v); err != nil {
		return // deeper than encoding/json goes
	}
	again, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	if d := jsonx.Diff([]byte(text), again); d != nil {
		t.Errorf("encoding/json: %q", d)
	}
}

// FuzzStrings writes any bytes as a string and reads them back.
func FuzzStrings(f *testing.F) {
	f.Add("plain", "tail\xff")
	f.Add("\x00\"\\\n\u2028", "日本")
	f.Fuzz(func(t *testing.T, a, b string) {
		w := jsonx.NewWriter([]byte("x"))
		w.BeginArray()
		w.Str(a)
		w.StrConcat(a, b)
		w.EndArray()
		doc := w.Bytes()[1:]
		if !jsonx.Valid(doc) || bytes.ContainsAny(doc, "\n\r") {
			t.Fatalf("%q", doc)
		}
		// A range over a string repairs it byte by byte, as the Writer does.
		repaired := func(s string) string { return string([]rune(s)) }
		var s jsonx.Scanner
		var scratch []byte
		s.Reset(doc)
		s.BeginArray()
		s.More()
		if got, ok := s.String(&scratch); !ok || got != repaired(a) {
			t.Errorf("%q became %q", a, got)
		}
		s.More()
		if got, ok := s.String(&scratch); !ok || got != repaired(a)+repaired(b) {
			t.Errorf("%q became %q", a+b, got)
		}
		if err := s.Finish(); err != nil {
			t.Error(err)
		}
	})
}
