package canon_test

import (
	"strings"
	"testing"

	"github.com/interlingua/interlingua/adapters/canon"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// agentResponse is an answer with all that matters in it.
func agentResponse() *pb.GenerateResponse {
	cited := text("it is so")
	cited.GetText().Citations = []*pb.Citation{{Url: "https://a", Title: "A"}}
	cited.GetText().Logprobs = []*pb.Logprob{{Token: "it", Logprob: -0.5}}
	return &pb.GenerateResponse{
		Origin: pb.Dialect_DIALECT_CLAUDE, Id: "r", Model: "m",
		Candidates: []*pb.Candidate{
			{
				Messages: []*pb.Message{say(assistant, thought("hm", "sig"), text("well,"), cited, call("c1", "look", `{}`))},
				Finish:   &pb.Finish{Reason: pb.FinishReason_FINISH_REASON_TOOL_CALLS, Raw: "tool_use"},
			},
			{Index: 1, Messages: []*pb.Message{say(assistant, text("or not"))}},
		},
		Usage: &pb.Usage{InputTokens: ptr(int64(10)), CacheReadTokens: ptr(int64(4)), OutputTokens: ptr(int64(5))},
	}
}

func TestResponses(t *testing.T) {
	first := func(r *pb.GenerateResponse) *pb.Message { return r.Candidates[0].Messages[0] }
	for _, tc := range []struct {
		name   string
		change func(a, b *pb.GenerateResponse)
		want   string
	}{
		{"ids, times, status", func(_, b *pb.GenerateResponse) {
			b.Id, b.CreateTime, b.Status, b.Candidates[0].Finish.Raw = "x", ptr(int64(5)), "completed", "tool_calls"
			first(b).Status, first(b).Parts[3].GetToolCall().CallId = "completed", "c9"
		}, ""},
		{"one message an item", func(_, b *pb.GenerateResponse) {
			var items []*pb.Message
			for _, p := range first(b).Parts {
				items = append(items, say(pb.Role_ROLE_UNSPECIFIED, p))
			}
			b.Candidates[0].Messages = items
		}, ""},
		{"totals and zeros", func(_, b *pb.GenerateResponse) {
			b.Usage.TotalTokens, b.Usage.ReasoningTokens = ptr(int64(15)), ptr(int64(0))
		}, ""},
		{"a summary for the text", func(_, b *pb.GenerateResponse) {
			b.Candidates[0].Messages[0].Parts[0].Content = &pb.Part_Reasoning{Reasoning: &pb.ReasoningContent{Summaries: []string{"hm"}}}
		}, ""},
		{"a citation of the whole text", func(_, b *pb.GenerateResponse) {
			c := first(b).Parts[2].GetText().Citations[0]
			c.Start, c.End, c.Type = ptr(int32(0)), ptr(int32(8)), "url_citation"
		}, ""},
		{"candidate dropped", func(_, b *pb.GenerateResponse) { b.Candidates = b.Candidates[:1] }, "/candidates/1"},
		{"finish collapsed", func(_, b *pb.GenerateResponse) {
			b.Candidates[0].Finish.Reason = pb.FinishReason_FINISH_REASON_END
		}, "/candidates/0/finish/reason"},
		{"texts joined", func(a, b *pb.GenerateResponse) {
			p := first(b).Parts
			first(a).Parts[2].Seal = &pb.Seal{Issuer: pb.Dialect_DIALECT_GEMINI, Data: "s"}
			joined := text("well,it is so")
			joined.GetText().Citations, joined.GetText().Logprobs = p[2].GetText().Citations, p[2].GetText().Logprobs
			joined.Seal = first(a).Parts[2].Seal
			first(b).Parts = []*pb.Part{p[0], joined, p[3]}
		}, "/candidates/0/messages/0/parts/2/text"},
		{"title and logprobs lost", func(_, b *pb.GenerateResponse) {
			first(b).Parts[2].GetText().Citations[0].Title, first(b).Parts[2].GetText().Logprobs = "", nil
		}, "/candidates/0/messages/0/parts/2/text/citations/0/title /candidates/0/messages/0/parts/2/text/logprobs"},
		{"usage", func(_, b *pb.GenerateResponse) {
			b.Usage.CacheReadTokens, b.Usage.OutputTokens = nil, ptr(int64(6))
		}, "/usage/cache_read_tokens /usage/output_tokens"},
		{"answer became an error", func(_, b *pb.GenerateResponse) {
			b.Error = &pb.Error{Message: "x"}
		}, "/candidates/0/finish"},
		{"sealed reasoning lost", func(_, b *pb.GenerateResponse) { first(b).Parts = first(b).Parts[1:] }, "/candidates/0/messages/0/parts/0"},
		{"refused prompt as a finish", func(a, b *pb.GenerateResponse) {
			a.Candidates, a.PromptBlock = nil, &pb.PromptBlock{Reason: "SAFETY"}
			b.Candidates = []*pb.Candidate{{Finish: &pb.Finish{Reason: pb.FinishReason_FINISH_REASON_SAFETY}}}
		}, "/prompt_block/reason"},
	} {
		a, b := agentResponse(), agentResponse()
		tc.change(a, b)
		diffs := canon.DiffResponses(a, b)
		if got := strings.Join(paths(diffs), " "); got != tc.want {
			t.Errorf("%s:\n got %s\nwant %s\n%v", tc.name, got, tc.want, diffs)
		}
	}
}
