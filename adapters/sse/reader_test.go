package sse_test

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"github.com/interlingua/interlingua/adapters/sse"
)

// got is an Event that outlives the reader.
type got struct {
	Name, Data string
	Cut        bool
}

// drain reads everything; readers that tell otherwise at any step fail t.
func drain(t *testing.T, r sse.Events) (events []got, err error) {
	t.Helper()
	for {
		e, err := r.Next()
		if err != nil {
			if again, err2 := r.Next(); !errors.Is(err2, err) || again.Data != nil || r.Buffered() {
				t.Errorf("after the end: %+v %v", again, err2)
			}
			return events, err
		}
		if e.Data == nil {
			t.Error("nil data")
		}
		events = append(events, got{e.Name, string(e.Data), e.Cut})
	}
}

var streams = []struct {
	name, stream string
	want         []got
}{
	{"empty", "", nil},
	{"only a break", "\n", nil},
	{"LF", "data: a\n\ndata: b\n\n", []got{{Data: "a"}, {Data: "b"}}},
	{"CRLF", "event: x\r\ndata: a\r\n\r\ndata: b\r\n\r\n", []got{{Name: "x", Data: "a"}, {Data: "b"}}},
	{"CR", "event: x\rdata: a\r\rdata: b\r\r", []got{{Name: "x", Data: "a"}, {Data: "b"}}},
	{"mixed", "data: a\r\ndata: b\rdata: c\n\r\ndata: d\r\n\n\rdata: e\n\n", []got{{Data: "a\nb\nc"}, {Data: "d"}, {Data: "e"}}},
	{"CRLF then LF", "data: a\r\n\ndata: b\r\n\n", []got{{Data: "a"}, {Data: "b"}}},
	{"no space", "data:{\"a\":1}\n\nevent:x\ndata:  two\n\n", []got{{Data: `{"a":1}`}, {Name: "x", Data: " two"}}},
	{"colon in data", "data: a: b:c\n\n", []got{{Data: "a: b:c"}}},
	{"order of fields", "data: a\nevent: x\nid: 7\ndata: b\n\n", []got{{Name: "x", Data: "a\nb"}}},
	{"last name", "event: x\nevent: y\ndata: a\n\n", []got{{Name: "y", Data: "a"}}},
	{"many lines", "data: a\ndata:\ndata: b\ndata\n\n", []got{{Data: "a\n\nb\n"}}},
	{"empty data", "data:\n\ndata\n\ndata: \n\n", []got{{}, {}, {}}},
	{"comments", ": hi\n\n:\n\ndata: a\n: within\ndata: b\n\n:bye\n\n", []got{{Data: "a\nb"}}},
	{"ignored", "id: 1\nretry: 5\nfoo: bar\nfoo\nDATA: x\n data: y\ndatax: z\ndata : w\n\ndata: a\n\n", []got{{Data: "a"}}},
	{"name without data", "event: x\n\ndata: a\n\n", []got{{Data: "a"}}},
	{"mark", "\uFEFFdata: a\n\n\uFEFFdata: b\n\ndata: c\n\n", []got{{Data: "a"}, {Data: "c"}}},
	{"mark alone", "\uFEFF\n\ndata: a\n\n", []got{{Data: "a"}}},
	{"cut after a line", "data: a\n\ndata: b\n", []got{{Data: "a"}, {Data: "b", Cut: true}}},
	{"cut within a line", "data: a\n\nevent: x\ndata: b", []got{{Data: "a"}, {Name: "x", Data: "b", Cut: true}}},
	{"cut after CR", "data: a\r\n\r\ndata: [DONE]\r", []got{{Data: "a"}, {Data: "[DONE]", Cut: true}}},
	{"cut without data", "data: a\n\nevent: x\n: c", []got{{Data: "a"}}},
	{"cut mark", "\uFEFFdata: a", []got{{Data: "a", Cut: true}}},
	{"UTF-8", "event: é\ndata: 日本\u2028😀\u0085\n\n", []got{{Name: "é", Data: "日本\u2028😀\u0085"}}},
	{"not UTF-8", "data: \xff\x00\n\n", []got{{Data: "\xff\x00"}}},
	{
		"long", "data: " + strings.Repeat("x", 20000) + "\ndata: y\n\ndata: z\n\n",
		[]got{{Data: strings.Repeat("x", 20000) + "\ny"}, {Data: "z"}},
	},
}

