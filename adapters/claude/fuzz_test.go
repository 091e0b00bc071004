package claude_test

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/adapterstest"
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/claude"
	"github.com/interlingua/interlingua/adapters/jsonx"
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

// A request is refused with a fault, or comes out as it came in.
func FuzzDecodeRequest(f *testing.F) {
	seed(f, "request.json")
	f.Fuzz(func(t *testing.T, body []byte) {
		a, x := claude.New(), &adapters.Exchange{}
		req, err := a.DecodeRequest(x, adapters.Wire{Body: body})
		if err != nil {
			if _, ok := errors.AsType[*canon.Fault](err); !ok {
				t.Fatalf("not a fault: %v", err)
			}
			return
		}
		var losses adapters.Losses
		out, err := a.EncodeRequest(x, req, &losses)
		if err != nil {
			t.Fatal(err)
		}
		if d := jsonx.DiffNormal(body, out.Body); d != nil {
			t.Fatalf("%s\n%s\n%v", body, out.Body, d)
		}
		for _, l := range losses.Items() {
			t.Errorf("loss %v", l)
		}
		foreign(req)
		if out, err = a.EncodeRequest(x, req, &losses); err == nil && !jsonx.Valid(out.Body) {
			t.Errorf("not JSON: %s", out.Body)
		}
	})
}

// So does a response.
func FuzzDecodeResponse(f *testing.F) {
	seed(f, "response.json")
	f.Fuzz(func(t *testing.T, body []byte) {
		a, x := claude.New(), &adapters.Exchange{}
		resp, err := a.DecodeResponse(x, adapters.Wire{Body: body})
		if err != nil {
			if _, ok := errors.AsType[*canon.Fault](err); !ok {
				t.Fatalf("not a fault: %v", err)
			}
			return
		}
		out, err := a.EncodeResponse(x, nil, resp, nil)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Contains(body, []byte(canon.EnvelopePrefix)) {
			// What was sealed for a part that is not there is left out.
			lostNothing(t, adapterstest.SameDocument(body, out))
		}
		foreignResponse(resp)
		if out, err = a.EncodeResponse(x, nil, resp, &adapters.Losses{}); err == nil && !jsonx.Valid(out) {
			t.Errorf("not JSON: %s", out)
		}
	})
}

// A stream gives events that obey the grammar, however it is broken, and its frames come out as they came in.
func FuzzReader(f *testing.F) {
	seed(f, "stream.sse")
	f.Fuzz(func(t *testing.T, stream []byte) {
		a, x := claude.New(), &adapters.Exchange{}
		r, w := a.NewEventReader(x, bytes.NewReader(stream)), a.NewEventWriter(x, nil)
		var grammar canon.Grammar
		acc := canon.NewAccumulator()
		var out []byte
		var end error
		for end == nil {
			ev, err := r.Next()
			if err != nil {
				end = err
				break
			}
			if err := grammar.Check(ev); err != nil {
				t.Fatal(err)
			}
			if err := acc.Add(ev); err != nil {
				t.Fatal(err)
			}
			if out, err = w.Append(out, ev); err != nil {
				t.Fatal(err)
			}
		}
		if errors.Is(end, io.EOF) && !grammar.Done() {
			t.Fatal("an end without its event")
		}
		want, got := adapterstest.Frames(stream), adapterstest.Frames(out)
		if len(got) > len(want) {
			t.Fatalf("%d frames of %d:\n%s", len(got), len(want), out)
		}
		for i, frame := range got {
			want[i].Name = frame.Name
		}
		lostNothing(t, adapterstest.SameFrames(want[:len(got)], got, true))
	})
}

// lostNothing reports differences, but for what was left to the reader and is spelled out now. What names a frame is its
// name or its type.
func lostNothing(t *testing.T, found []adapterstest.Finding) {
	t.Helper()
	for _, f := range found {
		if f.Where != "/type" && !strings.Contains(f.What, "only in the second") {
			t.Errorf("%s", f)
		}
	}
}

// An error body that is none has the text of it, and the class of its status.
func FuzzDecodeError(f *testing.F) {
	seed(f, "error.json")
	f.Add([]byte("<html><head><title>502 Bad Gateway</title></head></html>"))
	f.Add([]byte(strings.Repeat("[", 1<<14)))
	f.Fuzz(func(t *testing.T, body []byte) {
		a, x := claude.New(), &adapters.Exchange{}
		e := a.DecodeError(x, 500, nil, body)
		if e.Message == "" || e.HttpStatus != 500 {
			t.Errorf("%v", e)
		}
		if _, _, out := a.EncodeError(x, nil, e); !jsonx.Valid(out) {
			t.Errorf("not JSON: %s", out)
		}
	})
}
