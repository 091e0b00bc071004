package chat

import (
	"strings"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

const (
	idPrefix      = "chatcmpl-"
	audioIDPrefix = "audio_"

	classFinish    = pb.LossClass_LOSS_CLASS_FINISH
	classCitations = pb.LossClass_LOSS_CLASS_CITATIONS
)

// responseID gives an id of the form that clients expect: the upstream's where it has that form.
func responseID(x *adapters.Exchange, id string) string {
	if strings.HasPrefix(id, idPrefix) {
		return id
	}
	return canon.MintID(idPrefix, x.Seed, id)
}

// created gives the time of a response.
func created(x *adapters.Exchange, resp *pb.GenerateResponse) int64 {
	switch {
	case resp.CreateTime != nil:
		return *resp.CreateTime
	case x.Now.IsZero():
		return 0
	}
	return x.Now.Unix()
}

// wantsFunctionCall reports whether the client's request was of the older kind that knows one function_call only.
func wantsFunctionCall(x *adapters.Exchange) bool {
	if x.Request.GetOrigin() != own {
		return false
	}
	for _, t := range x.Request.GetTools() {
		if isLegacy(t) {
			return true
		}
	}
	return false
}

// answerEncoder writes another dialect's answer.
type answerEncoder struct {
	x      *adapters.Exchange
	w      *jsonx.Writer
	losses *canon.Losses
	names  *canon.Names
	legacy bool
}

func encodeForeignResponse(x *adapters.Exchange, w *jsonx.Writer, resp *pb.GenerateResponse, losses *canon.Losses) ([]byte, error) {
	canon.ReportForeignResponse(resp, own, losses)
	e := answerEncoder{x: x, w: w, losses: losses, names: canon.NewNames(x.Request, toolNames), legacy: wantsFunctionCall(x)}
	if f := canon.FailureOf(resp.Error, resp.Candidates); f != nil {
		canon.ReportFailure(resp, losses)
		return nil, f
	}
	o := w.Object("")
	o.Str("id", responseID(x, resp.Id))
	o.Str("object", objectWhole)
	o.Int("created", created(x, resp))
	o.Str("model", resp.Model)
	if o.Array("choices") {
		for i, c := range resp.Candidates {
			e.candidate(c, canon.Path("candidates", i))
		}
		if len(resp.Candidates) == 0 {
			e.blocked(resp.PromptBlock)
		}
		o.EndArray()
	}
	if resp.Usage != nil {
		reportUsage(resp.Usage, losses)
		if u, ok := o.Object("usage", ""); ok {
			writeUsage(u, foreignUsage(resp.Usage))
			u.End()
		}
	}
	if tier := resp.ServiceTier; tier != nil {
		e.tier(o, *tier)
	}
	o.End()
	return w.Bytes(), nil
}

// tier writes the tier that served the answer.
func (e *answerEncoder) tier(o jsonx.Object, tier string) {
	switch {
	case serviceTiers[tier]:
		o.Str("service_tier", tier)
	case tier == tierBatch:
		e.losses.Approximate("/service_tier", classMetadata, "the target does not tell batches apart")
		o.Str("service_tier", tierDefault)
	default:
		e.losses.Drop("/service_tier", classMetadata, "the target has no such tier")
	}
}

// blocked writes the empty answer to a prompt that was refused, or that nothing came of.
func (e *answerEncoder) blocked(b *pb.PromptBlock) {
	reason := pb.FinishReason_FINISH_REASON_OTHER
	if b != nil {
		reason = pb.FinishReason_FINISH_REASON_SAFETY
		e.losses.Approximate("/prompt_block/reason", classFinish, "the filtered answer stands for the refused prompt")
		if b.Message != "" {
			e.losses.Drop("/prompt_block/message", classMetadata, "the target has no words on it")
		}
	}
	e.choice(0, &answer{}, reason)
}

// candidate writes one answer.
func (e *answerEncoder) candidate(c *pb.Candidate, path string) {
	a := e.gather(c, path)
	reason := c.GetFinish().GetReason()
	switch _, exact := a.finish(reason); {
	case c.Finish == nil:
		e.losses.Approximate(path+"/finish", classFinish, "the target needs a reason: it says that the answer is done")
	case !exact:
		e.losses.Approximate(path+"/finish", classFinish, "the target has one word for several reasons")
	}
	if c.GetFinish().GetStopSequence() != "" {
		e.losses.Drop(path+"/finish/stop_sequence", classFinish, "the target does not say which sequence came")
	}
	if c.GetFinish().GetMessage() != "" {
		e.losses.Drop(path+"/finish/message", classFinish, "the target has no words on it")
	}
	e.choice(c.Index, a, reason)
}

func (e *answerEncoder) choice(index int32, a *answer, reason pb.FinishReason) {
	o := e.w.Object("")
	o.Int("index", int64(index))
	if m, ok := o.Object("message", ""); ok {
		e.message(m, a)
		m.End()
	}
	if len(a.tokens) > 0 {
		if l, ok := o.Object("logprobs", ""); ok {
			if l.Key("content") {
				writeLogprobs(e.w, a.tokens, false)
			}
			l.Null("refusal")
			l.End()
		}
	} else {
		o.Null("logprobs")
	}
	word, _ := a.finish(reason)
	if e.legacy && word == "tool_calls" {
		word = "function_call"
	}
	o.Str("finish_reason", word)
	o.End()
}

func (e *answerEncoder) message(o jsonx.Object, a *answer) {
	o.Str("role", "assistant")
	if a.content == nil {
		o.Null("content")
	} else {
		o.StrConcat("content", a.content...)
	}
	if len(a.reasoning) > 0 {
		o.Str(reasoningField, strings.Join(a.reasoning, betweenThoughts))
	}
	writeEnvelopes(o, a.envelopes)
	if a.refusal == nil {
		o.Null("refusal")
	} else {
		o.StrConcat("refusal", a.refusal...)
	}
	if a.audio != nil {
		e.audio(o, a.audio)
	}
	e.calls(o, a)
	if len(a.citations) > 0 && o.Array("annotations") {
		for _, c := range a.citations {
			c.write(e.w)
		}
		o.EndArray()
	}
}

// writeEnvelopes writes envelopes as encrypted reasoning details.
func writeEnvelopes(o jsonx.Object, envelopes []string) {
	if len(envelopes) == 0 || !o.Array(detailsField) {
		return
	}
	for i, data := range envelopes {
		d := o.Writer().Object("")
		d.Str("type", detailEncrypted)
		d.Str("data", data)
		d.Str("format", "unknown")
		d.Int("index", int64(i))
		d.End()
	}
	o.EndArray()
}

func (e *answerEncoder) calls(o jsonx.Object, a *answer) {
	if len(a.calls) == 0 {
		return
	}
	if e.legacy {
		writeFunctionCall(o, a.calls[0].part)
		return
	}
	if !o.Array("tool_calls") {
		return
	}
	for _, c := range a.calls {
		call := c.part.GetToolCall()
		writeCall(e.w, c.part, call.CallId, e.name(call))
	}
	o.EndArray()
}

// name is the name by which the client knows a tool.
func (e *answerEncoder) name(c *pb.ToolCall) string {
	if c.Namespace == "" {
		return c.Name
	}
	return e.names.Alias(c.Namespace, c.Name)
}

func (e *answerEncoder) audio(o jsonx.Object, p *pb.Part) {
	a, ok := o.Object("audio", "")
	if !ok {
		return
	}
	id := p.Id
	if id == "" {
		id = canon.MintID(audioIDPrefix, e.x.Seed)
	}
	a.Str("id", id)
	a.Str("data", p.GetMedia().GetData())
	a.Int("expires_at", 0)
	a.Str("transcript", "")
	a.End()
}
