package gemini

import (
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

const atLogprobs = "/logprobsResult"

// share gives each text the tokens that it is made of; what is left belongs to the last one.
func (t *transcript) share(tokens []*pb.Logprob, give func(part int32, tokens []*pb.Logprob)) {
	for i, r := range t.runs {
		n, size := 0, 0
		for n < len(tokens) && size+len(tokens[n].Token) <= r.to-r.from {
			size += len(tokens[n].Token)
			n++
		}
		if i == len(t.runs)-1 {
			n = len(tokens)
		}
		if n > 0 {
			give(r.part, tokens[:n:n])
		}
		tokens = tokens[n:]
	}
}

// decodeLogprobs reads the log probabilities of a candidate. Where it has no text, or the result is of another shape, they
// stay unknown.
func decodeLogprobs(k *keeper, c *wireCandidate, t *transcript) []*pb.Logprob {
	if c.logprobs == "" {
		return nil
	}
	var in wireLogprobs
	err := jsonx.Unmarshal([]byte(c.logprobs), &in)
	if err != nil || in.empty() || !in.regular() || in.chosen.set && len(t.runs) == 0 {
		c.keep("logprobsResult", c.logprobs.bytes())
		return nil
	}
	k.rest(atLogprobs, &in.leftover)
	var tokens []*pb.Logprob
	for i := range in.chosen.items {
		l := decodeLogprob(&in.chosen.items[i])
		if len(in.top.items) > 0 {
			top := in.top.items[i].candidates.items
			for j := range top {
				l.Top = append(l.Top, decodeLogprob(&top[j]))
			}
		}
		tokens = append(tokens, l)
	}
	return tokens
}

// empty reports whether the result says nothing at all.
func (l *wireLogprobs) empty() bool { return !l.chosen.set && l.unknown.String() == "" }

// regular reports whether the result is a list of tokens, each with the likeliest ones of its step or none of them.
func (l *wireLogprobs) regular() bool {
	if l.chosen.set && len(l.chosen.items) == 0 || l.chosen.single || l.top.single ||
		l.top.set && len(l.top.items) != len(l.chosen.items) {
		return false
	}
	tops := 0
	for i := range l.top.items {
		t := &l.top.items[i]
		if !t.candidates.set || t.candidates.single || t.unknown.String() != "" || t.renamed != nil {
			return false
		}
		tops += len(t.candidates.items)
	}
	return !l.top.set || tops > 0
}

func decodeLogprob(in *wireLogprob) *pb.Logprob {
	var k keeper
	out := &pb.Logprob{}
	if token, ok := k.str("", &in.leftover, "token", &in.token); ok {
		out.Token = token
	} else {
		k.absent("", "token")
	}
	if p := k.float("", &in.leftover, "logProbability", &in.logProbability); p != nil {
		out.Logprob = *p
	} else {
		k.absent("", "logProbability")
	}
	k.rest("", &in.leftover)
	out.Extensions = k.exts
	return out
}

// writeLogprobs writes the log probabilities of all texts of a candidate.
func writeLogprobs(o object, c *pb.Candidate) {
	var tokens []*pb.Logprob
	tops := false
	for _, m := range c.Messages {
		for _, p := range m.Parts {
			for _, l := range p.GetText().GetLogprobs() {
				tokens = append(tokens, l)
				tops = tops || len(l.Top) > 0
			}
		}
	}
	writeTokens(o, c.Extensions, tokens, tops)
}

func writeTokens(o object, exts []*pb.Extension, tokens []*pb.Logprob, tops bool) {
	if len(tokens) == 0 && !keeps(exts, atLogprobs) {
		return
	}
	r, ok := o.open("logprobsResult", exts, atLogprobs)
	if !ok {
		return
	}
	if len(tokens) > 0 && r.Array(r.name("chosenCandidates")) {
		for _, l := range tokens {
			writeToken(r.Writer(), l)
		}
		r.EndArray()
	}
	if tops && r.Array(r.name("topCandidates")) {
		for _, l := range tokens {
			t := r.Writer().Object("")
			if t.Array("candidates") {
				for _, top := range l.Top {
					writeToken(r.Writer(), top)
				}
				t.EndArray()
			}
			t.End()
		}
		r.EndArray()
	}
	r.End()
}

func writeToken(w *jsonx.Writer, l *pb.Logprob) {
	t := open(w, l.Extensions, "")
	t.Str(t.name("token"), l.Token)
	t.Float(t.name("logProbability"), l.Logprob)
	t.End()
}
