package adapterstest

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
	"google.golang.org/protobuf/proto"
)

// Fuzzer is what the fuzz targets of an adapter share. Its methods are the bodies of the targets; each begins with the
// documents of the package's goldens and small ones of the corpus.
type Fuzzer struct {
	// Adapter is who is under test.
	Adapter adapters.Adapter
	// Path is the URL path of requests.
	Path string
	// Excuse tells which differences of what comes back are none, and may be nil. A document that holds an envelope is never
	// compared: it is opened.
	Excuse func(document []byte, f Finding) bool
}

const (
	// seedBytes and seedCases limit what the corpus gives to begin with: small documents are mutated faster.
	seedBytes, seedCases = 2 << 10, 24
	// eventsPerByte bounds the events of a stream; who gives more does not end.
	eventsPerByte, someEvents = 2, 1000
)

// seed adds the documents of a kind, which goldens keep in the section of a name.
func (z Fuzzer) seed(f *testing.F, kind Kind, name string) {
	f.Helper()
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		if golden, err := parseArchive(text); err == nil && golden.section(name) != nil {
			f.Add(golden.section(name))
		}
	}
	added := 0
	for _, c := range Corpus(f, z.Adapter.Dialect()) {
		if c.Kind == kind && len(c.Body) <= seedBytes && !c.Array && added < seedCases {
			f.Add(c.Body)
			added++
		}
	}
}

// Request checks that a request is refused with a fault, or comes out as it came in without a loss; as that of another dialect it is at
// least JSON, and encoding does not change it.
func (z Fuzzer) Request(f *testing.F) {
	z.seed(f, KindRequest, "request.json")
	f.Fuzz(func(t *testing.T, body []byte) {
		a, x := z.Adapter, &adapters.Exchange{}
		req, err := a.DecodeRequest(x, adapters.Wire{Body: body, Path: z.Path})
		if err != nil {
			mustFault(t, err)
			return
		}
		var losses adapters.Losses
		out, err := a.EncodeRequest(x, req, &losses)
		if err != nil {
			t.Fatal(err)
		}
		z.compare(t, body, SameDocument(body, out.Body))
		for _, l := range losses.Items() {
			t.Errorf("loss %v", l)
		}
		req.Origin = stranger(a)
		for _, m := range req.Messages {
			m.Origin = req.Origin
		}
		before := proto.CloneOf(req)
		out, err = a.EncodeRequest(x, req, &losses)
		if err == nil && !jsonx.Valid(out.Body) {
			t.Errorf("not JSON: %s", out.Body)
		}
		if !proto.Equal(before, req) {
			t.Error("the request was changed")
		}
	})
}

// Response checks the same of a response.
func (z Fuzzer) Response(f *testing.F) {
	z.seed(f, KindResponse, "response.json")
	f.Fuzz(func(t *testing.T, body []byte) {
		a, x := z.Adapter, &adapters.Exchange{}
		resp, err := a.DecodeResponse(x, adapters.Wire{Body: body})
		if err != nil {
			mustFault(t, err)
			return
		}
		out, err := a.EncodeResponse(x, nil, resp, nil)
		if err != nil {
			t.Fatal(err)
		}
		z.compare(t, body, SameDocument(body, out))
		resp.Origin = stranger(a)
		out, err = a.EncodeResponse(x, nil, resp, &adapters.Losses{})
		if err == nil && !jsonx.Valid(out) {
			t.Errorf("not JSON: %s", out)
		}
	})
}

// Stream checks that a stream gives events that obey the grammar, however it is broken, and its frames come out as they came in; as that
// of another dialect its frames are at least JSON.
func (z Fuzzer) Stream(f *testing.F, more ...string) {
	z.seed(f, KindStream, "stream.sse")
	for _, stream := range more {
		f.Add([]byte(stream))
	}
	f.Fuzz(func(t *testing.T, stream []byte) {
		a, x := z.Adapter, &adapters.Exchange{}
		own, foreign := a.NewEventWriter(x, nil), a.NewEventWriter(x, nil)
		var out, other []byte
		end := follow(t, a.NewEventReader(x, bytes.NewReader(stream)), len(stream), func(ev *pb.GenerateEvent) {
			var err error
			if out, err = own.Append(out, ev); err != nil {
				t.Fatal(err)
			}
			if s := ev.GetStart(); s != nil {
				s.Origin = stranger(a)
			}
			ev.Frame, ev.More = nil, false
			if other, err = foreign.Append(other, ev); err != nil {
				t.Fatal(err)
			}
		})
		want, got := Frames(stream), Frames(out)
		if len(got) > len(want) {
			t.Fatalf("%d frames of %d:\n%s", len(got), len(want), out)
		}
		for i, frame := range got {
			want[i].Name = frame.Name
			// White space around a sentinel says nothing, nor does it in JSON.
			want[i].Data = strings.TrimSpace(want[i].Data)
		}
		z.compare(t, stream, SameFrames(want[:len(got)], got, !errors.Is(end, io.EOF)))
		for _, frame := range Frames(other) {
			if frame.Data != "[DONE]" && !jsonx.ValidText(frame.Data) {
				t.Errorf("not JSON: %s", frame.Data)
			}
		}
	})
}

