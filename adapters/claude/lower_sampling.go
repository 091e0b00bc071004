package claude

import (
	"strconv"
	"strings"

	"github.com/interlingua/interlingua/adapters/canon"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// minThinkingTopP is the smallest top_p beside thinking.
const minThinkingTopP = 0.95

// sampling lowers how tokens are drawn.
func (l *lowering) sampling() {
	s := l.req.Sampling
	if s == nil {
		return
	}
	out := &pb.Sampling{Temperature: l.temperature(s), TopP: l.topP(s), TopK: l.topK(s), Stop: l.stop(s)}
	if out.Temperature != nil && out.TopP != nil && l.caps.TempOrTopP {
		l.losses.Drop("/sampling/top_p", pb.LossClass_LOSS_CLASS_SAMPLING, "the model takes either temperature or top_p")
		out.TopP = nil
	}
	if out.Temperature != nil || out.TopP != nil || out.TopK != nil || out.Stop != nil {
		l.out.Sampling = out
	}
	l.notSampled(s)
}

// refusesSampling reports whether model or version refuse temperature, top_p and top_k.
func (l *lowering) refusesSampling() bool { return l.caps.NoSampling || l.version == versionNew }

func (l *lowering) temperature(s *pb.Sampling) *float64 {
	const standard = 1
	switch {
	case s.Temperature == nil:
		return nil
	case *s.Temperature == standard:
		if l.refusesSampling() {
			return nil
		}
		return s.Temperature
	case l.refusesSampling():
		l.losses.Drop("/sampling/temperature", pb.LossClass_LOSS_CLASS_SAMPLING, "the model takes no temperature")
		return nil
	case l.thinks():
		l.losses.Drop("/sampling/temperature", pb.LossClass_LOSS_CLASS_SAMPLING, "a model that thinks takes no temperature")
		return nil
	case *s.Temperature > standard:
		l.losses.Approximate("/sampling/temperature", pb.LossClass_LOSS_CLASS_SAMPLING, "the temperature is at most 1")
		top := float64(standard)
		return &top
	case *s.Temperature < 0:
		l.losses.Approximate("/sampling/temperature", pb.LossClass_LOSS_CLASS_SAMPLING, "the temperature is at least 0")
		least := 0.0
		return &least
	}
	return s.Temperature
}

func (l *lowering) topP(s *pb.Sampling) *float64 {
	const standard = 1
	switch {
	case s.TopP == nil:
		return nil
	case l.refusesSampling(), l.thinks() && *s.TopP < minThinkingTopP:
		if *s.TopP != standard {
			l.losses.Drop("/sampling/top_p", pb.LossClass_LOSS_CLASS_SAMPLING, "the model takes no such top_p")
		}
		return nil
	case *s.TopP > standard || *s.TopP < 0:
		l.losses.Drop("/sampling/top_p", pb.LossClass_LOSS_CLASS_SAMPLING, "top_p is between 0 and 1")
		return nil
	}
	return s.TopP
}

func (l *lowering) topK(s *pb.Sampling) *float64 {
	switch {
	case s.TopK == nil:
		return nil
	case l.refusesSampling(), l.thinks(), *s.TopK < 0:
		l.losses.Drop("/sampling/top_k", pb.LossClass_LOSS_CLASS_SAMPLING, "the model takes no top_k here")
		return nil
	case *s.TopK != float64(int64(*s.TopK)):
		l.losses.Approximate("/sampling/top_k", pb.LossClass_LOSS_CLASS_SAMPLING, "top_k is a whole number")
		whole := float64(int64(*s.TopK))
		return &whole
	}
	return s.TopK
}

func (l *lowering) stop(s *pb.Sampling) []string {
	var stop []string
	for i, text := range s.Stop {
		if strings.TrimSpace(text) == "" || l.caps.NoStop {
			l.losses.Drop("/sampling/stop/"+strconv.Itoa(i), pb.LossClass_LOSS_CLASS_SAMPLING, "the target takes no such stop sequence")
			continue
		}
		stop = append(stop, text)
	}
	return stop
}

// notSampled reports what the target has no member for.
func (l *lowering) notSampled(s *pb.Sampling) {
	for _, m := range []struct {
		name string
		set  bool
	}{
		{"seed", s.Seed != nil},
		{"frequency_penalty", s.GetFrequencyPenalty() != 0},
		{"presence_penalty", s.GetPresencePenalty() != 0},
		{"logprobs", s.GetLogprobs()},
		{"top_logprobs", s.GetTopLogprobs() != 0},
	} {
		if m.set {
			l.losses.Drop(canon.Path("sampling", m.name), pb.LossClass_LOSS_CLASS_SAMPLING, "the target has no such option")
		}
	}
}
