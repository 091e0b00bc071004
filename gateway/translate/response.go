package translate

import (
	"net/http"

	"github.com/interlingua/interlingua/adapters"
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
// a response that came in canonical form.
func EncodeResponse(
	source, target adapters.Adapter, x *adapters.Exchange, dst []byte, resp *pb.GenerateResponse,
) ([]byte, []*pb.Loss, error) {
	var losses adapters.Losses
	locate := responseLocator(source, resp)
	body, err := target.EncodeResponse(x, dst, resp, &losses)
	if err != nil {
		return nil, nil, encodeFault(target.Dialect(), err, locate)
	}
	return body, located(losses.Items(), pb.LossLeg_LOSS_LEG_RESPONSE, locate), nil
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
