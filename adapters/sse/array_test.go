package sse_test

import (
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"github.com/interlingua/interlingua/adapters/sse"
)

var arrays = []struct {
	name, stream string
	want         []string
	err          error
}{
	{"empty array", `[]`, nil, io.EOF},
	{"blank array", " [\n] \n", nil, io.EOF},
	{"one", `[{"a":1}]`, []string{`{"a":1}`}, io.EOF},
	{"Gemini", "[{\n  \"a\": [1, {}]\n}\n,\r\n{\"b\":2}\n]\n", []string{"{\n  \"a\": [1, {}]\n}", `{"b":2}`}, io.EOF},
	{"strings", `[{"a\\":"]},[{\"\\"},{"b":"\\\""}]`, []string{`{"a\\":"]},[{\"\\"}`, `{"b":"\\\""}`}, io.EOF},
	{"scalars", `[1,"a,]", true ,[[]],null]`, []string{`1`, `"a,]"`, `true`, `[[]]`, `null`}, io.EOF},
	{"extra commas", `[,{},,{},]`, []string{`{}`, `{}`}, io.EOF},
	{"after the end", `[{}] {} garbage`, []string{`{}`}, io.EOF},
	{"lone object", ` {"error":{"code":429}} `, []string{`{"error":{"code":429}}`}, io.EOF},
	{"UTF-8", `[{"a":"日本😀"}]`, []string{`{"a":"日本😀"}`}, io.EOF},
	{"long", `[{"a":"` + strings.Repeat(`\"x`, 9000) + `"},{}]`, []string{`{"a":"` + strings.Repeat(`\"x`, 9000) + `"}`, `{}`}, io.EOF},
	{"nothing", ``, nil, io.ErrUnexpectedEOF},
	{"cut at once", `[`, nil, io.ErrUnexpectedEOF},
	{"cut between", `[{"a":1},`, []string{`{"a":1}`}, io.ErrUnexpectedEOF},
	{"cut before the end", `[{"a":1}`, []string{`{"a":1}`}, io.ErrUnexpectedEOF},
	{"cut within", `[{"a":1},{"b":"\`, []string{`{"a":1}`}, io.ErrUnexpectedEOF},
	{"cut number", `[12`, nil, io.ErrUnexpectedEOF},
	{"cut lone object", `{"error":`, nil, io.ErrUnexpectedEOF},
	{"text", `upstream error`, nil, sse.ErrNotArray},
	{"string", `"[{}]"`, nil, sse.ErrNotArray},
	{"events", "data: {}\n\n", nil, sse.ErrNotArray},
	{"wrong bracket", `[{"a":1}}`, []string{`{"a":1}`}, sse.ErrNotArray},
}

func TestJSONArrayReader(t *testing.T) {
	for _, tt := range arrays {
		t.Run(tt.name, func(t *testing.T) {
			check := func(how string, src io.Reader) {
				t.Helper()
				events, err := drain(t, sse.NewJSONArrayReader(src))
				var data []string
				for _, e := range events {
					data = append(data, e.Data)
				}
				if d := cmp.Diff(tt.want, data); d != "" || !errors.Is(err, tt.err) {
					t.Errorf("%s: %v %s", how, err, d)
				}
			}
			check("whole", strings.NewReader(tt.stream))
			check("byte by byte", iotest.OneByteReader(strings.NewReader(tt.stream)))
			check("data with error", iotest.DataErrReader(strings.NewReader(tt.stream)))
			for i := range min(len(tt.stream), 200) {
				check("in two", io.MultiReader(strings.NewReader(tt.stream[:i]), strings.NewReader(tt.stream[i:])))
			}
		})
	}
}

func TestJSONArrayReaderErrors(t *testing.T) {
	broken := errors.New("broken")
	events, err := drain(t, sse.NewJSONArrayReader(io.MultiReader(strings.NewReader(`[{},{"a":`), iotest.ErrReader(broken))))
	if len(events) != 1 || !errors.Is(err, broken) {
		t.Error(events, err)
	}
	for max, want := range map[int]error{12: io.EOF, 10: sse.ErrTooLong} {
		for _, src := range []io.Reader{strings.NewReader(`[{},{"a":"123"}]`), iotest.OneByteReader(strings.NewReader(`[{},{"a":"123"}]`))} {
			r := sse.NewJSONArrayReader(src)
			r.SetMax(max)
			if _, err := drain(t, r); !errors.Is(err, want) {
				t.Errorf("maximum %d: %v", max, err)
			}
		}
	}
}

func TestJSONArrayReaderBuffered(t *testing.T) {
	r, got := sse.NewJSONArrayReader(&chunks{`[{},{},{"a"`, `:1}`, `,{}]`}), ""
	for {
		if _, err := r.Next(); err != nil {
			break
		}
		got += map[bool]string{true: "y", false: "n"}[r.Buffered()]
	}
	if got != "ynnn" {
		t.Error(got)
	}
}

func TestJSONArrayReaderDoesNotAllocate(t *testing.T) {
	r := sse.NewJSONArrayReader(strings.NewReader("[" + strings.Repeat(`{"a":"b"},`, 9000) + "]"))
	_, _ = r.Next()
	if n := testing.AllocsPerRun(1000, func() { _, _ = r.Next(); r.Buffered() }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}
