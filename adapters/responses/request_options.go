package responses

import (
	"slices"
	"strconv"

	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// sampling reads how tokens are drawn; nil where nothing is said of it.
func (r *remains) sampling(w *wireRequest) *pb.Sampling {
	s := &pb.Sampling{
		Temperature: r.floatPtr("temperature", w.Temperature),
		TopP:        r.floatPtr("top_p", w.TopP),
		TopLogprobs: r.int32Ptr("top_logprobs", w.TopLogprobs),
	}
	if s.Temperature == nil && s.TopP == nil && s.TopLogprobs == nil {
		return nil
	}
	return s
}

// output reads the shape of the answer; nil where nothing is said of it.
func (r *remains) output(req *pb.GenerateRequest, o *object[wireText]) *pb.OutputConfig {
	r.keepKind("text", o.Raw)
	w := o.V
	if w == nil {
		return nil
	}
	in := beside(w.Extra)
	out := &pb.OutputConfig{Format: in.format(&w.Format), Verbosity: in.strPtr("verbosity", w.Verbosity)}
	said := out.Format != nil || out.Verbosity != nil
	if !said && in.none() {
		r.spell("text", emptyObject)
	}
	req.Extensions = in.put(req.Extensions, "/text")
	if !said {
		return nil
	}
	return out
}

// reasoning reads how much the model reasons; nil where nothing is said of it.
func (r *remains) reasoning(o *object[wireReasoning]) *pb.ReasoningConfig {
	r.keepKind("reasoning", o.Raw)
	w := o.V
	if w == nil {
		return nil
	}
	in := beside(w.Extra)
	c := &pb.ReasoningConfig{Effort: in.strPtr("effort", w.Effort)}
	if w.Effort.V == "none" {
		c.Mode = pb.ReasoningMode_REASONING_MODE_OFF
	}
	summary := w.Summary
	if !summary.Set && w.GenerateSummary.Set {
		summary = w.GenerateSummary
		in.absent("summary")
		in.spellText("generate_summary", w.GenerateSummary)
	} else {
		in.keep("generate_summary", spelling(w.GenerateSummary))
	}
	in.keepKind("summary", w.Summary.Raw)
	if summary.Set {
		visibility, ok := summaries.read(summary.V)
		if c.Visibility = visibility; !ok {
			in.keep("summary", spelling(summary))
		}
	}
	if c.Effort == nil && c.Visibility == 0 && in.none() {
		r.spell("reasoning", emptyObject)
		return nil
	}
	c.Extensions = in.put(nil, "")
	return c
}

// include reads what the answer is to hold beside the usual. Values that no field says are kept under their positions.
func (r *remains) include(req *pb.GenerateRequest, l *list[jsonx.String]) {
	keepList(r, "include", l, false)
	yes := true
	var in remains
	said := 0
	usual := true
	for i, v := range l.Items {
		switch {
		case v.V == includeSeal && !req.GetReasoning().GetIncludeSeal():
			if req.Reasoning == nil {
				req.Reasoning = &pb.ReasoningConfig{}
			}
			req.Reasoning.IncludeSeal = &yes
			usual = usual && said == 0
			said++
		case v.V == includeLogprobs && !req.GetSampling().GetLogprobs():
			if req.Sampling == nil {
				req.Sampling = &pb.Sampling{}
			}
			req.Sampling.Logprobs = &yes
			said++
		case v.V == includeSeal || v.V == includeLogprobs:
			usual = false
		default:
			in.unknown.Keep(strconv.Itoa(i), spelling(v))
		}
	}
	if !usual {
		r.spell("include", rawStrings(l.Items))
	}
	req.Extensions = in.put(req.Extensions, atInclude)
}

// atInclude is the place of the values of include that no field says.
const atInclude = "/include"

// rawStrings writes back a list of strings.
func rawStrings(items []jsonx.String) jsonx.Value {
	w := jsonx.NewWriter(nil)
	w.BeginArray()
	for _, s := range items {
		w.Raw(string(spelling(s)))
	}
	w.EndArray()
	return w.Bytes()
}

// caching reads how the prompt is cached; nil where nothing is said of it.
func (r *remains) caching(req *pb.GenerateRequest, w *wireRequest) *pb.Caching {
	c := &pb.Caching{
		Key:       r.strPtr("prompt_cache_key", w.PromptCacheKey),
		Retention: r.str("prompt_cache_retention", w.PromptCacheRetention),
	}
	r.keepKind("prompt_cache_options", w.PromptCacheOptions.Raw)
	if o := w.PromptCacheOptions.V; o != nil {
		in := beside(o.Extra)
		c.Mode = in.str("mode", o.Mode)
		c.TtlSeconds = ttl(&in, o.TTL)
		if c.Mode == "" && c.TtlSeconds == nil && in.none() {
			r.spell("prompt_cache_options", emptyObject)
		}
		req.Extensions = in.put(req.Extensions, atCacheOptions)
	}
	if c.Key == nil && c.Retention == "" && c.Mode == "" && c.TtlSeconds == nil {
		return nil
	}
	return c
}

// continuation reads the server-side state; nil where nothing is said of it.
func (r *remains) continuation(w *wireRequest) *pb.Continuation {
	c := &pb.Continuation{
		PreviousResponseId: r.str("previous_response_id", w.PreviousResponseID),
		Store:              r.boolPtr("store", w.Store),
		Background:         r.boolPtr("background", w.Background),
	}
	conversation := string(w.Conversation)
	switch id, isText := jsonx.Unquote(conversation); {
	case conversation == "":
	case isText && id != "":
		c.Conversation = id
	default:
		inner, _ := jsonx.Get(conversation, "id")
		if c.Conversation, _ = jsonx.Unquote(inner); c.Conversation == "" {
			r.keep("conversation", jsonx.Value(conversation))
		} else {
			r.spell("conversation", jsonx.Value(conversation))
		}
	}
	if c.PreviousResponseId == "" && c.Conversation == "" && c.Store == nil && c.Background == nil {
		return nil
	}
	return c
}

// metadata reads the caller's own key-value pairs. A map that holds anything but strings is kept raw as well.
func (r *remains) metadata(v rawText) []*pb.MetadataEntry {
	raw := string(v)
	var entries []*pb.MetadataEntry
	plain := jsonx.KindOf(raw) == '{'
	for name, value := range jsonx.Members(raw) {
		s, ok := jsonx.Unquote(value)
		if !ok {
			plain = false
			continue
		}
		entries = append(entries, &pb.MetadataEntry{Key: name, Value: s})
	}
	switch {
	case raw == "":
	case !plain && jsonx.KindOf(raw) != 'n':
		r.keepKind("metadata", jsonx.Value(raw)) // some of it no entry says
	case len(entries) == 0:
		r.spell("metadata", jsonx.Value(raw))
	}
	return entries
}

// endUser reads the stable id of the end user, which has an older name too.
func (r *remains) endUser(w *wireRequest) *string {
	id := r.strPtr("safety_identifier", w.SafetyIdentifier)
	if id != nil || !w.User.Set {
		r.keep("user", spelling(w.User))
		return id
	}
	r.absent("safety_identifier")
	r.spellText("user", w.User)
	return w.User.Ptr()
}

// included gives the values of include in their order: those that fields say, between those that were kept under their
// positions.
func included(req *pb.GenerateRequest) []string {
	var said, all []string
	if req.GetReasoning().GetIncludeSeal() {
		said = append(said, jsonx.Quote(includeSeal))
	}
	if req.GetSampling().GetLogprobs() {
		said = append(said, jsonx.Quote(includeLogprobs))
	}
	all = said
	for position, raw := range jsonx.Members(own(req.Extensions, atInclude)) {
		i, err := strconv.Atoi(position)
		if err == nil && i >= 0 {
			all = slices.Insert(all, min(i, len(all)), raw)
		}
	}
	return all
}

// atCacheOptions is the place of what prompt_cache_options says beside the fields.
const atCacheOptions = "/prompt_cache_options"
