package jsonx_test

import (
	"encoding/json"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/interlingua/interlingua/adapters/jsonx"
)

func p[T any](v T) *T { return &v }

func TestWriter(t *testing.T) {
	for _, tt := range []struct {
		name  string
		write func(*jsonx.Writer)
		want  string
	}{
		{"empty object", func(w *jsonx.Writer) { w.Object("").End() }, `{}`},
		{"empty array", func(w *jsonx.Writer) { w.BeginArray(); w.EndArray() }, `[]`},
		{"scalar", func(w *jsonx.Writer) { w.Str("a") }, `"a"`},
		{"elements", func(w *jsonx.Writer) {
			w.BeginArray()
			w.Str("a,")
			w.Str("b[")
			w.Int(-1)
			w.Float(0.5)
			w.Bool(true)
			w.Null()
			w.Raw(`{"x" : "{"}`)
			w.Raw("")
			w.BeginArray()
			w.BeginArray()
			w.EndArray()
			w.EndArray()
			w.Object("").End()
			w.StrConcat("data:", "a/b", `"`, "")
			w.EndArray()
		}, `["a,","b[",-1,0.5,true,null,{"x" : "{"},null,[[]],{},"data:a/b\""]`},
		{"members", func(w *jsonx.Writer) {
			o := w.Object("")
			o.Str("a", "1")
			o.StrOpt("b", nil)
			o.StrOpt("c", p(""))
			o.StrNonEmpty("d", "")
			o.StrNonEmpty("e", "x")
			o.Int("f", 1<<62)
			o.IntOpt("g", nil)
			o.IntOpt("h", p(int64(0)))
			o.Int32Opt("i", p(int32(-7)))
			o.Int32Opt("j", nil)
			o.Float("k", 1)
			o.FloatOpt("l", p(1e-7))
			o.FloatOpt("m", nil)
			o.Bool("n", false)
			o.BoolOpt("o", nil)
			o.BoolOpt("p", p(true))
			o.Null("q")
			o.Raw("r", `[1]`)
			o.RawNonEmpty("s", "")
			o.RawNonEmpty("t", `1.0`)
			o.Strs("u", nil)
			o.Strs("v", []string{"a", "b"})
			o.StrConcat("w", "a", "b")
			if o.Array("x") {
				o.Writer().Int(1)
				o.Writer().Int(2)
				o.EndArray()
			}
			if in, ok := o.Object("y", ""); ok {
				in.Int("z", 1)
				in.End()
			}
			if o.Key(`"`) {
				w.Int(1)
			}
			o.End()
		}, `{"a":"1","c":"","e":"x","f":4611686018427387904,"h":0,"i":-7,"k":1,"l":1e-7,"n":false,"p":true,"q":null,` +
			`"r":[1],"t":1.0,"u":[],"v":["a","b"],"w":"ab","x":[1,2],"y":{"z":1},"\"":1}`},
		{"own wins", func(w *jsonx.Writer) {
			o := w.Object(`{ "a" : 1.0 , "b":null,"c":[1],"d\u0065":{},"f":"x"}`)
			o.Str("a", "mapped")
			o.Str("b", "mapped")
			o.Str("z", "mapped")
			if o.Array("c") {
				t.Error("array c")
			}
			if _, ok := o.Object("de", ""); ok {
				t.Error("object de")
			}
			o.Strs("f", []string{"mapped"})
			if !o.Has("a") || !o.Has("b") || o.Has("z") || o.Key("a") {
				t.Error("Has")
			}
			o.End()
		}, `{"z":"mapped","a":1.0,"c":[1],"de":{},"f":"x"}`},
		{"own alone", func(w *jsonx.Writer) { w.Object(`{"a":1}`).End() }, `{"a":1}`},
		{"own only null", func(w *jsonx.Writer) { w.Object(`{"a":null}`).End() }, `{}`},
		{"own empty", func(w *jsonx.Writer) { w.Object(` {} `).End() }, `{}`},
		{"own duplicates", func(w *jsonx.Writer) { w.Object(`{"a":1,"b":2,"a":3}`).End() }, `{"a":3,"b":2}`},
		{"own nested", func(w *jsonx.Writer) {
			o := w.Object(`{"a":1,"b":2}`)
			in, _ := o.Object("in", `{"c":3}`)
			in.Str("a", "inner a")
			in.Str("c", "mapped")
			in2, _ := in.Object("in2", `{"a":4}`)
			in2.Str("a", "mapped")
			in2.Str("b", "inner b")
			in2.End()
			in.Str("b", "inner b")
			in.End()
			o.Str("b", "mapped")
			o.Str("c", "outer c")
			o.End()
		}, `{"in":{"a":"inner a","in2":{"b":"inner b","a":4},"b":"inner b","c":3},"c":"outer c","a":1,"b":2}`},
		{"one line", func(w *jsonx.Writer) {
			o := w.Object("{\"own\":\r\n[1,\n2]}")
			o.Raw("a", "{\n\t\"x\": \"\\n\"\r\n}")
			o.End()
		}, "{\"a\":{ \t\"x\": \"\\n\"  },\"own\":[1, 2]}"},
		{"not finite", func(w *jsonx.Writer) {
			w.BeginArray()
			w.Float(math.NaN())
			w.Float(math.Inf(-1))
			w.EndArray()
		}, `[null,null]`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := jsonx.NewWriter([]byte("data: {"))
			tt.write(w)
			if d := cmp.Diff("data: {"+tt.want, string(w.Bytes())); d != "" {
				t.Error(d)
			}
			w.Reset(append(w.Bytes(), "\n\ndata: "...))
			tt.write(w)
			if d := cmp.Diff("data: {"+tt.want+"\n\ndata: "+tt.want, string(w.Bytes())); d != "" {
				t.Errorf("second frame: %s", d)
			}
		})
	}
}

