package canontest

import (
	"pgregory.net/rapid"

	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// Request gives a request with any of its fields set.
func Request() *rapid.Generator[*pb.GenerateRequest] {
	return rapid.Custom(func(t *rapid.T) *pb.GenerateRequest { return drawer{t}.request() })
}

func (d drawer) request() *pb.GenerateRequest {
	r := &pb.GenerateRequest{
		Origin: d.dialect(), Model: d.word(), Instructions: d.instructions(), InstructionsForm: d.form(), MessagesForm: d.form(),
		Tools: d.tools(4, 1), MaxOutputTokens: opt(d, d.int64), CandidateCount: opt(d, d.int32),
		ServiceTier: opt(d, func() string { return d.of("auto", "default", "flex") }), EndUserId: opt(d, d.word),
		Stream: opt(d, d.bool), StreamUsage: opt(d, d.bool), MaxToolCalls: opt(d, d.int32), Extensions: d.extensions(),
	}
	for range d.n(5) {
		r.Messages = append(r.Messages, d.message())
	}
	for range d.n(2) {
		r.Metadata = append(r.Metadata, &pb.MetadataEntry{Key: d.word(), Value: d.text()})
	}
	if d.bool() {
		r.ToolChoice = &pb.ToolChoice{
			Mode:     enum(d, pb.ToolChoiceMode_TOOL_CHOICE_MODE_UNSPECIFIED, pb.ToolChoiceMode_TOOL_CHOICE_MODE_REQUIRED),
			Parallel: opt(d, d.bool), Extensions: d.extensions(),
		}
		for range d.n(2) {
			r.ToolChoice.Tools = append(r.ToolChoice.Tools, &pb.ToolRef{Name: d.word(), Kind: pb.ToolKind_TOOL_KIND_FUNCTION})
		}
	}
	d.options(r)
	return r
}

// options sets the groups of options.
func (d drawer) options(r *pb.GenerateRequest) {
	if d.bool() {
		r.Sampling = &pb.Sampling{
			Temperature: opt(d, d.float64), TopP: opt(d, d.float64), TopK: opt(d, d.float64), Seed: opt(d, d.int64),
			FrequencyPenalty: opt(d, d.float64), PresencePenalty: opt(d, d.float64), Stop: d.words(5),
			Logprobs: opt(d, d.bool), TopLogprobs: opt(d, d.int32),
		}
	}
	if d.bool() {
		r.Reasoning = &pb.ReasoningConfig{
			Mode:         enum(d, pb.ReasoningMode_REASONING_MODE_UNSPECIFIED, pb.ReasoningMode_REASONING_MODE_BETWEEN_TOOLS),
			Effort:       opt(d, func() string { return d.of("none", "low", "max") }),
			BudgetTokens: opt(d, d.int64), IncludeSeal: opt(d, d.bool),
			Visibility: enum(d, pb.ReasoningVisibility_REASONING_VISIBILITY_UNSPECIFIED,
				pb.ReasoningVisibility_REASONING_VISIBILITY_DETAILED),
			Extensions: d.extensions(),
		}
	}
	if d.bool() {
		r.Output = &pb.OutputConfig{Format: d.format(), Modalities: d.words(1), Verbosity: opt(d, d.word)}
	}
	if d.bool() {
		r.Caching = &pb.Caching{
			Key: opt(d, d.word), Automatic: d.cacheHint(), CachedContent: d.maybe(), Mode: d.of("", "implicit", "explicit"),
			TtlSeconds: opt(d, d.int32), Retention: d.of("", "24h"),
		}
	}
	if d.bool() {
		r.Continuation = &pb.Continuation{
			PreviousResponseId: d.maybe(), Conversation: d.maybe(), Store: opt(d, d.bool), Background: opt(d, d.bool),
		}
	}
}

func (d drawer) instructions() []*pb.Part {
	var out []*pb.Part
	for range d.n(2) {
		p := &pb.Part{Content: &pb.Part_Text{Text: &pb.Text{Text: d.text()}}, Cache: d.cacheHint(), Extensions: d.extensions()}
		// Some dialects take more than texts, and any may have parts of tomorrow.
		switch d.n(7) {
		case 0:
			p.Content = &pb.Part_Media{Media: d.media(0)}
		case 1:
			p.Content = &pb.Part_Opaque{Opaque: &pb.Opaque{Type: d.word(), Json: d.object()}}
		}
		out = append(out, p)
	}
	return out
}

// tools gives up to most tools; depth bounds namespaces in namespaces.
func (d drawer) tools(most, depth int) []*pb.Tool {
	var out []*pb.Tool
	for range d.n(most) {
		t := &pb.Tool{
			Name: d.word(), Description: opt(d, d.text), SchemaJson: opt(d, d.object), OutputSchemaJson: opt(d, d.object),
			Strict: opt(d, d.bool), DeferLoading: opt(d, d.bool), Cache: d.cacheHint(), Extensions: d.extensions(),
			Kind: enum(d, pb.ToolKind_TOOL_KIND_FUNCTION, pb.ToolKind_TOOL_KIND_NAMESPACE),
		}
		switch t.Kind {
		case pb.ToolKind_TOOL_KIND_CUSTOM:
			t.SchemaJson = nil
			if d.bool() {
				t.Grammar = &pb.Grammar{Syntax: d.of("lark", "regex"), Definition: d.text()}
			}
		case pb.ToolKind_TOOL_KIND_HOSTED:
			t.Hosted = d.hosted()
		case pb.ToolKind_TOOL_KIND_NAMESPACE:
			if depth > 0 {
				t.Tools = d.tools(2, depth-1)
			}
		default:
			t.ExamplesJson = append(t.ExamplesJson, d.object())
		}
		out = append(out, t)
	}
	return out
}

func (d drawer) hosted() *pb.HostedTool {
	h := &pb.HostedTool{
		Kind: enum(d, pb.HostedKind_HOSTED_KIND_UNSPECIFIED, pb.HostedKind_HOSTED_KIND_TOOL_SEARCH), Type: d.word(),
		AllowedDomains: d.words(1), BlockedDomains: d.words(1), MaxUses: opt(d, d.int32),
		SearchContextSize: d.of("", "low"), ServerLabel: d.maybe(), ServerUrl: d.maybe(), Authorization: d.maybe(),
		AllowedTools: d.words(1),
	}
	if d.bool() {
		h.UserLocation = &pb.UserLocation{City: d.maybe(), Country: "DE", Region: d.maybe(), Timezone: "Europe/Berlin"}
	}
	return h
}
