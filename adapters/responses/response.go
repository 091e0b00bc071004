package responses

import (
	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// DecodeResponse implements adapters.ResponseCodec.
func (adapter) DecodeResponse(x *adapters.Exchange, w adapters.Wire) (*pb.GenerateResponse, error) {
	var wire wireResponse
	if err := unmarshal(w.Body, &wire); err != nil {
		return nil, err
	}
	d := newAnswerDecoder(x)
	resp := d.response(&wire)
	messages := d.items(wire.Output.Items)
	var r remains
	keepList(&r, "output", &wire.Output, true)
	resp.Extensions = r.put(resp.Extensions, "")
	resp.Candidates = []*pb.Candidate{{Messages: messages, Finish: finish(resp.Status, wire.IncompleteDetails.V, endedBy(messages))}}
	return resp, nil
}

// response decodes all of a response object but its output and why it ended.
func (d *decoder) response(w *wireResponse) *pb.GenerateResponse {
	d.model = w.Model.V
	r := sorted(w.Extra)
	resp := &pb.GenerateResponse{
		Origin: dialect, Id: r.str("id", w.ID), Model: r.str("model", w.Model), Status: r.str("status", w.Status),
		CreateTime: r.intPtr("created_at", w.CreatedAt), ServiceTier: r.strPtr("service_tier", w.ServiceTier),
	}
	if w.Object.V != objectResponse {
		r.transport.Keep("object", spelling(w.Object))
	}
	r.keepKind("error", w.Error.Raw)
	if w.Error.V != nil {
		resp.Error = w.Error.V.decode(0, "")
	}
	resp.Usage = r.usage(&w.Usage)
	r.details(resp, &w.IncompleteDetails)
	resp.Extensions = r.put(resp.Extensions, "")
	return resp
}

// details keeps what says why a response is incomplete, where that is not what the encoder would write.
func (r *remains) details(resp *pb.GenerateResponse, o *object[wireIncomplete]) {
	r.keepKind("incomplete_details", o.Raw)
	if o.V == nil || resp.Status == statusIncomplete && (o.V.Reason.V != "" || len(o.V.Extra) > 0) {
		return
	}
	w := jsonx.NewWriter(nil)
	t := w.Object(string(o.V.Extra))
	t.Raw("reason", string(spelling(o.V.Reason)))
	t.End()
	r.spell("incomplete_details", w.Bytes())
}

// objectResponse is what every response says of itself.
const objectResponse = "response"

// sorted begins with the members of a response that no field says. Those that repeat the request, and timestamps, say
// nothing new.
func sorted(extra jsonx.Value) (r remains) {
	for name, value := range jsonx.Members(string(extra)) {
		if echoes[name] {
			r.transport.Keep(name, jsonx.Value(value))
		} else {
			r.keep(name, jsonx.Value(value))
		}
	}
	return r
}

// echoes are the members of a response that repeat the request, or tell of the transport.
var echoes = map[string]bool{
	"access_programs": true, "background": true, "completed_at": true, "conversation": true, "frequency_penalty": true,
	"image": true, "instructions": true, "max_output_tokens": true, "max_tool_calls": true, "metadata": true,
	"output_text": true, "parallel_tool_calls": true, "presence_penalty": true, "previous_response_id": true,
	"prompt": true, "prompt_cache_key": true, "prompt_cache_options": true, "prompt_cache_retention": true,
	"reasoning": true, "safety_identifier": true, "store": true, "temperature": true, "text": true, "tool_choice": true,
	"tools": true, "top_logprobs": true, "top_p": true, "truncation": true, "user": true,
}

// EncodeResponse implements adapters.ResponseCodec. A response of another dialect is first fitted into the form that a
// response of this one has; what does not fit is reported there.
func (adapter) EncodeResponse(x *adapters.Exchange, dst []byte, resp *pb.GenerateResponse, losses *adapters.Losses) ([]byte, error) {
	canon.ReportForeignResponse(resp, dialect, losses)
	e := newAnswerEncoder(known(x), losses)
	e.w = jsonx.NewWriter(dst)
	switch {
	case resp.Origin == dialect && open(e.x):
		e.fullResponse(openEnvelope(e.x, resp, outputOf(resp)), func() { e.items(resp) })
	case resp.Origin == dialect:
		e.response(resp, func() { e.items(resp) })
	default:
		fitted := fitResponse(e.x, resp, losses)
		e.fullResponse(fitted, func() { e.items(fitted) })
	}
	return e.w.Bytes(), nil
}

// outputOf gives the items of a response of this dialect.
func outputOf(resp *pb.GenerateResponse) []*pb.Message {
	if len(resp.Candidates) == 0 {
		return nil
	}
	return resp.Candidates[0].Messages
}

// newAnswerEncoder makes an encoder for a response.
func newAnswerEncoder(x *adapters.Exchange, losses *canon.Losses) *encoder {
	return &encoder{x: x, losses: losses, answer: true, cacheMarks: true}
}

// items writes the output of a response.
func (e *encoder) items(resp *pb.GenerateResponse) {
	for i, c := range resp.Candidates {
		for j, m := range c.Messages {
			e.item(m, canon.Path("candidates", i, "messages", j))
		}
	}
}

// response writes a response object in the form of this dialect; items writes the elements of its output.
func (e *encoder) response(resp *pb.GenerateResponse, items func()) {
	o := e.w.Object(own(resp.Extensions, ""))
	o.StrNonEmpty("id", resp.Id)
	o.Str("object", objectResponse)
	o.IntOpt("created_at", resp.CreateTime)
	o.StrNonEmpty("status", resp.Status)
	if f := resp.Error; f != nil {
		if t, ok := o.Object("error", own(f.Extensions, "")); ok {
			e.fault(t, f)
			t.End()
		}
	}
	var end *pb.Finish
	if len(resp.Candidates) > 0 {
		end = resp.Candidates[0].Finish
	}
	e.incomplete(o, resp.Status, end)
	o.StrNonEmpty("model", resp.Model)
	if o.Array("output") {
		items()
		o.EndArray()
	}
	o.StrOpt("service_tier", resp.ServiceTier)
	e.usage(o, resp.Usage)
	o.End()
}

// incomplete writes why a response is incomplete.
func (e *encoder) incomplete(o jsonx.Object, status string, f *pb.Finish) {
	if f == nil || status != statusIncomplete {
		return
	}
	members := own(f.Extensions, atIncomplete)
	if f.Raw == status && members == "" {
		return
	}
	if t, ok := o.Object("incomplete_details", members); ok {
		if f.Raw != status {
			t.Str("reason", f.Raw)
		}
		t.End()
	}
}
