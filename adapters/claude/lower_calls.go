package claude

import (
	"strconv"
	"strings"

	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// callIDs gives calls ids that are legal and unique, and results the ids of their calls. It goes by order: a result answers
// the first call of its id that was not answered yet.
type callIDs struct {
	used map[string]bool
	open map[string][]string
}

// call gives the id of a call.
func (c *callIDs) call(id string) string {
	if c.used == nil {
		c.used, c.open = map[string]bool{}, map[string][]string{}
	}
	legal := callID(id)
	unique := legal
	for n := 2; c.used[unique]; n++ {
		unique = legal + "_" + strconv.Itoa(n)
	}
	c.used[unique] = true
	c.open[id] = append(c.open[id], unique)
	return unique
}

// result gives the id of the call that a result answers.
func (c *callIDs) result(id string) string {
	open := c.open[id]
	if len(open) == 0 {
		return callID(id)
	}
	c.open[id] = open[1:]
	return open[0]
}

// toolCall gives the tool_use block for a call.
func (l *lowering) toolCall(p *pb.Part, c *pb.ToolCall, path string) *pb.Part {
	l.seal(p, path)
	call := &pb.ToolCall{CallId: l.ids.call(c.CallId), Name: l.names.Alias(c.Namespace, c.Name), Kind: pb.ToolKind_TOOL_KIND_FUNCTION}
	if c.Kind == pb.ToolKind_TOOL_KIND_CUSTOM {
		call.ArgumentsJson = canon.CustomArguments(c.Input)
		l.losses.Approximate(path+"/tool_call/input", pb.LossClass_LOSS_CLASS_TOOLS, "free text became the argument of a function")
	} else {
		arguments, exact := argumentsObject(c.ArgumentsJson)
		call.ArgumentsJson = arguments
		if !exact {
			l.losses.Approximate(path+"/tool_call/arguments_json", pb.LossClass_LOSS_CLASS_TOOLS, "the arguments are no object")
		}
	}
	block := canon.CallPart(call)
	block.Cache, block.Extensions = p.Cache, p.Extensions
	l.mark(block, path)
	return block
}

// argumentsObject gives arguments as the object that the dialect demands; exact says that they were one. No arguments are
// the empty object.
func argumentsObject(arguments string) (object string, exact bool) {
	switch {
	case strings.TrimSpace(arguments) == "":
		return "{}", true
	case jsonx.IsObject(arguments):
		return arguments, true
	}
	return wrapRaw(arguments), false
}

// toolResult gives the tool_result block for a result.
func (l *lowering) toolResult(e canon.Entry, r *pb.ToolResult, path string) *pb.Part {
	p := e.Part
	l.seal(p, path)
	result := &pb.ToolResult{CallId: l.ids.result(r.CallId), IsError: r.IsError, Form: pb.ContentForm_CONTENT_FORM_LIST}
	if r.OutputJson != nil {
		result.Parts = append(result.Parts, outputParts(r)...)
	}
	for i, inner := range r.Parts {
		if b := l.resultPart(inner, e.ResultPath(i)); b != nil {
			result.Parts = append(result.Parts, b)
		}
	}
	if isPlainText(result.Parts) {
		result.Form = pb.ContentForm_CONTENT_FORM_STRING
	}
	if len(result.Parts) == 0 {
		result.Form = pb.ContentForm_CONTENT_FORM_UNSPECIFIED
	}
	block := canon.ResultPart(result)
	block.Cache, block.Extensions = p.Cache, p.Extensions
	l.mark(block, path)
	return block
}

// outputParts gives a result that is one JSON value as text.
func outputParts(r *pb.ToolResult) []*pb.Part {
	text, _ := canon.ResultText(&pb.ToolResult{OutputJson: r.OutputJson})
	if strings.TrimSpace(text) == "" {
		return nil
	}
	return []*pb.Part{textPart(text)}
}

// resultPart gives the block for a part of a tool result.
func (l *lowering) resultPart(p *pb.Part, path string) *pb.Part {
	switch c := p.Content.(type) {
	case *pb.Part_Text:
		l.textExtras(p, c.Text, path)
		l.seal(p, path)
		return l.plainText(p, c.Text.Text, path)
	case *pb.Part_Refusal:
		l.losses.Approximate(path+"/refusal", pb.LossClass_LOSS_CLASS_CONTENT, "a refusal became text")
		l.seal(p, path)
		return l.plainText(p, c.Refusal.Text, path)
	case *pb.Part_Media:
		return l.media(p, path)
	case *pb.Part_ToolChanges, nil:
		return nil
	case *pb.Part_Settings:
		l.losses.Drop(path+"/settings", pb.LossClass_LOSS_CLASS_METADATA, "a tool result has no settings")
		return nil
	}
	l.losses.Refuse(path, pb.LossClass_LOSS_CLASS_CONTENT, "a tool result takes text, images and documents only")
	return nil
}
