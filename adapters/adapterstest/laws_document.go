package adapterstest

import (
	"bytes"
	"fmt"

	"github.com/interlingua/interlingua/adapters"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// requestIdentity: a request written back in its own dialect is the same request, and nothing is reported lost.
func requestIdentity(a adapters.Adapter, c *Case) []Finding {
	req, err := a.DecodeRequest(c.Exchange(), c.Wire())
	if err != nil {
		return broken("decode", err)
	}
	var losses adapters.Losses
	out, err := a.EncodeRequest(c.Exchange(), req, &losses)
	if err != nil {
		return broken("encode", err)
	}
	found := append(SameDocument(c.Body, out.Body), lost(&losses)...)
	if req.Origin != a.Dialect() {
		found = append(found, Finding{Where: "origin", What: req.Origin.String()})
	}
	// What the path says besides the body must come back too.
	again, err := a.DecodeRequest(c.Exchange(), out)
	if err != nil {
		return append(found, broken("decode again", err)...)
	}
	if again.Model != req.Model {
		found = append(found, Finding{Where: "model", What: fmt.Sprintf("%q against %q", req.Model, again.Model)})
	}
	if again.GetStream() != req.GetStream() {
		found = append(found, Finding{Where: "stream", What: fmt.Sprintf("%t against %t", req.GetStream(), again.GetStream())})
	}
	return found
}

func requestTwice(a adapters.Adapter, c *Case) []Finding {
	return twice(func() ([]byte, error) { return requestThrough(a, c) })
}

func requestThrough(a adapters.Adapter, c *Case) ([]byte, error) {
	req, err := a.DecodeRequest(c.Exchange(), c.Wire())
	if err != nil {
		return nil, err
	}
	out, err := a.EncodeRequest(c.Exchange(), req, nil)
	return out.Body, err
}

// requestInput: the body, parts of which the decoded request may be, is changed neither by a decoder nor by an encoder.
func requestInput(a adapters.Adapter, c *Case) []Finding {
	w := c.Wire()
	req, err := a.DecodeRequest(c.Exchange(), w)
	if err != nil {
		return nil // the law of identity says so
	}
	if _, err := a.EncodeRequest(c.Exchange(), req, nil); err != nil {
		return broken("encode", err)
	}
	if !bytes.Equal(w.Body, c.Body) {
		return []Finding{{Where: "body", What: "the document that was read is another one now"}}
	}
	return nil
}

// responseIdentity: a response written back in its own dialect is the same response, and nothing is reported lost.
func responseIdentity(a adapters.Adapter, c *Case) []Finding {
	resp, err := a.DecodeResponse(c.Exchange(), c.Wire())
	if err != nil {
		return broken("decode", err)
	}
	var losses adapters.Losses
	out, err := a.EncodeResponse(c.Exchange(), nil, resp, &losses)
	if err != nil {
		return broken("encode", err)
	}
	found := append(SameDocument(c.Body, out), lost(&losses)...)
	if resp.Origin != a.Dialect() {
		found = append(found, Finding{Where: "origin", What: resp.Origin.String()})
	}
	return found
}

func responseTwice(a adapters.Adapter, c *Case) []Finding {
	return twice(func() ([]byte, error) {
		resp, err := a.DecodeResponse(c.Exchange(), c.Wire())
		if err != nil {
			return nil, err
		}
		return a.EncodeResponse(c.Exchange(), nil, resp, nil)
	})
}

// errorIdentity: an error written back in its own dialect has the same body and status, and its class is known.
func errorIdentity(a adapters.Adapter, c *Case) []Finding {
	e := a.DecodeError(c.Exchange(), c.Status, c.Header, bytes.Clone(c.Body))
	if e == nil {
		return []Finding{{Where: "decode", What: "gave nothing"}}
	}
	status, _, body := a.EncodeError(c.Exchange(), nil, e)
	found := SameDocument(c.Body, body)
	if status != c.Status {
		found = append(found, Finding{Where: "status", What: fmt.Sprintf("%d against %d", c.Status, status)})
	}
	if e.Code == pb.ErrorCode_ERROR_CODE_UNSPECIFIED {
		found = append(found, Finding{Where: "code", What: "the class of the error is unknown"})
	}
	return found
}

// twice finds out whether the same work gives the same bytes again. Work that fails is for other laws to report.
func twice(work func() ([]byte, error)) []Finding {
	one, err := work()
	if err != nil {
		return nil
	}
	two, err := work()
	if err != nil {
		return broken("second run", err)
	}
	if !bytes.Equal(one, two) {
		return []Finding{{Where: "body", What: "the second run gave other bytes"}}
	}
	return nil
}
