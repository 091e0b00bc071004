package gemini

import (
	"github.com/interlingua/interlingua/adapters/canon"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// sources places the citations in the visible text.
func (f *foreignWriter) sources(c *foreignCandidate) []cited {
	var out []cited
	for _, cite := range c.citations {
		run := c.run(cite.place)
		text := string(c.transcript.text[run.from:run.to])
		out = append(out, citedText(f.answer.citation(cite.Citation, ""), text, run.from))
	}
	return out
}

// last writes the last chunk: seals that no call carried, sources, finishes, usage.
func (f *foreignWriter) last() error {
	if len(f.candidates) == 0 && !f.blocked {
		f.candidate(0)
	}
	if e := f.failure(); e != nil {
		f.failed(e)
		return nil
	}
	for _, c := range f.candidates {
		for _, p := range c.doubtful {
			if wasCut(c.finish) {
				continue
			}
			if err := f.whole(c, p); err != nil {
				return err
			}
		}
	}
	for _, c := range f.candidates {
		seal, err := c.seals.seal(c.seals.at.parts)
		if err != nil {
			return err
		}
		if seal != nil {
			carrier := textPart("")
			carrier.Seal = seal
			f.chunk.part(c.number, carrier)
		}
		f.finish(c)
	}
	usage := f.answer.usage(f.usage)
	if usage == nil && f.tier != nil {
		usage = &pb.Usage{}
	}
	if usage != nil {
		f.chunk.usage(usage, f.tier)
	}
	if f.chunk.place != outsideChunk {
		f.flush()
	}
	f.ended()
	return nil
}

// failure gives the error that a failed answer ends with, nil for any other.
func (f *foreignWriter) failure() *pb.Error {
	var ended []*pb.Candidate
	for _, c := range f.candidates {
		ended = append(ended, &pb.Candidate{Finish: c.finish})
	}
	if failure := canon.FailureOf(nil, ended, pb.FinishReason_FINISH_REASON_MALFORMED_CALL); failure != nil {
		return failure.Reason
	}
	return nil
}

// finish writes why a candidate ended, and its sources.
func (f *foreignWriter) finish(c *foreignCandidate) {
	f.chunk.finish(c.number, f.answer.finish(c.finish, "", false))
	writeSources(f.chunk.candidate, nil, f.sources(c))
}

// wasCut reports whether an answer ended before the model was done.
func wasCut(f *pb.Finish) bool {
	return f.GetReason() == pb.FinishReason_FINISH_REASON_MAX_TOKENS ||
		f.GetReason() == pb.FinishReason_FINISH_REASON_CONTEXT_FULL
}