// Array checks the same of streams that are one JSON array. What is written is an array at each end of a source.
func (z Fuzzer) Array(f *testing.F, more ...string) {
	for _, stream := range more {
		f.Add([]byte(stream))
	}
	f.Fuzz(func(t *testing.T, stream []byte) {
		a, x := z.Adapter.(adapters.ArrayStreamer), &adapters.Exchange{}
		w := a.NewArrayWriter(x, nil)
		var out []byte
		end := follow(t, a.NewArrayReader(x, bytes.NewReader(stream)), len(stream), func(ev *pb.GenerateEvent) {
			var err error
			if out, err = w.Append(out, ev); err != nil {
				t.Fatal(err)
			}
		})
		if errors.Is(end, io.EOF) && !jsonx.Valid(out) {
			t.Errorf("not JSON: %s", out)
		}
	})
}

// Error checks that the body of an error that is none has the text of it, and the class of its status.
func (z Fuzzer) Error(f *testing.F) {
	z.seed(f, KindError, "error.json")
	f.Add([]byte("<html><head><title>502 Bad Gateway</title></head></html>"))
	f.Add([]byte("upstream connect error"))
	f.Add(bytes.Repeat([]byte("["), 1<<14))
	f.Fuzz(func(t *testing.T, body []byte) {
		a, x := z.Adapter, &adapters.Exchange{}
		e := a.DecodeError(x, 500, nil, body)
		if e.GetMessage() == "" || e.GetHttpStatus() != 500 {
			t.Errorf("%v", e)
		}
		if _, _, out := a.EncodeError(x, nil, e); !jsonx.Valid(out) {
			t.Errorf("not JSON: %s", out)
		}
	})
}

// compare reports the differences that have no excuse.
func (z Fuzzer) compare(t *testing.T, document []byte, found []Finding) {
	t.Helper()
	if bytes.Contains(document, []byte(canon.EnvelopePrefix)) {
		return
	}
	if z.Excuse != nil {
		found = slices.DeleteFunc(found, func(f Finding) bool { return z.Excuse(document, f) })
	}
	for _, f := range found {
		t.Errorf("%s", f)
	}
}

// stranger is a dialect that is not the adapter's.
func stranger(a adapters.Adapter) pb.Dialect {
	if a.Dialect() == pb.Dialect_DIALECT_CHAT {
		return pb.Dialect_DIALECT_CLAUDE
	}
	return pb.Dialect_DIALECT_CHAT
}

// mustFault fails for an error that does not say what is wrong with the document.
func mustFault(t *testing.T, err error) {
	t.Helper()
	if _, ok := errors.AsType[*canon.Fault](err); !ok {
		t.Fatalf("not a fault: %v", err)
	}
}

// follow reads a stream to its end, which it gives, and checks its events.
func follow(t *testing.T, r adapters.EventReader, size int, each func(*pb.GenerateEvent)) error {
	t.Helper()
	var grammar canon.Grammar
	acc := canon.NewAccumulator()
	for left := someEvents + eventsPerByte*size; left > 0; left-- {
		ev, err := r.Next()
		if err != nil {
			if errors.Is(err, io.EOF) && !grammar.Done() {
				t.Fatal("an end without its event")
			}
			if !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
				mustFault(t, err)
			}
			return err
		}
		if err := grammar.Check(ev); err != nil {
			t.Fatal(err)
		}
		if err := acc.Add(ev); err != nil {
			t.Fatal(err)
		}
		each(ev)
	}
	t.Fatal("the stream does not end")
	return nil
}
