package api_test

import (
	"bytes"
	"net/http"
	"testing"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/adapterstest"
	"github.com/interlingua/interlingua/adapters/all"
	"github.com/interlingua/interlingua/gateway/stubtest"
	"github.com/interlingua/interlingua/gateway/translate"
)

// How much of the corpus goes over HTTP: every so-maniest answer, to all clients, and request, to all upstreams.
const (
	answerStep  = 23
	requestStep = 37
)

// sample gives every nth recording of some kinds in a dialect.
func sample(t *testing.T, dialect string, step int, kinds ...adapterstest.Kind) []*adapterstest.Case {
	t.Helper()
	var out []*adapterstest.Case
	n := 0
	for _, c := range adapterstest.Corpus(t, all.ByName(dialect).Dialect()) {
		for _, k := range kinds {
			if c.Kind == k && !c.Array {
				if n%step == 0 {
					out = append(out, c)
				}
				n++
			}
		}
	}
	return out
}

// TestCorpusAnswers has recorded answers come through the gateway as translate gives them, whole and streamed.
func TestCorpusAnswers(t *testing.T) {
	eachPair(t, func(t *testing.T, client, upstream string) {
		u := stubtest.New(t, reply(upstream, false))
		c := to(u, upstream)
		c.Retry.Attempts = 1
		s := serve(t, c)
		for _, rec := range sample(t, upstream, answerStep, adapterstest.KindResponse, adapterstest.KindStream) {
			stream := rec.Kind == adapterstest.KindStream
			r := stubtest.Document(rec.Body)
			if stream {
				r = stubtest.Stream(rec.Body)
				r.Chunk = 1000
			}
			u.Reply(r)
			path, body := request(client, stream)
			got := s.post(path, body)
			want, ok := expected(t, client, upstream, path, body, rec)
			switch {
			case !ok && got.StatusCode == http.StatusOK && outcome(client, got) == nil:
				t.Errorf("%s: a success where translate fails: %s", rec.File, got.Bytes)
			case !ok:
			case got.StatusCode != http.StatusOK:
				t.Errorf("%s: %d %s", rec.File, got.StatusCode, got.Bytes)
			case !bytes.Equal(got.Bytes, want):
				t.Errorf("%s:\ngot  %s\nwant %s", rec.File, got.Bytes, want)
			}
		}
	})
}

// expected is what translate makes of a recorded answer; false where it fails, or where the gateway knows more than translate does.
func expected(t *testing.T, client, upstream, path string, body []byte, rec *adapterstest.Case) ([]byte, bool) {
	t.Helper()
	source, target := all.ByName(upstream), all.ByName(client)
	x := exchange(nil)
	req, err := translate.DecodeRequest(target, x, adapters.Wire{Body: body, Path: path})
	if err != nil {
		t.Fatal(err)
	}
	x.Request = req.Canonical
	if rec.Kind == adapterstest.KindResponse {
		resp, err := source.DecodeResponse(x, rec.Wire())
		if err != nil || resp.Error != nil {
			return nil, false
		}
		if client == upstream {
			return rec.Body, true
		}
		if resp.Model == "" {
			resp.Model = "up-1"
		}
		out, _, err := translate.EncodeResponse(source, target, x, nil, resp)
		return out, err == nil
	}
	var out bytes.Buffer
	stream := &translate.Stream{
		Source: source, Target: target, Exchange: x,
		Flush: func(b []byte) error { out.Write(b); return nil },
	}
	if _, err := stream.Run(bytes.NewReader(rec.Body)); err != nil {
		return nil, false
	}
	if client == upstream {
		return rec.Body, true
	}
	return out.Bytes(), true
}

// TestCorpusRequests has recorded requests reach the upstream as translate writes them.
func TestCorpusRequests(t *testing.T) {
	eachPair(t, func(t *testing.T, client, upstream string) {
		u := stubtest.New(t, reply(upstream, false))
		c := to(u, upstream)
		c.Losses = map[string]string{"all": "report"}
		s := serve(t, c)
		source, target := all.ByName(client), all.ByName(upstream)
		for _, rec := range sample(t, client, requestStep, adapterstest.KindRequest) {
			path := dialects[client].whole
			x := exchange(nil)
			req, err := translate.DecodeRequest(source, x, adapters.Wire{Body: rec.Body, Path: path})
			if err != nil || req.Canonical.GetStream() {
				continue
			}
			req.Canonical.Model = "up-1"
			x.Request = req.Canonical
			want, _, err := req.Encode(target, x)
			before := len(u.Asked())
			got := s.post(path, rec.Body)
			asked := u.Asked()[before:]
			if refused := len(asked) == 0; refused != (err != nil) && client != upstream {
				// State that the upstream cannot have is refused before anything is written.
				if refuser, ok := source.(adapters.StateRefuser); !ok || refuser.RefuseState(req.Canonical) == nil {
					t.Errorf("%s: %d %s, translate: %v", rec.File, got.StatusCode, got.Bytes, err)
				}
				continue
			}
			if len(asked) > 0 && client != upstream && !bytes.Equal(asked[0].Body, want.Body) {
				t.Errorf("%s:\nasked %s\nwant  %s", rec.File, asked[0].Body, want.Body)
			}
		}
	})
}
