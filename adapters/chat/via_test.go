package chat_test

import (
	"bytes"
	"testing"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/adapterstest"
	"github.com/interlingua/interlingua/adapters/all"
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/chat"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// knownVia are the cases in which a stream says less than the whole answer: several summaries are one text until the
// envelope behind them is opened, and text that was streamed cannot be taken back.
var knownVia = map[string]bool{"responses/stream/0181-fantasy-thinking-streaming.json": true}

// What goes through this dialect and comes back says the same, but for the losses that were reported.
func TestVia(t *testing.T) {
	to := chat.New()
	for _, a := range all.All() {
		if a.Dialect() == to.Dialect() {
			continue
		}
		tally := adapterstest.Tally{Title: adapterstest.DialectName(a.Dialect())}
		for _, c := range adapterstest.Corpus(t, a.Dialect()) {
			switch c.Kind {
			case adapterstest.KindRequest:
				tally.Add("request via", c.File, adapterstest.Guard(func() []adapterstest.Finding { return viaRequest(a, to, c) }))
			case adapterstest.KindResponse:
				tally.Add("response via", c.File, adapterstest.Guard(func() []adapterstest.Finding { return viaResponse(a, to, c) }))
			case adapterstest.KindStream:
				if knownVia[c.File] {
					continue
				}
				tally.Add("stream via", c.File, adapterstest.Guard(func() []adapterstest.Finding { return viaStream(a, to, c) }))
			}
		}
		tally.Report(t)
	}
}

func viaRequest(a, to adapters.Adapter, c *adapterstest.Case) []adapterstest.Finding {
	req, err := a.DecodeRequest(c.Exchange(), c.Wire())
	if err != nil {
		return nil
	}
	var losses adapters.Losses
	out, err := to.EncodeRequest(c.Exchange(), req, &losses)
	if err != nil {
		return []adapterstest.Finding{{Where: "encode", What: err.Error()}}
	}
	again, err := to.DecodeRequest(c.Exchange(), out)
	if err != nil {
		return []adapterstest.Finding{{Where: "decode", What: err.Error()}}
	}
	return adapterstest.Differences(canon.Unreported(canon.DiffRequests(req, again), losses.Items()))
}

func viaResponse(a, to adapters.Adapter, c *adapterstest.Case) []adapterstest.Finding {
	resp, err := a.DecodeResponse(c.Exchange(), c.Wire())
	if err != nil {
		return nil
	}
	var losses adapters.Losses
	out, err := to.EncodeResponse(c.Exchange(), nil, resp, &losses)
	if err != nil {
		return []adapterstest.Finding{{Where: "encode", What: err.Error()}}
	}
	again, err := to.DecodeResponse(c.Exchange(), adapters.Wire{Body: out})
	if err != nil {
		return []adapterstest.Finding{{Where: "decode", What: err.Error()}}
	}
	return adapterstest.Differences(canon.Unreported(canon.DiffResponses(resp, again), losses.Items()))
}

func viaStream(a, to adapters.Adapter, c *adapterstest.Case) []adapterstest.Finding {
	acc := canon.NewAccumulator()
	w := to.NewEventWriter(c.Exchange(), nil)
	var out []byte
	err := adapterstest.Each(c.Reader(a, bytes.NewReader(c.Body)), func(ev *pb.GenerateEvent) (err error) {
		if err = acc.Add(ev); err != nil {
			return err
		}
		out, err = w.Append(out, ev)
		return err
	})
	if err != nil {
		return nil
	}
	resp := acc.Response()
	if resp.Error != nil {
		return nil
	}
	var losses adapters.Losses
	if _, err := to.EncodeResponse(c.Exchange(), nil, resp, &losses); err != nil {
		return []adapterstest.Finding{{Where: "encode", What: err.Error()}}
	}
	back := canon.NewAccumulator()
	if err := adapterstest.Each(to.NewEventReader(c.Exchange(), bytes.NewReader(out)), back.Add); err != nil {
		return []adapterstest.Finding{{Where: "read", What: err.Error()}}
	}
	return adapterstest.Differences(canon.Unreported(canon.DiffResponses(resp, back.Response()), losses.Items()))
}
