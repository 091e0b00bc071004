package jsonx_test

import (
	"strings"
	"testing"

	"github.com/interlingua/interlingua/adapters/jsonx"
)

// skimmed gives the members that Skim saw, each on a line, and what it reports.
func skimmed(doc string) (members string, marked, ok bool) {
	marked, ok = jsonx.Skim([]byte(doc), "mark", func(name, value string) { members += name + " " + value + "\n" })
	return members, marked, ok
}

func TestSkim(t *testing.T) {
	for _, tc := range []struct {
		doc, members string
		marked       bool
	}{
		{` {} `, "", false},
		{`{"a":1,"b":[{"a":2},[]],"c":{}}`, "a 1\nb [{\"a\":2},[]]\nc {}\n", false},
		{"{ \"a\" :\t-1.5e3 ,\n\"b\" : \"x\" }", "a -1.5e3\nb \"x\"\n", false},
		{`{"a\"b":"\\","c":"\\\"}"}`, `a\"b "\\"` + "\n" + `c "\\\"}"` + "\n", false},
		{`{"a":"mark1"}`, "a \"mark1\"\n", true},
		{`{"a":"a mark","b":["mar"]}`, "a \"a mark\"\nb [\"mar\"]\n", false},
		{`{"a":[{"marker":null}]}`, "a [{\"marker\":null}]\n", true},
		{"{\"a\":\"\x01\xff\\q\"}", "a \"\x01\xff\\q\"\n", false},
	} {
		members, marked, ok := skimmed(tc.doc)
		if members != tc.members || marked != tc.marked || !ok {
			t.Errorf("%s: %q %v %v", tc.doc, members, marked, ok)
		}
	}
}

func TestSkimFaults(t *testing.T) {
	deep := strings.Repeat(`{"a":`, jsonx.MaxDepth+1) + "1" + strings.Repeat("}", jsonx.MaxDepth+1)
	for _, doc := range []string{
		``, ` `, `[]`, `"a"`, `{`, `{"`, `{"a`, `{"a"`, `{"a":`, `{"a":1`, `{"a":1,`, `{"a":1,}`, `{"a":"\"}`, `{"a":[1,]}`, `{"a":[}`, `{"a":{]}`,
		`{"a" 1}`, `{a:1}`, `{"a":tru}`, `{"a":01}`, `{"a":1}}`, `{"a":1} x`, `{"a":[1 2]}`, `{"a":1 "b":2}`, deep,
	} {
		if _, _, ok := skimmed(doc); ok {
			t.Errorf("%s: no fault", doc)
		}
	}
}

// FuzzSkim has what Skim sees of a valid document be what a Scanner sees, and every valid document of fair depth be fine.
func FuzzSkim(f *testing.F) {
	for _, doc := range []string{`{"a":1,"b":"\"","c":[{},"\\"]}`, `{"a":{"b":[tru]}}`, `{"mark":"\u00e9"}`} {
		f.Add(doc)
	}
	f.Fuzz(func(t *testing.T, doc string) {
		if !jsonx.ValidText(doc) || !jsonx.IsObject(doc) || strings.Contains(doc, `\`) || strings.Count(doc, "{")+strings.Count(doc, "[") >= jsonx.MaxDepth {
			skimmed(doc)
			return
		}
		var (
			s    jsonx.Scanner
			want string
		)
		s.ResetText(doc)
		s.BeginObject()
		for name, ok := s.Next(); ok; name, ok = s.Next() {
			raw, _ := s.Value()
			want += name + " " + raw + "\n"
		}
		got, marked, ok := skimmed(strings.Clone(doc))
		if !ok || got != want || marked != strings.Contains(doc, `"mark`) {
			t.Errorf("%q: got %q %v %v, want %q", doc, got, marked, ok, want)
		}
	})
}
