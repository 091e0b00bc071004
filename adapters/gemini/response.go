package gemini

import (
	"slices"
	"time"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// DecodeResponse implements adapters.ResponseCodec.
func (adapter) DecodeResponse(x *adapters.Exchange, w adapters.Wire) (*pb.GenerateResponse, error) {
	var in wireResponse
	if err := jsonx.UnmarshalAlias(w.Body, &in); err != nil {
		return nil, malformed(err)
	}
	var k keeper
	resp := decodeHead(&k, &in)
	d := newResponseDecoder(x, resp.Model)
	for i := range in.candidates.items {
		resp.Candidates = append(resp.Candidates, d.candidate(&in.candidates.items[i]))
	}
	switch {
	case in.candidates.single:
		k.form("", "candidates", formSingle)
	case in.candidates.set && len(in.candidates.items) == 0:
		k.form("", "candidates", formEmpty)
	}
	resp.PromptBlock = decodeFeedback(&k, &in.promptFeedback)
	if in.usage.present {
		var absent []string
		resp.Usage, resp.ServiceTier, absent = decodeUsage(&in.usage)
		for _, name := range absent {
			resp.Usage.Extensions = canon.KeepSpelling(resp.Usage.Extensions, own, "", name, "null")
		}
	}
	if in.failure != "" {
		resp.Error = decodeStatus(0, []byte(jsonx.Wrap("error", string(in.failure))))
		if jsonx.KindOf(string(in.failure)) != '{' {
			k.exact("", "error", string(in.failure))
		}
	}
	k.rest("", &in.leftover)
	resp.Extensions = k.exts
	return resp, nil
}

// newResponseDecoder gives a decoder for the parts of an answer to the exchange's request.
func newResponseDecoder(x *adapters.Exchange, model string) *decoder {
	d := &decoder{upstream: x.Upstream, model: model, sealer: x.Sealer, answer: true, ids: canon.NewCallIDs(x.Request)}
	if x.Request != nil {
		d.names = canon.NewNames(x.Request, nameRule)
	}
	return d
}

// decodeHead reads what says which answer it is.
func decodeHead(k *keeper, in *wireResponse) *pb.GenerateResponse {
	resp := &pb.GenerateResponse{Origin: own}
	resp.Id, _ = k.str("", &in.leftover, "responseId", &in.responseID)
	resp.Model, _ = k.str("", &in.leftover, "modelVersion", &in.modelVersion)
	if made, ok := k.str("", &in.leftover, "createTime", &in.createTime); ok {
		if t, err := time.Parse(time.RFC3339Nano, made); err == nil {
			seconds := t.Unix()
			resp.CreateTime = &seconds
		}
		k.exact("", in.spelling("createTime"), jsonx.Quote(made))
	}
	return resp
}

// decodeFeedback reads why the prompt was refused; nil where it was not.
func decodeFeedback(k *keeper, f *wireFeedback) *pb.PromptBlock {
	const at = "/promptFeedback"
	if !f.present {
		return nil
	}
	reason, ok := enumWord(&f.blockReason, blockNumbers)
	if !ok || reason == blockNumbers[0] {
		f.keep("blockReason", f.blockReason.Raw)
		if f.blockReason.Set {
			f.keep("blockReason", []byte(jsonx.Quote(f.blockReason.V)))
		}
		if f.blockReasonMessage.Set {
			f.keep("blockReasonMessage", []byte(jsonx.Quote(f.blockReasonMessage.V)))
		}
		k.rest(at, &f.leftover)
		if f.unknown.String() == "" {
			k.form("", "promptFeedback", formEmpty)
		}
		return nil
	}
	var fk keeper
	out := &pb.PromptBlock{Reason: reason}
	if !f.blockReason.Set {
		fk.exact("", f.spelling("blockReason"), string(f.blockReason.Raw))
	}
	out.Message, _ = fk.str("", &f.leftover, "blockReasonMessage", &f.blockReasonMessage)
	fk.rest("", &f.leftover)
	out.Extensions = fk.exts
	return out
}

// EncodeResponse implements adapters.ResponseCodec. One of another dialect that
// failed is a *canon.Failure.
func (adapter) EncodeResponse(x *adapters.Exchange, dst []byte, resp *pb.GenerateResponse, losses *adapters.Losses) ([]byte, error) {
	w := jsonx.NewWriter(dst)
	if resp.Origin != own {
		if f := canon.FailureOf(resp.Error, resp.Candidates, pb.FinishReason_FINISH_REASON_MALFORMED_CALL); f != nil {
			canon.ReportForeignResponse(resp, own, losses)
			canon.ReportFailure(resp, losses)
			return dst, f
		}
		lowered, err := lowerResponse(x, resp, losses)
		if err != nil {
			return dst, err
		}
		resp = lowered
	}
	w.Reset(slices.Grow(dst, responseSize(resp)))
	writeResponse(w, resp)
	return w.Bytes(), nil
}

// responseSize is about how long the body will be.
func responseSize(resp *pb.GenerateResponse) int {
	const room = 1 << 9
	n := room
	for _, c := range resp.Candidates {
		for _, m := range c.Messages {
			n += messageSize(m)
		}
	}
	return n
}

// writeResponse writes an answer that says nothing but what Gemini can say.
func writeResponse(w *jsonx.Writer, resp *pb.GenerateResponse) {
	o := open(w, resp.Extensions, "")
	writeCandidates(o, resp)
	writeFeedback(o, resp)
	if resp.Usage != nil {
		writeUsage(o, resp.Usage, resp.ServiceTier, resp.Usage.Extensions)
	}
	o.StrNonEmpty(o.name("modelVersion"), resp.Model)
	o.StrNonEmpty(o.name("responseId"), resp.Id)
	if resp.Error != nil {
		if e, ok := o.open("error", resp.Error.Extensions, "/error"); ok {
			writeStatus(e, resp.Error, int(resp.Error.HttpStatus))
		}
	}
	o.End()
}

func writeFeedback(o object, resp *pb.GenerateResponse) {
	const name, at = "promptFeedback", "/promptFeedback"
	if b := resp.PromptBlock; b != nil {
		if f, ok := o.open(name, b.Extensions, ""); ok {
			f.Str(f.name("blockReason"), b.Reason)
			f.StrNonEmpty(f.name("blockReasonMessage"), b.Message)
			f.End()
		}
		return
	}
	if keeps(resp.Extensions, at) || form(resp.Extensions, "", name) != "" {
		if f, ok := o.open(name, resp.Extensions, at); ok {
			f.End()
		}
	}
}
