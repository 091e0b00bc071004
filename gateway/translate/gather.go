package translate

import (
	"errors"
	"io"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/canon"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// Gather reads a stream into the whole answer that it stands for. A stream that was cut gives what came before and a
// *canon.Fault.
func Gather(source adapters.Adapter, x *adapters.Exchange, r io.Reader, array bool) (*pb.GenerateResponse, error) {
	reader := newReader(source, x, r, array)
	answer := canon.NewAccumulator()
	for {
		ev, err := reader.Next()
		if errors.Is(err, io.EOF) {
			return answer.Response(), nil
		}
		if err == nil {
			err = answer.Add(ev)
		}
		if err != nil {
			return answer.Response(), StreamFault(source.Dialect(), err)
		}
	}
}

// newReader opens a reader for either form of stream; a dialect without the array form has the other.
func newReader(source adapters.Adapter, x *adapters.Exchange, r io.Reader, array bool) adapters.EventReader {
	if a, ok := source.(adapters.ArrayStreamer); ok && array {
		return a.NewArrayReader(x, r)
	}
	return source.NewEventReader(x, r)
}
