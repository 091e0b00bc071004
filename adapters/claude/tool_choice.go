package claude

import (
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// wireToolChoice is tool_choice.
type wireToolChoice struct {
	Type            jsonx.String `json:"type"`
	Name            jsonx.String `json:"name"`
	DisableParallel jsonx.Bool   `json:"disable_parallel_tool_use"`
	Unknown         jsonx.Value  `json:",inline,embed"`
}

// choice gives the canonical tool choice. A hosted tool, which the wire names as any other, is referred to by its type.
func (w *wireToolChoice) choice(tools []*pb.Tool) *pb.ToolChoice {
	if w == nil {
		return nil
	}
	l := leftovers{unknown: w.Unknown}
	c := &pb.ToolChoice{}
	mode, known := toolChoices.value(w.Type.V)
	c.Mode = mode
	if !known {
		l.stray("type", &w.Type)
	}
	if w.Type.V == "tool" {
		c.Tools = []*pb.ToolRef{toolRef(tools, l.full("name", &w.Name))}
	} else {
		l.stray("name", &w.Name)
	}
	if w.DisableParallel.Set {
		parallel := !w.DisableParallel.V
		c.Parallel = &parallel
	}
	l.raw("disable_parallel_tool_use", w.DisableParallel.Raw)
	c.Extensions = l.keep(nil)
	return c
}

func toolRef(tools []*pb.Tool, name string) *pb.ToolRef {
	for _, t := range tools {
		if t.Kind == pb.ToolKind_TOOL_KIND_HOSTED && t.Name == name && name != "" {
			return &pb.ToolRef{Name: t.Hosted.Type, Kind: t.Kind}
		}
	}
	return &pb.ToolRef{Name: name, Kind: pb.ToolKind_TOOL_KIND_FUNCTION}
}

// writeToolChoice writes tool_choice.
func writeToolChoice(o jsonx.Object, c *pb.ToolChoice, tools []*pb.Tool) {
	if c == nil {
		return
	}
	t, ok := o.Object("tool_choice", own(c.Extensions, ""))
	if !ok {
		return
	}
	if len(c.Tools) == 1 && c.Mode == pb.ToolChoiceMode_TOOL_CHOICE_MODE_REQUIRED {
		t.Str("type", "tool")
		t.Str("name", refName(c.Tools[0], tools))
	} else if kind, ok := toolChoices.word(c.Mode); ok {
		t.Str("type", kind)
	}
	if c.Parallel != nil {
		t.Bool("disable_parallel_tool_use", !*c.Parallel)
	}
	t.End()
}

// refName gives the name under which a request declares the tool of a reference.
func refName(ref *pb.ToolRef, tools []*pb.Tool) string {
	if ref.Kind != pb.ToolKind_TOOL_KIND_HOSTED {
		return ref.Name
	}
	for _, t := range tools {
		if t.GetHosted().GetType() == ref.Name {
			return t.Name
		}
	}
	return ref.Name
}
