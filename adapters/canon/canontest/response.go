package canontest

import (
	"pgregory.net/rapid"

	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// Response gives a whole response with any of its fields set. One that failed is not in progress.
func Response() *rapid.Generator[*pb.GenerateResponse] {
	return rapid.Custom(func(t *rapid.T) *pb.GenerateResponse { return drawer{t}.response() })
}

func (d drawer) response() *pb.GenerateResponse {
	r := &pb.GenerateResponse{
		Origin: d.dialect(), Id: d.maybe(), Model: d.maybe(), CreateTime: opt(d, d.int64),
		Status: d.of("", "completed", "in_progress", "incomplete"), ServiceTier: opt(d, d.word), Extensions: d.extensions(),
	}
	if d.n(4) == 0 {
		r.Error = d.failure()
		r.Status = d.of("", "failed", "cancelled")
	}
	if d.n(4) == 0 {
		r.PromptBlock = &pb.PromptBlock{Reason: d.word(), Message: d.text(), Extensions: d.extensions()}
	}
	if d.bool() {
		r.Usage = d.usage()
	}
	index := int32(0)
	for range d.n(2) {
		index += int32(d.n(1))
		r.Candidates = append(r.Candidates, d.candidate(index))
		index++
	}
	return r
}

func (d drawer) candidate(index int32) *pb.Candidate {
	c := &pb.Candidate{Index: index, Extensions: d.extensions()}
	for range d.n(3) {
		c.Messages = append(c.Messages, d.message())
	}
	if d.bool() {
		c.Finish = &pb.Finish{
			Reason: enum(d, pb.FinishReason_FINISH_REASON_UNSPECIFIED, pb.FinishReason_FINISH_REASON_ERROR), Raw: d.maybe(),
			StopSequence: d.maybe(), Message: d.maybe(), Extensions: d.extensions(),
		}
	}
	return c
}

func (d drawer) usage() *pb.Usage {
	n := func() *int64 { return opt(d, d.int64) }
	return &pb.Usage{
		InputTokens: n(), CacheReadTokens: n(), CacheWriteTokens: n(), CacheWrite_5MTokens: n(), CacheWrite_1HTokens: n(),
		ToolInputTokens: n(), InputAudioTokens: n(), InputImageTokens: n(), OutputTokens: n(), ReasoningTokens: n(),
		OutputAudioTokens: n(), OutputImageTokens: n(), TotalTokens: n(), Extensions: d.extensions(),
	}
}

func (d drawer) failure() *pb.Error {
	return &pb.Error{
		Origin: d.dialect(), Code: enum(d, pb.ErrorCode_ERROR_CODE_UNSPECIFIED, pb.ErrorCode_ERROR_CODE_TRUNCATED),
		Message: d.text(), Type: d.maybe(), VendorCode: d.maybe(), Param: d.maybe(), RetryAfterMs: opt(d, d.int64),
		RequestId: d.maybe(), Extensions: d.extensions(),
	}
}
