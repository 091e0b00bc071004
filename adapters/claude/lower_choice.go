package claude

import (
	"slices"
	"strconv"

	"github.com/interlingua/interlingua/adapters/canon"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// toolChoice lowers whether and which tools may or must be called.
func (l *lowering) toolChoice() {
	c := l.req.ToolChoice
	if l.jsonTool {
		l.chooseJSONTool(c)
		return
	}
	if c == nil {
		return
	}
	if len(l.out.Tools) == 0 {
		l.noTools(c)
		return
	}
	out := &pb.ToolChoice{Mode: c.Mode, Extensions: c.Extensions}
	l.chosenTools(c, out)
	if l.thinks() && out.Mode == pb.ToolChoiceMode_TOOL_CHOICE_MODE_REQUIRED {
		l.losses.Approximate("/tool_choice/mode", pb.LossClass_LOSS_CLASS_TOOLS, "no tool can be demanded while the model thinks")
		out.Mode, out.Tools = pb.ToolChoiceMode_TOOL_CHOICE_MODE_AUTO, nil
	}
	l.parallel(c, out)
	if out.Mode != pb.ToolChoiceMode_TOOL_CHOICE_MODE_UNSPECIFIED {
		l.out.ToolChoice = out
	}
}

// noTools reports a choice where there is no tool to choose.
func (l *lowering) noTools(c *pb.ToolChoice) {
	const class, say = pb.LossClass_LOSS_CLASS_TOOLS, "there is no tool to choose"
	switch {
	case c.Mode != pb.ToolChoiceMode_TOOL_CHOICE_MODE_UNSPECIFIED || len(c.Tools) > 0:
		l.losses.Drop("/tool_choice", class, say)
	case c.Parallel != nil && !*c.Parallel:
		l.losses.Drop("/tool_choice/parallel", class, say)
	}
}

// parallel sets whether several calls may come in one turn. That they may is the default.
func (l *lowering) parallel(c, out *pb.ToolChoice) {
	if c.Parallel == nil || *c.Parallel {
		return
	}
	if out.Mode == pb.ToolChoiceMode_TOOL_CHOICE_MODE_NONE {
		l.losses.Drop("/tool_choice/parallel", pb.LossClass_LOSS_CLASS_TOOLS, "no tool may be called anyway")
		return
	}
	out.Parallel = c.Parallel
	if out.Mode == pb.ToolChoiceMode_TOOL_CHOICE_MODE_UNSPECIFIED {
		out.Mode = pb.ToolChoiceMode_TOOL_CHOICE_MODE_AUTO
	}
}

// chosenTools sets the one tool that is demanded. A choice among several is made by declaring only those, and the ones that
// the history calls.
func (l *lowering) chosenTools(c, out *pb.ToolChoice) {
	var chosen []*pb.ToolRef
	for i, ref := range c.Tools {
		name, ok := l.chosenName(ref)
		if !ok {
			l.losses.Drop("/tool_choice/tools/"+strconv.Itoa(i), pb.LossClass_LOSS_CLASS_TOOLS, "the target does not have the tool")
			continue
		}
		chosen = append(chosen, &pb.ToolRef{Name: name, Kind: pb.ToolKind_TOOL_KIND_FUNCTION})
	}
	switch {
	case len(chosen) == 0 && len(c.Tools) > 0 && c.Mode == pb.ToolChoiceMode_TOOL_CHOICE_MODE_REQUIRED:
		out.Mode = pb.ToolChoiceMode_TOOL_CHOICE_MODE_AUTO
	case len(chosen) == 0:
	case c.Mode == pb.ToolChoiceMode_TOOL_CHOICE_MODE_NONE:
		l.losses.Drop("/tool_choice/tools", pb.LossClass_LOSS_CLASS_TOOLS, "no tool may be called anyway")
	case len(chosen) == 1 && c.Mode == pb.ToolChoiceMode_TOOL_CHOICE_MODE_REQUIRED:
		out.Tools = chosen
	default:
		l.losses.Approximate("/tool_choice/tools", pb.LossClass_LOSS_CLASS_TOOLS, "the other tools are not declared")
		l.keepTools(chosen)
	}
}

// chosenName gives the name under which the lowered request declares the tool of a reference.
func (l *lowering) chosenName(ref *pb.ToolRef) (string, bool) {
	name := l.names.Alias(ref.Namespace, ref.Name)
	if ref.Kind == pb.ToolKind_TOOL_KIND_HOSTED {
		name = l.hostedName(ref.Name)
	}
	return name, slices.ContainsFunc(l.out.Tools, func(t *pb.Tool) bool { return t.Name == name && name != "" })
}

// hostedName gives this dialect's name of a hosted tool that the source calls by its own type.
func (l *lowering) hostedName(kind string) string {
	for _, t := range canon.ToolsInEffect(l.req) {
		if h := t.Tool.GetHosted(); h.GetType() == kind {
			if isOwnHosted(t.Tool) {
				return t.Tool.Name
			}
			return hostedTools[h.GetKind()].name
		}
	}
	return ""
}

// keepTools leaves only those tools that are chosen or that the history calls.
func (l *lowering) keepTools(chosen []*pb.ToolRef) {
	keep := map[string]bool{}
	for _, ref := range chosen {
		keep[ref.Name] = true
	}
	for _, m := range l.out.Messages {
		for _, p := range m.Parts {
			if c := p.GetToolCall(); c != nil {
				keep[c.Name] = true
			}
		}
	}
	l.out.Tools = slices.DeleteFunc(l.out.Tools, func(t *pb.Tool) bool {
		if keep[t.Name] {
			return false
		}
		l.losses.Drop(l.toolPaths[t], pb.LossClass_LOSS_CLASS_TOOLS, "the tool is not among those that may be called")
		return true
	})
}
