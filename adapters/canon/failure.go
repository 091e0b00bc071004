package canon

import (
	"slices"

	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// Failure is the error of an encoder whose dialect says of a failed answer only that: by an error body, with the status of
// an error. A success never carries one.
type Failure struct {
	// Reason is what the client is to be told.
	Reason *pb.Error
}

// Error implements error.
func (f *Failure) Error() string { return f.Reason.GetMessage() }

// FailureOf gives the failure that an answer is: its error, or that all of the given candidates ended in one or in a call
// that cannot be read; nil for any other answer. Said are the reasons for which the dialect has words of its own.
func FailureOf(e *pb.Error, candidates []*pb.Candidate, said ...pb.FinishReason) *Failure {
	if e != nil {
		return &Failure{e}
	}
	for _, c := range candidates {
		if !Failed(c.Finish) || slices.Contains(said, c.Finish.Reason) {
			return nil
		}
	}
	if len(candidates) == 0 {
		return nil
	}
	return &Failure{FinishError(candidates[0].Finish)}
}

// Failed reports whether a candidate ended in failure.
func Failed(f *pb.Finish) bool {
	switch f.GetReason() {
	case pb.FinishReason_FINISH_REASON_ERROR, pb.FinishReason_FINISH_REASON_MALFORMED_CALL:
		return true
	}
	return false
}

// FinishError gives the error for a candidate that ended in failure.
func FinishError(f *pb.Finish) *pb.Error {
	message := f.GetMessage()
	switch {
	case message != "":
	case f.GetReason() == pb.FinishReason_FINISH_REASON_MALFORMED_CALL:
		message = "the model wrote a tool call that cannot be read"
	default:
		message = "the answer failed"
	}
	return &pb.Error{Code: pb.ErrorCode_ERROR_CODE_BAD_UPSTREAM, Message: message}
}

// ReportFailure reports what an error leaves out of a failed answer.
func ReportFailure(resp *pb.GenerateResponse, losses *Losses) {
	for i, c := range resp.Candidates {
		for j, m := range c.Messages {
			if len(m.Parts) > 0 {
				losses.Drop(Path("candidates", i, "messages", j), pb.LossClass_LOSS_CLASS_CONTENT, "an error has no content")
			}
		}
		if Failed(c.Finish) {
			losses.Approximate(Path("candidates", i, "finish"), pb.LossClass_LOSS_CLASS_FINISH, "the target says it by an error")
		}
	}
	if resp.Usage != nil {
		losses.Drop("/usage", pb.LossClass_LOSS_CLASS_USAGE, "an error has no usage")
	}
}
