package chat

import (
	"strconv"

	"google.golang.org/protobuf/proto"

	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

const (
	maxStops       = 4
	maxTokensNew   = "max_completion_tokens"
	maxTokensOld   = "max_tokens"
	classSampling  = pb.LossClass_LOSS_CLASS_SAMPLING
	sayNoSampling  = "the model takes no sampling options"
	sayNoTopK      = "the target has no top_k"
	sayTooManyStop = "the target takes four stop sequences"
	sayOutside     = "the target takes the nearest value only"
	maxCandidates  = 128
	maxTopLogprobs = 20
)

// decodeLimits reads the limits on output and how tokens are drawn.
func decodeLimits(req *pb.GenerateRequest, w *wireRequest, k *kept) {
	req.MaxOutputTokens = k.intPtr(maxTokensNew, &w.MaxCompletionTokens)
	if old := k.intPtr(maxTokensOld, &w.MaxTokens); old != nil {
		if req.MaxOutputTokens == nil {
			req.MaxOutputTokens = old
			k.lacks(maxTokensNew)
		} else {
			k.spell(maxTokensOld, strconv.FormatInt(*old, 10))
		}
	}
	req.CandidateCount = k.int32Ptr("n", &w.N)
	s := &pb.Sampling{
		Temperature:      k.floatPtr("temperature", &w.Temperature),
		TopP:             k.floatPtr("top_p", &w.TopP),
		TopK:             k.floatPtr("top_k", &w.TopK),
		Seed:             k.intPtr("seed", &w.Seed),
		FrequencyPenalty: k.floatPtr("frequency_penalty", &w.FrequencyPenalty),
		PresencePenalty:  k.floatPtr("presence_penalty", &w.PresencePenalty),
		Logprobs:         k.boolPtr("logprobs", &w.Logprobs),
		TopLogprobs:      k.int32Ptr("top_logprobs", &w.TopLogprobs),
		Stop:             decodeStop(string(w.Stop), k),
	}
	if other := k.intPtr("random_seed", &w.RandomSeed); other != nil {
		if s.Seed == nil {
			s.Seed = other
			k.lacks("seed")
		} else {
			k.unknown.Keep("random_seed", jsonx.Value(strconv.FormatInt(*other, 10)))
		}
	}
	if !samplingEmpty(s) {
		req.Sampling = s
	}
}

func samplingEmpty(s *pb.Sampling) bool {
	return s.Temperature == nil && s.TopP == nil && s.TopK == nil && s.Seed == nil && s.FrequencyPenalty == nil &&
		s.PresencePenalty == nil && s.Logprobs == nil && s.TopLogprobs == nil && s.Stop == nil
}

// decodeStop reads one stop sequence or a list of them.
func decodeStop(raw string, k *kept) []string {
	switch jsonx.KindOf(raw) {
	case '"':
		text, _ := jsonx.Unquote(raw)
		k.spell("stop", raw)
		return []string{text}
	case '[':
		var stops []string
		for e := range jsonx.Elements(raw) {
			text, ok := jsonx.Unquote(e)
			if !ok {
				k.raw("stop", jsonx.Value(raw), false)
				return nil
			}
			stops = append(stops, text)
		}
		if stops == nil {
			k.spell("stop", raw)
		}
		return stops
	case 0:
		return nil
	}
	k.raw("stop", jsonx.Value(raw), false)
	return nil
}

// limits writes what decodeLimits reads.
func (e *requestEncoder) limits(o jsonx.Object) {
	e.maxTokens(o)
	e.candidates(o)
	s := e.req.Sampling
	if s == nil {
		return
	}
	if !e.native {
		s = e.inRange(s)
	}
	if e.caps.NoSampling && e.fits {
		e.dropSampling(s)
	} else {
		o.FloatOpt("temperature", s.Temperature)
		o.FloatOpt("top_p", s.TopP)
		o.FloatOpt("frequency_penalty", s.FrequencyPenalty)
		o.FloatOpt("presence_penalty", s.PresencePenalty)
		o.BoolOpt("logprobs", s.Logprobs)
		o.Int32Opt("top_logprobs", s.TopLogprobs)
	}
	if s.TopK != nil && e.native {
		o.FloatOpt("top_k", s.TopK)
	} else if s.TopK != nil {
		e.losses.Drop("/sampling/top_k", classSampling, sayNoTopK)
	}
	if s.Seed != nil {
		o.Int(spelling(o, "seed", "random_seed"), *s.Seed)
	}
	e.stop(o, s.Stop)
}

// inRange gives the options as far as the target takes them.
func (e *requestEncoder) inRange(s *pb.Sampling) *pb.Sampling {
	s = proto.CloneOf(s)
	for _, f := range []struct {
		path     string
		value    *float64
		min, max float64
	}{
		{"/sampling/temperature", s.Temperature, 0, 2},
		{"/sampling/top_p", s.TopP, 0, 1},
		{"/sampling/frequency_penalty", s.FrequencyPenalty, -2, 2},
		{"/sampling/presence_penalty", s.PresencePenalty, -2, 2},
	} {
		if f.value != nil && (*f.value < f.min || *f.value > f.max) {
			e.losses.Approximate(f.path, classSampling, sayOutside)
			*f.value = min(max(*f.value, f.min), f.max)
		}
	}
	if top := s.TopLogprobs; top != nil && !s.GetLogprobs() {
		if *top != 0 {
			e.losses.Drop("/sampling/top_logprobs", classSampling, "log probabilities are not asked for")
		}
		s.TopLogprobs = nil
	} else if top != nil && (*top < 0 || *top > maxTopLogprobs) {
		e.losses.Approximate("/sampling/top_logprobs", classSampling, sayOutside)
		*top = min(max(*top, 0), maxTopLogprobs)
	}
	return s
}

func (e *requestEncoder) dropSampling(s *pb.Sampling) {
	for _, f := range []struct {
		path   string
		value  *float64
		normal float64
	}{
		{"/sampling/temperature", s.Temperature, 1},
		{"/sampling/top_p", s.TopP, 1},
		{"/sampling/frequency_penalty", s.FrequencyPenalty, 0},
		{"/sampling/presence_penalty", s.PresencePenalty, 0},
	} {
		if f.value != nil && *f.value != f.normal {
			e.losses.Drop(f.path, classSampling, sayNoSampling)
		}
	}
	if s.GetLogprobs() {
		e.losses.Drop("/sampling/logprobs", classSampling, "the model gives no log probabilities")
	}
	if s.GetTopLogprobs() != 0 {
		e.losses.Drop("/sampling/top_logprobs", classSampling, "the model gives no log probabilities")
	}
}

// maxTokens writes the output limit under the name that the source used or the upstream knows.
func (e *requestEncoder) maxTokens(o jsonx.Object) {
	limit := e.req.MaxOutputTokens
	if limit == nil {
		return
	}
	if *limit == 0 && !e.native {
		e.losses.Refuse("/max_output_tokens", classSampling, "the target cannot be asked for no output")
		return
	}
	name := spelling(o, maxTokensNew, maxTokensOld)
	switch {
	case e.x.Quirks.MaxTokensField != "":
		name = e.x.Quirks.MaxTokensField
	case e.caps.NoMaxTokens && e.fits:
		name = maxTokensNew
	}
	o.Int(name, *limit)
}

// candidates writes how many answers are wanted.
func (e *requestEncoder) candidates(o jsonx.Object) {
	n := e.req.CandidateCount
	if n != nil && !e.native {
		if in := min(max(*n, 1), maxCandidates); in != *n {
			e.losses.Approximate("/candidate_count", classSampling, sayOutside)
			n = &in
		}
	}
	o.Int32Opt("n", n)
}

func (e *requestEncoder) stop(o jsonx.Object, stops []string) {
	if len(stops) == 0 {
		return
	}
	if e.caps.NoStop && e.fits {
		for i := range stops {
			e.losses.Drop("/sampling/stop/"+strconv.Itoa(i), classSampling, "the model takes no stop sequences")
		}
		return
	}
	if e.native {
		o.Strs("stop", stops)
		return
	}
	for i := maxStops; i < len(stops); i++ {
		e.losses.Drop("/sampling/stop/"+strconv.Itoa(i), classSampling, sayTooManyStop)
	}
	o.Strs("stop", stops[:min(len(stops), maxStops)])
}

// spelling gives the name under which to write a member that has two: the other one where the source says so.
func spelling(o jsonx.Object, name, other string) string {
	if o.Has(name) {
		return other
	}
	return name
}
