package responses

import (
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// Lifecycle of a response and of its items.
const (
	statusQueued     = "queued"
	statusInProgress = "in_progress"
	statusCompleted  = "completed"
	statusIncomplete = "incomplete"
	statusFailed     = "failed"
	statusCancelled  = "cancelled"
)

// incompleteReasons are the reasons for which a response is incomplete.
var incompleteReasons = names[pb.FinishReason]{
	{"max_output_tokens", pb.FinishReason_FINISH_REASON_MAX_TOKENS},
	{"content_filter", pb.FinishReason_FINISH_REASON_SAFETY},
	{"steered", pb.FinishReason_FINISH_REASON_CANCELLED},
}

// finish says why a response with a status ended; nil while it has not. ended is what its content says of it.
func finish(status string, details *wireIncomplete, ended pb.FinishReason) *pb.Finish {
	f := &pb.Finish{Raw: status}
	switch status {
	case statusQueued, statusInProgress, "":
		return nil
	case statusFailed:
		f.Reason = pb.FinishReason_FINISH_REASON_ERROR
	case statusCancelled:
		f.Reason = pb.FinishReason_FINISH_REASON_CANCELLED
	case statusIncomplete:
		f.Reason = pb.FinishReason_FINISH_REASON_OTHER
		if details == nil {
			break
		}
		if reason, ok := incompleteReasons.read(details.Reason.V); ok {
			f.Reason = reason
		}
		r := beside(details.Extra)
		if reason := r.str("reason", details.Reason); reason != "" {
			f.Raw = reason
		}
		f.Extensions = r.put(nil, atIncomplete)
	default:
		f.Reason = ended
		if ended == pb.FinishReason_FINISH_REASON_UNSPECIFIED {
			f.Reason = pb.FinishReason_FINISH_REASON_END
		}
	}
	return f
}

// atIncomplete is the place of the details of an incomplete response.
const atIncomplete = "/incomplete_details"

// endedBy says why a response that is complete ended, which only its content tells.
func endedBy(messages []*pb.Message) pb.FinishReason {
	reason := pb.FinishReason_FINISH_REASON_UNSPECIFIED
	for _, m := range messages {
		for _, p := range m.Parts {
			reason = reasonAfter(reason, p)
		}
	}
	return reason
}

// reasonAfter says the same of a response that goes on by one part.
func reasonAfter(reason pb.FinishReason, p *pb.Part) pb.FinishReason {
	if reason == pb.FinishReason_FINISH_REASON_TOOL_CALLS {
		return reason
	}
	switch c := p.Content.(type) {
	case *pb.Part_ToolCall:
		return pb.FinishReason_FINISH_REASON_TOOL_CALLS
	case *pb.Part_Opaque:
		if clientCalls[c.Opaque.Type] {
			return pb.FinishReason_FINISH_REASON_TOOL_CALLS
		}
	case *pb.Part_Refusal:
		return pb.FinishReason_FINISH_REASON_REFUSAL
	case *pb.Part_Compaction:
		return pb.FinishReason_FINISH_REASON_COMPACTED
	}
	return reason
}

// clientCalls are the items that stay whole and wait for the client.
var clientCalls = map[string]bool{
	"computer_call": true, "local_shell_call": true, "apply_patch_call": true, "mcp_approval_request": true,
}
