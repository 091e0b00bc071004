package translate

import (
	"bytes"

	"google.golang.org/protobuf/proto"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/canon"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// Outlook is what one dialect would make of a document.
type Outlook struct {
	// Target is the dialect's adapter.
	Target adapters.Adapter
	// Losses are what would not be carried over exactly.
	Losses []*pb.Loss
	// Fault is why it could not be written at all.
	Fault *canon.Fault
}

// Explain gives the canonical form of the document, a *pb.GenerateRequest, *pb.GenerateResponse or *pb.Error, and the
// outlook for every target but the document's own dialect. Its error is a *canon.Fault.
func (j *Job) Explain(targets []adapters.Adapter) (proto.Message, []Outlook, error) {
	m, encode, err := j.canonical()
	if err != nil {
		return nil, nil, err
	}
	outlooks := make([]Outlook, 0, len(targets))
	for _, target := range targets {
		if target.Dialect() == j.From.Dialect() {
			continue
		}
		o := Outlook{Target: target}
		losses, err := encode(target)
		if err != nil {
			o.Fault = FaultOf(err)
		} else {
			o.Losses = losses
		}
		outlooks = append(outlooks, o)
	}
	return m, outlooks, nil
}

// Decode gives the canonical form of the document, of a stream that of the response that it stands for. Its error is a
// *canon.Fault.
func (j *Job) Decode() (proto.Message, error) {
	m, _, err := j.canonical()
	return m, err
}

// canonical reads the document and says how to find what a target would lose of it. An error answer loses nothing that
// counts.
func (j *Job) canonical() (proto.Message, func(target adapters.Adapter) ([]*pb.Loss, error), error) {
	switch j.Kind {
	case KindRequest:
		req, x, err := j.decodeRequest()
		if err != nil {
			return nil, nil, err
		}
		return req.Canonical, func(target adapters.Adapter) ([]*pb.Loss, error) {
			_, losses, err := req.Encode(target, x)
			return losses, err
		}, nil
	case KindError:
		e := j.From.DecodeError(j.exchange(), j.Status, j.Header, j.Body)
		return e, func(adapters.Adapter) ([]*pb.Loss, error) { return nil, nil }, nil
	}
	resp, x, err := j.answer()
	if err != nil {
		return nil, nil, err
	}
	return resp, func(target adapters.Adapter) ([]*pb.Loss, error) {
		_, losses, err := EncodeResponse(j.From, target, x, nil, resp)
		if _, failed := Failed(target, x, err); failed {
			err = nil
		}
		return losses, err
	}, nil
}

// answer reads a whole response, or the one that a stream stands for.
func (j *Job) answer() (*pb.GenerateResponse, *adapters.Exchange, error) {
	x, err := j.ExchangeBehind()
	if err != nil {
		return nil, nil, err
	}
	var resp *pb.GenerateResponse
	if j.Kind == KindStream {
		resp, err = Gather(j.From, x, bytes.NewReader(j.Body), j.Array)
	} else if resp, err = j.From.DecodeResponse(x, j.wire()); err != nil {
		err = decodeFault(j.From.Dialect(), err)
	}
	return resp, x, err
}
