package translate_test

import (
	"slices"
	"testing"

	"google.golang.org/protobuf/proto"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/adapterstest"
	"github.com/interlingua/interlingua/adapters/all"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// TestGlance has what is told of a recorded answer that passes untouched be what its decoder reads of it.
func TestGlance(t *testing.T) {
	for _, a := range all.All() {
		t.Run(all.Name(a.Dialect()), func(t *testing.T) {
			t.Parallel()
			tally := adapterstest.Tally{Title: all.Name(a.Dialect()) + " glance"}
			for _, c := range adapterstest.Corpus(t, a.Dialect()) {
				if c.Kind != adapterstest.KindResponse {
					continue
				}
				laws := checker{file: c.File, tally: &tally}
				laws.run("a glance tells what the decoder reads", func() []finding { return glance(a, c.Body) })
			}
			tally.Report(t)
		})
	}
}

func glance(a adapters.Adapter, body []byte) (found []finding) {
	want, err := a.DecodeResponse(&adapters.Exchange{}, adapters.Wire{Body: body})
	if err != nil {
		return nil // what cannot be read is not told of
	}
	got, ok := a.(adapters.Glancer).Glance(&adapters.Exchange{}, body)
	switch {
	case !ok && want.Error == nil:
		return []finding{{Where: "glance", What: "sees nothing"}}
	case !ok:
		return nil
	}
	if got.Id != want.Id || got.Model != want.Model {
		found = append(found, finding{Where: "id", What: got.Id + " of " + got.Model})
	}
	if !proto.Equal(got.Usage, want.Usage) {
		found = append(found, finding{Where: "usage", What: got.Usage.String()})
	}
	if told, read := reasons(got), reasons(want); !slices.Equal(told, read) {
		found = append(found, finding{Where: "finish", What: fmtReasons(told) + " is told, " + fmtReasons(read) + " is read"})
	}
	return found
}

// inContent are the reasons that are seen in the content only, at which a glance does not look: the wire's word is that it ended.
var inContent = []pb.FinishReason{
	pb.FinishReason_FINISH_REASON_TOOL_CALLS, pb.FinishReason_FINISH_REASON_REFUSAL, pb.FinishReason_FINISH_REASON_COMPACTED,
}

// reasons are why the candidates ended, in the wire's own word.
func reasons(r *pb.GenerateResponse) []pb.FinishReason {
	var out []pb.FinishReason
	for _, c := range r.Candidates {
		reason := c.Finish.GetReason()
		if slices.Contains(inContent, reason) {
			reason = pb.FinishReason_FINISH_REASON_END
		}
		out = append(out, reason)
	}
	return out
}

func fmtReasons(reasons []pb.FinishReason) (text string) {
	for _, r := range reasons {
		text += r.String() + " "
	}
	return text
}
