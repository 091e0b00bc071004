package responses

import (
	"slices"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// ending is the status that a reason to end becomes, and why it is not completed.
type ending struct {
	reason         pb.FinishReason
	status, detail string
}

// endings are the reasons that have a status of their own; all others are completed.
var endings = []ending{
	{pb.FinishReason_FINISH_REASON_MAX_TOKENS, statusIncomplete, "max_output_tokens"},
	{pb.FinishReason_FINISH_REASON_CONTEXT_FULL, statusIncomplete, "max_output_tokens"},
	{pb.FinishReason_FINISH_REASON_PAUSE, statusIncomplete, "max_output_tokens"},
	{pb.FinishReason_FINISH_REASON_SAFETY, statusIncomplete, "content_filter"},
	{pb.FinishReason_FINISH_REASON_RECITATION, statusIncomplete, "content_filter"},
	{pb.FinishReason_FINISH_REASON_CANCELLED, statusCancelled, statusCancelled},
	{pb.FinishReason_FINISH_REASON_MALFORMED_CALL, statusFailed, statusFailed},
	{pb.FinishReason_FINISH_REASON_ERROR, statusFailed, statusFailed},
}

// endingOf gives the status of a reason to end. empty says that there is no output.
func endingOf(reason pb.FinishReason, empty bool) ending {
	for _, e := range endings {
		if e.reason == reason {
			return e
		}
	}
	if reason == pb.FinishReason_FINISH_REASON_OTHER && empty {
		return ending{reason, statusFailed, statusFailed}
	}
	return ending{reason, statusCompleted, statusCompleted}
}

// reasonOf is why a response ended.
func reasonOf(resp *pb.GenerateResponse) pb.FinishReason {
	reason := pb.FinishReason_FINISH_REASON_UNSPECIFIED
	if len(resp.Candidates) > 0 {
		reason = resp.Candidates[0].Finish.GetReason()
	}
	switch {
	case resp.Error != nil:
		return pb.FinishReason_FINISH_REASON_ERROR
	case resp.PromptBlock != nil && reason == pb.FinishReason_FINISH_REASON_UNSPECIFIED:
		return pb.FinishReason_FINISH_REASON_SAFETY
	}
	return reason
}

// fitEnvelope fits all of a response of another dialect but its content, which is items.
func fitEnvelope(x *adapters.Exchange, resp *pb.GenerateResponse, items []*pb.Message, losses *canon.Losses) *pb.GenerateResponse {
	out := &pb.GenerateResponse{
		Origin: dialect, Id: newMinter(x, resp.Id).response(), Model: resp.Model, CreateTime: resp.CreateTime,
		Usage: fitUsage(resp.Usage, losses),
	}
	if t := resp.ServiceTier; t != nil && slices.Contains(tiers, *t) {
		out.ServiceTier = t
	} else if t != nil {
		losses.Approximate("/service_tier", pb.LossClass_LOSS_CLASS_METADATA, "the target has no such tier, and counts it as the default")
	}
	if resp.PromptBlock != nil {
		losses.Approximate("/prompt_block", pb.LossClass_LOSS_CLASS_FINISH, "said as an answer that a filter ended")
	}
	e := endingOf(reasonOf(resp), len(items) == 0)
	if e.status == statusFailed && resp.Usage == nil {
		out.Usage = nil
	}
	out.Status = e.status
	if e.status == statusFailed {
		out.Error = fitError(failureOf(resp))
	}
	end := &pb.Finish{Reason: e.reason, Raw: e.detail}
	out.Candidates = []*pb.Candidate{{Messages: items, Finish: end}}
	if len(resp.Candidates) > 0 {
		reportFinish(resp.Candidates[0].Finish, e, items, losses)
	}
	return out
}

// reportFinish reports what is lost of the reason to end: it is lost where reading the answer gives another one.
func reportFinish(f *pb.Finish, e ending, items []*pb.Message, losses *canon.Losses) {
	const at, class = "/candidates/0/finish", pb.LossClass_LOSS_CLASS_FINISH
	if f == nil {
		losses.Approximate(at+"/reason", class, "the answer does not say why it ended, but has to")
		return
	}
	var details *wireIncomplete
	if e.status == statusIncomplete {
		details = &wireIncomplete{Reason: jsonx.String{V: e.detail, Set: true}}
	}
	if again := finish(e.status, details, endedBy(items)); again.GetReason() != f.Reason {
		losses.Approximate(at+"/reason", class, "the target has no word for the reason")
	}
	if f.StopSequence != "" {
		losses.Drop(at+"/stop_sequence", class, "the target does not say which stop sequence came")
	}
	if f.Message != "" {
		losses.Drop(at+"/message", class, "the target has no words for the reason")
	}
}

// fitUsage fits counts of tokens, of which some must always be there: the official SDKs' types demand them.
func fitUsage(u *pb.Usage, losses *canon.Losses) *pb.Usage {
	input, output, _ := canon.UsageTotals(u)
	cached, written, reasoning, total := u.GetCacheReadTokens(), u.GetCacheWriteTokens(), u.GetReasoningTokens(), input+output
	out := &pb.Usage{
		InputTokens: &input, CacheReadTokens: &cached, CacheWriteTokens: &written, OutputTokens: &output,
		ReasoningTokens: &reasoning, TotalTokens: &total,
	}
	if u == nil {
		return out
	}
	if u.TotalTokens != nil && *u.TotalTokens != total {
		losses.Approximate("/usage/total_tokens", pb.LossClass_LOSS_CLASS_USAGE, "the total is the sum of input and output")
	}
	for _, part := range [...]struct {
		count *int64
		name  string
	}{
		{u.CacheWrite_5MTokens, "cache_write_5m_tokens"},
		{u.CacheWrite_1HTokens, "cache_write_1h_tokens"},
		{u.ToolInputTokens, "tool_input_tokens"},
		{u.InputAudioTokens, "input_audio_tokens"},
		{u.InputImageTokens, "input_image_tokens"},
		{u.OutputAudioTokens, "output_audio_tokens"},
		{u.OutputImageTokens, "output_image_tokens"},
	} {
		if canon.Count(part.count) > 0 {
			losses.Drop("/usage/"+part.name, pb.LossClass_LOSS_CLASS_USAGE, "the target does not count it by itself")
		}
	}
	return out
}

// failureOf is the error that a failed response is: its own, or what its end tells of.
func failureOf(resp *pb.GenerateResponse) *pb.Error {
	if resp.Error != nil {
		return resp.Error
	}
	e := &pb.Error{Code: pb.ErrorCode_ERROR_CODE_SERVER, Message: "the model's answer cannot be used"}
	if len(resp.Candidates) > 0 && canon.Failed(resp.Candidates[0].Finish) {
		e.Message = canon.FinishError(resp.Candidates[0].Finish).Message
	}
	return e
}

// fitError fits why a response failed.
func fitError(e *pb.Error) *pb.Error {
	a := answerOf(e)
	switch {
	case e.Code == pb.ErrorCode_ERROR_CODE_OVERLOADED:
		// A response has no code for it, and clients take the one that error answers have for final: this one they try again.
		a.code = answerStatuses[pb.ErrorCode_ERROR_CODE_SERVER].code
	case a.code == "":
		a.code = a.typ
	}
	return &pb.Error{Origin: dialect, Code: e.Code, Message: e.Message, VendorCode: a.code, Type: a.typ}
}

// imageItem gives an image of the answer as the item of a call that made it; nil for anything else.
func imageItem(id string, m *pb.Media) *pb.Part {
	if m.Kind != pb.MediaKind_MEDIA_KIND_IMAGE || m.GetData() == "" {
		return nil
	}
	w := jsonx.NewWriter(nil)
	o := w.Object("")
	o.Str("id", id)
	o.Str("type", typeImageCall)
	o.Str("status", statusCompleted)
	o.Str("result", m.GetData())
	o.End()
	return &pb.Part{Content: &pb.Part_Opaque{Opaque: &pb.Opaque{Type: typeImageCall, Json: string(w.Bytes())}}}
}

// typeImageCall is the item of a call that makes an image.
const typeImageCall = "image_generation_call"
