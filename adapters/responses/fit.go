package responses

import (
	"strconv"
	"strings"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/canon"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// fitter fits a request of another dialect into the form that a request of this one has. What it makes shares parts with
// what it was given, and changes none of it.
type fitter struct {
	x      *adapters.Exchange
	req    *pb.GenerateRequest
	out    *pb.GenerateRequest
	losses *canon.Losses
	caps   *canon.Capabilities
	names  *canon.Names
	// custom are the ids of calls of custom tools, whose results say so too.
	custom map[string]bool
	// said are the messages of which something stands in a message item.
	said map[*pb.Message]bool
	// settings are those of the whole conversation, where they cannot change in its middle.
	settings *pb.Settings
}

// fitRequest fits a request of another dialect.
func fitRequest(x *adapters.Exchange, req *pb.GenerateRequest, losses *canon.Losses) *pb.GenerateRequest {
	f := &fitter{
		x: x, req: req, losses: losses, caps: capabilities(x, req.Model), names: canon.NewNames(req, toolNames),
		custom: map[string]bool{}, said: map[*pb.Message]bool{},
		out: &pb.GenerateRequest{
			Origin: dialect, Model: req.Model, Stream: req.Stream, MaxToolCalls: req.MaxToolCalls,
			MessagesForm: pb.ContentForm_CONTENT_FORM_LIST,
		},
	}
	f.instructions()
	if f.caps.NoTurnChanges {
		f.latestSettings()
	}
	f.conversation()
	if n := req.MaxToolCalls; n != nil && *n < 1 {
		f.out.MaxToolCalls = new(int32(1))
		f.losses.Approximate("/max_tool_calls", pb.LossClass_LOSS_CLASS_TOOLS, "the target takes one as the smallest number")
	}
	f.tools()
	f.toolChoice()
	f.reasoning()
	f.output()
	f.sampling()
	f.limits()
	f.caching()
	f.continuation()
	f.labels()
	return f.out
}

// instructions joins the system text that stands outside the conversation.
func (f *fitter) instructions() {
	var texts []string
	for i, p := range f.req.Instructions {
		at := canon.Path("instructions", i)
		t := p.GetText()
		if t == nil {
			f.losses.Refuse(at, pb.LossClass_LOSS_CLASS_CONTENT, "instructions are text only")
			continue
		}
		if p.Cache != nil {
			f.losses.Drop(at+"/cache", pb.LossClass_LOSS_CLASS_CACHING, "instructions take no cache breakpoint")
		}
		if strings.TrimSpace(t.Text) == "" {
			continue
		}
		if len(texts) > 0 {
			f.losses.Approximate(at, pb.LossClass_LOSS_CLASS_CONTENT, "joined with the instructions before it")
		}
		texts = append(texts, t.Text)
	}
	if len(texts) > 0 {
		f.out.InstructionsForm = pb.ContentForm_CONTENT_FORM_STRING
		f.out.Instructions = []*pb.Part{textPart(strings.Join(texts, "\n\n"))}
	}
}

// latestSettings finds the settings of a conversation that cannot change them in its middle.
func (f *fitter) latestSettings() {
	latest, paths := canon.SettingsInEffect(f.req)
	f.settings = latest
	for _, at := range paths {
		f.losses.Approximate(at, pb.LossClass_LOSS_CLASS_REASONING, "the latest settings count for the whole conversation")
	}
}

// limits fits the limits of the answer.
func (f *fitter) limits() {
	const smallest = 16
	n := f.req.MaxOutputTokens
	switch {
	case n == nil:
	case *n <= 0:
		f.losses.Refuse("/max_output_tokens", pb.LossClass_LOSS_CLASS_SAMPLING, "an answer without output cannot be asked for")
	case *n < smallest:
		least := int64(smallest)
		f.out.MaxOutputTokens = &least
		f.losses.Approximate("/max_output_tokens", pb.LossClass_LOSS_CLASS_SAMPLING, "raised to the smallest limit, "+strconv.Itoa(smallest))
	default:
		f.out.MaxOutputTokens = n
	}
	switch n := f.req.CandidateCount; {
	case n == nil || *n == 1:
	case *n > 1:
		f.losses.Refuse("/candidate_count", pb.LossClass_LOSS_CLASS_SAMPLING, "one answer only can be asked for")
	default:
		f.losses.Drop("/candidate_count", pb.LossClass_LOSS_CLASS_SAMPLING, "one answer is given in any case")
	}
}

// sampling fits how tokens are drawn.
func (f *fitter) sampling() {
	s := f.req.Sampling
	if s == nil {
		return
	}
	out := &pb.Sampling{}
	f.out.Sampling = out
	const lacking, refused = "the target has no such option", "a model that reasons refuses it"
	reasons := f.caps.NoSampling && f.out.GetReasoning().GetEffort() != "none"
	if !reasons {
		out.Temperature = f.within(s.Temperature, 2, "/sampling/temperature")
		out.TopP = f.within(s.TopP, 1, "/sampling/top_p")
		if out.Logprobs = s.Logprobs; s.GetLogprobs() {
			out.TopLogprobs = s.TopLogprobs
		}
	}
	for _, o := range [...]struct {
		set          bool
		name, detail string
	}{
		{reasons && unusual(s.Temperature, 1), "temperature", refused},
		{reasons && unusual(s.TopP, 1), "top_p", refused},
		{reasons && s.GetLogprobs(), "logprobs", refused},
		{reasons && s.GetTopLogprobs() > 0, "top_logprobs", refused},
		{!s.GetLogprobs() && s.GetTopLogprobs() > 0, "top_logprobs", "log probabilities are not asked for"},
		{s.TopK != nil, "top_k", lacking},
		{s.Seed != nil, "seed", lacking},
		{unusual(s.FrequencyPenalty, 0), "frequency_penalty", lacking},
		{unusual(s.PresencePenalty, 0), "presence_penalty", lacking},
		{len(s.Stop) > 0, "stop", lacking},
	} {
		f.drop(o.set, "/sampling/"+o.name, pb.LossClass_LOSS_CLASS_SAMPLING, o.detail)
	}
	if n := out.GetTopLogprobs(); n > mostLogprobs || n < 0 {
		most := min(max(n, 0), mostLogprobs)
		out.TopLogprobs = &most
		f.losses.Approximate("/sampling/top_logprobs", pb.LossClass_LOSS_CLASS_SAMPLING, "the target takes up to "+strconv.Itoa(mostLogprobs))
	}
}

// unusual reports whether an option is set to anything but what it means where it is not set.
func unusual(v *float64, usual float64) bool { return v != nil && *v != usual }

// within gives a value as near as the target takes it, from 0 to a limit.
func (f *fitter) within(v *float64, limit float64, at string) *float64 {
	if v == nil || 0 <= *v && *v <= limit {
		return v
	}
	f.losses.Approximate(at, pb.LossClass_LOSS_CLASS_SAMPLING, "the target takes the nearest value only")
	near := min(max(*v, 0), limit)
	return &near
}

// mostLogprobs is how many of the most probable tokens the service reports.
const mostLogprobs = 20

// drop reports what is left out, where it is set.
func (f *fitter) drop(set bool, path string, class pb.LossClass, detail string) {
	if set {
		f.losses.Drop(path, class, detail)
	}
}
