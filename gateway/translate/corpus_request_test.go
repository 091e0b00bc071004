package translate_test

import (
	"cmp"
	"testing"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/adapterstest"
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/gateway/translate"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
	"google.golang.org/protobuf/proto"
)

func TestRequestsAcrossDialects(t *testing.T) {
	acrossDialects(t, adapterstest.KindRequest, checkRequest)
}

// checkRequest translates one request into another dialect and holds the result against the laws.
func checkRequest(p pair, c *adapterstest.Case, laws *checker) {
	x := c.Exchange()
	req, err := translate.DecodeRequest(p.source, x, c.Wire())
	if err != nil {
		return // the laws of the source's own dialect say so
	}
	if req.Canonical.Model == "" {
		req.Canonical.Model = cmp.Or(c.Model, "a-model") // the account or a deployment's URL names it
	}
	before := proto.Clone(req.Canonical)
	out, located, err := req.Encode(p.target, x)
	if err != nil {
		laws.fail("possible", err)
		return
	}
	laws.run("possible", func() []finding { return nil })
	laws.run("source unchanged", func() []finding { return adapterstest.DiffMessages(before, req.Canonical) })
	laws.run("valid", func() []finding {
		return append(validJSON(out.Body), validRequest(p.target.Dialect(), out, c)...)
	})
	laws.run("pointers", func() []finding { return pointers(c.Body, located) })
	laws.run("same bytes twice", func() []finding {
		again, _, err := req.Encode(p.target, x)
		if err != nil {
			return []finding{{Where: "second run", What: err.Error()}}
		}
		return sameBytes(out.Body, again.Body)
	})
	laws.run("via", func() []finding { return viaRequest(p, x, req.Canonical) })
}

// viaRequest: what the target's own decoder reads is what the source said, but for what was reported.
func viaRequest(p pair, x *adapters.Exchange, req *pb.GenerateRequest) []finding {
	var losses adapters.Losses
	w, err := p.target.EncodeRequest(x, req, &losses)
	if err != nil {
		return nil
	}
	again, err := p.target.DecodeRequest(x, w)
	if err != nil {
		return []finding{{Where: "read back", What: err.Error()}}
	}
	lost := canonicalOf(&losses)
	found := adapterstest.Differences(canon.Unreported(canon.DiffRequests(req, again), lost))
	var a, b said
	a.parts("/instructions", req.Instructions)
	b.parts("/instructions", again.Instructions)
	a.listen("/messages", req.Messages)
	b.listen("/messages", again.Messages)
	return append(found, a.compare(&b, lost)...)
}
