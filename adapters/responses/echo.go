package responses

import (
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// fullResponse writes a response object with all the members that clients ask for: those of the answer, and the echo of
// the request. items writes the elements of its output.
func (e *encoder) fullResponse(resp *pb.GenerateResponse, items func()) {
	now := e.x.Now.Unix()
	if e.x.Now.IsZero() {
		now = 0
	}
	o := e.w.Object(own(resp.Extensions, ""))
	o.Str("id", resp.Id)
	o.Str("object", objectResponse)
	if resp.CreateTime != nil {
		o.Int("created_at", *resp.CreateTime)
	} else {
		o.Int("created_at", now)
	}
	o.Str("status", resp.Status)
	if resp.Status == statusCompleted && now > 0 {
		o.Int("completed_at", now)
	} else {
		o.Null("completed_at")
	}
	if resp.Error == nil {
		o.Null("error")
	} else if t, ok := o.Object("error", ""); ok {
		t.Str("code", resp.Error.VendorCode)
		t.Str("message", resp.Error.Message)
		t.StrNonEmpty("type", resp.Error.Type)
		t.End()
	}
	if resp.Status == statusIncomplete {
		e.incomplete(o, resp.Status, resp.Candidates[0].Finish)
	} else {
		o.Null("incomplete_details")
	}
	o.Str("model", resp.Model)
	if o.Array("output") {
		items()
		o.EndArray()
	}
	e.echo(o, resp)
	if resp.Usage == nil {
		o.Null("usage")
	} else {
		e.usage(o, resp.Usage)
	}
	o.End()
}

// behind gives the request behind the answer as this dialect has it; an empty one where it is not known.
func (e *encoder) behind() *pb.GenerateRequest {
	switch req := e.x.Request; {
	case req == nil:
		return &pb.GenerateRequest{}
	case req.Origin == dialect:
		return req
	default:
		return fitRequest(e.x, req, nil)
	}
}

// echo writes what a response repeats of its request; where the request says nothing, the vendor's defaults.
func (e *encoder) echo(o jsonx.Object, resp *pb.GenerateResponse) {
	req := e.behind()
	if text := firstText(req.Instructions); req.InstructionsForm == pb.ContentForm_CONTENT_FORM_STRING {
		o.Str("instructions", text)
	} else {
		o.Null("instructions")
	}
	nullable(o, "max_output_tokens", req.MaxOutputTokens, o.Int)
	nullable(o, "max_tool_calls", wide(req.MaxToolCalls), o.Int)
	o.Bool("parallel_tool_calls", req.GetToolChoice().GetParallel() || req.ToolChoice == nil || req.ToolChoice.Parallel == nil)
	orNull(o, "previous_response_id", req.GetContinuation().GetPreviousResponseId())
	orNull(o, "prompt_cache_key", req.GetCaching().GetKey())
	e.echoReasoning(o, req.Reasoning)
	orNull(o, "safety_identifier", req.GetEndUserId())
	e.echoTier(o, req, resp)
	o.Bool("store", req.GetContinuation().GetStore() || req.Continuation == nil || req.Continuation.Store == nil)
	o.Bool("background", req.GetContinuation().GetBackground())
	e.echoSampling(o, req.Sampling)
	e.echoText(o, req.Output)
	if req.GetToolChoice().GetMode() == pb.ToolChoiceMode_TOOL_CHOICE_MODE_UNSPECIFIED {
		o.Str("tool_choice", "auto")
	} else {
		e.toolChoice(o, req.ToolChoice)
	}
	if o.Array("tools") {
		e.echoing = true
		e.tools(req.Tools)
		e.echoing = false
		o.EndArray()
	}
	truncation := "disabled"
	if raw, ok := jsonx.Get(own(req.Extensions, ""), "truncation"); ok {
		truncation, _ = jsonx.Unquote(raw)
	}
	o.Str("truncation", truncation)
	if t, ok := o.Object("metadata", ""); ok {
		for _, m := range req.Metadata {
			t.Str(m.Key, m.Value)
		}
		t.End()
	}
}

// nullable writes a value, or null where there is none.
func nullable[T any](o jsonx.Object, name string, v *T, write func(string, T)) {
	if v == nil {
		o.Null(name)
		return
	}
	write(name, *v)
}

// orNull writes a string, or null for an empty one.
func orNull(o jsonx.Object, name, s string) {
	if s == "" {
		o.Null(name)
		return
	}
	o.Str(name, s)
}

func wide(n *int32) *int64 {
	if n == nil {
		return nil
	}
	w := int64(*n)
	return &w
}

func (e *encoder) echoReasoning(o jsonx.Object, c *pb.ReasoningConfig) {
	t, ok := o.Object("reasoning", own(c.GetExtensions(), ""))
	if !ok {
		return
	}
	orNull(t, "effort", c.GetEffort())
	orNull(t, "summary", summaries.write(c.GetVisibility()))
	t.End()
}

// echoTier writes the tier that served the answer, else the one that was asked for.
func (e *encoder) echoTier(o jsonx.Object, req *pb.GenerateRequest, resp *pb.GenerateResponse) {
	tier := resp.GetServiceTier()
	if tier == "" {
		tier = req.GetServiceTier()
	}
	if tier == "" || tier == "auto" {
		tier = "default"
	}
	o.Str("service_tier", tier)
}

func (e *encoder) echoSampling(o jsonx.Object, s *pb.Sampling) {
	if s == nil {
		s = &pb.Sampling{}
	}
	temperature, topP := 1.0, 1.0
	if s.Temperature != nil {
		temperature = *s.Temperature
	}
	if s.TopP != nil {
		topP = *s.TopP
	}
	o.Float("temperature", temperature)
	o.Float("top_p", topP)
	o.Int("top_logprobs", int64(s.GetTopLogprobs()))
	o.Float("frequency_penalty", s.GetFrequencyPenalty())
	o.Float("presence_penalty", s.GetPresencePenalty())
}

func (e *encoder) echoText(o jsonx.Object, c *pb.OutputConfig) {
	t, ok := o.Object("text", "")
	if !ok {
		return
	}
	f := c.GetFormat()
	if f == nil {
		f = &pb.OutputFormat{MediaType: mediaText}
	}
	e.format(t, f)
	if c != nil {
		t.StrOpt("verbosity", c.Verbosity)
	}
	t.End()
}

// echoFunction writes what the echo of a function always has.
func (e *encoder) echoFunction(o jsonx.Object, t *pb.Tool) {
	if !e.echoing || t.Kind != pb.ToolKind_TOOL_KIND_FUNCTION || isSearchTool(t) {
		return
	}
	if t.Description == nil {
		o.Null("description")
	}
	if t.SchemaJson == nil {
		o.Null("parameters")
	}
	if t.Strict == nil {
		o.Null("strict")
	}
}
