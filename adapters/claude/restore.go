package claude

import (
	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/canon"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// restorer undoes in an answer what the request's encoder did to tools.
type restorer struct {
	names *canon.Names
	// jsonTool says that the request asked for structured output by a forced tool.
	jsonTool bool
}

func newRestorer(x *adapters.Exchange) restorer {
	if x.Request == nil {
		return restorer{}
	}
	return restorer{names: canon.NewNames(x.Request, nameRule), jsonTool: wantsJSONTool(x.Request)}
}

// wantsJSONTool reports whether a call of the tool json_response is the answer itself: the client asked for a format and
// has no tool of that name.
func wantsJSONTool(req *pb.GenerateRequest) bool {
	if req.Origin == dialect || req.GetOutput().GetFormat().GetSchemaJson() == "" {
		return false
	}
	for _, t := range canon.ToolsInEffect(req) {
		if t.Tool.Name == canon.JSONToolName {
			return false
		}
	}
	return true
}

// isAnswer reports whether a call stands for structured output.
func (r restorer) isAnswer(name string) bool { return r.jsonTool && name == canon.JSONToolName }

// call gives back to a call the name, namespace and kind that the client declared.
func (r restorer) call(c *pb.ToolCall) {
	if r.names == nil {
		return
	}
	t := r.names.Restore(c.Name)
	c.Name, c.Namespace = t.Name, t.Namespace
	if t.Kind != pb.ToolKind_TOOL_KIND_UNSPECIFIED {
		c.Kind = t.Kind
	}
}

// restoreCalls restores all calls of a candidate.
func restoreCalls(r restorer, c *pb.Candidate) {
	if r.names == nil {
		return
	}
	calls := 0
	for _, m := range c.Messages {
		for _, p := range m.Parts {
			call := p.GetToolCall()
			if call == nil {
				continue
			}
			if r.isAnswer(call.Name) {
				p.Content = &pb.Part_Text{Text: &pb.Text{Text: call.ArgumentsJson}}
				continue
			}
			calls++
			if r.call(call); call.Kind == pb.ToolKind_TOOL_KIND_CUSTOM {
				call.Input, call.ArgumentsJson = canon.CustomInput(call.ArgumentsJson), ""
			}
		}
	}
	if f := c.Finish; r.jsonTool && calls == 0 && f.GetReason() == pb.FinishReason_FINISH_REASON_TOOL_CALLS {
		f.Reason = pb.FinishReason_FINISH_REASON_END
	}
}
