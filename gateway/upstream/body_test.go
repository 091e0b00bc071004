package upstream

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"testing"
	"testing/iotest"

	"github.com/interlingua/interlingua/adapters"
)

// TestBody reads a changed document twice, as a transport does whose first connection was dead.
func TestBody(t *testing.T) {
	text := []byte(`{"model":"a","x":"` + string(bytes.Repeat([]byte("long "), 2000)) + `"}`)
	for want, change := range map[string]adapters.Change{
		string(text): {},
		string(bytes.Replace(text, []byte(`"a"`), []byte(`"another"`), 1)): {Start: 9, End: 12, Text: `"another"`},
	} {
		var lease Lease
		req := &http.Request{}
		setBody(req, adapters.Wire{Body: text, Change: change}, &lease)
		again, err := req.GetBody()
		if err != nil || req.ContentLength != int64(len(want)) {
			t.Fatal(err, req.ContentLength)
		}
		for _, b := range []io.ReadCloser{req.Body, again} {
			if err := iotest.TestReader(b, []byte(want)); err != nil {
				t.Error(err)
			}
			if lease.Over() {
				t.Error("over too early")
			}
			_, _ = b.Close(), b.Close()
			if _, err := b.Read(make([]byte, 1)); !errors.Is(err, errClosed) {
				t.Errorf("read of a closed body: %v", err)
			}
		}
		if !lease.Over() {
			t.Error("not over")
		}
	}
}

func TestNoBody(t *testing.T) {
	req := &http.Request{}
	setBody(req, adapters.Wire{}, nil)
	if req.Body != nil {
		t.Error("a body")
	}
	setBody(req, adapters.Wire{Body: []byte{}}, nil)
	if req.Body != http.NoBody || req.ContentLength != 0 {
		t.Error("no empty body")
	}
}
