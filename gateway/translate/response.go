package translate

import (
	"errors"
	"net/http"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/canon"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// Response translates the body of a whole response, appending to dst. The losses point into the response as the source
// sent it. Its error is a *canon.Fault.
func Response(source, target adapters.Adapter, x *adapters.Exchange, dst []byte, w adapters.Wire) ([]byte, []*pb.Loss, error) {
	resp, err := source.DecodeResponse(x, w)
	if err != nil {
		return nil, nil, decodeFault(source.Dialect(), err)
	}
	return EncodeResponse(source, target, x, dst, resp)
}

// EncodeResponse writes a response that was read before, appending to dst. The source is the adapter that read it, nil for
// a response that came in canonical form. An answer that failed, for which the target has an error only, is a fault around a
// *canon.Failure, with the losses; Failed writes it.
func EncodeResponse(
	source, target adapters.Adapter, x *adapters.Exchange, dst []byte, resp *pb.GenerateResponse,
) ([]byte, []*pb.Loss, error) {
	var losses adapters.Losses
	locate := responseLocator(source, resp)
	body, err := target.EncodeResponse(x, dst, resp, &losses)
	if failure, ok := errors.AsType[*canon.Failure](err); ok {
		f := &canon.Fault{Code: failure.Reason.Code, Dialect: target.Dialect(), Message: failure.Reason.Message, Err: failure}
		return nil, located(losses.Items(), pb.LossLeg_LOSS_LEG_RESPONSE, locate), f
	}
	if err != nil {
		return nil, nil, encodeFault(target.Dialect(), err, locate)
	}
	return body, located(losses.Items(), pb.LossLeg_LOSS_LEG_RESPONSE, locate), nil
}

// Failed writes the error that a failed answer is in the target's dialect. It reports false for any other error.
func Failed(target adapters.Adapter, x *adapters.Exchange, err error) (Result, bool) {
	failure, ok := errors.AsType[*canon.Failure](err)
	if !ok {
		return Result{}, false
	}
	var r Result
	r.Status, r.Header, r.Body = target.EncodeError(x, nil, failure.Reason)
	return r, true
}

// responseLocator finds places in the source's document of canonical paths into resp.
func responseLocator(source adapters.Adapter, resp *pb.GenerateResponse) func(path string) string {
	l, ok := source.(adapters.Locator)
	if !ok {
		return func(path string) string { return path }
	}
	return func(path string) string { return l.LocateResponse(resp, path) }
}

// Error translates an error answer, appending the body to dst.
func Error(
	source, target adapters.Adapter, x *adapters.Exchange, dst []byte, status int, header http.Header, body []byte,
) (int, http.Header, []byte) {
	return target.EncodeError(x, dst, source.DecodeError(x, status, header, body))
}
