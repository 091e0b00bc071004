package api_test

import (
	"bytes"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/all"
	"github.com/interlingua/interlingua/adapters/jsonx"
	"github.com/interlingua/interlingua/gateway/stubtest"
	"github.com/interlingua/interlingua/gateway/translate"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// eachPair runs a test for all pairs of client and upstream dialects.
func eachPair(t *testing.T, test func(t *testing.T, client, upstream string)) {
	for _, client := range names {
		for _, upstream := range names {
			t.Run(client+"-"+upstream, func(t *testing.T) { test(t, client, upstream) })
		}
	}
}

// exchange is what the gateway's codecs know of a test's call.
func exchange(h http.Header) *adapters.Exchange {
	return &adapters.Exchange{Header: h, Upstream: "up", Seed: testSeed, Now: testNow}
}

// translated is what translate makes of a request and its answer.
type translated struct {
	wire   adapters.Wire
	body   []byte
	losses []*pb.Loss
}

func translation(t *testing.T, client, upstream, path string, body []byte, stream bool, reply []byte) translated {
	t.Helper()
	source, target := all.ByName(client), all.ByName(upstream)
	x := exchange(nil)
	req, err := translate.DecodeRequest(source, x, adapters.Wire{Body: body, Path: path})
	if err != nil {
		t.Fatal(err)
	}
	if stream {
		req.Canonical.Stream = &stream
	}
	asked := req.Canonical.Model
	req.Canonical.Model = "up-1"
	x.Request = req.Canonical
	var out translated
	out.wire, out.losses, err = req.Encode(target, x)
	if err != nil {
		t.Fatal(err)
	}
	req.Canonical.Model = asked
	if !stream {
		resp, losses, err := translate.Response(target, source, x, nil, adapters.Wire{Body: reply})
		if err != nil {
			t.Fatal(err)
		}
		out.body, out.losses = resp, append(out.losses, losses...)
		return out
	}
	var events bytes.Buffer
	s := &translate.Stream{
		Source: target, Target: source, Exchange: x, Losses: true,
		Flush: func(b []byte) error { events.Write(b); return nil },
	}
	losses, err := s.Run(bytes.NewReader(reply))
	if err != nil {
		t.Fatal(err)
	}
	out.body, out.losses = events.Bytes(), append(out.losses, losses...)
	return out
}

func TestPairs(t *testing.T) {
	eachPair(t, func(t *testing.T, client, upstream string) {
		for _, stream := range []bool{false, true} {
			path, body := request(client, stream)
			r := reply(upstream, stream)
			want := translation(t, client, upstream, path, body, stream, r.Body)
			if client == upstream {
				want.body, want.losses = r.Body, nil
			}
			for _, chunk := range []int{0, 1, 7} {
				if chunk > 0 && !stream {
					continue
				}
				r.Chunk = chunk
				u := stubtest.New(t, r)
				got := serve(t, to(u, upstream)).post(path, body)
				checkAnswer(t, got, want, stream)
				checkAsked(t, u, client, upstream, want.wire, body)
			}
		}
	})
}

func checkAnswer(t *testing.T, got answer, want translated, stream bool) {
	t.Helper()
	if got.Err != nil || got.StatusCode != http.StatusOK {
		t.Fatalf("status %d, error %v: %s", got.StatusCode, got.Err, got.Bytes)
	}
	if d := cmp.Diff(string(want.body), string(got.Bytes)); d != "" {
		t.Errorf("answer (-translate +gateway):\n%s", d)
	}
	kind, header := "application/json", got.Header
	if stream {
		kind, header = "text/event-stream; charset=utf-8", got.Trailer
	}
	if h := got.Header.Get("Content-Type"); h != kind {
		t.Errorf("content type %q", h)
	}
	if got.Header.Get("X-Request-Id") == "" {
		t.Error("no request id")
	}
	count := 0
	for range jsonx.Elements(header.Get("Interlingua-Loss")) {
		count++
	}
	if count != len(want.losses) {
		t.Errorf("losses %s, want %v", header.Get("Interlingua-Loss"), want.losses)
	}
}

func checkAsked(t *testing.T, u *stubtest.Server, client, upstream string, want adapters.Wire, sent []byte) {
	t.Helper()
	asked := u.Asked()
	if len(asked) != 1 {
		t.Fatalf("%d requests", len(asked))
	}
	got := asked[0]
	if client == upstream {
		want.Body = bytes.Replace(sent, []byte(`"m-1"`), []byte(`"up-1"`), 1)
	}
	if d := cmp.Diff(string(want.Body), string(got.Body)); d != "" {
		t.Errorf("request (-translate +gateway):\n%s", d)
	}
	if path := dialects[upstream].base + want.Path; got.URI != path {
		t.Errorf("path %s, want %s", got.URI, path)
	}
	keys := strings.Join([]string{got.Header.Get("Authorization"), got.Header.Get("X-Api-Key"), got.Header.Get("X-Goog-Api-Key")}, "|")
	if strings.Count(keys, "upstream-key") != 1 {
		t.Errorf("credentials %s", keys)
	}
}
