package claude

import (
	"slices"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// path is where requests go, relative to the base URL.
const path = "/v1/messages"

// EncodeRequest implements adapters.RequestCodec. A request of this dialect is written as it stands; any other is first
// lowered to what this dialect can say.
func (adapter) EncodeRequest(x *adapters.Exchange, req *pb.GenerateRequest, losses *adapters.Losses) (adapters.Wire, error) {
	canon.ReportForeignRequest(req, dialect, losses)
	if req.Origin == dialect {
		req = ownRequest(x, req, losses)
		if x.Refit {
			req = refit(x, req, losses)
		}
		return adapters.Wire{Body: writeRequest(req), Path: path, Header: ownHeader(x, req)}, nil
	}
	l := newLowering(x, req, losses)
	body := writeRequest(l.request())
	return adapters.Wire{Body: body, Path: path, Header: l.header()}, nil
}

// ownRequest gives a request of this dialect with all its messages in this dialect too: those of others may have come into
// the conversation since, and sealed reasoning of others may have come in envelopes.
func ownRequest(x *adapters.Exchange, req *pb.GenerateRequest, losses *canon.Losses) *pb.GenerateRequest {
	if isOwn(req.Messages) && !hasForeignSeals(x, req.Messages) {
		return req
	}
	l := newLowering(x, req, losses)
	l.messages()
	out := canon.Shallow(req)
	out.Messages = l.out.Messages
	return out
}

func hasForeignSeals(x *adapters.Exchange, messages []*pb.Message) bool {
	for _, m := range messages {
		for _, p := range m.Parts {
			if p.Seal != nil && !canon.Readable(p.Seal, dialect, x.Upstream) {
				return true
			}
		}
	}
	return false
}

// EncodeResponse implements adapters.ResponseCodec. An answer of which there is no more than an error is one of the dialect's
// own error bodies, which came with a success; any other that failed is a *canon.Failure.
func (adapter) EncodeResponse(
	x *adapters.Exchange, dst []byte, resp *pb.GenerateResponse, losses *adapters.Losses,
) ([]byte, error) {
	canon.ReportForeignResponse(resp, dialect, losses)
	w := jsonx.NewWriter(dst)
	if resp.Error != nil && resp.Origin == dialect {
		writeError(w, resp.Error)
		return w.Bytes(), nil
	}
	if f := canon.FailureOf(resp.Error, resp.Candidates[:min(1, len(resp.Candidates))]); f != nil {
		canon.ReportFailure(resp, losses)
		return dst, f
	}
	nulls := x.Header.Get(headerVersion) == versionNew
	if resp.Origin != dialect {
		resp = lowerResponse(x, resp, losses)
	} else {
		reportArguments(resp, losses)
		resp = sealResponse(x, resp, losses)
	}
	writeResponse(w, resp, nulls)
	return w.Bytes(), nil
}

// sealResponse puts seals of other dialects back into envelopes: those that came in envelopes from an upstream that is a
// gateway itself.
func sealResponse(x *adapters.Exchange, resp *pb.GenerateResponse, losses *canon.Losses) *pb.GenerateResponse {
	if !slices.ContainsFunc(resp.Candidates, func(c *pb.Candidate) bool {
		return slices.ContainsFunc(c.Messages, func(m *pb.Message) bool { return slices.ContainsFunc(m.Parts, isForeignSealed) })
	}) {
		return resp
	}
	a := &answer{x: x, losses: losses, names: canon.NewNames(x.Request, nameRule)}
	for i, c := range resp.Candidates {
		for j, m := range c.Messages {
			for k, p := range m.Parts {
				if isForeignSealed(p) || p.GetReasoning() != nil && p.Seal == nil && len(p.Extensions) == 0 {
					a.part(m, p, canon.Path("candidates", i, "messages", j, "parts", k))
					continue
				}
				a.textSince = a.textSince || p.GetText() != nil
				a.parts = append(a.parts, p)
			}
		}
	}
	a.closeCarrier()
	out := canon.Shallow(resp)
	message := &pb.Message{Origin: dialect, Role: pb.Role_ROLE_ASSISTANT, Parts: a.parts, Form: pb.ContentForm_CONTENT_FORM_LIST}
	out.Candidates = []*pb.Candidate{{Messages: []*pb.Message{message}, Finish: resp.Candidates[0].GetFinish()}}
	return out
}

// isForeignSealed reports whether the seal of a part is of another dialect. One without an issuer is a damaged envelope.
func isForeignSealed(p *pb.Part) bool {
	issuer := p.GetSeal().GetIssuer()
	return issuer != dialect && issuer != pb.Dialect_DIALECT_UNSPECIFIED
}

// reportArguments reports calls of this dialect's own whose arguments, streamed and cut short, are no JSON.
func reportArguments(resp *pb.GenerateResponse, losses *canon.Losses) {
	for i, c := range resp.Candidates {
		for j, m := range c.Messages {
			for k, p := range m.Parts {
				if args := p.GetToolCall().GetArgumentsJson(); args != "" && !jsonx.ValidText(args) {
					losses.Approximate(canon.Path("candidates", i, "messages", j, "parts", k, "tool_call", "arguments_json"),
						pb.LossClass_LOSS_CLASS_TOOLS, "the arguments are no object")
				}
			}
		}
	}
}
