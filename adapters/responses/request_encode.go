package responses

import (
	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// requestPath is where requests go, relative to the base URL.
const requestPath = "/responses"

// EncodeRequest implements adapters.RequestCodec. A request of another dialect is first fitted into the form that a
// request of this one has; what does not fit is reported there. Then both are written in the same way.
func (adapter) EncodeRequest(x *adapters.Exchange, req *pb.GenerateRequest, losses *adapters.Losses) (adapters.Wire, error) {
	e := &encoder{x: known(x), losses: losses, cacheMarks: true}
	canon.ReportForeignRequest(req, dialect, losses)
	switch {
	case req.Origin != dialect:
		req = fitRequest(e.x, req, losses)
	case e.x.Refit:
		req = refit(e.x, req, losses)
	}
	e.w = jsonx.NewWriter(make([]byte, 0, sizeOf(req)))
	e.request(req)
	return adapters.Wire{Body: e.w.Bytes(), Path: requestPath}, nil
}

// request writes a request in the form of this dialect. What a prompt cache depends on comes first.
func (e *encoder) request(req *pb.GenerateRequest) {
	o := e.w.Object(own(req.Extensions, ""))
	o.StrNonEmpty("model", req.Model)
	if req.InstructionsForm == pb.ContentForm_CONTENT_FORM_STRING {
		o.Str("instructions", firstText(req.Instructions))
	}
	if len(req.Tools) > 0 && o.Array("tools") {
		e.tools(req.Tools)
		o.EndArray()
	}
	e.toolChoice(o, req.ToolChoice)
	if c := req.ToolChoice; c != nil {
		o.BoolOpt("parallel_tool_calls", c.Parallel)
	}
	e.input(o, req)
	e.output(o, req)
	e.reasoning(o, req.Reasoning)
	e.state(o, req)
	e.limits(o, req)
	e.labels(o, req)
	o.BoolOpt("stream", req.Stream)
	o.End()
}

// input writes the conversation.
func (e *encoder) input(o jsonx.Object, req *pb.GenerateRequest) {
	switch req.MessagesForm {
	case pb.ContentForm_CONTENT_FORM_STRING:
		if len(req.Messages) > 0 {
			o.Str("input", firstText(req.Messages[0].Parts))
		}
	case pb.ContentForm_CONTENT_FORM_LIST:
		if o.Array("input") {
			for i, m := range req.Messages {
				e.item(m, canon.MessagePath(i))
			}
			o.EndArray()
		}
	}
}

// output writes the member text.
func (e *encoder) output(o jsonx.Object, req *pb.GenerateRequest) {
	members := own(req.Extensions, "/text")
	out := req.Output
	if out.GetFormat() == nil && (out == nil || out.Verbosity == nil) && members == "" {
		return
	}
	t, ok := o.Object("text", members)
	if !ok {
		return
	}
	e.format(t, out.GetFormat())
	if out != nil {
		t.StrOpt("verbosity", out.Verbosity)
	}
	t.End()
}

// reasoning writes the member reasoning.
func (e *encoder) reasoning(o jsonx.Object, c *pb.ReasoningConfig) {
	if c == nil {
		return
	}
	members := own(c.Extensions, "")
	if c.Effort == nil && c.Visibility == pb.ReasoningVisibility_REASONING_VISIBILITY_UNSPECIFIED && members == "" {
		return
	}
	t, ok := o.Object("reasoning", members)
	if !ok {
		return
	}
	t.StrOpt("effort", c.Effort)
	t.StrNonEmpty("summary", summaries.write(c.Visibility))
	t.End()
}

// state writes what the vendor is to keep, and what the answer is to hold beside the usual.
func (e *encoder) state(o jsonx.Object, req *pb.GenerateRequest) {
	if values := included(req); len(values) > 0 && o.Array("include") {
		for _, v := range values {
			e.w.Raw(v)
		}
		o.EndArray()
	}
	if c := req.Continuation; c != nil {
		o.StrNonEmpty("previous_response_id", c.PreviousResponseId)
		o.StrNonEmpty("conversation", c.Conversation)
		o.BoolOpt("store", c.Store)
		o.BoolOpt("background", c.Background)
	}
	c := req.Caching
	if c != nil {
		o.StrOpt("prompt_cache_key", c.Key)
		o.StrNonEmpty("prompt_cache_retention", c.Retention)
	}
	members := own(req.Extensions, atCacheOptions)
	if c.GetMode() == "" && (c == nil || c.TtlSeconds == nil) && members == "" {
		return
	}
	if t, ok := o.Object("prompt_cache_options", members); ok {
		t.StrNonEmpty("mode", c.GetMode())
		if c != nil && c.TtlSeconds != nil {
			t.StrNonEmpty("ttl", cacheTTLs.write(*c.TtlSeconds))
		}
		t.End()
	}
}

// limits writes limits and how tokens are drawn.
func (e *encoder) limits(o jsonx.Object, req *pb.GenerateRequest) {
	o.IntOpt("max_output_tokens", req.MaxOutputTokens)
	o.Int32Opt("max_tool_calls", req.MaxToolCalls)
	if s := req.Sampling; s != nil {
		o.FloatOpt("temperature", s.Temperature)
		o.FloatOpt("top_p", s.TopP)
		o.Int32Opt("top_logprobs", s.TopLogprobs)
	}
}

// labels writes what is about the call rather than the conversation.
func (e *encoder) labels(o jsonx.Object, req *pb.GenerateRequest) {
	o.StrOpt("service_tier", req.ServiceTier)
	o.StrOpt("safety_identifier", req.EndUserId)
	if len(req.Metadata) == 0 {
		return
	}
	if t, ok := o.Object("metadata", ""); ok {
		for _, m := range req.Metadata {
			t.Str(m.Key, m.Value)
		}
		t.End()
	}
}

// sizeOf guesses how long a request will be.
func sizeOf(req *pb.GenerateRequest) int {
	size := 1 << 10
	for _, t := range req.Tools {
		size += 256 + len(t.GetDescription()) + len(t.GetSchemaJson())
	}
	for _, m := range req.Messages {
		for _, p := range m.Parts {
			size += 256 + sizeOfPart(p)
		}
	}
	return size + size/8
}

func sizeOfPart(p *pb.Part) int {
	size := len(p.GetSeal().GetData())
	switch c := p.Content.(type) {
	case *pb.Part_Text:
		size += len(c.Text.Text)
	case *pb.Part_Media:
		size += len(c.Media.GetData())
	case *pb.Part_ToolCall:
		size += len(c.ToolCall.ArgumentsJson) + len(c.ToolCall.Input)
	case *pb.Part_Opaque:
		size += len(c.Opaque.Json)
	case *pb.Part_ToolResult:
		for _, q := range c.ToolResult.Parts {
			size += 64 + sizeOfPart(q)
		}
	case *pb.Part_ToolChanges:
		for _, t := range c.ToolChanges.Add {
			size += 256 + len(t.GetDescription()) + len(t.GetSchemaJson())
		}
	}
	return size
}
