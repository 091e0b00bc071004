package jsonx

import (
	"slices"
	"testing"
)

// learned gives a template of a document whose members of some names may differ.
func learned(t *testing.T, doc string, names ...string) (*Template, []string) {
	t.Helper()
	var values []string
	for name, raw := range Members(doc) {
		if slices.Contains(names, name) {
			values = append(values, raw)
		}
	}
	tmpl := &Template{}
	if !tmpl.LearnText(doc, values...) {
		t.Fatalf("nothing learned from %s", doc)
	}
	return tmpl, values
}

func TestTemplateMatch(t *testing.T) {
	tmpl, _ := learned(t, `{"n":7,"text":"a","b":[1]}`, "n", "text")
	for doc, want := range map[string][]string{
		`{"n":7,"text":"a","b":[1]}`:            {`7`, `"a"`},
		`{"n":1234,"text":"x\"y","b":[1]}`:      {`1234`, `"x\"y"`},
		`{"n":-1.5e3,"text":"","b":[1]}`:        {`-1.5e3`, `""`},
		`{"n":8,"text":"b","b":[1]   }`:         {`8`, `"b"`},
		`{"n":7,"text":"a","b":[2]}`:            nil,
		`{"n":7,"text":"a","b":[1]  ]`:          nil,
		`{"n":7,"text":"a","b":[1],"c":1}`:      nil,
		`{"n":7,"text":"a","b":[1]} `:           nil,
		`{"n":7,"text":"a"`:                     nil,
		`{"n":7,"text":"a`:                      nil,
		`{"n":"7","text":"a","b":[1]}`:          nil,
		`{"n":7,"text":null,"b":[1]}`:           nil,
		"{\"n\":7,\"text\":\"\xff\",\"b\":[1]}": nil,
		`{"n":7,"text":"\ud800","b":[1]}`:       nil,
		``:                                      nil,
	} {
		if got := tmpl.Match([]byte(doc)); !slices.Equal(got, want) {
			t.Errorf("%s gives %q, want %q", doc, got, want)
		}
	}
}

func TestTemplateFill(t *testing.T) {
	tmpl, values := learned(t, `{"n":7,"text":"a","b":[1]}`, "n", "text")
	var s Scratch
	s.Fill(tmpl, values...)
	if got := s.String(); got != `{"n":7,"text":"a","b":[1]}` {
		t.Errorf("the same values give %s", got)
	}
	s.Fill(tmpl, `8`, `"other"`)
	if got := s.String(); got != `{"n":8,"text":"other","b":[1]}` {
		t.Errorf("other values give %s", got)
	}
}

func TestTemplateLearn(t *testing.T) {
	doc := `{"a":1,"b":"x","c":{}}`
	a, _ := Get(doc, "a")
	b, _ := Get(doc, "b")
	for name, values := range map[string][]string{
		"none": {}, "in another order": {b, a}, "from elsewhere": {`1`}, "one that is not there": {a, ``},
	} {
		tmpl, _ := learned(t, doc, "a")
		if tmpl.LearnText(doc, values...) || tmpl.Match([]byte(doc)) != nil {
			t.Errorf("values, %s: something was learned", name)
		}
	}
	tmpl, _ := learned(t, doc, "a", "c")
	if got := tmpl.Match([]byte(doc)); got != nil {
		t.Errorf("an object among the values: %q", got)
	}
}

// TestTemplateWorth: where nothing is like what came before it, learning is not worth its cost.
func TestTemplateWorth(t *testing.T) {
	doc := `{"a":1}`
	tmpl, _ := learned(t, doc, "a")
	count := func() (worth int) {
		for range 640 {
			if tmpl.Worth() {
				worth++
			}
		}
		return worth
	}
	if got := count(); got < 8 || got > 20 {
		t.Errorf("%d of 640 documents are worth learning where none was like another", got)
	}
	tmpl.Match([]byte(doc))
	if !tmpl.Worth() {
		t.Error("what matched was not worth learning")
	}
}