func TestWriterManyOwnMembers(t *testing.T) {
	var own strings.Builder
	want := map[string]any{}
	own.WriteByte('{')
	for i := range 300 {
		if i > 0 {
			own.WriteByte(',')
		}
		name := strings.Repeat("n", i%100)
		own.WriteString(jsonx.Quote(name) + ":")
		raw, _ := json.Marshal(i)
		own.Write(raw)
		want[name] = float64(i)
	}
	own.WriteByte('}')
	w := jsonx.NewWriter(nil)
	o := w.Object(own.String())
	o.Str("nnn", "mapped")
	o.End()
	if !jsonx.Valid(w.Bytes()) {
		t.Fatalf("duplicate or malformed: %s", w.Bytes())
	}
	var got map[string]any
	if err := json.Unmarshal(w.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestQuote(t *testing.T) {
	all := make([]rune, 0, 0x3000)
	for r := rune(0); r < 0x3000; r++ {
		all = append(all, r)
	}
	for in, want := range map[string]string{
		``:                       `""`,
		`a`:                      `"a"`,
		"<a href='x'>&</a>":      `"<a href='x'>&</a>"`,
		"\u2028\u2029":           "\"\u2028\u2029\"",
		"q\"b\\n\nt\tr\rb\bf\f":  `"q\"b\\n\nt\tr\rb\bf\f"`,
		"\x00\x1f\x7f":           "\"\\u0000\\u001f\x7f\"",
		"日本語 and 😀, long enough": `"日本語 and 😀, long enough"`,
		"bad \xff\xfe, good é":   "\"bad \uFFFD\uFFFD, good é\"",
		"cut \xe6\x97":           "\"cut \uFFFD\uFFFD\"",
		"\xed\xa0\x80":           "\"\uFFFD\uFFFD\uFFFD\"",
		"12345678\"":             `"12345678\""`,
		"1234567\\12345678":      `"1234567\\12345678"`,
		"ééééééééé\nééééééééé\xff": "\"ééééééééé\\nééééééééé\uFFFD\"",
	} {
		if d := cmp.Diff(want, jsonx.Quote(in)); d != "" {
			t.Errorf("%q: %s", in, d)
		}
	}
	var back string
	if err := json.Unmarshal([]byte(jsonx.Quote(string(all))), &back); err != nil || back != string(all) {
		t.Errorf("all runes: %v", err)
	}
	// Every byte at every place of a word.
	for c := range 256 {
		for at := range 20 {
			b := []byte(strings.Repeat("x", 20))
			b[at] = byte(c)
			if err := json.Unmarshal([]byte(jsonx.Quote(string(b))), &back); err != nil || back != strings.ToValidUTF8(string(b), "\uFFFD") {
				t.Errorf("byte %#x at %d: %q %v", c, at, back, err)
			}
		}
	}
}

func TestFloatsAsEncodingJSON(t *testing.T) {
	for _, v := range []float64{
		0, 1, -1, 0.1, 1e20, 1e21, 1e22, 123456789e15, 1e-6, 1e-7, 9.9e-7, 1.5e-10, 1e-100,
		math.MaxFloat64, math.SmallestNonzeroFloat64, 1 / 3.0, 100, 1e6,
	} {
		want, _ := json.Marshal(v)
		w := jsonx.NewWriter(nil)
		if w.Float(v); string(w.Bytes()) != string(want) {
			t.Errorf("got %s, want %s", w.Bytes(), want)
		}
	}
}

func TestWriterDoesNotAllocate(t *testing.T) {
	w := jsonx.NewWriter(make([]byte, 0, 4096))
	buf := w.Bytes()
	own := `{"obfuscation":"abc","x":null,"logprobs":[]}`
	n := testing.AllocsPerRun(100, func() {
		w.Reset(buf[:0])
		o := w.Object(own)
		o.Str("type", "response.output_text.delta")
		o.Int("output_index", 0)
		o.FloatOpt("f", nil)
		if in, ok := o.Object("in", own); ok {
			in.StrConcat("delta", "data:", "a/b", ";base64,", "xyz")
			in.End()
		}
		o.End()
	})
	if n != 0 {
		t.Errorf("%v allocations", n)
	}
}
