package pains

import (
	"bytes"
	"errors"
	"io"
	"testing"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/adapterstest/validate"
	"github.com/interlingua/interlingua/adapters/all"
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/gateway/gatewaytest"
	"github.com/interlingua/interlingua/gateway/stubtest"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// chains are the keys of two gateways in a row, those of the far one first.
var chains = map[string][2][]string{
	"own_keys": {{"far"}, {"near"}},
	"one_key":  {{"key"}, {"key"}},
	"no_keys":  {},
}

// TestSealsThroughTwoGateways has state come back to its issuer through two gateways in a row, whatever dialect is spoken between
// them, whether or not the near one could open the envelopes of the far one, streamed and not.
func TestSealsThroughTwoGateways(t *testing.T) {
	for upstream, sealed := range sealedAnswers {
		for _, between := range all.Names() {
			for client := range replays {
				for name, keys := range chains {
					t.Run(client+"_"+between+"_"+upstream+"_"+name, func(t *testing.T) {
						u := stubtest.New(t, stubtest.Document([]byte(sealed.answer)))
						far := gatewaytest.To(upstream, u.URL, "up-1")
						far.SealKeys = keys[0]
						near := gatewaytest.To(between, gatewaytest.Serve(t, far).URL, "up-2")
						near.SealKeys = keys[1]
						near.Upstreams[0].Gateway = client == between
						s := gatewaytest.Serve(t, near)

						whole := s.Post(paths[client][0], []byte(firsts[client])).Bytes
						u.Reply(stubtest.Stream(streamOf(t, all.ByName(upstream), []byte(sealed.answer))))
						stream := s.Post(paths[client][1], streamed(client, firsts[client])).Bytes
						u.Reply(stubtest.Document(stubtest.File("answer." + upstream + ".json")))
						for _, answer := range [][]byte{whole, gathered(t, all.ByName(client), stream)} {
							goOn(t, s, client, "m-1", answer)
							asked := u.Asked()
							last := asked[len(asked)-1]
							if !bytes.Contains(last.Body, []byte(`"`+sealed.seal+`"`)) {
								t.Errorf("the seal did not come back: %s\nthe client had %s", last.Body, answer)
							}
							check(t, "the upstream is asked", validate.Request(all.ByName(upstream).Dialect(), last.URI, last.Header, last.Body), last.Body)
						}
					})
				}
			}
		}
	}
}

// streamOf gives the stream that says what an answer says.
func streamOf(t *testing.T, a adapters.Adapter, answer []byte) (out []byte) {
	t.Helper()
	resp, err := a.DecodeResponse(&adapters.Exchange{}, adapters.Wire{Body: answer})
	if err != nil {
		t.Fatal(err)
	}
	w := a.NewEventWriter(&adapters.Exchange{}, &adapters.Losses{})
	err = canon.Explode(resp, func(ev *pb.GenerateEvent) error {
		out, err = w.Append(out, ev)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// gathered gives the answer that a client puts together from a stream, in which it opens nothing.
func gathered(t *testing.T, a adapters.Adapter, stream []byte) []byte {
	t.Helper()
	client := &adapters.Exchange{Upstream: "a gateway"}
	r, whole := a.NewEventReader(client, bytes.NewReader(stream)), canon.NewAccumulator()
	for {
		ev, err := r.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err == nil {
			err = whole.Add(ev)
		}
		if err != nil {
			t.Fatalf("%v: %s", err, stream)
		}
	}
	out, err := a.EncodeResponse(client, nil, whole.Response(), &adapters.Losses{})
	if err != nil {
		t.Fatal(err)
	}
	return out
}
