package gemini

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"google.golang.org/protobuf/proto"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/adapterstest"
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// seed adds the documents of a name from all goldens.
func seed(f *testing.F, name string) {
	f.Helper()
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		archive, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		for _, doc := range bytes.Split(archive, []byte("\n-- "))[1:] {
			if data, ok := bytes.CutPrefix(doc, []byte(name+" --\n")); ok {
				f.Add(data)
			}
		}
	}
}

// mustFault fails for an error that does not say what is wrong with the document.
func mustFault(t *testing.T, err error) {
	t.Helper()
	if _, ok := errors.AsType[*canon.Fault](err); !ok {
		t.Fatalf("not a fault: %v", err)
	}
}

// A request is refused with a fault, or comes out as it came in without a loss; as that of another dialect it is at least JSON.
func FuzzDecodeRequest(f *testing.F) {
	seed(f, "request.json")
	f.Fuzz(func(t *testing.T, body []byte) {
		a, x := New(), &adapters.Exchange{}
		req, err := a.DecodeRequest(x, adapters.Wire{Body: body, Path: "/v1beta/models/gemini-3.8-flash:generateContent"})
		if err != nil {
			mustFault(t, err)
			return
		}
		var losses adapters.Losses
		out, err := a.EncodeRequest(x, req, &losses)
		if err != nil {
			t.Fatal(err)
		}
		if d := jsonx.DiffNormal(body, out.Body); d != nil && !hasEnvelope(body) {
			t.Fatalf("%s\n%s\n%v", body, out.Body, d)
		}
		for _, l := range losses.Items() {
			t.Errorf("loss %v", l)
		}
		before := proto.CloneOf(foreign(req))
		if out, err = a.EncodeRequest(x, req, &losses); err == nil && !jsonx.Valid(out.Body) {
			t.Errorf("not JSON: %s", out.Body)
		}
		if !proto.Equal(before, req) {
			t.Error("the request was changed")
		}
	})
}

// hasEnvelope reports whether a document has what its decoder opens, which does not come back.
func hasEnvelope(body []byte) bool { return bytes.Contains(body, []byte(canon.EnvelopePrefix)) }

// foreign makes a request one of another dialect.
func foreign(req *pb.GenerateRequest) *pb.GenerateRequest {
	req.Origin = pb.Dialect_DIALECT_CHAT
	for _, m := range req.Messages {
		m.Origin = req.Origin
	}
	return req
}

// So does a response.
func FuzzDecodeResponse(f *testing.F) {
	seed(f, "response.json")
	f.Fuzz(func(t *testing.T, body []byte) {
		a, x := New(), &adapters.Exchange{}
		resp, err := a.DecodeResponse(x, adapters.Wire{Body: body})
		if err != nil {
			mustFault(t, err)
			return
		}
		out, err := a.EncodeResponse(x, nil, resp, nil)
		if err != nil {
			t.Fatal(err)
		}
		if d := jsonx.DiffNormal(body, out); d != nil && !hasEnvelope(body) {
			t.Fatalf("%s\n%s\n%v", body, out, d)
		}
		resp.Origin = pb.Dialect_DIALECT_CHAT
		if out, err = a.EncodeResponse(x, nil, resp, &adapters.Losses{}); err == nil && !jsonx.Valid(out) {
			t.Errorf("not JSON: %s", out)
		}
	})
}

