package adapterstest

import (
	"bytes"
	"errors"
	"fmt"

	"github.com/interlingua/interlingua/adapters"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// mutations is how many damaged forms of each case are tried.
const mutations = 12

// damaged gives the damaged forms of a document.
func damaged(c *Case) [][]byte {
	m := newMutator(c.File)
	docs := m.json(c.Body, mutations-4)
	for range 4 {
		docs = append(docs, m.bytes(c.Body))
	}
	return docs
}

// requestMutations: no request makes the codec panic, however damaged.
func requestMutations(a adapters.Adapter, c *Case) []Finding {
	for _, doc := range damaged(c) {
		req, err := a.DecodeRequest(c.Exchange(), adapters.Wire{Body: doc, Path: c.Path})
		if err == nil {
			_, _ = a.EncodeRequest(c.Exchange(), req, &adapters.Losses{})
		}
	}
	return nil
}

func responseMutations(a adapters.Adapter, c *Case) []Finding {
	for _, doc := range damaged(c) {
		resp, err := a.DecodeResponse(c.Exchange(), adapters.Wire{Body: doc})
		if err == nil {
			_, _ = a.EncodeResponse(c.Exchange(), nil, resp, &adapters.Losses{})
		}
	}
	return nil
}

// errorMutations: any body gives an error, in words.
func errorMutations(a adapters.Adapter, c *Case) []Finding {
	for _, doc := range append(damaged(c), nil, []byte("upstream connect error"), []byte("<html></html>")) {
		e := a.DecodeError(c.Exchange(), c.Status, c.Header, doc)
		if e == nil {
			return []Finding{{Where: "decode", What: "gave nothing for a damaged body"}}
		}
		a.EncodeError(c.Exchange(), nil, e)
	}
	return nil
}

// streamMutations: no stream makes the codec panic or read for ever.
func streamMutations(a adapters.Adapter, c *Case) []Finding {
	m := newMutator(c.File)
	var docs [][]byte
	if c.Array {
		docs = damaged(c)
	} else {
		frames := Frames(c.Body)
		for range mutations - 4 {
			docs = append(docs, stream(m.frames(m.frames(frames))))
		}
		for range 4 {
			docs = append(docs, m.bytes(c.Body))
		}
	}
	for _, doc := range docs {
		var out []byte
		w := c.Writer(a, nil)
		events := 0
		err := Each(c.Reader(a, bytes.NewReader(doc)), func(ev *pb.GenerateEvent) (err error) {
			if events++; events > 1000+2*len(doc) {
				return errEndless
			}
			out, err = w.Append(out[:0], ev)
			return err
		})
		if errors.Is(err, errEndless) {
			return []Finding{{Where: "events", What: fmt.Sprintf("%d events of %d bytes", events, len(doc))}}
		}
	}
	return nil
}

var errEndless = errors.New("the reader does not end")
