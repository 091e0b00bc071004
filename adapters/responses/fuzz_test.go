package responses_test

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/adapterstest"
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	"github.com/interlingua/interlingua/adapters/responses"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// seed adds the inputs of goldens that begin with a section.
func seed(f *testing.F, section string) {
	f.Helper()
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		f.Fatal(err)
	}
	head := []byte("-- " + section + " --\n")
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		_, rest, ok := bytes.Cut(text, head)
		if ok {
			doc, _, _ := bytes.Cut(rest, []byte("\n-- "))
			f.Add(doc)
		}
	}
}

// What is read is written back as the same document, and nothing makes the decoder panic.
func FuzzRequest(f *testing.F) {
	seed(f, "request.json")
	a := responses.New()
	f.Fuzz(func(t *testing.T, doc []byte) {
		req, err := a.DecodeRequest(nil, adapters.Wire{Body: doc})
		if err != nil {
			var fault *canon.Fault
			if !errors.As(err, &fault) {
				t.Fatalf("not a fault: %v", err)
			}
			return
		}
		w, err := a.EncodeRequest(nil, req, &adapters.Losses{})
		if err != nil {
			t.Fatal(err)
		}
		if !jsonx.Valid(w.Body) {
			t.Fatalf("not valid: %s", w.Body)
		}
		if d := jsonx.DiffNormal(doc, w.Body); len(d) > 0 && plain(doc) {
			t.Errorf("%v\n%s\n%s", d, doc, w.Body)
		}
		req.Origin = pb.Dialect_DIALECT_UNSPECIFIED
		if w, err := a.EncodeRequest(nil, req, &adapters.Losses{}); err == nil && !jsonx.Valid(w.Body) {
			t.Fatalf("fitted: not valid: %s", w.Body)
		}
	})
}

// plain reports whether a document has nothing in it that is only kept as far as it makes sense: envelopes are opened.
func plain(doc []byte) bool { return !bytes.Contains(doc, []byte(canon.EnvelopePrefix)) }

func FuzzResponse(f *testing.F) {
	seed(f, "response.json")
	a := responses.New()
	f.Fuzz(func(t *testing.T, doc []byte) {
		resp, err := a.DecodeResponse(nil, adapters.Wire{Body: doc})
		if err != nil {
			return
		}
		body, err := a.EncodeResponse(nil, nil, resp, &adapters.Losses{})
		if err != nil {
			t.Fatal(err)
		}
		if d := jsonx.DiffNormal(doc, body); len(d) > 0 && plain(doc) {
			t.Errorf("%v\n%s\n%s", d, doc, body)
		}
	})
}

func FuzzStream(f *testing.F) {
	seed(f, "stream.sse")
	a := responses.New()
	f.Fuzz(func(t *testing.T, doc []byte) {
		var grammar canon.Grammar
		w, composed := a.NewEventWriter(nil, nil), a.NewEventWriter(nil, nil)
		acc := canon.NewAccumulator()
		events := 0
		err := adapterstest.Each(a.NewEventReader(nil, bytes.NewReader(doc)), func(ev *pb.GenerateEvent) error {
			if events++; events > 1000+2*len(doc) {
				t.Fatal("endless")
			}
			if err := grammar.Check(ev); err != nil {
				t.Fatalf("grammar: %v", err)
			}
			if err := acc.Add(ev); err != nil {
				t.Fatalf("accumulate: %v", err)
			}
			if _, err := w.Append(nil, ev); err != nil {
				t.Fatal(err)
			}
			ev.Frame, ev.More = nil, false
			out, err := composed.Append(nil, ev)
			for _, frame := range adapterstest.Frames(out) {
				if frame.Data != "[DONE]" && !jsonx.ValidText(frame.Data) {
					t.Fatalf("composed: not valid: %s", frame.Data)
				}
			}
			return err
		})
		var fault *canon.Fault
		if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.As(err, &fault) {
			t.Fatalf("not a fault: %v", err)
		}
	})
}

func FuzzError(f *testing.F) {
	seed(f, "error.json")
	f.Add([]byte("upstream connect error"))
	a := responses.New()
	f.Fuzz(func(t *testing.T, doc []byte) {
		e := a.DecodeError(nil, 500, nil, doc)
		if e == nil {
			t.Fatal("nothing")
		}
		if _, _, body := a.EncodeError(nil, nil, e); !jsonx.Valid(body) {
			t.Fatalf("not valid: %s", body)
		}
	})
}
