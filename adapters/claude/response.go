package claude

import (
	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// Values of members that every response has.
const (
	typeMessage   = "message"
	roleAssistant = "assistant"

	// atStopDetails is where a finish keeps what stop_details holds beside.
	atStopDetails = "/stop_details"
	detailsType   = "refusal"
)

// DecodeResponse implements adapters.ResponseCodec.
func (adapter) DecodeResponse(x *adapters.Exchange, w adapters.Wire) (*pb.GenerateResponse, error) {
	var wire wireResponse
	if err := jsonx.UnmarshalAlias(w.Body, &wire); err != nil {
		return nil, fault(pb.ErrorCode_ERROR_CODE_BAD_UPSTREAM, err)
	}
	if wire.Type.V == typeError {
		e := decodeErrorBody(w.Body)
		return &pb.GenerateResponse{Origin: dialect, Error: e}, nil
	}
	if wire.Type.V != typeMessage && wire.Content.form == pb.ContentForm_CONTENT_FORM_UNSPECIFIED {
		return nil, missing(pb.ErrorCode_ERROR_CODE_BAD_UPSTREAM, "", "content")
	}
	var p prompt
	resp := wire.response(&p)
	c := resp.Candidates[0]
	for _, p := range c.Messages[0].Parts {
		issued(p.Seal, x.Upstream, resp.Model)
	}
	unpackSeals(x, c.Messages)
	nameCalls(x.Request, c.Messages[0].Parts)
	restoreCalls(newRestorer(x), c)
	return resp, nil
}

// response gives the canonical response: one candidate with one message.
func (w *wireResponse) response(before *prompt) *pb.GenerateResponse {
	l := leftovers{unknown: keepUnknownResponse(w.Unknown)}
	resp := &pb.GenerateResponse{
		Origin:      dialect,
		Id:          l.text("id", &w.ID),
		Model:       l.text("model", &w.Model),
		ServiceTier: w.Usage.tierOf(),
	}
	l.constant("type", typeMessage, &w.Type)
	l.constant("role", roleAssistant, &w.Role)
	if w.Content.form == pb.ContentForm_CONTENT_FORM_UNSPECIFIED {
		l.spell("content", "null")
	}
	if !w.Model.Set && w.Model.Raw == nil {
		l.spell("model", "null")
	}
	resp.Extensions = keepNoEdits(l.keep(nil), string(w.Unknown))
	if resp.Usage = w.Usage.usage(before); resp.Usage != nil {
		w.Usage.keepTier(resp.Usage)
	}
	resp.Candidates = []*pb.Candidate{{
		Messages: []*pb.Message{{
			Origin: dialect, Role: pb.Role_ROLE_ASSISTANT, Parts: w.Content.parts, Form: w.Content.form,
		}},
		Finish: w.finish(),
	}}
	return resp
}

// noEdits is what context_management of a response says where nothing was edited.
const noEdits = `{"applied_edits":[]}`

// keepUnknownResponse gives the unknown members without those that say nothing.
func keepUnknownResponse(unknown jsonx.Value) jsonx.Value {
	if raw, ok := jsonx.Get(string(unknown), "context_management"); ok && jsonx.Compact(raw) == noEdits {
		return jsonx.Value(jsonx.Without(string(unknown), "context_management"))
	}
	return unknown
}

// keepNoEdits keeps a context_management that says nothing.
func keepNoEdits(exts []*pb.Extension, unknown string) []*pb.Extension {
	if raw, ok := jsonx.Get(unknown, "context_management"); ok && jsonx.Compact(raw) == noEdits {
		return canon.KeepTransport(exts, dialect, "", jsonx.Wrap("context_management", raw))
	}
	return exts
}

// finish says why the response ended; nil where it does not say.
func (w *wireResponse) finish() *pb.Finish {
	if !w.StopReason.Set && w.StopReason.Raw == nil && !w.StopSequence.Set && w.StopSequence.Raw == nil && w.StopDetails == nil {
		return nil
	}
	l := leftovers{}
	f := &pb.Finish{Raw: l.text("stop_reason", &w.StopReason), StopSequence: l.text("stop_sequence", &w.StopSequence)}
	f.Reason = readStopReason(f.Raw, w.StopDetails != nil)
	f.Extensions = l.keep(nil)
	if d := w.StopDetails; d != nil {
		inner := leftovers{at: atStopDetails, unknown: d.Unknown}
		f.Message = inner.text("explanation", &d.Explanation)
		// The type is spelled always: it says that there were details.
		if inner.constant("type", detailsType, &d.Type); d.Type.V == detailsType {
			inner.spell("type", jsonx.Quote(detailsType))
		}
		f.Extensions = inner.keep(f.Extensions)
	}
	return f
}

// readStopReason gives the meaning of a stop_reason. A refusal with details is the work of a filter.
func readStopReason(raw string, details bool) pb.FinishReason {
	reason, ok := stopReasons.value(raw)
	switch {
	case raw == "":
		return pb.FinishReason_FINISH_REASON_UNSPECIFIED
	case !ok:
		return pb.FinishReason_FINISH_REASON_OTHER
	case reason == pb.FinishReason_FINISH_REASON_REFUSAL && details:
		return pb.FinishReason_FINISH_REASON_SAFETY
	}
	return reason
}
