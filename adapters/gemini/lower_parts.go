package gemini

import (
	"strconv"
	"strings"

	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// isBlank reports whether a text says nothing.
func isBlank(text string) bool { return strings.TrimSpace(text) == "" }

// isSilent reports whether a part says nothing in the conversation itself: what it changes is lowered elsewhere.
func isSilent(p *pb.Part) bool {
	switch p.Content.(type) {
	case *pb.Part_ToolChanges, *pb.Part_Settings, nil:
		return true
	}
	return false
}

// changes reports that tools come or go.
func (l *lowerer) changes(path string) {
	l.losses.Approximate(path, toolsClass, "tools cannot come or go: all are declared from the start")
}

// attached reports what hangs on a part and cannot be said: a cache breakpoint, a seal of another vendor.
func (l *lowerer) attached(p *pb.Part, path string) {
	if p.Cache == nil && p.Seal == nil {
		return
	}
	l.drop(p.Cache != nil, path+"/cache", pb.LossClass_LOSS_CLASS_CACHING, "there are no cache breakpoints")
	if p.Seal != nil && !canon.Readable(p.Seal, own, l.x.Upstream) {
		l.losses.Withhold(path+"/seal", "only its issuer can read it")
	}
}

// readableSeal gives a part's seal where the upstream can read it.
func (l *lowerer) readableSeal(p *pb.Part) *pb.Seal {
	if canon.Readable(p.Seal, own, l.x.Upstream) {
		return p.Seal
	}
	return nil
}

// modelPart lowers a part that the model said; there may be none.
func (l *lowerer) modelPart(p *pb.Part, path string) []*pb.Part {
	l.attached(p, path)
	out := &pb.Part{Seal: l.readableSeal(p), Extensions: p.Extensions}
	switch c := p.Content.(type) {
	case *pb.Part_Text:
		l.spoken(c.Text, path)
		if isBlank(c.Text.Text) && out.Seal == nil {
			return nil
		}
		out.Content = c
	case *pb.Part_Reasoning:
		return l.thought(out, c.Reasoning, path)
	case *pb.Part_Refusal:
		if isBlank(c.Refusal.Text) {
			return nil
		}
		l.losses.Approximate(path, contentClass, "a refusal stands as text")
		out.Content = textPart(c.Refusal.Text).Content
	case *pb.Part_ToolCall:
		return l.call(out, c.ToolCall, path)
	case *pb.Part_Opaque:
		l.losses.Drop(path, contentClass, "only its own vendor understands it")
		return nil
	default:
		return l.userPart(p, path)
	}
	return []*pb.Part{out}
}

// spoken reports what hangs on the text of a part.
func (l *lowerer) spoken(t *pb.Text, part string) {
	if len(t.GetCitations()) == 0 && len(t.GetLogprobs()) == 0 {
		return
	}
	path := part + "/text"
	for i := range t.GetCitations() {
		l.losses.Drop(path+"/citations/"+strconv.Itoa(i), pb.LossClass_LOSS_CLASS_CITATIONS, "texts of a history cite nothing")
	}
	l.drop(len(t.GetLogprobs()) > 0, path+"/logprobs", pb.LossClass_LOSS_CLASS_SAMPLING, "texts of a history have none")
}

// thought lowers reasoning: with a signature of Gemini's it goes back as it came, without one it is left out.
func (l *lowerer) thought(out *pb.Part, r *pb.ReasoningContent, path string) []*pb.Part {
	text := thoughtText(r)
	if out.Seal == nil {
		l.drop(!isBlank(text), path, reasoningClass, "thoughts without a signature of Gemini's are left out")
		return nil
	}
	out.Content = &pb.Part_Reasoning{Reasoning: &pb.ReasoningContent{Text: text}}
	return []*pb.Part{out}
}

// call lowers a call to a function call with an object of arguments.
func (l *lowerer) call(out *pb.Part, c *pb.ToolCall, path string) []*pb.Part {
	if c.Kind == pb.ToolKind_TOOL_KIND_HOSTED {
		l.losses.Drop(path, toolsClass, "a call of another vendor's own tool")
		return nil
	}
	l.calls[c.CallId] = c
	call := &pb.ToolCall{
		CallId: c.CallId, Name: l.names.Alias(c.Namespace, c.Name), Kind: pb.ToolKind_TOOL_KIND_FUNCTION,
	}
	arguments, exact := objectArguments(c)
	if !exact {
		l.losses.Approximate(path+"/tool_call/arguments_json", toolsClass, "arguments that are no object are wrapped in one")
	}
	call.ArgumentsJson = arguments
	out.Content = &pb.Part_ToolCall{ToolCall: call}
	return []*pb.Part{out}
}

// objectArguments gives the arguments of a call as an object. What is none is wrapped, which is not exact.
func objectArguments(c *pb.ToolCall) (arguments string, exact bool) {
	switch {
	case c.Kind == pb.ToolKind_TOOL_KIND_CUSTOM:
		return jsonx.WrapText("input", c.Input), true
	case isBlank(c.ArgumentsJson):
		return "{}", true
	case jsonx.IsObject(c.ArgumentsJson):
		return c.ArgumentsJson, true
	}
	return jsonx.WrapText("_raw", c.ArgumentsJson), false
}

// userPart lowers a part that the user said; there may be none, or several.
func (l *lowerer) userPart(p *pb.Part, path string) []*pb.Part {
	if p.Content != nil {
		l.attached(p, path)
	}
	switch c := p.Content.(type) {
	case *pb.Part_Text:
		l.spoken(c.Text, path)
		if isBlank(c.Text.Text) {
			return nil
		}
		return []*pb.Part{{Content: c, Extensions: p.Extensions}}
	case *pb.Part_Media:
		return l.media(c.Media, path)
	case *pb.Part_Compaction:
		if isBlank(c.Compaction.Text) {
			l.losses.Refuse(path, contentClass, "only its own vendor can read the compacted conversation")
			return nil
		}
		l.losses.Approximate(path, contentClass, "a summary stands as text")
		return []*pb.Part{textPart(c.Compaction.Text)}
	case *pb.Part_ToolChanges:
		l.changes(path)
	case *pb.Part_Reasoning, *pb.Part_Refusal, *pb.Part_ToolCall:
		return l.modelPart(p, path)
	case *pb.Part_ToolResult:
		// Results of hosted tools stay where they stand; nobody else can read them.
		l.losses.Drop(path, toolsClass, "a result of another vendor's own tool")
	case *pb.Part_Opaque:
		l.losses.Refuse(path, contentClass, "only its own vendor understands it")
	}
	return nil
}
