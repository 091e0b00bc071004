// Package foreign proves of an adapter, over generated documents of other dialects, that it writes what the vendor takes and
// says what it loses.
package foreign

import (
	"bytes"
	"errors"
	"regexp"
	"slices"
	"testing"

	"google.golang.org/protobuf/proto"
	"pgregory.net/rapid"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/adapterstest"
	"github.com/interlingua/interlingua/adapters/adapterstest/validate"
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/canon/canontest"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// Requests checks that any request of another dialect becomes one that the service takes, unless the client is told that it asked for
// what cannot be; the request itself stays as it was; and whatever is not the same afterwards was reported.
func Requests(t *testing.T, a adapters.Adapter, models ...string) {
	rapid.Check(t, func(t *rapid.T) {
		req := canontest.Request().Draw(t, "request")
		canontest.ForeignRequest(req, a.Dialect())
		req.Model = rapid.SampledFrom(models).Draw(t, "model")
		before := proto.CloneOf(req)
		x := &adapters.Exchange{Seed: "s"}
		var losses adapters.Losses
		w, err := a.EncodeRequest(x, req, &losses)
		if err != nil {
			t.Fatal(err)
		}
		if !proto.Equal(before, req) {
			t.Error("the request was changed")
		}
		if !slices.ContainsFunc(losses.Items(), func(l *pb.Loss) bool { return l.Refuse }) {
			for _, f := range validate.Request(a.Dialect(), w.Path, nil, w.Body) {
				t.Error(f)
			}
		}
		back, err := a.DecodeRequest(x, w)
		if err != nil {
			t.Fatal(err)
		}
		unreported(t, "request", canon.DiffRequests(req, back), &losses)
		explain(t, &losses, w.Body)
	})
}

// Responses checks that any answer of another dialect becomes one that clients take, whole and streamed, and whatever is not the same
// afterwards was reported. One that failed may be an error instead. Differences that match later are none where an answer is
// streamed: what explains them comes behind them, so that only the request finds it in which a client returns the answer.
func Responses(t *testing.T, a adapters.Adapter, later *regexp.Regexp) {
	rapid.Check(t, func(t *rapid.T) {
		resp := canontest.Response().Draw(t, "response")
		canontest.ForeignResponse(resp, a.Dialect())
		before := proto.CloneOf(resp)
		x := &adapters.Exchange{Seed: "s"}
		var losses adapters.Losses
		body, err := a.EncodeResponse(x, nil, resp, &losses)
		if _, failed := errors.AsType[*canon.Failure](err); failed {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		if !proto.Equal(before, resp) {
			t.Error("the response was changed")
		}
		back, err := a.DecodeResponse(x, adapters.Wire{Body: body})
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range validate.Response(a.Dialect(), body) {
			t.Errorf("whole: %s", f)
		}
		if back.Error == nil {
			unreported(t, "whole", canon.DiffResponses(resp, back), &losses)
		}
		stream := streamed(t, a, x, resp, &losses, later)
		explain(t, &losses, body, stream)
	})
}

// streamed writes an answer as a stream and holds it against the same laws.
func streamed(t *rapid.T, a adapters.Adapter, x *adapters.Exchange, resp *pb.GenerateResponse, losses *adapters.Losses, later *regexp.Regexp) []byte {
	var stream []byte
	var only canon.StreamLosses
	w := a.NewEventWriter(x, losses)
	if err := canon.Explode(resp, func(ev *pb.GenerateEvent) (err error) {
		only.See(ev)
		stream, err = w.Append(stream, ev)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	only.Report(resp, losses)
	for _, f := range validate.Stream(a.Dialect(), stream) {
		t.Errorf("streamed: %s", f)
	}
	acc := canon.NewAccumulator()
	if err := adapterstest.Each(a.NewEventReader(x, bytes.NewReader(stream)), acc.Add); err != nil {
		t.Fatal(err)
	}
	if back := acc.Response(); back.Error == nil {
		diffs := canon.DiffResponses(resp, back)
		if later != nil {
			diffs = slices.DeleteFunc(diffs, func(d canon.Difference) bool { return later.MatchString(d.Path + ": " + d.Detail) })
		}
		unreported(t, "streamed", diffs, losses)
	}
	return stream
}

func unreported(t *rapid.T, how string, diffs []canon.Difference, losses *adapters.Losses) {
	for _, d := range canon.Unreported(diffs, losses.Items()) {
		t.Errorf("%s: not reported: %s: %s", how, d.Path, d.Detail)
	}
}

// explain shows what was written and reported, where something is wrong.
func explain(t *rapid.T, losses *adapters.Losses, written ...[]byte) {
	if !t.Failed() {
		return
	}
	for _, w := range written {
		t.Logf("%s", w)
	}
	for _, l := range losses.Items() {
		t.Logf("loss %s %s %s", l.Path, l.Action, l.Detail)
	}
}
