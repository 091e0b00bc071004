package translate_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/adapterstest"
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/gateway/translate"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

func TestResponsesAcrossDialects(t *testing.T) {
	acrossDialects(t, adapterstest.KindResponse, checkResponse)
}

// checkResponse translates one whole response into another dialect and holds the result against the laws.
func checkResponse(p pair, c *adapterstest.Case, laws *checker) {
	x := c.Exchange()
	resp, err := p.source.DecodeResponse(x, c.Wire())
	if err != nil {
		return // the laws of the source's own dialect say so
	}
	out, located, err := translate.Response(p.source, p.target, x, nil, c.Wire())
	if err != nil {
		if !isFailure(resp) {
			laws.fail("possible", err)
		}
		return
	}
	laws.run("possible", func() []finding { return nil })
	laws.run("valid", func() []finding {
		return append(validJSON(out), validAnswer(p.target.Dialect(), out, c, resp)...)
	})
	laws.run("pointers", func() []finding { return pointers(c.Body, located) })
	laws.run("same bytes twice", func() []finding {
		again, _, _ := translate.Response(p.source, p.target, x, nil, c.Wire())
		return sameBytes(out, again)
	})
	if isFailure(resp) {
		return // an error tells of it in dialects that have no other way
	}
	laws.run("via", func() []finding {
		var losses adapters.Losses
		if _, err := p.target.EncodeResponse(x, nil, resp, &losses); err != nil {
			return []finding{{Where: "encode", What: err.Error()}}
		}
		again, err := p.target.DecodeResponse(x, adapters.Wire{Body: out})
		if err != nil {
			return []finding{{Where: "read back", What: err.Error()}}
		}
		return viaResponse(resp, again, canonicalOf(&losses))
	})
}

// isFailure reports whether a response is an error in the form of a success, which dialects without that form answer by a
// proper error.
func isFailure(resp *pb.GenerateResponse) bool {
	if resp.Error != nil {
		return true
	}
	for _, c := range resp.Candidates {
		if r := c.GetFinish().GetReason(); r == pb.FinishReason_FINISH_REASON_MALFORMED_CALL || r == pb.FinishReason_FINISH_REASON_ERROR {
			return true
		}
	}
	return false
}

// viaResponse: what the target's own decoder reads is what the source said, but for what was reported; totals of tokens
// stay what they were in any case.
func viaResponse(resp, again *pb.GenerateResponse, losses []*pb.Loss) []finding {
	found := adapterstest.Differences(canon.Unreported(canon.DiffResponses(resp, again), losses))
	if resp.Usage != nil && !reported(losses, "/usage") {
		wantIn, wantOut, _ := canon.UsageTotals(resp.Usage)
		gotIn, gotOut, _ := canon.UsageTotals(again.Usage)
		if wantIn != gotIn || wantOut != gotOut {
			found = append(found, finding{Where: "/usage", What: fmt.Sprintf("totals: %d and %d against %d and %d", wantIn, wantOut, gotIn, gotOut)})
		}
	}
	var a, b said
	for i, c := range resp.Candidates {
		a.listen(fmt.Sprintf("/candidates/%d/messages", i), c.Messages)
	}
	for i, c := range again.Candidates {
		b.listen(fmt.Sprintf("/candidates/%d/messages", i), c.Messages)
	}
	return append(found, a.compare(&b, losses)...)
}

func TestStreamsAcrossDialects(t *testing.T) {
	acrossDialects(t, adapterstest.KindStream, checkStream)
}

// checkStream translates one stream into another dialect and holds the result against the laws.
func checkStream(p pair, c *adapterstest.Case, laws *checker) {
	answer, err := translate.Gather(p.source, c.Exchange(), bytes.NewReader(c.Body), c.Array)
	var fault *canon.Fault
	cut := errors.As(err, &fault) && fault.Code == pb.ErrorCode_ERROR_CODE_TRUNCATED
	if err != nil && !cut {
		return // the laws of the source's own dialect say so
	}
	run := func() ([]byte, []*pb.Loss, error) {
		var out bytes.Buffer
		s := translate.Stream{
			Source: p.source, Target: p.target, Exchange: c.Exchange(), SourceArray: c.Array, Losses: true,
			Flush: func(b []byte) error { out.Write(b); return nil },
		}
		losses, err := s.Run(bytes.NewReader(c.Body))
		return out.Bytes(), losses, err
	}
	out, located, err := run()
	laws.run("possible", func() []finding {
		switch {
		case cut != errors.As(err, &fault):
			return []finding{{Where: "error", What: fmt.Sprintf("the source was cut: %t, the error is %v", cut, err)}}
		case cut && fault.Code != pb.ErrorCode_ERROR_CODE_TRUNCATED:
			return []finding{{Where: "error", What: "a cut stream gives the code " + fault.Code.String()}}
		}
		return nil
	})
	laws.run("same bytes twice", func() []finding {
		again, _, _ := run()
		return sameBytes(out, again)
	})
	if whole, err := p.source.EncodeResponse(c.Exchange(), nil, answer, nil); err == nil {
		laws.run("pointers", func() []finding { return pointers(whole, located) })
	}
	laws.run("valid", func() []finding { return validStream(p.target.Dialect(), out) })
	laws.run("via", func() []finding { return viaStream(p, c, out, answer, cut) })
}

