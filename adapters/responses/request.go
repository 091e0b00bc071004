package responses

import (
	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// DecodeRequest implements adapters.RequestCodec.
func (adapter) DecodeRequest(x *adapters.Exchange, w adapters.Wire) (*pb.GenerateRequest, error) {
	var wire wireRequest
	if err := unmarshal(w.Body, &wire); err != nil {
		return nil, err
	}
	return newDecoder(x).request(&wire), nil
}

// request decodes a request.
func (d *decoder) request(w *wireRequest) *pb.GenerateRequest {
	r := beside(w.Extra)
	req := &pb.GenerateRequest{Origin: dialect, Model: r.str("model", w.Model)}
	r.keepKind("instructions", w.Instructions.Raw)
	if w.Instructions.Set {
		req.InstructionsForm = pb.ContentForm_CONTENT_FORM_STRING
		req.Instructions = []*pb.Part{textPart(w.Instructions.V)}
	}
	d.input(&r, req, &w.Input)
	req.Tools = d.tools(w.Tools.Items)
	keepList(&r, "tools", &w.Tools, false)
	req.ToolChoice = d.toolChoice(&r, &w.ToolChoice, w.ParallelToolCalls)
	req.MaxToolCalls = r.int32Ptr("max_tool_calls", w.MaxToolCalls)
	req.MaxOutputTokens = r.intPtr("max_output_tokens", w.MaxOutputTokens)
	req.Sampling = r.sampling(w)
	req.Output = r.output(req, &w.Text)
	req.Reasoning = r.reasoning(&w.Reasoning)
	r.include(req, &w.Include)
	req.Caching = r.caching(req, w)
	req.Continuation = r.continuation(w)
	req.ServiceTier = r.strPtr("service_tier", w.ServiceTier)
	req.Metadata = r.metadata(w.Metadata)
	req.EndUserId = r.endUser(w)
	req.Stream = r.boolPtr("stream", w.Stream)
	if w.StreamOptions != "" {
		r.transport.Keep("stream_options", jsonx.Value(w.StreamOptions))
	}
	r.truncation(w.Truncation)
	req.Extensions = r.put(req.Extensions, "")
	return req
}

// input decodes the conversation.
func (d *decoder) input(r *remains, req *pb.GenerateRequest, in *input) {
	switch {
	case in.Text.Set:
		req.MessagesForm = pb.ContentForm_CONTENT_FORM_STRING
		req.Messages = []*pb.Message{{
			Origin: dialect, Role: pb.Role_ROLE_USER, Form: pb.ContentForm_CONTENT_FORM_STRING,
			Parts: []*pb.Part{textPart(in.Text.V)},
		}}
	case in.Items != nil:
		req.MessagesForm = pb.ContentForm_CONTENT_FORM_LIST
		req.Messages = d.items(in.Items)
	}
}

// truncation keeps what to do with a conversation that is too long. Its default says nothing.
func (r *remains) truncation(s jsonx.String) {
	if s.V == "disabled" {
		r.transport.Keep("truncation", spelling(s))
		return
	}
	r.keep("truncation", spelling(s))
}
