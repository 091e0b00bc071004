package chat

import (
	"testing"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/adapterstest"
)

func TestCorpusIdentity(t *testing.T) {
	var tally adapterstest.Tally
	for _, c := range adapterstest.Corpus(t, own) {
		switch c.Kind {
		case adapterstest.KindRequest:
			tally.Add("request identity", c.File, requestIdentity(c))
		case adapterstest.KindResponse:
			tally.Add("response identity", c.File, responseIdentity(c))
		case adapterstest.KindError:
			tally.Add("error identity", c.File, errorIdentity(c))
		}
	}
	tally.Report(t)
}

func errorIdentity(c *adapterstest.Case) []adapterstest.Finding {
	a := adapter{}
	e := a.DecodeError(c.Exchange(), c.Status, c.Header, c.Body)
	status, _, body := a.EncodeError(c.Exchange(), nil, e)
	found := adapterstest.SameDocument(c.Body, body)
	if status != c.Status {
		found = append(found, adapterstest.Finding{Where: "status"})
	}
	return found
}

func requestIdentity(c *adapterstest.Case) []adapterstest.Finding {
	a := adapter{}
	x := c.Exchange()
	req, err := a.DecodeRequest(x, c.Wire())
	if err != nil {
		return []adapterstest.Finding{{Where: "decode", What: err.Error()}}
	}
	var losses adapters.Losses
	out, err := a.EncodeRequest(x, req, &losses)
	if err != nil {
		return []adapterstest.Finding{{Where: "encode", What: err.Error()}}
	}
	found := adapterstest.SameDocument(c.Body, out.Body)
	for _, l := range losses.Items() {
		found = append(found, adapterstest.Finding{Where: l.Path, What: l.Detail})
	}
	return found
}

func responseIdentity(c *adapterstest.Case) []adapterstest.Finding {
	a := adapter{}
	x := c.Exchange()
	resp, err := a.DecodeResponse(x, c.Wire())
	if err != nil {
		return []adapterstest.Finding{{Where: "decode", What: err.Error()}}
	}
	var losses adapters.Losses
	out, err := a.EncodeResponse(x, nil, resp, &losses)
	if err != nil {
		return []adapterstest.Finding{{Where: "encode", What: err.Error()}}
	}
	found := adapterstest.SameDocument(c.Body, out)
	for _, l := range losses.Items() {
		found = append(found, adapterstest.Finding{Where: l.Path, What: l.Detail})
	}
	return found
}
