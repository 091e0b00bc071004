package gemini

import (
	"math"
	"strconv"

	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// The bounds of generation options.
const (
	maxTemperature = 2
	maxPenalty     = 2
	maxStops       = 5
	maxLogprobs    = 20
	maxCandidates  = 8
)

// sampling lowers how tokens are drawn.
func (l *lowerer) sampling() {
	const class = pb.LossClass_LOSS_CLASS_SAMPLING
	in := l.in.GetSampling()
	if in == nil {
		return
	}
	out := &pb.Sampling{
		Temperature:      l.clamp("/sampling/temperature", in.Temperature, 0, maxTemperature),
		TopP:             l.clamp("/sampling/top_p", in.TopP, 0, 1),
		TopK:             l.whole("/sampling/top_k", l.clamp("/sampling/top_k", in.TopK, 1, math.MaxInt32)),
		FrequencyPenalty: l.clamp("/sampling/frequency_penalty", in.FrequencyPenalty, -maxPenalty, maxPenalty),
		PresencePenalty:  l.clamp("/sampling/presence_penalty", in.PresencePenalty, -maxPenalty, maxPenalty),
	}
	if l.caps.NoSampling {
		l.drop(in.Temperature != nil, "/sampling/temperature", class, "the model takes none")
		l.drop(in.TopP != nil, "/sampling/top_p", class, "the model takes none")
		l.drop(in.TopK != nil, "/sampling/top_k", class, "the model takes none")
		out.Temperature, out.TopP, out.TopK = nil, nil, nil
	}
	if in.Seed != nil {
		seed := int64(int32(*in.Seed))
		if out.Seed = &seed; seed != *in.Seed {
			l.losses.Approximate("/sampling/seed", class, "a seed has 32 bits")
		}
	}
	l.stops(in, out)
	l.logprobs(in, out)
	l.out.Sampling = out
}

// clamp bounds a number.
func (l *lowerer) clamp(path string, v *float64, low, high float64) *float64 {
	if v == nil || low <= *v && *v <= high {
		return v
	}
	bounded := min(max(*v, low), high)
	l.losses.Approximate(path, pb.LossClass_LOSS_CLASS_SAMPLING, "the value is out of Gemini's range")
	return &bounded
}

// whole rounds a number.
func (l *lowerer) whole(path string, v *float64) *float64 {
	if v == nil || *v == math.Trunc(*v) {
		return v
	}
	rounded := math.Round(*v)
	l.losses.Approximate(path, pb.LossClass_LOSS_CLASS_SAMPLING, "the number must be whole")
	return &rounded
}

func (l *lowerer) stops(in, out *pb.Sampling) {
	const class = pb.LossClass_LOSS_CLASS_SAMPLING
	for i, s := range in.Stop {
		path := "/sampling/stop/" + strconv.Itoa(i)
		switch {
		case l.caps.NoStop:
			l.losses.Drop(path, class, "the model takes no stop sequences")
		case s == "":
			l.losses.Drop(path, class, "a stop sequence cannot be empty")
		case len(out.Stop) == maxStops:
			l.losses.Drop(path, class, "there can be five stop sequences")
		default:
			out.Stop = append(out.Stop, s)
		}
	}
}

// logprobs lowers the wish for log probabilities: the number of likeliest tokens needs the wish itself.
func (l *lowerer) logprobs(in, out *pb.Sampling) {
	out.Logprobs, out.TopLogprobs = in.Logprobs, in.TopLogprobs
	switch {
	case in.TopLogprobs == nil:
	case *in.TopLogprobs <= 0:
		out.TopLogprobs = nil
	case !in.GetLogprobs():
		out.TopLogprobs = nil
		l.losses.Drop("/sampling/top_logprobs", pb.LossClass_LOSS_CLASS_SAMPLING, "there are none without log probabilities")
	case *in.TopLogprobs > maxLogprobs:
		most := int32(maxLogprobs)
		out.TopLogprobs = &most
		l.losses.Approximate("/sampling/top_logprobs", pb.LossClass_LOSS_CLASS_SAMPLING, "there can be 20 likeliest tokens")
	}
}

// limits lowers how much is to be made.
func (l *lowerer) limits() {
	const class = pb.LossClass_LOSS_CLASS_SAMPLING
	if n := l.in.MaxOutputTokens; n != nil {
		switch most := l.caps.MaxOutputTokens; {
		case *n < 1:
			l.losses.Refuse("/max_output_tokens", class, "an answer of no tokens cannot be asked for")
		case most > 0 && *n > most:
			l.losses.Approximate("/max_output_tokens", class, "the model has a lower limit")
			l.out.MaxOutputTokens = &most
		default:
			l.out.MaxOutputTokens = n
		}
	}
	if n := l.in.CandidateCount; n != nil {
		l.out.CandidateCount = n
		if *n < 1 || *n > maxCandidates {
			bounded := min(max(*n, 1), maxCandidates)
			l.out.CandidateCount = &bounded
			l.losses.Approximate("/candidate_count", class, "there can be eight candidates")
		}
	}
}
