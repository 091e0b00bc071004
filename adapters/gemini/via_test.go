package gemini

import (
	"bytes"
	"errors"
	"os"
	"testing"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/adapterstest"
	"github.com/interlingua/interlingua/adapters/adapterstest/validate"
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/chat"
	"github.com/interlingua/interlingua/adapters/claude"
	"github.com/interlingua/interlingua/adapters/jsonx"
	"github.com/interlingua/interlingua/adapters/responses"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// neighbours are the other dialects, whose recorded traffic the encoder is tried on.
func neighbours() []adapters.Adapter {
	return []adapters.Adapter{chat.New(), claude.New(), responses.New()}
}

// TestViaRequests: a request of another dialect becomes a valid one, and what it lost was reported: read back, it says the
// same but for the reported places.
func TestViaRequests(t *testing.T) {
	for _, source := range neighbours() {
		for _, model := range []string{"gemini-3.8-flash", "gemini-2.5-pro", "gemini-2.0-flash"} {
			name := adapterstest.DialectName(source.Dialect()) + " to " + model
			t.Run(name, func(t *testing.T) {
				tally := adapterstest.Tally{Title: name}
				for _, c := range adapterstest.Corpus(t, source.Dialect()) {
					if c.Kind != adapterstest.KindRequest || only(c) {
						continue
					}
					tally.Add("via", c.File, adapterstest.Guard(func() []adapterstest.Finding { return viaRequest(source, c, model) }))
				}
				tally.Report(t)
			})
		}
	}
}

// only reports whether another case than this one was asked for.
func only(c *adapterstest.Case) bool {
	f := os.Getenv("INTERLINGUA_CASE")
	return f != "" && f != c.File
}

func viaRequest(source adapters.Adapter, c *adapterstest.Case, model string) []adapterstest.Finding {
	req, err := source.DecodeRequest(c.Exchange(), c.Wire())
	if err != nil {
		return nil
	}
	req.Model = model
	var losses adapters.Losses
	w, err := New().EncodeRequest(c.Exchange(), req, &losses)
	if err != nil {
		return []adapterstest.Finding{{Where: "encode", What: err.Error()}}
	}
	var found []adapterstest.Finding
	refused := false
	for _, l := range losses.Items() {
		refused = refused || l.Refuse
	}
	if !refused {
		found = adapterstest.Findings(validate.Request(own, w.Path, nil, w.Body))
	}
	back, err := New().DecodeRequest(c.Exchange(), w)
	if err != nil {
		return append(found, adapterstest.Finding{Where: "decode", What: err.Error()})
	}
	found = append(found, adapterstest.Differences(canon.Unreported(canon.DiffRequests(req, back), losses.Items()))...)
	locator, ok := source.(adapters.Locator)
	for _, l := range losses.Items() {
		if !ok {
			break
		}
		if at := locator.LocateRequest(req, l.Path); !exists(c.Body, at) {
			found = append(found, adapterstest.Finding{Where: "locate " + l.Path, What: "not in the source: " + at})
		}
	}
	return found
}

func exists(doc []byte, pointer string) bool {
	_, ok := jsonx.Lookup(string(doc), pointer)
	return ok
}

// TestViaResponses: an answer of another dialect becomes a valid one, and what it lost was reported.
func TestViaResponses(t *testing.T) {
	for _, source := range neighbours() {
		via(t, source, adapterstest.KindResponse, viaResponse)
	}
}

// TestViaStreams: a stream of another dialect becomes a valid one that says the same as the whole answer.
func TestViaStreams(t *testing.T) {
	for _, source := range neighbours() {
		via(t, source, adapterstest.KindStream, viaStream)
	}
}

func via(t *testing.T, source adapters.Adapter, kind adapterstest.Kind, check func(adapters.Adapter, *adapterstest.Case) []adapterstest.Finding) {
	name := adapterstest.DialectName(source.Dialect())
	t.Run(name, func(t *testing.T) {
		tally := adapterstest.Tally{Title: name}
		for _, c := range adapterstest.Corpus(t, source.Dialect()) {
			if c.Kind == kind && !only(c) {
				tally.Add("via", c.File, adapterstest.Guard(func() []adapterstest.Finding { return check(source, c) }))
			}
		}
		tally.Report(t)
	})
}

func viaResponse(source adapters.Adapter, c *adapterstest.Case) []adapterstest.Finding {
	resp, err := source.DecodeResponse(c.Exchange(), c.Wire())
	if err != nil || resp.Error != nil {
		return nil
	}
	var losses adapters.Losses
	body, err := New().EncodeResponse(c.Exchange(), nil, resp, &losses)
	if _, failed := errors.AsType[*canon.Failure](err); failed {
		return nil
	}
	if err != nil {
		return []adapterstest.Finding{{Where: "encode", What: err.Error()}}
	}
	found := adapterstest.Findings(validate.Response(own, body))
	back, err := New().DecodeResponse(c.Exchange(), adapters.Wire{Body: body})
	if err != nil {
		return append(found, adapterstest.Finding{Where: "decode", What: err.Error()})
	}
	return append(found, unreported(resp, back, &losses)...)
}

// unreported gives the differences that no loss excuses.
func unreported(resp, back *pb.GenerateResponse, losses *adapters.Losses) []adapterstest.Finding {
	return adapterstest.Differences(canon.Unreported(canon.DiffResponses(resp, back), losses.Items()))
}

func viaStream(source adapters.Adapter, c *adapterstest.Case) []adapterstest.Finding {
	var out []byte
	w := New().NewEventWriter(c.Exchange(), nil)
	acc := canon.NewAccumulator()
	var order canon.StreamLosses
	err := adapterstest.Each(c.Reader(source, bytes.NewReader(c.Body)), func(ev *pb.GenerateEvent) (err error) {
		order.See(ev)
		if err := acc.Add(ev); err != nil {
			return err
		}
		out, err = w.Append(out, ev)
		return err
	})
	if err != nil {
		return nil // cut: the relay ends it with an error
	}
	resp := acc.Response()
	found := adapterstest.Findings(validate.Stream(own, out))
	if canon.FailureOf(resp.Error, resp.Candidates, pb.FinishReason_FINISH_REASON_MALFORMED_CALL) != nil {
		return found
	}
	var losses adapters.Losses
	order.Report(resp, &losses)
	if _, err := New().EncodeResponse(c.Exchange(), nil, resp, &losses); err != nil {
		return append(found, adapterstest.Finding{Where: "encode", What: err.Error()})
	}
	back := canon.NewAccumulator()
	if err := adapterstest.Each(New().NewEventReader(c.Exchange(), bytes.NewReader(out)), back.Add); err != nil {
		return append(found, adapterstest.Finding{Where: "read", What: err.Error()})
	}
	return append(found, unreported(resp, back.Response(), &losses)...)
}
