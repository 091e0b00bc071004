package translate_test

import (
	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/adapterstest"
	"github.com/interlingua/interlingua/adapters/adapterstest/validate"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// The validators know the dialects without the adapters. What they say counts only where the source's own document is
// valid: a translation repairs what its target insists on, not every mistake of the one who asked.

func validRequest(d pb.Dialect, w adapters.Wire, source *adapterstest.Case) []finding {
	found := adapterstest.Findings(validate.Request(d, w.Path, w.Header, w.Body))
	if len(found) > 0 && len(validate.Request(source.Dialect, source.Path, source.Header, source.Body)) > 0 {
		return nil
	}
	return found
}

// validAnswer checks a whole response; a failed one may be an error instead.
func validAnswer(d pb.Dialect, body []byte, source *adapterstest.Case, resp *pb.GenerateResponse) []finding {
	if isFailure(resp) && len(validate.Error(d, 500, body)) == 0 {
		return nil
	}
	found := adapterstest.Findings(validate.Response(d, body))
	if len(found) > 0 && len(validate.Response(source.Dialect, source.Body)) > 0 {
		return nil
	}
	return found
}

func validStream(d pb.Dialect, sse []byte) []finding {
	return adapterstest.Findings(validate.Stream(d, sse))
}

func validError(d pb.Dialect, status int, body []byte) []finding {
	return adapterstest.Findings(validate.Error(d, status, body))
}
