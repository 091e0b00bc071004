package translate

import (
	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/canon"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// ExchangeBehind is the exchange of an answer, with the request behind it. Its error is a *canon.Fault.
func (j *Job) ExchangeBehind() (*adapters.Exchange, error) {
	x := j.exchange()
	switch {
	case j.Behind != nil:
		req, err := j.requestBehind()
		if err != nil {
			return nil, err
		}
		if j.Model != "" {
			req.Model = j.Model
		}
		x.Request = req
	case j.Asked != nil:
		x.Request = j.Asked
	case j.Model != "":
		x.Request = &pb.GenerateRequest{Model: j.Model}
	}
	return x, nil
}

// requestBehind reads the request behind an answer. It may be written in the dialect that the answer comes from, as in a
// recorded exchange, or in the one that it goes to, as the client asked before its request was translated. The bodies of
// two dialects can look alike, so both are tried: the reading that leaves fewer things unknown counts, and of equal ones
// that of the dialect which the answer comes from.
func (j *Job) requestBehind() (*pb.GenerateRequest, error) {
	source, sourceErr := readBehind(j.From, j.Behind)
	if j.To == nil {
		return source, behindFault(sourceErr)
	}
	client, clientErr := readBehind(j.To, j.Behind)
	switch {
	case clientErr != nil && sourceErr != nil:
		return nil, behindFault(sourceErr)
	case clientErr != nil:
		return source, nil
	case sourceErr != nil:
		return client, nil
	case unknowns(client) < unknowns(source):
		return client, nil
	}
	return source, nil
}

func readBehind(a adapters.Adapter, body []byte) (*pb.GenerateRequest, error) {
	return a.DecodeRequest(&adapters.Exchange{}, adapters.Wire{Body: body})
}

// behindFault says that it is the request, not the answer, which cannot be read; nil where it can.
func behindFault(err error) error {
	if err == nil {
		return nil
	}
	f := *FaultOf(err)
	f.Message = "the request behind the answer: " + f.Message
	return &f
}

// unknowns counts what a decoder kept without understanding it.
func unknowns(req *pb.GenerateRequest) int {
	var losses canon.Losses
	canon.ReportForeignRequest(req, pb.Dialect_DIALECT_UNSPECIFIED, &losses)
	n := len(losses.Items())
	for _, m := range req.Messages {
		for _, p := range m.Parts {
			if p.GetOpaque() != nil || p.Content == nil {
				n++
			}
		}
	}
	return n
}