// viaStream: the target's own reader reads a proper stream that stands for the same answer; where the source was cut or
// failed it ends in an error.
func viaStream(p pair, c *adapterstest.Case, out []byte, answer *pb.GenerateResponse, cut bool) []finding {
	var grammar canon.Grammar
	failed := false
	acc := canon.NewAccumulator()
	err := adapterstest.Each(p.target.NewEventReader(c.Exchange(), bytes.NewReader(out)), func(ev *pb.GenerateEvent) error {
		failed = failed || ev.GetError() != nil
		if err := grammar.Check(ev); err != nil {
			return fmt.Errorf("grammar: %w", err)
		}
		return acc.Add(ev)
	})
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF):
		return []finding{{Where: "end", What: "the written stream has no end"}}
	case err != nil:
		return []finding{{Where: "read back", What: err.Error()}}
	case cut && !failed:
		return []finding{{Where: "end", What: "a cut stream became a success"}}
	case cut || isFailure(answer):
		return nil
	case failed:
		return []finding{{Where: "end", What: "a whole stream became an error"}}
	}
	losses, err := streamLosses(p, c, answer)
	if err != nil {
		return []finding{{Where: "encode", What: err.Error()}}
	}
	return viaResponse(answer, acc.Response(), losses)
}

// streamLosses gives what a stream loses, in canonical paths: what streaming alone loses, and what the whole answer does.
func streamLosses(p pair, c *adapterstest.Case, answer *pb.GenerateResponse) ([]*pb.Loss, error) {
	var losses adapters.Losses
	var out []byte
	var order canon.StreamLosses
	w := p.target.NewEventWriter(c.Exchange(), &losses)
	err := adapterstest.Each(c.Reader(p.source, bytes.NewReader(c.Body)), func(ev *pb.GenerateEvent) (err error) {
		order.See(ev)
		out, err = w.Append(out[:0], ev)
		return err
	})
	if err != nil {
		return nil, err
	}
	order.Report(answer, &losses)
	_, err = p.target.EncodeResponse(c.Exchange(), nil, answer, &losses)
	return canonicalOf(&losses), err
}

// collapsed are the classes that some dialects tell apart and others do not.
var collapsed = map[pb.ErrorCode]pb.ErrorCode{
	pb.ErrorCode_ERROR_CODE_UNSUPPORTED: pb.ErrorCode_ERROR_CODE_INVALID_REQUEST,
	pb.ErrorCode_ERROR_CODE_SAFETY:      pb.ErrorCode_ERROR_CODE_INVALID_REQUEST,
}

func TestErrorsAcrossDialects(t *testing.T) {
	acrossDialects(t, adapterstest.KindError, checkError)
}

// checkError translates one error answer into another dialect: its class, message and delay stay what they were.
func checkError(p pair, c *adapterstest.Case, laws *checker) {
	x := c.Exchange()
	e := p.source.DecodeError(x, c.Status, c.Header, c.Body)
	status, header, body := translate.Error(p.source, p.target, x, nil, c.Status, c.Header, c.Body)
	laws.run("valid", func() []finding { return append(validJSON(body), validError(p.target.Dialect(), status, body)...) })
	laws.run("via", func() (found []finding) {
		again := p.target.DecodeError(x, status, header, body)
		if status < 400 || status > 599 {
			found = append(found, finding{Where: "status", What: fmt.Sprint(status)})
		}
		if e.Code != again.Code && collapsed[e.Code] != again.Code {
			found = append(found, finding{Where: "code", What: fmt.Sprintf("%s became %s", e.Code, again.Code)})
		}
		// Words that a client looks for may be put before it.
		if !strings.Contains(again.Message, e.Message) {
			found = append(found, finding{Where: "message", What: "is gone"})
		}
		if e.RetryAfterMs != nil && e.GetRetryAfterMs() != again.GetRetryAfterMs() {
			found = append(found, finding{Where: "retry after", What: fmt.Sprintf("%d became %d", e.GetRetryAfterMs(), again.GetRetryAfterMs())})
		}
		return found
	})
}
