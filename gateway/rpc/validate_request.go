package rpc

import (
	"fmt"

	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// request checks what concerns a request as a whole.
func (v *validator) request(req *pb.GenerateRequest, path string) {
	if req.Model == "" {
		v.fault(join(path, "model"), "is missing")
	}
	continued := req.Continuation.GetPreviousResponseId() != "" || req.Continuation.GetConversation() != ""
	// What a dialect has beside messages (a stored prompt) stands in its extensions.
	if len(req.Messages) == 0 && !continued && len(req.Extensions) == 0 {
		v.fault(join(path, "messages"), "is empty")
	}
	if n := req.MaxOutputTokens; n != nil && *n < 0 {
		v.fault(join(path, "max_output_tokens"), "is negative")
	}
	if n := req.CandidateCount; n != nil && *n < 1 {
		v.fault(join(path, "candidate_count"), "is less than 1")
	}
	if n := req.Reasoning.GetBudgetTokens(); n < 0 {
		v.fault(join(path, "reasoning.budget_tokens"), "is negative")
	}
	for i, p := range req.Instructions {
		if p.GetToolCall() != nil || p.GetToolResult() != nil {
			v.fault(fmt.Sprintf("%s[%d]", join(path, "instructions"), i), "holds a tool call or result")
		}
	}
	v.links(req, path, continued)
}

// links checks that every tool result answers a call before it. A conversation that goes on from one that the vendor keeps,
// or that was shortened, need not hold the call; in a message that was read from a dialect it may be said in another way.
func (v *validator) links(req *pb.GenerateRequest, path string, partial bool) {
	called := map[string]bool{}
	for i, m := range req.Messages {
		for k, p := range m.GetParts() {
			at := fmt.Sprintf("%s[%d].parts[%d]", join(path, "messages"), i, k)
			switch c := p.GetContent().(type) {
			case *pb.Part_Compaction, *pb.Part_Opaque:
				partial = true
			case *pb.Part_ToolCall:
				called[c.ToolCall.GetCallId()] = true
			case *pb.Part_ToolResult:
				read := m.Origin != pb.Dialect_DIALECT_UNSPECIFIED
				if id := c.ToolResult.GetCallId(); id != "" && !partial && !read && !called[id] {
					v.fault(at+".tool_result.call_id", "answers no tool call before it")
				}
			}
		}
	}
}
