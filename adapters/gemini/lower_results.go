package gemini

import (
	"github.com/interlingua/interlingua/adapters/canon"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// results lowers the results of one step, in the order of its calls.
func (l *lowerer) results(entries []canon.Entry) []*pb.Part {
	var responses, moved []*pb.Part
	for _, e := range entries {
		response, rest := l.result(e)
		responses = append(responses, response)
		moved = append(moved, rest...)
	}
	return append(responses, moved...)
}

// result lowers a result to a function response, whose text is an object. Media stay in it where the model takes them
// there; otherwise they follow all responses, introduced by a text.
func (l *lowerer) result(e canon.Entry) (response *pb.Part, moved []*pb.Part) {
	r, path := e.Part.GetToolResult(), e.Path()
	if e.P >= 0 {
		l.attached(e.Part, path)
	}
	path += "/tool_result"
	texts := &pb.ToolResult{OutputJson: r.OutputJson, IsError: r.IsError}
	out := &pb.ToolResult{CallId: r.CallId, Name: l.resultName(r)}
	for i, p := range r.Parts {
		at := e.ResultPath(i)
		for _, said := range l.userPart(p, at) {
			switch {
			case said.GetText() != nil:
				texts.Parts = append(texts.Parts, said)
			case isThird(l.caps):
				if m := said.GetMedia(); m.GetDetail() != "" {
					m.Detail = ""
					l.losses.Drop(at+"/media/detail", contentClass, "media inside a result has no resolution")
				}
				out.Parts = append(out.Parts, said)
			default:
				l.losses.Approximate(at, toolsClass, "it is moved out of the result")
				moved = append(moved, said)
			}
		}
	}
	if _, joined := canon.ResultText(texts); joined {
		l.losses.Approximate(path+"/parts", toolsClass, "several texts of a result are joined")
	}
	object := canon.ResultObject(texts)
	out.OutputJson = &object
	if len(out.Parts) > 0 {
		out.Form = pb.ContentForm_CONTENT_FORM_LIST
	}
	if len(moved) > 0 {
		l.losses.Synthesize(path, toolsClass, canon.SynthImageOfCall)
		moved = append([]*pb.Part{textPart(canon.TextImageOfCall + r.CallId)}, moved...)
	}
	response = canon.ResultPart(out)
	response.Extensions = e.Part.Extensions
	return response, moved
}

// resultName gives the name of the function that answered, which Gemini demands.
func (l *lowerer) resultName(r *pb.ToolResult) string {
	if c := l.calls[r.CallId]; c != nil {
		return l.names.Alias(c.Namespace, c.Name)
	}
	return l.names.Alias(r.Namespace, r.Name)
}
