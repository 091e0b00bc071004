package chat_test

import (
	"testing"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/adapterstest"
	"github.com/interlingua/interlingua/adapters/all"
	"github.com/interlingua/interlingua/adapters/chat"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// Whatever another dialect cannot carry is found in the document.
func TestLocateCorpus(t *testing.T) {
	a := chat.New()
	l := a.(adapters.Locator)
	var tally adapterstest.Tally
	tally.Title = "chat"
	check := func(c *adapterstest.Case, losses *adapters.Losses, locate func(string) string) (found []adapterstest.Finding) {
		for _, loss := range losses.Items() {
			at := locate(loss.Path)
			if _, ok := jsonx.Lookup(string(c.Body), at); !ok {
				found = append(found, adapterstest.Finding{Where: loss.Path, What: "is not at " + at})
			} else if at == "" || at == "/messages" && hasMessages(c.Body) && loss.Action != pb.LossAction_LOSS_ACTION_SYNTHESIZED || at == "/choices" {
				found = append(found, adapterstest.Finding{Where: loss.Path, What: "has no place"})
			}
		}
		return found
	}
	for _, c := range adapterstest.Corpus(t, a.Dialect()) {
		for _, to := range all.All() {
			if to.Dialect() == a.Dialect() {
				continue
			}
			var losses adapters.Losses
			switch c.Kind {
			case adapterstest.KindRequest:
				req, err := a.DecodeRequest(c.Exchange(), c.Wire())
				if err != nil {
					continue
				}
				_, _ = to.EncodeRequest(c.Exchange(), req, &losses)
				tally.Add("request", c.File, check(c, &losses, func(p string) string { return l.LocateRequest(req, p) }))
			case adapterstest.KindResponse:
				resp, err := a.DecodeResponse(c.Exchange(), c.Wire())
				if err != nil {
					continue
				}
				_, _ = to.EncodeResponse(c.Exchange(), nil, resp, &losses)
				tally.Add("response", c.File, check(c, &losses, func(p string) string { return l.LocateResponse(resp, p) }))
			}
		}
	}
	tally.Report(t)
}

func hasMessages(body []byte) bool {
	_, ok := jsonx.Lookup(string(body), "/messages/0")
	return ok
}
