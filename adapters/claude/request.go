package claude

import (
	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// atMetadata is where a request keeps what its metadata holds beside.
const atMetadata = "/metadata"

// DecodeRequest implements adapters.RequestCodec.
func (adapter) DecodeRequest(x *adapters.Exchange, w adapters.Wire) (*pb.GenerateRequest, error) {
	var wire wireRequest
	if err := jsonx.UnmarshalAlias(w.Body, &wire); err != nil {
		return nil, fault(pb.ErrorCode_ERROR_CODE_INVALID_REQUEST, err)
	}
	if wire.Messages == nil {
		return nil, missing(pb.ErrorCode_ERROR_CODE_INVALID_REQUEST, "", "messages")
	}
	req := wire.request()
	keepHeader(req, w.Header)
	unpackSeals(x, req.Messages)
	return req, nil
}

func (w *wireRequest) request() *pb.GenerateRequest {
	l := leftovers{unknown: w.Unknown}
	req := &pb.GenerateRequest{
		Origin:           dialect,
		Model:            l.text("model", &w.Model),
		MaxOutputTokens:  w.MaxTokens.Ptr(),
		Instructions:     w.System.parts,
		InstructionsForm: w.System.form,
		MessagesForm:     pb.ContentForm_CONTENT_FORM_LIST,
		Stream:           w.Stream.Ptr(),
		Sampling:         w.sampling(&l),
		ServiceTier:      w.tier(&l),
	}
	l.raw("max_tokens", w.MaxTokens.Raw)
	l.raw("stream", w.Stream.Raw)
	for i := range *w.Messages {
		req.Messages = append(req.Messages, (*w.Messages)[i].message())
	}
	w.tools(req, &l)
	w.output(req)
	if w.Metadata != nil {
		inner := leftovers{at: atMetadata, unknown: w.Metadata.Unknown}
		req.EndUserId = w.Metadata.UserID.Ptr()
		inner.raw("user_id", w.Metadata.UserID.Raw)
		if req.EndUserId == nil && inner.none() {
			inner.spell("user_id", "null")
		}
		req.Extensions = inner.keep(req.Extensions)
	}
	req.Extensions = l.keep(req.Extensions)
	if hint, exts := w.CacheControl.hint(req.Extensions); hint != nil {
		req.Caching, req.Extensions = &pb.Caching{Automatic: hint}, exts
	}
	return req
}

func (w *wireRequest) tools(req *pb.GenerateRequest, l *leftovers) {
	if w.Tools != nil {
		for _, t := range *w.Tools {
			req.Tools = append(req.Tools, t.tool)
		}
		if len(req.Tools) == 0 {
			l.spell("tools", "[]")
		}
	}
	req.ToolChoice = w.ToolChoice.choice(req.Tools)
	w.MCPServers.addServers(req)
}

// output sets the reasoning and the output format.
func (w *wireRequest) output(req *pb.GenerateRequest) {
	if w.Thinking != nil {
		req.Reasoning = &pb.ReasoningConfig{}
		w.Thinking.config(req.Reasoning)
	}
	format := w.OutputFormat.format(atOldFormat)
	if c := w.OutputConfig; c != nil {
		if c.Effort.Set {
			if req.Reasoning == nil {
				req.Reasoning = &pb.ReasoningConfig{}
			}
			req.Reasoning.Effort = c.Effort.Ptr()
		}
		inner := c.leftovers()
		req.Extensions = inner.keep(req.Extensions)
		if f := c.Format.format(""); f != nil {
			if format != nil {
				// Both places: the newer one counts, the older one is kept as it is.
				req.Extensions = canon.KeepUnknown(req.Extensions, dialect, "", jsonx.Wrap("output_format", formatText(format)))
			}
			format = f
		}
	}
	if format != nil {
		req.Output = &pb.OutputConfig{Format: format}
	}
}

// formatText is the wire form of a format by itself.
func formatText(f *pb.OutputFormat) string {
	w := jsonx.NewWriter(nil)
	o := w.Object("")
	writeFormat(o, "format", f, atOldFormat)
	o.End()
	text, _ := jsonx.Get(string(w.Bytes()), "format")
	return text
}

func (w *wireRequest) sampling(l *leftovers) *pb.Sampling {
	s := &pb.Sampling{
		Temperature: w.Temperature.Ptr(),
		TopP:        w.TopP.Ptr(),
		TopK:        w.TopK.Ptr(),
		Stop:        w.StopSequences.list,
	}
	l.raw("temperature", w.Temperature.Raw)
	l.raw("top_p", w.TopP.Raw)
	l.raw("top_k", w.TopK.Raw)
	l.raw("stop_sequences", w.StopSequences.other)
	if s.Temperature == nil && s.TopP == nil && s.TopK == nil && s.Stop == nil {
		return nil
	}
	return s
}

// tier gives the neutral word for service_tier, or for speed where that says more.
func (w *wireRequest) tier(l *leftovers) *string {
	l.raw("service_tier", w.ServiceTier.Raw)
	l.raw("speed", w.Speed.Raw)
	switch {
	case w.Speed.V == speedFast && !w.ServiceTier.Set:
		tier := tierFast
		return &tier
	case w.Speed.V == speedStandard:
		// The default.
		l.spell("speed", jsonx.Quote(speedStandard))
	default:
		l.stray("speed", &w.Speed)
	}
	if !w.ServiceTier.Set {
		return nil
	}
	tier, ok := requestTiers.value(w.ServiceTier.V)
	if !ok {
		tier = w.ServiceTier.V
		if _, spelled := requestTiers.word(tier); spelled || tier == tierFast {
			l.spell("service_tier", jsonx.Quote(tier))
		}
	}
	return &tier
}

// writeTier writes service_tier, or speed for the tier that the wire calls a speed.
func writeTier(o jsonx.Object, tier *string) {
	if tier == nil {
		return
	}
	if *tier == tierFast && !o.Has("service_tier") {
		o.Str("speed", speedFast)
		return
	}
	word, ok := requestTiers.word(*tier)
	if !ok {
		word = *tier
	}
	o.Str("service_tier", word)
}

// The words of speed, and the tier that its fast one stands for.
const (
	speedFast     = "fast"
	speedStandard = "standard"
	tierFast      = "fast"
)