// A stream gives events that obey the grammar, however it is broken, and its frames come out as they came in; as that of
// another dialect its frames are at least JSON.
func FuzzReader(f *testing.F) {
	seed(f, "stream.sse")
	for _, chunks := range [][]string{
		{`{"responseId":""}`, `{"responseId":"a"}`, `{}`},
		{`{"candidates":{"content":{"parts":{"text":"a"}}}}`},
		{`{"candidates":[{"content":{"role":[]}}]}`, `{"candidates":[{"content":{"parts":[{}],"role":[]}}]}`},
		{`{"candidates":[{"content":{"parts":[{}]}}]}`, `{"candidates":[{"content":{"parts":[{}]}}]}`},
		{
			`{"candidates":[{"content":{"parts":[{"text":""}]}}]}`,
			`{"candidates":[{"content":{"parts":[{"text":"","thoughtSignature":"aWxzZWFs"}]},"finishReason":""}]}`,
		},
	} {
		f.Add([]byte("data:" + strings.Join(chunks, "\n\ndata:")))
	}
	f.Fuzz(func(t *testing.T, stream []byte) {
		a, x := New(), &adapters.Exchange{}
		r, w, lowered := a.NewEventReader(x, bytes.NewReader(stream)), a.NewEventWriter(x, nil), a.NewEventWriter(x, nil)
		var out, other []byte
		end := follow(t, r, func(ev *pb.GenerateEvent) {
			var err error
			if out, err = w.Append(out, ev); err != nil {
				t.Fatal(err)
			}
			if s := ev.GetStart(); s != nil {
				s.Origin = pb.Dialect_DIALECT_CHAT
			}
			if other, err = lowered.Append(other, ev); err != nil {
				t.Fatal(err)
			}
		})
		want, got := adapterstest.Frames(stream), adapterstest.Frames(out)
		if len(got) > len(want) {
			t.Fatalf("%d frames of %d:\n%s", len(got), len(want), out)
		}
		for i, frame := range got {
			want[i].Name = frame.Name
		}
		for _, d := range adapterstest.SameFrames(want[:len(got)], got, !errors.Is(end, io.EOF)) {
			// Two candidates of one number are one, and what follows an error without a frame belongs to it.
			if !slices.ContainsFunc(want, collides) && !bytes.Contains(stream, []byte("\n{")) {
				t.Errorf("%s", d)
			}
		}
		for _, frame := range adapterstest.Frames(other) {
			if !jsonx.Valid([]byte(frame.Data)) {
				t.Errorf("not JSON: %s", frame.Data)
			}
		}
	})
}

// collides reports whether candidates of a chunk have one number.
func collides(f adapterstest.Frame) bool {
	list, _ := jsonx.Lookup(f.Data, "/candidates")
	seen := map[string]bool{}
	for c := range jsonx.Elements(list) {
		number, ok := jsonx.Get(c, "index")
		if !ok {
			number = strconv.Itoa(len(seen))
		}
		if seen[number] {
			return true
		}
		seen[number] = true
	}
	return false
}

// FuzzArrayReader does it for streams that are one array. What is written is an array at each end of a source.
func FuzzArrayReader(f *testing.F) {
	f.Add([]byte(`[{"candidates":[{"content":{"parts":[{"text":"a"}]}}]},` + "\n" + `{"candidates":[{"finishReason":"STOP"}]}]`))
	f.Add([]byte(`[{"error":{"code":429,"message":"m","status":"RESOURCE_EXHAUSTED"}}]`))
	f.Add([]byte(`{"error":{"code":400}}`))
	f.Fuzz(func(t *testing.T, stream []byte) {
		a, x := New().(adapters.ArrayStreamer), &adapters.Exchange{}
		r, w := a.NewArrayReader(x, bytes.NewReader(stream)), a.NewArrayWriter(x, nil)
		var out []byte
		end := follow(t, r, func(ev *pb.GenerateEvent) {
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

// follow reads a stream to its end, which it gives, and checks its events.
func follow(t *testing.T, r adapters.EventReader, each func(*pb.GenerateEvent)) error {
	t.Helper()
	var grammar canon.Grammar
	acc := canon.NewAccumulator()
	for {
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
}

// An error body that is none has the text of it, and the class of its status.
func FuzzDecodeError(f *testing.F) {
	seed(f, "error.json")
	f.Add([]byte("<html><head><title>502 Bad Gateway</title></head></html>"))
	f.Add([]byte(strings.Repeat("[", 1<<14)))
	f.Fuzz(func(t *testing.T, body []byte) {
		a, x := New(), &adapters.Exchange{}
		e := a.DecodeError(x, 500, nil, body)
		if e.Message == "" || e.HttpStatus != 500 {
			t.Errorf("%v", e)
		}
		if _, _, out := a.EncodeError(x, nil, e); !jsonx.Valid(out) {
			t.Errorf("not JSON: %s", out)
		}
	})
}
