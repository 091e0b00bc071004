package adapterstest

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/canon"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// streamGrammar: a reader's events keep the grammar, and a stream that was not cut has its end or error.
func streamGrammar(a adapters.Adapter, c *Case) []Finding {
	var grammar canon.Grammar
	err := Each(c.Reader(a, bytes.NewReader(c.Body)), grammar.Check)
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF):
		return nil
	case err != nil:
		return broken("events", err)
	case !grammar.Done():
		return []Finding{{Where: "events", What: "the stream has neither end nor error"}}
	}
	return nil
}

// AccumulateCase reads the case's stream into the response that it stands for; the error is that of the reader.
func AccumulateCase(a adapters.Adapter, c *Case) (*pb.GenerateResponse, error) {
	acc := canon.NewAccumulator()
	err := Each(c.Reader(a, bytes.NewReader(c.Body)), acc.Add)
	return acc.Response(), err
}

// streamAsWhole: the response that a stream stands for can be written as a whole one and reads back as itself, save for what
// is reported: arguments that a limit cut short are no JSON, and need not be writable as they are.
func streamAsWhole(a adapters.Adapter, c *Case) []Finding {
	resp, err := AccumulateCase(a, c)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		return broken("accumulate", err)
	}
	if resp.Error != nil {
		return nil // a failed answer need not have a whole form
	}
	var losses adapters.Losses
	body, err := a.EncodeResponse(c.Exchange(), nil, resp, &losses)
	if err != nil {
		return broken("encode", err)
	}
	again, err := a.DecodeResponse(c.Exchange(), adapters.Wire{Body: body})
	if err != nil {
		return broken("decode", err)
	}
	return Differences(canon.Unreported(canon.DiffResponses(resp, again), losses.Items()))
}

// Differences makes findings of canonical differences.
func Differences(diffs []canon.Difference) []Finding {
	var found []Finding
	for _, d := range diffs {
		found = append(found, Finding{Where: d.Path, What: d.Detail})
	}
	return found
}

// responseExploded: a response taken apart into events and put together again is the same message.
func responseExploded(a adapters.Adapter, c *Case) []Finding {
	resp, err := a.DecodeResponse(c.Exchange(), c.Wire())
	if err != nil {
		return broken("decode", err)
	}
	acc := canon.NewAccumulator()
	grammar := canon.Grammar{Strict: true}
	err = canon.Explode(resp, func(ev *pb.GenerateEvent) error {
		if err := grammar.Check(ev); err != nil {
			return fmt.Errorf("grammar: %w", err)
		}
		return acc.Add(ev)
	})
	if err != nil {
		return broken("explode", err)
	}
	return DiffMessages(resp, acc.Response())
}

// responseStreamed: a response written as a stream of its own dialect reads back as an equivalent one.
func responseStreamed(a adapters.Adapter, c *Case) []Finding {
	resp, err := a.DecodeResponse(c.Exchange(), c.Wire())
	if err != nil {
		return broken("decode", err)
	}
	if resp.Error != nil {
		return nil
	}
	var out []byte
	w := a.NewEventWriter(c.Exchange(), nil)
	err = canon.Explode(resp, func(ev *pb.GenerateEvent) (err error) {
		out, err = w.Append(out, ev)
		return err
	})
	if err != nil {
		return broken("write", err)
	}
	acc := canon.NewAccumulator()
	if err := Each(a.NewEventReader(c.Exchange(), bytes.NewReader(out)), acc.Add); err != nil {
		return broken("read", err)
	}
	return Differences(canon.DiffResponses(resp, acc.Response()))
}