func TestReader(t *testing.T) {
	for _, tt := range streams {
		t.Run(tt.name, func(t *testing.T) {
			check := func(how string, src io.Reader) {
				t.Helper()
				events, err := drain(t, sse.NewReader(src))
				if d := cmp.Diff(tt.want, events); d != "" || !errors.Is(err, io.EOF) {
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

func TestReaderErrors(t *testing.T) {
	broken := errors.New("broken")
	for stream, want := range map[string][]got{
		"":                          nil,
		"data: a\n\ndata: b\n\n":    {{Data: "a"}, {Data: "b"}},
		"data: a\n\ndata: b\ndata:": {{Data: "a"}},
	} {
		for _, src := range []io.Reader{strings.NewReader(stream), iotest.OneByteReader(strings.NewReader(stream))} {
			events, err := drain(t, sse.NewReader(io.MultiReader(src, iotest.ErrReader(broken))))
			if d := cmp.Diff(want, events); d != "" || !errors.Is(err, broken) {
				t.Errorf("%q: %v %s", stream, err, d)
			}
		}
	}
	if _, err := sse.NewReader(stuck{}).Next(); !errors.Is(err, io.ErrNoProgress) {
		t.Error(err)
	}
}

type stuck struct{}

func (stuck) Read([]byte) (int, error) { return 0, nil }

func TestReaderMaximum(t *testing.T) {
	event := "event: x\ndata: 0123456789\n\n"
	for _, ending := range []string{event, strings.TrimSpace(event)} {
		for max, want := range map[int]error{len(ending): io.EOF, len(ending) - 1: sse.ErrTooLong} {
			stream := strings.Repeat(": no matter\n\n", 100) + "data: a\n\n" + ending
			for _, src := range []io.Reader{
				strings.NewReader(stream), iotest.OneByteReader(strings.NewReader(stream)), iotest.DataErrReader(strings.NewReader(stream)),
			} {
				r := sse.NewReader(src)
				r.SetMax(max)
				events, err := drain(t, r)
				if n := map[error]int{io.EOF: 2, sse.ErrTooLong: 1}[want]; !errors.Is(err, want) || len(events) != n {
					t.Errorf("maximum %d: %v %v", max, events, err)
				}
			}
		}
	}
}

// chunks gives one chunk a read, or what of it there is room for.
type chunks []string

func (c *chunks) Read(p []byte) (int, error) {
	for len(*c) > 0 && (*c)[0] == "" {
		*c = (*c)[1:]
	}
	if len(*c) == 0 {
		return 0, io.EOF
	}
	n := copy(p, (*c)[0])
	(*c)[0] = (*c)[0][n:]
	return n, nil
}

func TestReaderBuffered(t *testing.T) {
	for _, tt := range []struct {
		chunks chunks
		want   string // per event: y if another is buffered
	}{
		{chunks{"data: a\n\ndata: b\n\ndata: c\n\n"}, "yyn"},
		{chunks{"data: a\n\ndata: b\n\ndata: c\n", "\n"}, "ynn"},
		{chunks{"data: a\n\nevent: x\n\n: c\n\n", "data: b\n\n"}, "nn"},
		{chunks{"data: a\n\nevent: x\n\nid: 1\ndata\n\n"}, "yn"},
		{chunks{"data: a\r\n\r", "\ndata: b\r\n\r\ndata: c\r\n\r", "\n"}, "nyn"},
		{chunks{"data: a\n\ndata: b"}, "nn"},
	} {
		r, got := sse.NewReader(&tt.chunks), ""
		if r.Buffered() {
			t.Error("buffered before the first read")
		}
		for {
			if _, err := r.Next(); err != nil {
				break
			}
			got += map[bool]string{true: "y", false: "n"}[r.Buffered()]
		}
		if got != tt.want {
			t.Errorf("%q: %s, want %s", tt.chunks, got, tt.want)
		}
	}
	r := sse.NewReader(iotest.DataErrReader(strings.NewReader("data: a\n\ndata: b")))
	if _, err := r.Next(); err != nil || !r.Buffered() {
		t.Error("the cut event needs no read", err)
	}
}

// Next must not wait for bytes behind the event it can return.
func TestReaderDoesNotWait(t *testing.T) {
	for _, stream := range []string{"data: a\n\n", "data: a\r\n\r\n", "data: a\r\r"} {
		pr, pw := io.Pipe()
		go func() { _, _ = pw.Write([]byte(stream)) }()
		if e, err := sse.NewReader(pr).Next(); string(e.Data) != "a" || err != nil {
			t.Errorf("%q: %v %v", stream, e, err)
		}
		_ = pr.Close()
	}
}

func TestReaderRaw(t *testing.T) {
	stream := ": c\n\nevent: x\r\ndata: a\r\n: in\r\n\r\ndata: b\r\rdata: c\ndata: d\n\ndata: e"
	want := []string{"event: x\r\ndata: a\r\n: in\r\n\r\n", "data: b\r\r", "data: c\ndata: d\n\n", "data: e"}
	r, raws := sse.NewReader(strings.NewReader(stream)), []string(nil)
	for {
		e, err := r.Next()
		if err != nil {
			break
		}
		raws = append(raws, string(e.Raw))
	}
	if d := cmp.Diff(want, raws); d != "" {
		t.Error(d)
	}
}

func TestReaderDoesNotAllocate(t *testing.T) {
	stream := bytes.Repeat([]byte("event: a\ndata: x\n\nevent: b\ndata: x\ndata: y\n\n"), 2000)
	r := sse.NewReader(bytes.NewReader(stream))
	for range 8 {
		_, _ = r.Next()
	}
	if n := testing.AllocsPerRun(1000, func() { _, _ = r.Next(); r.Buffered() }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}
