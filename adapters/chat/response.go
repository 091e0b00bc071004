package chat

import (
	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

const (
	objectWhole = "chat.completion"
	objectChunk = "chat.completion.chunk"
)

// DecodeResponse reads a whole answer.
func (adapter) DecodeResponse(x *adapters.Exchange, in adapters.Wire) (*pb.GenerateResponse, error) {
	var w wireResponse
	if err := jsonx.UnmarshalAlias(in.Body, &w); err != nil {
		return nil, broken(err)
	}
	k := keep(w.Extra)
	resp := &pb.GenerateResponse{
		Origin:      own,
		Id:          k.strSpelled("id", &w.ID),
		Model:       k.strSpelled("model", &w.Model),
		CreateTime:  k.intPtr("created", &w.Created),
		ServiceTier: k.strPtr("service_tier", &w.ServiceTier),
	}
	if word := k.str("object", &w.Object); word != objectWhole {
		k.transport.Keep("object", jsonx.Value(typeOrNull(&w.Object)))
	}
	k.transport.Keep("system_fingerprint", rawOrNil(w.Fingerprint))
	if w.Error != "" {
		resp.Error = decodeErrorValue(string(w.Error))
	}
	if w.Choices.V == nil && resp.Error == nil {
		f := malformed("", "member choices is missing")
		f.Code = pb.ErrorCode_ERROR_CODE_BAD_UPSTREAM
		return nil, f
	}
	if w.Choices.V == nil {
		k.lacks("choices")
	}
	d := decoder{
		x: x, names: restoring(x), upstream: x.Upstream, model: resp.Model,
		ids: canon.NewCallIDs(x.Request),
	}
	for i := range w.Choices.V {
		resp.Candidates = append(resp.Candidates, d.choice(w.Choices.V[i], i))
	}
	if d.opened {
		for _, c := range resp.Candidates {
			canon.AttachSeals(c.Messages)
		}
	}
	k.raw("usage", w.Usage.Raw, false)
	if w.Usage.V != nil {
		resp.Usage = decodeUsage(w.Usage.V)
	}
	resp.Extensions = k.into(resp.Extensions, "")
	return resp, nil
}

// restoring gives the names by which the request behind a response called its tools; nil where they are the client's own.
func restoring(x *adapters.Exchange) *canon.Names {
	if x.Request == nil || x.Request.Origin == own {
		return nil
	}
	return canon.NewNames(x.Request, toolNames)
}

// choice reads one answer.
func (d *decoder) choice(w *wireChoice, position int) *pb.Candidate {
	k := keep(w.Extra)
	c := &pb.Candidate{Index: w.Index.V}
	if !w.Index.Set {
		c.Index = int32(position)
		k.spell("index", rawOrNull(rawJSON(w.Index.Raw)))
	}
	k.raw("message", w.Message.Raw, false)
	if w.Message.V != nil {
		c.Messages = []*pb.Message{d.message(w.Message.V)}
	}
	word := k.strSpelled("finish_reason", &w.FinishReason)
	if word != "" {
		c.Finish = &pb.Finish{Reason: finishReason(word, c.Messages), Raw: word}
	}
	choiceLogprobs(c, &w.Logprobs, &k)
	keepDelta(&k, w.Delta)
	c.Extensions = k.into(c.Extensions, "")
	return c
}

// keepDelta keeps the delta that some servers send along with a whole message. Without content it says nothing.
func keepDelta(k *kept, raw rawJSON) {
	rest := jsonx.Without(string(raw), "role")
	if content, _ := jsonx.Get(rest, "content"); content == `""` || content == "null" {
		rest = jsonx.Without(rest, "content")
	}
	if raw == "" || jsonx.Empty(rest) {
		k.transport.Keep("delta", rawOrNil(raw))
		return
	}
	k.unknown.Keep("delta", rawOrNil(raw))
}

// finishReason reads a finish reason. Calls and words of refusal tell more than stop does.
func finishReason(word string, messages []*pb.Message) pb.FinishReason {
	reason := readFinish(word)
	if reason != pb.FinishReason_FINISH_REASON_END {
		return reason
	}
	for _, m := range messages {
		for _, p := range m.Parts {
			switch p.Content.(type) {
			case *pb.Part_ToolCall:
				return pb.FinishReason_FINISH_REASON_TOOL_CALLS
			case *pb.Part_Refusal:
				reason = pb.FinishReason_FINISH_REASON_REFUSAL
			}
		}
	}
	return reason
}

// EncodeResponse writes a whole answer. One of another dialect that failed is a *canon.Failure.
func (adapter) EncodeResponse(x *adapters.Exchange, dst []byte, resp *pb.GenerateResponse, losses *adapters.Losses) ([]byte, error) {
	w := jsonx.NewWriter(dst)
	if resp.Origin != own {
		return encodeForeignResponse(x, w, resp, losses)
	}
	o := w.Object(ours(resp.Extensions, ""))
	writeHead(o, resp, objectWhole)
	if len(resp.Candidates) > 0 || resp.Error == nil {
		if o.Array("choices") {
			n := nativeWriter{x: x, w: w, losses: losses}
			for i, c := range resp.Candidates {
				n.choice(c, func() string { return canon.Path("candidates", i, "messages", 0) })
			}
			o.EndArray()
		}
	}
	if resp.Usage != nil {
		if u, ok := o.Object("usage", ours(resp.Usage.Extensions, "")); ok {
			writeUsage(u, resp.Usage)
			u.End()
		}
	}
	if resp.Error != nil && o.Key("error") {
		writeErrorValue(w, resp.Error)
	}
	o.End()
	return w.Bytes(), nil
}

// writeHead writes what identifies an answer.
func writeHead(o jsonx.Object, resp *pb.GenerateResponse, object string) {
	o.StrNonEmpty("id", resp.Id)
	o.Str("object", object)
	o.IntOpt("created", resp.CreateTime)
	o.StrNonEmpty("model", resp.Model)
	o.StrOpt("service_tier", resp.ServiceTier)
}

// choice writes an answer that was read from this dialect.
func (n *nativeWriter) choice(c *pb.Candidate, path func() string) {
	o := n.w.Object(ours(c.Extensions, ""))
	o.Int("index", int64(c.Index))
	var tokens []*pb.Logprob
	if len(c.Messages) > 0 {
		if o.Key("message") {
			n.message(c.Messages[0], path)
		}
		tokens = onlyText(c.Messages[0]).GetLogprobs()
	}
	writeChoiceLogprobs(o, c, tokens, true)
	if c.Finish != nil {
		o.Str("finish_reason", nativeFinish(c.Finish))
	}
	o.End()
}

// nativeFinish is the word of a finish that was read from this dialect.
func nativeFinish(f *pb.Finish) string {
	if f.Raw != "" {
		return f.Raw
	}
	word, _ := finishWord(f.Reason)
	return word
}
